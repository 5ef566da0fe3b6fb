//! The views in the header, from wide screens to tiny ones.

use std::sync::Arc;

use ratatui::style::Modifier;
use rstest::rstest;

use super::fixture::UiReader;
use crate::app::Message;
use crate::config::Config;
use crate::item::Stamp;
use crate::lang::Lang;
use crate::moment::TimeContext;
use crate::query::Watchlists;
use crate::rules::{self, RulesNews};

const RULES: &str = "\
[[rule]]
name = '红'
query = 'is:red'
key = 2
[[rule]]
name = '航天'
query = '航天'
key = 3
[[rule]]
name = '储能'
query = '储能'
key = 4
";

fn reader(lang: Lang, rules: &str) -> UiReader {
    let mut reader = UiReader::new(Config {
        lang,
        ..Config::default()
    });
    let times = TimeContext::at(Stamp::default());
    let rules = rules::parse("rules.toml", rules, &times, &Watchlists::default()).unwrap();
    reader.send(Message::Rules(RulesNews::Read(Ok(Arc::new(rules)))));
    reader.screen(120, 30);
    reader.keys("j").arrive();
    reader
}

fn header(reader: &mut UiReader, columns: u16, rows: u16) -> String {
    let screen = reader.screen(columns, rows);
    screen.lines().next().unwrap_or_default().to_owned()
}

/// The day, the time of the newest item, whether the list follows and the view on the screen stay longest.
#[rstest]
#[case(
    Lang::Chinese,
    120,
    " 电报  cls  5月31日 周日  1 全部 2  2 红 ·  3 航天 ·  4 储能 ·"
)]
#[case(
    Lang::Chinese,
    80,
    " 5月31日 周日  1 全部 2  2 红 ·  3 航天 ·  4 储能 ·"
)]
#[case(Lang::Chinese, 70, " 5月31日 周日  1全部2 2红 3航天 4储能")]
#[case(Lang::Chinese, 45, " 5月31日  1全2 2红 3航 4储")]
#[case(Lang::Chinese, 20, "1全2")]
#[case(Lang::English, 120, " dianbao  cls  Sun 05-31  1 all 2")]
#[case(Lang::English, 60, "1all:2 2红 3航天 4储能")]
#[case(Lang::English, 45, "1a:2 2红 3航 4储")]
fn header_gives_up_what_matters_least(
    #[case] lang: Lang,
    #[case] columns: u16,
    #[case] expected: &str,
) {
    let mut reader = reader(lang, RULES);
    let header = header(&mut reader, columns, 20);
    assert!(header.contains(expected), "{header}");
    let paused = lang.pick("停住", "paused");
    assert!(
        header.contains(paused) && header.contains("11:2"),
        "{header}"
    );
}

/// Views with digits keep their names longest, of the others those with unseen items; the hidden ones are counted.
#[rstest]
#[case(120, "1 全部 2  2 红 ·  5 航天 ·  北向资金 ·  锂价 ·")]
#[case(80, "1全部2 2红 5航天 北向资金 锂价 有新1")]
#[case(60, "1全部2 2红 5航天 有新1 +2")]
#[case(45, "1全2 2红 5航 +3")]
#[case(34, "1全2 +5")]
fn header_counts_the_views_that_it_hides(#[case] columns: u16, #[case] expected: &str) {
    let others = "\
[[rule]]
name = '红'
query = 'is:red'
key = 2
[[rule]]
name = '航天'
query = '航天'
key = 5
[[rule]]
name = '北向资金'
query = '北向'
view = true
[[rule]]
name = '锂价'
query = '锂价'
view = true
[[rule]]
name = '有新'
query = '华岳'
view = true
";
    let mut reader = reader(Lang::Chinese, others);
    let header = header(&mut reader, columns, 20);
    assert!(header.contains(expected), "{header}");
}

#[rstest]
#[case(120, "1 个问题")]
#[case(45, "!1")]
#[case(20, "!1")]
#[case(12, "!1")]
fn header_always_counts_the_problems(#[case] columns: u16, #[case] expected: &str) {
    let mut reader = reader(Lang::Chinese, RULES);
    let times = TimeContext::at(Stamp::default());
    let wrong = rules::parse(
        "rules.toml",
        "[[rule]]\nname = '甲'",
        &times,
        &Watchlists::default(),
    );
    reader.send(Message::Rules(RulesNews::Read(wrong.map(Arc::new))));
    let header = header(&mut reader, columns, 20);
    assert!(header.contains(expected), "{header}");
}

/// Without colour too.
#[test]
fn view_on_the_screen_is_reversed() {
    let mut reader = reader(Lang::Chinese, "");
    let at = |reader: &mut UiReader| {
        let (buffer, _) = reader.draw(80, 20);
        let cells = (0..80).filter(|x| buffer[(*x, 0)].modifier.contains(Modifier::REVERSED));
        let symbols = cells.map(|x| buffer[(x, 0)].symbol().to_owned());
        symbols.collect::<String>().replace(' ', "")
    };
    assert!(at(&mut reader).starts_with("1全部"));
    reader.keys("2");
    assert!(at(&mut reader).starts_with("2红"));
}

#[test]
fn name_in_the_header_can_be_clicked() {
    let mut reader = reader(Lang::Chinese, RULES);
    reader.screen(120, 30);
    let names = reader.app.metrics.views.clone();
    assert_eq!(names.len(), 4);
    for (area, nth) in &names {
        assert_eq!((area.y, area.height), (0, 1));
        assert!(area.width >= 4, "{nth}: {area}");
    }
    let after: Vec<_> = names
        .windows(2)
        .map(|two| two[1].0.x - two[0].0.right())
        .collect();
    assert_eq!(after, [2, 2, 2]);
}

/// The last line names the view that the filter narrows.
#[test]
fn last_line_has_view_and_filter() {
    let mut reader = reader(Lang::Chinese, RULES);
    let screen = reader.keys("3f储能").screen(80, 20);
    assert!(screen.contains("航天 · 筛选 储能"), "{screen}");
    let screen = reader.keys("<Enter>").screen(80, 20);
    assert!(screen.contains("航天 · 筛选 储能"), "{screen}");
}

#[test]
fn empty_view_says_how_to_leave_it() {
    let mut reader = reader(
        Lang::Chinese,
        "[[rule]]\nname = '无'\nquery = '没有的词'\nkey = 4",
    );
    let screen = reader.keys("4").screen(60, 12);
    assert!(screen.contains("视图“无”里没有电报"), "{screen}");
    assert!(screen.contains("按 Esc 回到全部"), "{screen}");
}
