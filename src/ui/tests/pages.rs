//! The page of help and its parts, and the list of actions over pages.

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::style::Modifier;
use rstest::rstest;

use super::fixture::UiReader;
use crate::app::{Message, Mode, SearchKind};
use crate::config::Config;
use crate::config::keymap::Keymap;
use crate::config::settings::Digits;
use crate::config::theme::Theme;
use crate::lang::Lang;

fn click(reader: &mut UiReader, row: usize) {
    reader.send(Message::Mouse(MouseEvent {
        kind: MouseEventKind::Down(MouseButton::Left),
        column: 5,
        row: row.try_into().unwrap(),
        modifiers: KeyModifiers::NONE,
    }));
}

/// The row of the first line that holds a text.
fn row(screen: &str, text: &str) -> usize {
    let mut lines = screen.lines();
    let row = lines.position(|line| line.contains(text));
    row.unwrap_or_else(|| panic!("no {text} in\n{screen}"))
}

#[test]
fn defect_9_help_shows_marks_and_queries() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(80, 24);
    reader.keys("?<Tab>");
    let screen = reader.screen(80, 24);
    for text in ["[记号与查询]", "▌", "升", "改", "拼音首字母"] {
        assert!(screen.contains(text), "{text}\n{screen}");
    }
    let red = screen.lines().find(|line| line.contains(" 加红 ")).unwrap();
    assert!(red.trim_end().ends_with('1'), "{screen}");
    let amount = screen.lines().find(|line| line.contains("amount>=10亿"));
    assert!(
        amount
            .unwrap()
            .trim_end()
            .ends_with(|c: char| c.is_ascii_digit())
    );
}

/// The page showed a bar that the list does not draw where box drawing is wide.
#[test]
fn help_shows_the_mark_that_the_list_draws() {
    let mut reader = UiReader::wide();
    reader.screen(80, 24);
    let screen = reader.keys("?<Tab>").screen(80, 24);
    let unseen = screen.lines().find(|line| line.contains("没看过"));
    assert!(unseen.unwrap().trim_start().starts_with('|'), "{screen}");
}

/// The page named the default keys, whatever the keymap said.
#[test]
fn help_names_the_keys_of_the_keymap() {
    let keymap = "[common]\nfilter = ['B']\nearlier-wording = ['g e']";
    let mut reader = UiReader::new(Config {
        keymap: Keymap::parse("keymap.toml", keymap, Digits::Counts).unwrap(),
        ..Config::default()
    });
    reader.screen(80, 24);
    let screen = reader.keys("?<Tab>").screen(80, 24);
    assert!(screen.contains("查询（B 和 / 用"), "{screen}");
    assert!(screen.contains("ge > 看前后两版"), "{screen}");
    let screen = reader.keys("<Tab>").screen(80, 24);
    assert!(screen.contains("字段（B 里"), "{screen}");
}

#[test]
fn enter_tries_the_selected_query() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(80, 24);
    reader.keys("?<Tab>").screen(80, 24);
    reader.keys("jjj").screen(80, 24);
    reader.keys("<Enter>").screen(80, 24);
    assert_eq!(
        reader.app.search(SearchKind::Filter).source(),
        "is:red 今天 09:30..11:30"
    );
    assert!(matches!(reader.app.mode, Mode::Normal));
}

#[test]
fn click_selects_and_tries_a_query() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(80, 24);
    let screen = reader.keys("?<Tab>").screen(80, 24);
    let row = row(&screen, "pct>=5");
    click(&mut reader, row);
    assert!(matches!(reader.app.mode, Mode::Page(_)));
    click(&mut reader, row);
    assert_eq!(
        reader.app.search(SearchKind::Filter).source(),
        "pct>=5 -is:column"
    );
}

#[rstest]
#[case(45, 25)]
#[case(30, 8)]
fn selected_query_stays_in_view(#[case] width: u16, #[case] height: u16) {
    let mut reader = UiReader::new(Config::default());
    reader.screen(width, height);
    reader.keys("?<Tab>").screen(width, height);
    for _ in 0..30 {
        reader.keys("j").screen(width, height);
    }
    let screen = reader.screen(width, height);
    assert!(screen.contains("is:revised"), "{screen}");
    let screen = reader.keys("G").screen(width, height);
    assert!(screen.contains("is:revised"), "{screen}");
    let screen = reader.keys("gg").screen(width, height);
    assert!(screen.contains("[记号与查询]"), "{screen}");
}

#[test]
fn field_begins_a_filter() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(80, 24);
    let screen = reader.keys("?<Tab><Tab>").screen(80, 24);
    assert!(
        screen.contains("[字段]") && screen.contains("stock"),
        "{screen}"
    );
    let screen = reader.keys("<Enter>").screen(80, 24);
    assert!(screen.contains("筛选 is:"), "{screen}");
    reader.keys("<Esc>?<Tab><Tab>");
    let screen = reader.keys("<Tab>").screen(80, 24);
    assert!(screen.contains("[键]"), "{screen}");
}

#[rstest]
#[case(80, 24)]
#[case(45, 25)]
#[case(30, 8)]
fn actions_are_listed_above_the_prompt(#[case] width: u16, #[case] height: u16) {
    let mut reader = UiReader::new(Config::default());
    reader.screen(width, height);
    let screen = reader.keys(":quit").screen(width, height);
    let lines: Vec<_> = screen.lines().collect();
    let prompt = lines
        .iter()
        .position(|line| line.contains("命令 quit"))
        .unwrap();
    assert!(lines[prompt - 1].contains("退出"), "{screen}");
    assert_eq!(prompt, usize::from(height) - 1);
}

#[test]
fn click_runs_a_listed_action() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(80, 24);
    let screen = reader.keys(":problems").screen(80, 24);
    let row = row(&screen, "文件中的问题");
    click(&mut reader, row);
    assert!(matches!(reader.app.mode, Mode::Page(_)));
}

#[test]
fn page_stays_under_the_list_of_actions() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(80, 24);
    let screen = reader.keys("?:quit").screen(80, 24);
    assert!(
        screen.contains("[键]") && screen.contains("命令 quit"),
        "{screen}"
    );
    let screen = reader.keys("<Esc>").screen(80, 24);
    assert!(
        screen.contains("[键]") && !screen.contains("命令"),
        "{screen}"
    );
}

/// The last name that did not fit was left out without a sign.
#[test]
fn cut_heading_of_help_says_so() {
    let mut reader = UiReader::new(Config {
        lang: Lang::English,
        ..Config::default()
    });
    reader.screen(30, 8);
    let screen = reader.keys("?").screen(30, 8);
    let heading = screen.lines().nth(1).unwrap();
    assert!(heading.contains('…'), "{screen}");
}

/// The selected row was patchwork, reversed in places, and ended before the edge.
#[rstest]
#[case(Theme::default())]
#[case(Theme::default().without_colours())]
fn selected_row_is_one_bar(#[case] theme: Theme) {
    for keys in [":quit", "?<Tab>jj"] {
        let mut reader = UiReader::new(Config {
            theme: theme.clone(),
            ..Config::default()
        });
        reader.screen(80, 40);
        let (buffer, _) = reader.keys(keys).draw(80, 40);
        let is_bar = |y: &u16| buffer[(1, *y)].modifier.contains(Modifier::REVERSED);
        let y = (1..39).rev().find(is_bar).unwrap();
        let bar = (0..79).map(|x| &buffer[(x, y)]);
        for cell in bar {
            assert!(
                cell.modifier.contains(Modifier::REVERSED),
                "{keys} {cell:?}"
            );
            assert_eq!(
                (cell.fg, cell.bg),
                (buffer[(0, y)].fg, buffer[(0, y)].bg),
                "{keys}"
            );
            assert!(!cell.modifier.contains(Modifier::DIM), "{keys} {cell:?}");
        }
    }
}

/// It began with the keys of the list, and those of the page were two screens below.
#[rstest]
#[case("", " 移动")]
#[case("F", " 规则")]
#[case("'", " 收藏")]
#[case("!", " 程序")]
fn help_begins_with_the_keys_of_the_page(#[case] page: &str, #[case] section: &str) {
    for columns in [120, 45] {
        let mut reader = UiReader::new(Config::default());
        reader.screen(columns, 24);
        let screen = reader.keys(page).keys("?").screen(columns, 24);
        let first = screen.lines().nth(5).unwrap();
        assert!(first.starts_with(section), "{screen}");
    }
}

#[test]
fn help_from_another_page_begins_anew() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(45, 24);
    reader.keys("?G").screen(45, 24);
    let screen = reader.keys("F?").screen(45, 24);
    assert!(
        screen.lines().nth(5).unwrap().starts_with(" 规则"),
        "{screen}"
    );
    let screen = reader.keys("<Esc><Esc>").screen(45, 24);
    assert!(screen.contains("青禾股份"), "the page of rules: {screen}");
}
