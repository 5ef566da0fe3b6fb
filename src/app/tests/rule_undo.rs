//! How `U` and `Ctrl-r` undo and redo changes of the file of rules.

use super::rule_desk::{RULES, desk, selected};
use crate::app::{Message, WorkerKind};
use crate::rules::Rule;

#[test]
fn rule_is_deleted_and_comes_back() {
    let mut reader = desk(RULES);
    reader.press("F G d d");
    assert!(!reader.file.contains('乙'), "{}", reader.file);
    assert_eq!(reader.notice(), Some("已删除 乙 · U 撤销"));
    assert_eq!(selected(&reader), "甲");
    reader.press("U");
    assert_eq!(reader.file, RULES);
    assert_eq!(reader.notice(), Some("已撤销：规则 乙"));
    assert_eq!(selected(&reader), "乙");
}

/// The earlier step waited behind the one that was lost.
#[test]
fn undo_that_waited_at_a_panic_counts_again() {
    let mut reader = desk(RULES);
    reader.press("F G b");
    reader.reader.press("x U U");
    reader.effects();
    reader.send(Message::WorkerPanicked(WorkerKind::Rules));
    reader.press("U");
    assert_eq!(reader.file, RULES);
    reader.press("Ctrl-r");
    assert_eq!(reader.file, format!("{RULES}alert = [\"banner\"]\n"));
}

/// The step that could not be taken back is the next one to be taken back.
#[test]
fn undo_that_failed_can_be_tried_again() {
    let mut reader = desk(RULES);
    reader.press("F G b x");
    let changed = reader.file.clone();
    reader.file.push_str("keey = 1\n");
    reader.press("U");
    assert!(reader.shows_error());
    reader.file.clone_from(&changed);
    reader.read_rules();
    reader.press("U");
    assert_eq!(reader.file, format!("{RULES}alert = [\"banner\"]\n"));
    reader.press("U");
    assert_eq!(reader.file, RULES);
}

/// Each `U` failed in the same way, and never got to the steps before.
#[test]
fn undo_passes_over_a_rule_that_is_gone() {
    let mut reader = desk(RULES);
    reader.press("F j b G b");
    let banner = reader.file.clone();
    let (first, gone) = banner.split_once("\n# 乙").unwrap();
    reader.file = first.to_owned();
    reader.read_rules();
    reader.press("U");
    assert_eq!(reader.notice(), Some("规则“乙”已不在文件里"));
    reader.press("U");
    assert_eq!(reader.notice(), Some("已撤销：规则 甲"));
    assert!(!reader.file.contains("alert"), "{}", reader.file);
    reader.press("Ctrl-r");
    assert_eq!(reader.notice(), Some("已重做：规则 甲"));
    reader.file.push_str("\n# 乙");
    reader.file.push_str(gone);
    reader.read_rules();
    reader.press("Ctrl-r");
    assert_eq!(reader.notice(), Some("没有可以重做的"));
}

/// Another program wrote to the file in between: its change stays.
#[test]
fn undo_keeps_what_others_wrote() {
    let mut reader = desk(RULES);
    reader.press("F G d d");
    let others = format!("{}\n[[rule]]\nname = '丁'\nquery = '丁'\n", reader.file);
    reader.file.clone_from(&others);
    reader.read_rules();
    reader.press("U");
    let names = reader.app.rules.set().rules().iter();
    let names: Vec<_> = names.map(Rule::name).collect();
    assert_eq!(names, ["甲", "乙", "丁"]);
}
