//! Screens of every size and state.

use std::path::Path;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Modifier, Style};
use rstest::rstest;

use super::fixture::UiReader;
use crate::app::{Effect, Message, SearchKind};
use crate::config::Config;
use crate::config::theme::{Role, Theme};
use crate::feed::FeedEvent;
use crate::item::Stamp;
use crate::lang::Lang;
use crate::text::TextMetrics;
use crate::watch::{ReadError, SourceState, SourceStatus};

/// Compares a screen with the file of this name, or writes the file if `DIANBAO_BLESS` is set.
#[track_caller]
pub(super) fn assert_screen(name: &str, screen: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/ui/tests/screens")
        .join(name)
        .with_extension("txt");
    if std::env::var_os("DIANBAO_BLESS").is_some() {
        std::fs::write(&path, screen).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        screen, expected,
        "the screen {name} differs; DIANBAO_BLESS=1 accepts it\n{screen}"
    );
}

#[rstest]
#[case(200, 50)]
#[case(100, 30)]
#[case(60, 20)]
#[case(30, 8)]
#[case(20, 5)]
#[case(1, 1)]
fn every_size(#[case] width: u16, #[case] height: u16) {
    assert_screen(
        &format!("size-{width}x{height}"),
        &UiReader::new(Config::default()).screen(width, height),
    );
}

#[rstest]
#[case("filter-prompt", "f储能")]
#[case("filter-in-force", "f储能<Enter>")]
#[case("filter-off", "f储能<Enter>\\")]
#[case("filter-nothing", "f没有的词")]
#[case("filter-wrong", "f(储能")]
#[case("find", "/华岳<Enter>")]
#[case("find-prompt", "/华岳")]
#[case("go-to-wrong", "t吃饭<Enter>")]
#[case("help", "?")]
#[case("problems", "!")]
#[case("detail", "jj<Enter>")]
#[case("zen", "jzz")]
#[case("two-lines", "d")]
#[case("full", "dd")]
#[case("oldest", "O")]
#[case("prefix", "g")]
#[case("last", "G")]
fn every_state(#[case] name: &str, #[case] keys: &str) {
    let mut reader = UiReader::new(Config::default());
    reader.screen(100, 30);
    let wide = reader.keys(keys).screen(100, 30);
    assert_screen(&format!("{name}-100x30"), &wide);
    let mut reader = UiReader::new(Config::default());
    reader.screen(44, 12);
    assert_screen(&format!("{name}-44x12"), &reader.keys(keys).screen(44, 12));
}

/// What left a rolling dump stays, and says so in the list and in the detail.
#[rstest]
#[case("", 100, 30)]
#[case("-two-lines", 100, 30)]
#[case("-full", 60, 30)]
#[case("-wrapped", 44, 16)]
fn what_rolled_out_says_so(#[case] name: &str, #[case] width: u16, #[case] height: u16) {
    let mut reader = UiReader::new(Config::default());
    reader.screen(width, height);
    let keys = match name {
        "-two-lines" => "dGkkk",
        "-full" => "ddGkkk",
        _ => "Gkkk",
    };
    reader.keys("Gkkk").roll();
    assert_screen(
        &format!("gone{name}"),
        &reader.keys(keys).screen(width, height),
    );
}

#[test]
fn new_items_wait_beyond_the_edge() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(60, 20);
    reader.keys("jjjjjjjj").screen(60, 20);
    let before = reader.screen(60, 20);
    reader.arrive();
    let after = reader.screen(60, 20);
    assert_screen("waiting", &after);
    let texts = |line: &str| line.trim_end_matches([' ', '┃']).to_owned();
    let list = |screen: &str| {
        screen
            .lines()
            .skip(2)
            .take(6)
            .map(texts)
            .collect::<Vec<_>>()
    };
    assert_eq!(list(&before), list(&after), "nothing moves");
}

#[test]
fn new_items_come_in_at_the_edge_with_a_mark() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(100, 30);
    reader.arrive();
    assert_screen("arrived", &reader.screen(100, 30));
}

/// Nothing said where one was before lunch.
#[test]
fn defect_3_screen_says_where_one_was() {
    let mut reader = UiReader::new(Config::default());
    reader.keys("jgg").screen(60, 20);
    let later = |reader: &mut UiReader, seconds: i64| {
        let now = Stamp::from_unix(i64::from(reader.app.now.unix()) + seconds).unwrap();
        reader.send(Message::Now(now));
    };
    later(&mut reader, 600);
    reader.arrive();
    assert_screen("read-line-60x20", &reader.screen(60, 20));
    assert_screen("read-line-30x20", &reader.screen(30, 20));
    later(&mut reader, 86_400);
    let screen = reader.screen(60, 20);
    assert!(screen.contains(" 上次看到这里 5-31 "), "{screen}");
}

#[test]
fn revised_item_shows_its_earlier_texts() {
    let mut reader = UiReader::new(Config::default());
    reader.keys("jj").screen(100, 30);
    reader.revise();
    assert_screen("revised", &reader.screen(100, 30));
    assert_screen("revised-earlier", &reader.keys("<").screen(100, 30));
}

#[test]
fn flash_and_story_link_to_each_other() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(100, 30);
    reader.follow_up();
    reader.keys("gg").screen(100, 30);
    assert_screen("related", &reader.screen(100, 30));
    let flash = reader.keys("gr").screen(100, 30);
    assert!(flash.contains("相关 gr 13:02 云帆智造签下大单"), "{flash}");
    assert!(
        reader
            .keys("gr")
            .screen(100, 30)
            .contains("相关 gr 13:00 云帆智造(688999.SH)公告")
    );
    assert!(
        reader
            .keys("jjgr")
            .screen(100, 30)
            .contains("没有相关的电报")
    );
}

#[test]
fn promoted_item_shows_when_it_was_promoted() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(100, 30);
    reader.promote();
    reader.keys("t0931<Enter>");
    assert_screen("promoted", &reader.screen(100, 30));
}

#[test]
fn learnt_company_is_listed_with_its_code() {
    let mut reader = UiReader::new(Config::default());
    reader.name_a_company();
    assert_screen("names", &reader.screen(100, 30));
}

#[rstest]
#[case("gap", "")]
#[case("gap-oldest", "O")]
fn silence_in_a_busy_session_has_a_row(#[case] name: &str, #[case] keys: &str) {
    let mut reader = UiReader::empty(Config::default());
    reader.fall_silent();
    reader.screen(60, 20);
    assert_screen(name, &reader.keys(keys).screen(60, 20));
    // The gap takes a line of its own: moving over it and back scrolls nothing.
    let before = reader.keys("gg5jjk").screen(60, 20);
    let after = reader.keys("jk").screen(60, 20);
    assert_eq!(before, after);
    assert!(
        !reader
            .keys("f第<Enter>")
            .screen(60, 20)
            .contains("没有电报"),
        "a filter leaves gaps everywhere"
    );
}

#[test]
fn nothing_yet() {
    assert_screen("empty", &UiReader::empty(Config::default()).screen(60, 12));
}

#[rstest]
#[case(100, 30)]
#[case(60, 20)]
fn ambiguous_glyphs_are_wide(#[case] width: u16, #[case] height: u16) {
    assert_screen(
        &format!("wide-{width}x{height}"),
        &UiReader::wide().keys("jj").screen(width, height),
    );
}

#[test]
fn ages_grow_without_new_items() {
    let mut reader = UiReader::new(Config::default());
    let before = reader.keys("!").screen(100, 20);
    let later = Stamp::from_unix(i64::from(reader.app.now.unix()) + 60).unwrap();
    let effects = reader.effects(Message::Now(later));
    assert!(
        matches!(effects[..], [Effect::WakeAt(at)] if at.minute() == later.minute() + 1),
        "{effects:?}"
    );
    assert_eq!(
        reader.screen(100, 20),
        before
            .replace("8 分钟前", "9 分钟前")
            .replace("写入 3 分", "写入 4 分")
    );
    let long_after = Stamp::from_unix(i64::from(later.unix()) + 3 * 3600).unwrap();
    let effects = reader.keys("!").effects(Message::Now(long_after));
    assert!(
        matches!(effects[..], [Effect::WakeAt(at)] if at.minute() == long_after.minute() + 51),
        "a closed page needs no wake each minute: {effects:?}"
    );
    assert!(reader.screen(100, 20).contains("最新 11:12，3 小时前"));
}

/// On a past day it spoke of the newest day.
#[test]
fn status_counts_the_day_in_view() {
    let mut reader = UiReader::new(Config::default());
    let status = |screen: String| screen.lines().last().unwrap().to_owned();
    let today = status(reader.screen(100, 20));
    assert!(today.ends_with("今 11 · 红 2"), "{today}");
    let before = status(reader.keys("[").screen(100, 20));
    assert!(before.contains("5月30日 "), "{before}");
}

/// Regression: a long filter left no room for the position and the keys.
#[rstest]
#[case(100)]
#[case(60)]
fn long_filter_leaves_room_for_the_keys(#[case] width: u16) {
    let mut reader = UiReader::new(Config::default());
    reader.screen(width, 20);
    reader
        .keys("f储能 | 云帆智造 | 星河航天 | 远山能源 | 海屿航运 | 赤松半导体 | 云岭药业 | 星河机械 | 白岭银行<Enter>");
    let screen = reader.screen(width, 20);
    let status = screen.lines().last().unwrap();
    assert!(
        status.contains("筛选 储能") && status.contains('…') && status.ends_with("今 11 · 红 2"),
        "{status}"
    );
    assert!(status.contains(" Enter 打开 "), "{status}");
}

/// Regression: `嘉美包` was at the end of a line, `装 002969.SZ` on the next.
#[test]
fn facts_and_companies_are_not_broken() {
    let mut reader = UiReader::new(Config::default());
    reader.study();
    reader.screen(100, 30);
    assert_screen("study-100x30", &reader.screen(100, 30));
    assert_screen("study-44x20", &reader.keys("<Enter>").screen(44, 20));
    assert_screen("study-20x20", &reader.screen(20, 20));
}

#[rstest]
#[case("t吃饭<Enter>", "不是时间或日期；例如 14:30…")]
#[case("f储能|colour:x", "没有这个字段；按 Tab 看有哪些")]
#[case("f/储能", "正则表达式缺少结尾的 /")]
fn prompt_error_has_a_row_of_its_own(#[case] keys: &str, #[case] error: &str) {
    let mut reader = UiReader::new(Config::default());
    reader.screen(30, 8);
    let screen = reader.keys(keys).screen(30, 8);
    let lines: Vec<_> = screen.lines().collect();
    assert!(
        lines[6].contains("跳到 ") || lines[6].contains("筛选 "),
        "{screen}"
    );
    assert_eq!(lines[7].trim(), error);
}

#[test]
fn time_prompt_shows_its_target() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(60, 12);
    assert!(
        reader
            .keys("t5-30 14:00")
            .screen(60, 12)
            .contains("→ 5月30日 周六 14:00")
    );
    assert!(
        reader
            .keys("<Esc>t昨天")
            .screen(60, 12)
            .contains("→ 5月30日 周六")
    );
    assert!(reader.keys("<Esc>t吃").screen(60, 12).contains("→ ?"));
}

/// Who types the name of the red channel finds out what to type.
#[test]
fn red_channel_is_no_word() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(60, 12);
    let hint = "看加红的电报用 is:red";
    assert!(reader.keys("f加红").screen(60, 12).contains(hint));
    assert!(!reader.keys("<Esc>f加").screen(60, 12).contains(hint));
}

/// Regression: the screen said `还没有电报 0 条` before the first status.
#[test]
fn unstarted_reader_says_that_it_loads() {
    let screen = UiReader::unstarted().screen(60, 12);
    assert!(
        screen.contains("正在载入") && !screen.contains("0 条"),
        "{screen}"
    );
}

/// Regression: a missing source hid that the others were followed.
#[test]
fn missing_source_does_not_hide_the_others() {
    let mut reader = UiReader::new(Config::default());
    let mut status = reader.app.status().clone();
    let missing = SourceState::Missing(ReadError::NoDump);
    status.sources.push(SourceStatus {
        path: "archive".into(),
        state: missing,
        written: None,
    });
    reader.send(Message::Feed(FeedEvent::Status(status)));
    let screen = reader.screen(100, 12);
    assert!(
        screen.contains("archive 无法读取") && screen.contains("● 监视中"),
        "{screen}"
    );
}

#[test]
fn defect_14_new_and_revised_item_has_both() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(100, 30);
    reader.arrive();
    reader.revise_arrived();
    let screen = reader.screen(100, 30);
    assert!(
        screen.lines().any(|line| line.starts_with("▌11:21 改")),
        "{screen}"
    );
}

/// Regression: `j 下一条` was shown where `j` scrolls, and `[` and `yy` where nothing is to be copied.
#[rstest]
#[case("zz", "j 下一行", "j 下一条")]
#[case("zz", "J 下一条", "下移")]
#[case("?", "j 下一行", "j 下一条")]
#[case("!", "j 下一行", "j 下一条")]
#[case("", "Enter 打开", "j 下一行")]
#[case("f没有的词<Enter>", "f 筛选", "yy")]
#[case("f没有的词<Enter>", "\\ 筛选开关", "前一天")]
#[case("dy", "y 复制全文", "列表：")]
fn hints_depend_on_the_focus(#[case] keys: &str, #[case] hint: &str, #[case] wrong: &str) {
    let mut reader = UiReader::new(Config::default());
    reader.screen(140, 20);
    let screen = reader.keys(keys).screen(140, 20);
    let status = screen.lines().last().unwrap();
    assert!(status.contains(hint) && !status.contains(wrong), "{status}");
}

#[test]
fn last_filter_is_selected_until_typed_over() {
    let mut reader = UiReader::new(Config::default());
    reader.keys("f储能<Enter>f").draw(60, 12);
    let reversed = |reader: &mut UiReader| {
        let (buffer, _) = reader.draw(60, 12);
        (0..60).any(|x| buffer[(x, 11)].modifier.contains(Modifier::REVERSED))
    };
    assert!(reversed(&mut reader));
    reader.keys("华");
    assert!(!reversed(&mut reader));
    assert_eq!(reader.app.search(SearchKind::Filter).source(), "华");
}

#[test]
fn english() {
    let config = Config {
        lang: Lang::English,
        ..Config::default()
    };
    assert_screen("english", &UiReader::new(config).screen(100, 20));
}

#[test]
fn selected_row_is_visible_without_colours() {
    let config = Config {
        theme: Theme::default().without_colours(),
        ..Config::default()
    };
    let (buffer, _) = UiReader::new(config).draw(60, 20);
    // The badge of the row is a hole in its bar.
    let reversed = |y| (10..50).all(|x| buffer[(x, y)].modifier.contains(Modifier::REVERSED));
    assert_eq!((0..20).filter(|&y| reversed(y)).count(), 1);
}

/// Returns the styles of the cells of a text on the screen.
fn style_of(buffer: &Buffer, text: &str) -> Vec<Style> {
    let first = text.chars().next().unwrap().to_string();
    let starts = (0..buffer.area.height).flat_map(|y| (0..buffer.area.width).map(move |x| (x, y)));
    let reads = |(x, y): (u16, u16)| {
        let cells = (x..buffer.area.width).map(|x| buffer[(x, y)].symbol());
        cells
            .filter(|symbol| *symbol != " ")
            .collect::<String>()
            .starts_with(text)
    };
    let mut found = starts.filter(|at| buffer[*at].symbol() == first && reads(*at));
    let (x, y) = found
        .next()
        .unwrap_or_else(|| panic!("{text} is on the screen"));
    let columns = TextMetrics::default().width(text) as u16;
    (x..x + columns).map(|x| buffer[(x, y)].style()).collect()
}

fn assert_role(buffer: &Buffer, text: &str, role: Role) {
    let theme = Theme::default();
    let expected = Cell::EMPTY
        .style()
        .patch(theme.style(Role::Text))
        .patch(theme.style(role));
    assert!(
        style_of(buffer, text)
            .iter()
            .all(|style| *style == expected),
        "{text} is not drawn as {role:?}"
    );
}

#[test]
fn figures_matches_and_red_titles_have_colours() {
    let mut reader = UiReader::new(Config::default());
    reader.draw(160, 30);
    // Selects the item of 09:31 about the indices.
    let (buffer, _) = reader.keys("jjjj").draw(160, 30);
    assert_role(&buffer, "0.82%", Role::Rise);
    assert_role(&buffer, "1.2%", Role::Fall);
    assert_role(&buffer, "白岭银行下调", Role::RedHeadline);
    assert_role(&buffer, "盘中宝", Role::Dim);
    let (buffer, _) = reader.keys("/北域<Enter>").draw(160, 30);
    assert_role(&buffer, "北域", Role::Hit);
    let (buffer, _) = reader.keys("<Esc>vvvddj").draw(160, 30);
    assert_role(&buffer, "0.82%", Role::Rise);
}
