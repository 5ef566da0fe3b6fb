//! The line in a prompt.

use crate::app::test_reader::{TestReader, later};
use crate::app::{Effect, Message, Mode, Notice};

fn input(reader: &TestReader) -> String {
    match &reader.app.mode {
        Mode::Prompt(prompt) => prompt.line.text().to_owned(),
        Mode::Normal | Mode::Page(_) => panic!("no prompt"),
    }
}

#[test]
fn line_is_edited_as_in_shell() {
    let mut reader = TestReader::two_days();
    reader.press("f 上海 Space 深圳 Ctrl-w");
    assert_eq!(input(&reader), "上海 ");
    reader.press("Ctrl-a 在 Ctrl-e 北京 Backspace");
    assert_eq!(input(&reader), "在上海 北");
    reader.press("Ctrl-u");
    assert_eq!(input(&reader), "");
    reader.press("Backspace Ctrl-w Ctrl-k");
    assert_eq!(input(&reader), "");
}

#[test]
fn paste_is_one_printable_line() {
    let mut reader = TestReader::two_days();
    reader.press("f");
    reader.send(Message::Paste("  甲1\r\n乙\u{1b}[31m\u{202e}\n".into()));
    let line = input(&reader);
    assert!(
        line.starts_with("甲1 乙") && line.chars().all(|c| !c.is_control() && c != '\u{202e}'),
        "{line:?}"
    );
}

/// Terminals send CR between pasted lines: the filter was `英伟达␍台积电`, and nothing matched.
#[test]
fn pasted_lines_are_joined_by_spaces() {
    for paste in [
        "英伟达\r台积电",
        "英伟达\n\n台积电\n",
        "\r\n英伟达 \r\n 台积电",
    ] {
        let mut reader = TestReader::two_days();
        reader.press("f");
        reader.send(Message::Paste(paste.into()));
        assert_eq!(input(&reader), "英伟达 台积电", "{paste:?}");
    }
}

/// Typed text was appended to the last filter.
#[test]
fn typing_replaces_selected_line() {
    for (keys, line) in [
        ("乙", "乙"),
        ("乙 3", "乙3"),
        ("Backspace 2", "甲2"),
        ("Ctrl-a 乙", "乙甲1"),
        ("Ctrl-e 5", "甲15"),
        ("Ctrl-n 乙", "乙"),
        ("Enter f 乙", "乙"),
        ("Up 5", "甲15"),
    ] {
        let mut reader = TestReader::two_days();
        reader.press("f 甲1 Enter f").press(keys);
        assert_eq!(input(&reader), line, "{keys}");
    }
    let mut reader = TestReader::two_days();
    reader.press("f 甲1 Enter f");
    reader.send(Message::Paste("乙".into()));
    assert_eq!(input(&reader), "乙");
}

#[test]
fn paste_goes_to_cursor() {
    let mut reader = TestReader::two_days();
    reader.press("f 甲 丙 Ctrl-b");
    reader.send(Message::Paste("乙乙".into()));
    reader.press("丁");
    assert_eq!(input(&reader), "甲乙乙丁丙");
    reader.send(Message::Paste(String::new()));
    assert_eq!(input(&reader), "甲乙乙丁丙");
}

#[test]
fn pasted_file_is_rejected() {
    let mut reader = TestReader::two_days();
    reader.press("f 甲");
    reader.send(Message::Paste("a|".repeat(65_536)));
    assert_eq!(input(&reader), "甲");
    let Mode::Prompt(prompt) = &reader.app.mode else {
        panic!("no prompt")
    };
    assert!(prompt.line.error().unwrap().text.contains("8000"));
    reader.press("1");
    assert_eq!(input(&reader), "甲1");
    let Mode::Prompt(prompt) = &reader.app.mode else {
        panic!("no prompt")
    };
    assert!(prompt.line.error().is_none());
}

#[test]
fn paste_without_prompt_is_ignored() {
    let mut reader = TestReader::two_days();
    let version = reader.app.version();
    reader.send(Message::Paste("jjjq".into()));
    assert_eq!(
        (reader.at().as_str(), reader.app.version()),
        ("甲29@1", version)
    );
    assert!(reader.effects().is_empty());
}

#[test]
fn up_recalls_older_lines() {
    let mut reader = TestReader::two_days();
    reader.press("f 一一 Enter f Ctrl-u 二二 Enter f Ctrl-u Up");
    assert_eq!(input(&reader), "二二");
    reader.press("Up Up");
    assert_eq!(input(&reader), "一一");
    reader.press("Down Down");
    assert_eq!(input(&reader), "");
    reader.press("Down Esc / Up");
    assert_eq!(input(&reader), "", "each prompt has its own history");
}

#[test]
fn filter_prompt_holds_last_filter() {
    let mut reader = TestReader::two_days();
    reader.press("f 甲1 Enter f");
    assert_eq!(input(&reader), "甲1");
    reader.press("Ctrl-u Enter");
    assert!(!reader.app.is_filtered());
    assert_eq!(reader.app.list.visible().len(), 60);
}

#[test]
fn invalid_time_keeps_prompt_open() {
    let mut reader = TestReader::two_days();
    reader.press("t 25:00 Enter");
    let Mode::Prompt(prompt) = &reader.app.mode else {
        panic!("the prompt is closed")
    };
    assert!(prompt.line.error().is_some());
    reader.press("Esc");
    assert_eq!(reader.at(), "甲29@1");
}

#[test]
fn day_without_items_shows_notice() {
    let mut reader = TestReader::two_days();
    reader.press("t 2026-01-06 Enter");
    assert!(reader.at().starts_with("乙00@"), "{}", reader.at());
    assert!(reader.app.notices.current().is_some());
}

#[test]
fn notice_vanishes_in_time() {
    let mut reader = TestReader::two_days();
    reader.send(Message::Notice(Notice::info("已送")));
    let Some(Effect::WakeAt(at)) = reader.effects().pop() else {
        panic!("no wake was requested")
    };
    reader.send(Message::Now(later(at, -1)));
    assert!(reader.app.notices.current().is_some());
    reader.send(Message::Now(at));
    assert!(reader.app.notices.current().is_none());
}

/// As in a shell, it takes back what is typed and leaves the program alone.
#[test]
fn ctrl_c_closes_a_prompt_alone() {
    let mut reader = TestReader::two_days();
    let before = reader.screen();
    reader.press("f 甲1 Ctrl-c");
    assert!(matches!(reader.app.mode, Mode::Normal));
    assert_eq!(reader.screen(), before);
    assert!(!reader.effects().contains(&Effect::Quit));
    reader.press("Ctrl-c");
    assert!(reader.effects().contains(&Effect::Quit));
}
