//! `x` and `X`: what they write into the file of rules, and how that is undone.

use std::sync::Arc;

use rstest::rstest;

use super::folds::screen;
use crate::app::test_reader::{TODAY, TestReader, dump, write_rules};
use crate::app::{Effect, Message, Mode};
use crate::item::Stamp;
use crate::moment::TimeContext;
use crate::query::Watchlists;
use crate::rules::{self, RulesNews, RulesWriteError, RulesWritten};

/// A reader with a file of rules beside it.
struct Desk {
    reader: TestReader,
    file: String,
}

impl Desk {
    fn new(file: &str, items: &[&str]) -> Self {
        let mut reader = TestReader::empty();
        let items = items.iter().enumerate();
        let items = items.map(|(minute, item)| format!("06:{minute:02} {item}"));
        reader.read(&[dump(TODAY, &items.collect::<Vec<_>>())]);
        let mut desk = Self {
            reader,
            file: file.to_owned(),
        };
        desk.read_rules();
        desk
    }

    fn read_rules(&mut self) {
        let times = TimeContext::at(Stamp::default());
        let rules = rules::parse("rules.toml", &self.file, &times, &Watchlists::default());
        let rules = rules.map(Arc::new);
        self.reader.send(Message::Rules(RulesNews::Read(rules)));
    }

    /// Presses keys. What they want to be written is written after each of them.
    fn press(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            self.reader.press(key);
            for effect in self.reader.effects() {
                if let Effect::WriteRules(request) = effect {
                    let written = write_rules(&self.reader.app, request, &mut self.file);
                    self.reader
                        .send(Message::Rules(RulesNews::Written(written)));
                }
            }
        }
    }

    fn screen(&self) -> Vec<String> {
        screen(&self.reader)
    }
}

const COLUMNS: [&str; 3] = [
    "【甲】某事。",
    "【【盘中宝】乙】某事。",
    "【【盘中宝】丙】某事。",
];

#[test]
fn key_folds_the_column_for_today() {
    let mut desk = Desk::new("", &COLUMNS);
    desk.press("j x");
    assert_eq!(desk.screen(), [">… 2 盘中宝", "甲"]);
    assert_eq!(desk.reader.notice(), Some("今天折叠 盘中宝 · U 撤销"));
    let expected = "# Added by a key; it goes away after its last day.\n[[rule]]\nname = \"盘中宝\"\n\
        query = 'column:\"盘中宝\"'\nmute = \"fold\"\npriority = 1\nuntil = \"2026-05-14\"\n";
    assert_eq!(desk.file, expected);
    desk.press("U");
    assert_eq!(desk.file, "");
    assert_eq!(desk.screen().len(), 3);
    desk.press("Ctrl-r");
    assert_eq!(desk.screen(), [">… 2 盘中宝", "甲"]);
}

#[test]
fn same_key_ends_the_mute() {
    let mut desk = Desk::new("", &COLUMNS);
    desk.press("x x");
    assert_eq!(desk.file, "");
    assert_eq!(desk.reader.notice(), Some("不再折叠 盘中宝 · U 撤销"));
    desk.press("U");
    assert_eq!(desk.screen(), [">… 2 盘中宝", "甲"]);
}

#[test]
fn mute_of_the_user_only_loses_its_key() {
    let own = "[[rule]]\nname = '栏'\nquery = 'is:column'\nmute = 'fold'\nkey = 3\n";
    let mut desk = Desk::new(own, &COLUMNS);
    desk.press("x");
    assert_eq!(
        desk.file,
        "[[rule]]\nname = '栏'\nquery = 'is:column'\nkey = 3\n"
    );
}

#[rstest]
#[case("X Ctrl-u 今天 Enter", "\"2026-05-14\"", "今天折叠 盘中宝 · U 撤销")]
#[case("X Enter", "\"2026-05-16\"", "折叠 盘中宝 到 2026-05-16 · U 撤销")]
#[case(
    "X Ctrl-u 10d Enter",
    "\"2026-05-23\"",
    "折叠 盘中宝 到 2026-05-23 · U 撤销"
)]
#[case("X Ctrl-u 一直 Enter", "", "一直折叠 盘中宝 · U 撤销")]
fn other_key_asks_for_how_long(#[case] keys: &str, #[case] until: &str, #[case] notice: &str) {
    let mut desk = Desk::new("", &COLUMNS);
    desk.press(keys);
    let (_, last) = desk.file.split_once("until = ").unwrap_or_default();
    assert_eq!(last.trim(), until);
    assert_eq!(desk.reader.notice(), Some(notice));
}

#[test]
fn mute_in_force_is_prolonged() {
    let mut desk = Desk::new("", &COLUMNS);
    desk.press("x X Enter");
    assert_eq!(desk.file.matches("[[rule]]").count(), 1);
    assert!(
        desk.file.contains("until = \"2026-05-16\""),
        "{}",
        desk.file
    );
    desk.press("U");
    assert!(
        desk.file.contains("until = \"2026-05-14\""),
        "{}",
        desk.file
    );
}

/// A mute that lasts longer is the user's; the key that mutes for today does not end it then.
#[test]
fn mute_in_force_is_not_shortened() {
    let own = "[[rule]]\nname = '栏'\nquery = 'column:\"盘中宝\"'\nmute = 'fold'\n\n\
               [[rule]]\nname = '丙'\nquery = '丙'\npriority = 5\n";
    let mut desk = Desk::new(own, &COLUMNS);
    desk.press("x");
    assert_eq!(desk.file, own);
    assert_eq!(
        desk.reader.notice(),
        Some("栏 已一直折叠 · 规则 丙 留着这一条")
    );
    desk.press("U");
    assert_eq!(desk.reader.notice(), Some("没有可以撤销的"));
}

#[test]
fn item_of_several_kinds_asks_which() {
    let mut desk = Desk::new("", &["【外交部：甲】某事。（央视新闻）"]);
    desk.press("x");
    assert!(matches!(desk.reader.app.mode, Mode::Prompt(_)));
    desk.press("Tab Enter");
    assert!(desk.file.contains("source:"), "{}", desk.file);
    let mut desk = Desk::new("", &["【外交部：甲】某事。（央视新闻）"]);
    desk.press("x Enter");
    assert!(
        desk.file.contains("query = '\"外交部：\"'"),
        "{}",
        desk.file
    );
    let mut desk = Desk::new("", &["【外交部：甲】某事。（央视新闻）"]);
    desk.press("x Ctrl-u 别的 Enter");
    assert!(matches!(desk.reader.app.mode, Mode::Prompt(_)) && desk.file.is_empty());
}

#[test]
fn item_without_any_kind_is_not_muted() {
    let mut desk = Desk::new("", &["某事。"]);
    desk.press("x");
    assert_eq!(desk.reader.notice(), Some("这一条没有栏目、系列或来源"));
}

#[test]
fn starred_item_stays_and_the_notice_says_so() {
    let mut desk = Desk::new("", &COLUMNS);
    desk.press("m x");
    assert_eq!(desk.screen(), [">【盘中宝】丙", "… 1 盘中宝", "甲"]);
    let notice = desk.reader.notice().unwrap();
    assert!(notice.ends_with("这一条有收藏或批注，留着"), "{notice}");
}

#[test]
fn name_of_another_rule_is_not_used_again() {
    let view = "[[rule]]\nname = '盘中宝'\nquery = 'column:盘中宝'\nkey = 3\n";
    let mut desk = Desk::new(view, &COLUMNS);
    desk.press("x");
    assert!(desk.file.contains("name = \"盘中宝 2\""), "{}", desk.file);
    assert_eq!(desk.screen(), [">… 2 盘中宝 2", "甲"]);
}

#[test]
fn failure_is_said_and_not_undone() {
    let mut reader = TestReader::empty();
    reader.read(&[dump(TODAY, &["06:00 【【盘中宝】乙】某事。"])]);
    reader.press("x");
    let effects = reader.effects();
    let request = effects.into_iter().find_map(|effect| match effect {
        Effect::WriteRules(request) => Some(request),
        _ => None,
    });
    let written = RulesWritten {
        request: request.unwrap(),
        outcome: Err(RulesWriteError::NoFile),
    };
    reader.send(Message::Rules(RulesNews::Written(written)));
    assert!(reader.shows_error());
    assert_eq!(reader.notice(), Some("没有规则文件可写（--no-config）"));
    reader.press("U");
    assert_eq!(reader.notice(), Some("没有可以撤销的"));
}

/// Up in such a prompt once ended the reader.
#[test]
fn prompt_of_choices_has_no_history() {
    let mut desk = Desk::new("", &["【外交部：甲】某事。（央视新闻）"]);
    desk.press("x Up Down Esc");
    assert!(matches!(desk.reader.app.mode, Mode::Normal));
}
