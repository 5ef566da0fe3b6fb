//! The page of rules at every size, in both languages.

use std::path::Path;
use std::sync::Arc;

use ratatui::style::Color;
use rstest::rstest;

use super::fixture::{UiReader, print};
use super::hits::lit;
use super::screens::assert_screen;
use crate::app::Message;
use crate::config::theme::Role;
use crate::config::{Config, RulesFile};
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
name = '航天与储能的长名字要截断'
query = '航天 | 储能 | 卫星 | 火箭 | 电池 | 光伏 | 风电 | 氢能 | 核电 | 水电 | 火电 | 电网 | 特高压'
unless = '龙虎榜'
key = 3
style = { row = 'cyan', hits = 'yellow' }
[[rule]]
name = 'quakes'
query = 'title:/[4-6]\\.\\d级/'
style = { row = 'dim' }
";

fn reader(lang: Lang, rules: &str) -> UiReader {
    let mut reader = UiReader::new(Config {
        lang,
        rules: RulesFile::at(Path::new("rules.toml")),
        ..Config::default()
    });
    let times = TimeContext::at(Stamp::default());
    let rules = rules::parse("rules.toml", rules, &times, &Watchlists::default());
    reader.send(Message::Rules(RulesNews::Read(rules.map(Arc::new))));
    reader.screen(120, 30);
    reader.keys("j").arrive();
    reader
}

#[rstest]
#[case(Lang::Chinese, 120, 30)]
#[case(Lang::Chinese, 80, 24)]
#[case(Lang::Chinese, 45, 25)]
#[case(Lang::Chinese, 20, 5)]
#[case(Lang::English, 120, 30)]
#[case(Lang::English, 80, 24)]
#[case(Lang::English, 45, 25)]
#[case(Lang::English, 20, 5)]
fn rules_at_every_size(#[case] lang: Lang, #[case] width: u16, #[case] height: u16) {
    let mut reader = reader(lang, RULES);
    reader.screen(width, height);
    reader.keys("F").screen(width, height);
    let screen = reader.keys("jj").screen(width, height);
    let name = format!("rules-{width}x{height}{}", lang.pick("", "-en"));
    assert_screen(&name, &screen);
}

/// The table stays above what is typed, and its results change with it.
#[rstest]
#[case(Lang::Chinese, 120, 30)]
#[case(Lang::Chinese, 45, 25)]
#[case(Lang::Chinese, 20, 5)]
#[case(Lang::English, 80, 24)]
fn query_is_typed_below_its_results(#[case] lang: Lang, #[case] width: u16, #[case] height: u16) {
    let mut reader = reader(lang, RULES);
    reader.screen(width, height);
    reader.keys("F").screen(width, height);
    let screen = reader.keys("je | 利率").screen(width, height);
    let name = format!("rules-query-{width}x{height}{}", lang.pick("", "-en"));
    assert_screen(&name, &screen);
}

#[test]
fn look_of_a_rule_is_shown_as_it_is() {
    let mut reader = reader(Lang::Chinese, RULES);
    let buffer = reader.keys("F").draw(120, 30).0;
    let row: Vec<_> = (0..120).map(|x| &buffer[(x, 5)]).collect();
    let at = row.iter().position(|cell| cell.symbol() == "整").unwrap();
    assert_eq!(row[at].fg, Color::Cyan);
    assert_eq!(row[at + 5].fg, Color::Yellow);
}

#[rstest]
#[case(
    "[[rule]]\nname = 'a'\nquery = ')'",
    "规则有误，没有生效：rules.toml:3:10"
)]
#[case("", "还没有规则")]
fn page_says_why_there_are_no_rules(#[case] rules: &str, #[case] expected: &str) {
    let mut reader = reader(Lang::Chinese, rules);
    let screen = reader.keys("F").screen(120, 30);
    assert!(screen.contains(expected), "{screen}");
    assert!(screen.contains("红    is:red"), "{screen}");
}

/// The items below the table look as in the list.
#[test]
fn hits_below_the_table_are_marked() {
    let rule = "[[rule]]\nname = '能'\nquery = '储能'\nstyle = { hits = 'yellow' }\n";
    let mut reader = reader(Lang::Chinese, rule);
    reader.keys("F").screen(120, 30);
    reader.keys("jj").screen(120, 30);
    let buffer = reader.draw(120, 30).0;
    let mut rows = 0..30;
    let symbol = |x: u16, y: u16, text: &str| buffer[(x, y)].symbol() == text;
    let row = rows.find(|y| (0..120).any(|x| symbol(x, *y, "新")) && symbol(1, *y, "1"));
    let row = row.unwrap();
    let style = |text: &str| {
        let at = (0..120).find(|x| symbol(*x, row, text)).unwrap();
        buffer[(at, row)].style()
    };
    assert_ne!(style("储"), style("新"));
}

/// Of the columns that can be left out, this one goes last.
#[rstest]
#[case(80, "横幅 铃")]
#[case(45, "提醒")]
fn narrow_page_says_how_rules_alert(#[case] width: u16, #[case] expected: &str) {
    let rules = format!("{RULES}alert = ['banner', 'bell']\n");
    let screen = reader(Lang::Chinese, &rules).keys("F").screen(width, 24);
    assert!(screen.contains(expected), "{screen}");
}

/// A hit in a body left no trace below the table.
#[rstest]
#[case(120, "订五年期供货框架协议")]
#[case(45, "五年期")]
fn hit_in_a_body_is_quoted_below_the_table(#[case] width: u16, #[case] quoted: &str) {
    let mut reader = reader(Lang::Chinese, "[[rule]]\nname = '长约'\nquery = '没有'\n");
    reader.keys("F").screen(width, 30);
    reader.keys("jj").screen(width, 30);
    let (buffer, _) = reader.keys("e|五年期").draw(width, 30);
    let screen = print(&buffer);
    let mut lines = screen.lines();
    let line = lines.find(|line| line.contains("早间新闻精选")).unwrap();
    let (_, quote) = line.split_once('‥').unwrap_or_else(|| panic!("{screen}"));
    assert!(quote.contains(quoted), "{screen}");
    assert!(lit(&buffer, Role::Hit).contains(&"五年期".to_owned()));
}
