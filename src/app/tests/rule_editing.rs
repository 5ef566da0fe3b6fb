//! Editing rules on their page: what is written to the file, and what the page says.

use std::sync::Arc;

use rstest::rstest;

use super::rule_desk::{RULES, desk, selected};
use crate::app::test_reader::{TODAY, TestReader, dump};
use crate::app::{Effect, Message, Mode, PromptKind, WorkerKind};
use crate::item::Stamp;
use crate::moment::TimeContext;
use crate::query::Watchlists;
use crate::rules::{self, RulesNews};

/// The error of the prompt.
fn error(reader: &TestReader) -> Option<&str> {
    match &reader.app.mode {
        Mode::Prompt(prompt) => prompt.line.error().map(|error| &*error.text),
        Mode::Normal | Mode::Page(_) => None,
    }
}

#[rstest]
#[case("F e Ctrl-u 丙 Enter", "query = '甲1'", "query = \"丙\"")]
#[case("F r Ctrl-u 丁 Enter", "name = '甲'", "name = \"丁\"")]
#[case("F c cyan Enter", "key = 2\n", "key = 2\nstyle = { row = \"cyan\" }\n")]
#[case("F 3", "key = 2", "key = 3")]
#[case("F 2", "key = 2\n", "view = true\n")]
#[case("F v", "key = 2\n", "key = 2\nview = false\n")]
#[case("F b", "key = 2\n", "key = 2\nalert = [\"banner\"]\n")]
#[case("F x", "key = 2\n", "key = 2\nmute = \"fold\"\n")]
fn keys_change_one_line_of_the_file(#[case] keys: &str, #[case] from: &str, #[case] to: &str) {
    let mut reader = desk(RULES);
    reader.press("2").press(keys);
    assert_eq!(reader.file, RULES.replace(from, to));
    assert!(["甲", "丁"].contains(&&*selected(&reader)));
    reader.press("U");
    assert_eq!(reader.file.trim_end(), RULES.trim_end());
    reader.press("Ctrl-r");
    assert_eq!(reader.file, RULES.replace(from, to));
}

#[rstest]
#[case("b", "乙：横幅")]
#[case("b b", "乙：横幅 铃")]
#[case("b b b b", "乙：不提醒")]
#[case("x", "乙：折叠")]
#[case("x x", "乙：不折叠")]
#[case("v", "乙：视图")]
#[case("v v", "乙：不是视图")]
#[case("3", "乙：键 3")]
#[case("2", "乙：键 2（原属 甲）")]
#[case("3 3", "乙：没有键")]
fn notice_says_what_the_rule_does_now(#[case] keys: &str, #[case] notice: &str) {
    let mut reader = desk(RULES);
    reader.press("F G").press(keys);
    assert_eq!(reader.notice(), Some(&*format!("{notice} · U 撤销")));
}

/// Keys that come before the first of them is written.
#[rstest]
#[case("b b", "alert = [\"banner\", \"bell\"]\n")]
#[case("x x", "")]
#[case("v b", "view = true\nalert = [\"banner\"]\n")]
#[case("b b U", "alert = [\"banner\"]\n")]
#[case("b U", "")]
#[case("b U Ctrl-r", "alert = [\"banner\"]\n")]
#[case("b U b", "alert = [\"banner\"]\n")]
#[case("b U b U", "")]
#[case("b U b U Ctrl-r", "alert = [\"banner\"]\n")]
#[case("b b U U", "")]
#[case("b b U U Ctrl-r", "alert = [\"banner\"]\n")]
#[case("b x U b", "alert = [\"banner\", \"bell\"]\n")]
#[case("b U x U Ctrl-r", "mute = \"fold\"\n")]
fn keys_faster_than_the_file_all_count(#[case] keys: &str, #[case] added: &str) {
    let mut reader = desk(RULES);
    reader.press("F G");
    reader.reader.press(keys);
    reader.write_all();
    assert_eq!(reader.file, format!("{RULES}{added}"));
}

/// The others are not written any more once one of them cannot be.
#[test]
fn keys_after_one_that_failed_still_count() {
    let mut reader = desk(RULES);
    reader.press("F G");
    reader.reader.press("b U b");
    let right = reader.file.clone();
    reader.file.push_str("keey = 1\n");
    reader.write_all();
    assert!(reader.shows_error());
    reader.file = right;
    reader.read_rules();
    reader.press("b");
    assert_eq!(reader.file, format!("{RULES}alert = [\"banner\"]\n"));
    reader.press("U U");
    assert_eq!(reader.file, RULES);
    assert_eq!(reader.notice(), Some("没有可以撤销的"));
}

/// What a thread that ended was to write is no step, and nothing waits for it.
#[test]
fn keys_after_a_panic_of_the_writer_count() {
    let mut reader = desk(RULES);
    reader.press("F G");
    reader.reader.press("b U");
    reader.effects();
    reader.send(Message::WorkerPanicked(WorkerKind::Rules));
    reader.press("x");
    assert_eq!(reader.file, format!("{RULES}mute = \"fold\"\n"));
    reader.press("U U");
    assert_eq!(reader.file, RULES);
}

#[test]
fn missing_way_of_an_alert_comes_next() {
    let mut reader = desk(&format!("{RULES}alert = [\"notify\"]\n"));
    reader.press("F G b");
    assert_eq!(
        reader.file,
        format!("{RULES}alert = [\"banner\", \"notify\"]\n")
    );
}

#[test]
fn digit_of_another_rule_is_taken_over() {
    let mut reader = desk(RULES);
    reader.press("F G 2");
    let rules = reader.app.rules.set();
    let keys = |name: &str| rules.find(name).map(|rule| rule.options().key);
    assert_eq!((keys("甲"), keys("乙")), (Some(None), Some(Some(2))));
    assert!(rules.find("甲").unwrap().options().view, "it stays a view");
    assert_eq!(selected(&reader), "乙");
    reader.press("U");
    assert_eq!(reader.file, RULES);
}

/// The view goes on under the new name: the item on its line, the filter, and the way back.
#[test]
fn view_of_a_renamed_rule_stays_in_use() {
    let mut reader = desk(&RULES.replace("甲1", "甲"));
    reader.press("2 f 甲1 Enter j j");
    let (at, len) = (reader.at(), reader.app.list.visible().len());
    reader.press("F r Ctrl-u 丁 Enter");
    assert_eq!(reader.notice(), Some("已改名 丁 · U 撤销"));
    reader.press("Esc");
    assert_eq!(reader.app.current_view_name(), Some("丁"));
    assert_eq!(
        (reader.at(), reader.app.list.visible().len()),
        (at.clone(), len)
    );
    assert!(reader.app.is_filtered());
    reader.press("1 Ctrl-o");
    assert_eq!(
        (reader.app.current_view_name(), reader.at()),
        (Some("丁"), at.clone())
    );
    reader.press("1 U 2");
    assert_eq!(
        (reader.app.current_view_name(), reader.at()),
        (Some("甲"), at)
    );
}

/// What is found changes with every letter; no key waits for it.
#[test]
fn typed_query_is_searched_below_the_table() {
    let mut reader = desk(RULES);
    reader.press("F G e");
    let source = |reader: &TestReader| reader.app.preview_source().to_owned();
    assert_eq!(source(&reader), "(乙) -(乙03)");
    assert_eq!(reader.app.preview_counts().all, 9);
    reader.press("|甲");
    assert_eq!(source(&reader), "(乙|甲) -(乙03)");
    assert_eq!(reader.app.preview_counts().all, 29);
    // A word that may become a field, and a query that is not whole, leave what was found.
    reader.press("Space is");
    assert_eq!(source(&reader), "(乙|甲) -(乙03)");
    reader.press("Ctrl-w (");
    assert_eq!(source(&reader), "(乙|甲) -(乙03)");
    reader.press("Enter");
    assert!(error(&reader).is_some(), "it is wrong");
    reader.press("Esc");
    assert_eq!(source(&reader), "(乙) -(乙03)");
    assert_eq!(reader.file, RULES);
}

#[rstest]
#[case("e Ctrl-u Enter", "应为查询")]
#[case("r Ctrl-u Enter", "应为名字")]
#[case("r Ctrl-u 甲 Enter", "已有这个名字的规则")]
#[case("c nocolour Enter", "应为颜色或角色")]
#[case("e Ctrl-u foo:1 Enter", "没有这个字段")]
fn wrong_lines_stay_open(#[case] keys: &str, #[case] expected: &str) {
    let mut reader = desk(RULES);
    reader.press("F G").press(keys);
    let shown = error(&reader).unwrap();
    assert!(shown.contains(expected), "{shown}");
    assert_eq!(reader.file, RULES);
}

/// Four keys after the filter: F n Enter Enter.
#[test]
fn filter_becomes_a_rule_in_four_keys() {
    let mut reader = desk(RULES);
    reader.press("f 丙 Enter F n Enter Enter");
    let added = "\n[[rule]]\nname = \"丙\"\nquery = \"丙\"\nkey = 3\n";
    assert_eq!(reader.file, format!("{RULES}{added}"));
    assert_eq!(selected(&reader), "丙");
    reader.press("Esc 3");
    assert_eq!(reader.app.current_view_name(), Some("丙"));
    assert_eq!(reader.app.list.visible().len(), 4);
    reader.press("U");
    assert_eq!(reader.file.trim_end(), RULES.trim_end());
    assert_eq!(reader.app.current_view_name(), None, "its view is gone");
}

/// The view of red items is there without any other one. The first rule does not take it away.
#[test]
fn first_rule_brings_the_red_items_along() {
    let mut reader = desk("");
    reader.press("f 甲1 Enter F n Enter Enter");
    let text = "[[rule]]\nname = \"红\"\nquery = \"is:red\"\nkey = 2\n\n[[rule]]\nname = \"甲1\"\nquery = \"甲1\"\nkey = 3\n";
    assert_eq!(reader.file, text);
    reader.press("U");
    assert_eq!(reader.file.trim(), "");
}

/// So it does where a key makes a view of a rule that is there.
#[rstest]
#[case("v", "key = 2\n", "view = true\n")]
#[case("4", "key = 2\n", "key = 4\n")]
#[case("2", "view = true\n", "key = 2\n")]
fn first_view_brings_the_red_items_along(#[case] key: &str, #[case] red: &str, #[case] own: &str) {
    let rule = "[[rule]]\nname = '甲'\nquery = '甲'\n";
    let mut reader = desk(rule);
    reader.press("F G").press(key);
    let red = format!("[[rule]]\nname = \"红\"\nquery = \"is:red\"\n{red}");
    assert_eq!(reader.file, format!("{rule}{own}\n{red}"));
    let former = reader.notice().unwrap().contains("（原属 红）");
    assert_eq!(former, key == "2");
    reader.press("U");
    assert_eq!(reader.file.trim_end(), rule.trim_end());
}

/// Nothing else can have its name.
#[test]
fn rule_with_the_name_of_red_becomes_its_view() {
    let red = "[[rule]]\nname = '红'\nquery = '丙'\n";
    let mut reader = desk(red);
    reader.press("f 甲1 Enter F n Enter Enter");
    let text = format!("{red}view = true\n\n[[rule]]\nname = \"甲1\"\nquery = \"甲1\"\nkey = 2\n");
    assert_eq!(reader.file, text);
}

#[test]
fn new_rule_begins_with_what_is_there() {
    let mut reader = desk(RULES);
    let typed = |reader: &TestReader| match &reader.app.mode {
        Mode::Prompt(prompt) => (prompt.line.kind(), prompt.line.text().to_owned()),
        Mode::Normal | Mode::Page(_) => panic!("no prompt"),
    };
    reader.press("gg F n");
    let (kind, text) = typed(&reader);
    assert_eq!((kind, &*text), (PromptKind::RuleQuery, ""));
    reader.press("Esc Esc");
    reader.read(&[dump(TODAY, &["11:00 央行：某事。"])]);
    reader.press("gg F n");
    assert_eq!(typed(&reader).1, "\"央行\"");
    reader.press("Enter");
    assert_eq!(typed(&reader), (PromptKind::RuleName, "央行".to_owned()));
}

#[test]
fn wrong_file_is_not_written_over() {
    let mut reader = desk(RULES);
    let wrong = format!("{RULES}keey = 1\n");
    reader.file.clone_from(&wrong);
    reader.press("F G");
    // It is not even known yet that the file is wrong.
    reader.press("3");
    assert_eq!(reader.file, wrong);
    assert!(reader.notice().unwrap().contains("rules.toml:13"));
    reader.read_rules();
    for keys in ["n", "e", "r", "c", "v", "x", "4", "d d"] {
        reader.press(keys);
        let notice = reader.notice().unwrap();
        assert!(notice.starts_with("E 打开文件，先改好它"), "{notice}");
    }
    assert_eq!(reader.file, wrong);
    reader.reader.press("E");
    let edit = Effect::Edit("rules.toml".into(), 13);
    assert!(reader.effects().contains(&edit));
}

/// The last line has no room for folders; the page of problems has a line for each error.
#[test]
fn each_error_of_the_file_is_listed() {
    let mut reader = desk(RULES);
    let wrong =
        "[[rule]]\nname = 'a'\nquery = ')'\n\n[[rule]]\nname = 'b'\nquery = 'b'\nkeey = 1\n";
    let times = TimeContext::at(Stamp::default());
    let wrong = rules::parse("/a/rules.toml", wrong, &times, &Watchlists::default());
    reader.send(Message::Rules(RulesNews::Read(wrong.map(Arc::new))));
    let notice = reader.notice().unwrap();
    assert!(notice.contains("：rules.toml:3:"), "{notice}");
    let lines: Vec<_> = reader.app.problems().map(|problem| problem.line).collect();
    assert_eq!(lines, [3, 8]);
    reader.reader.press("!");
    reader.lay_out_page(2);
    reader.reader.press("j e");
    let edit = Effect::Edit("/a/rules.toml".into(), 8);
    assert!(reader.effects().contains(&edit));
}

#[test]
fn rows_that_are_no_rules_are_not_edited() {
    let mut reader = desk(RULES);
    reader.press("F e");
    assert_eq!(reader.notice(), Some("这一行不是规则；n 写一条新的"));
    let mut reader = TestReader::empty();
    reader.press("F n");
    assert_eq!(reader.notice(), Some("没有规则文件可写（--no-config）"));
}

#[test]
fn file_that_vanished_from_under_a_rule_says_so() {
    let mut reader = desk(RULES);
    reader.file.clear();
    reader.press("F G d d");
    assert_eq!(reader.notice(), Some("规则“乙”已不在文件里"));
    reader.send(Message::Rules(RulesNews::Read(Ok(Arc::default()))));
    assert_eq!(selected(&reader), "红");
}
