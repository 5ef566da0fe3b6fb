//! The line that is being typed.

use crate::app::bench::{Bench, later};
use crate::app::{Message, Mode, Notice};

fn input(bench: &Bench) -> String {
    match &bench.app.mode {
        Mode::Prompt(prompt) => prompt.input.value().to_owned(),
        Mode::Normal | Mode::Page(_) => panic!("no prompt"),
    }
}

#[test]
fn a_line_is_edited_as_in_a_shell() {
    let mut bench = Bench::two_days();
    bench.press("f 上海 Space 深圳 Ctrl-w");
    assert_eq!(input(&bench), "上海 ");
    bench.press("Ctrl-a 在 Ctrl-e 北京 Backspace");
    assert_eq!(input(&bench), "在上海 北");
    bench.press("Ctrl-u");
    assert_eq!(input(&bench), "");
    bench.press("Backspace Ctrl-w Ctrl-k");
    assert_eq!(input(&bench), "");
}

#[test]
fn a_paste_is_one_line_of_printable_text() {
    let mut bench = Bench::two_days();
    bench.press("f");
    bench.tell(Message::Paste("  甲1\r\n乙\u{1b}[31m\u{202e}\n".into()));
    let line = input(&bench);
    assert!(
        line.starts_with("甲1 乙") && line.chars().all(|c| !c.is_control() && c != '\u{202e}'),
        "{line:?}"
    );
}

/// Terminals send CR between pasted lines: the filter was `英伟达␍台积电`, and nothing matched.
#[test]
fn lines_that_are_pasted_are_words_of_one_line() {
    for paste in [
        "英伟达\r台积电",
        "英伟达\n\n台积电\n",
        "\r\n英伟达 \r\n 台积电",
    ] {
        let mut bench = Bench::two_days();
        bench.press("f");
        bench.tell(Message::Paste(paste.into()));
        assert_eq!(input(&bench), "英伟达 台积电", "{paste:?}");
    }
}

/// What was typed was appended to the filter that was in force.
#[test]
fn the_first_letter_takes_the_place_of_the_last_filter_and_keys_that_move_keep_it() {
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
        let mut bench = Bench::two_days();
        bench.press("f 甲1 Enter f").press(keys);
        assert_eq!(input(&bench), line, "{keys}");
    }
    let mut bench = Bench::two_days();
    bench.press("f 甲1 Enter f");
    bench.tell(Message::Paste("乙".into()));
    assert_eq!(input(&bench), "乙");
}

#[test]
fn a_paste_stands_where_the_cursor_stood() {
    let mut bench = Bench::two_days();
    bench.press("f 甲 丙 Ctrl-b");
    bench.tell(Message::Paste("乙乙".into()));
    bench.press("丁");
    assert_eq!(input(&bench), "甲乙乙丁丙");
    bench.tell(Message::Paste(String::new()));
    assert_eq!(input(&bench), "甲乙乙丁丙");
}

#[test]
fn a_paste_of_a_whole_file_took_seconds() {
    let mut bench = Bench::two_days();
    bench.press("f 甲");
    bench.tell(Message::Paste("a|".repeat(65_536)));
    assert_eq!(input(&bench), "甲");
    let Mode::Prompt(prompt) = &bench.app.mode else {
        panic!("no prompt")
    };
    assert!(prompt.error.as_ref().unwrap().text.contains("8000"));
    bench.press("1");
    assert_eq!(input(&bench), "甲1");
    let Mode::Prompt(prompt) = &bench.app.mode else {
        panic!("no prompt")
    };
    assert!(prompt.error.is_none());
}

#[test]
fn a_paste_outside_of_a_prompt_is_no_keys() {
    let mut bench = Bench::two_days();
    let version = bench.app.version();
    bench.tell(Message::Paste("jjjq".into()));
    assert_eq!(
        (bench.at().as_str(), bench.app.version()),
        ("甲29@1", version)
    );
    assert!(bench.effects().is_empty());
}

#[test]
fn older_lines_come_back() {
    let mut bench = Bench::two_days();
    bench.press("f 一一 Enter f Ctrl-u 二二 Enter f Ctrl-u 三 Up");
    assert_eq!(input(&bench), "二二");
    bench.press("Up Up");
    assert_eq!(input(&bench), "一一");
    bench.press("Down Down");
    assert_eq!(input(&bench), "三");
    bench.press("Down Esc / Up");
    assert_eq!(input(&bench), "", "each prompt has a history of its own");
}

#[test]
fn the_filter_in_force_can_be_changed() {
    let mut bench = Bench::two_days();
    bench.press("f 甲1 Enter f");
    assert_eq!(input(&bench), "甲1");
    bench.press("Ctrl-u Enter");
    assert!(!bench.app.is_filtered());
    assert_eq!(bench.app.shown.total, 60);
}

#[test]
fn a_time_that_is_none_is_told_under_the_prompt() {
    let mut bench = Bench::two_days();
    bench.press("t 25:00 Enter");
    let Mode::Prompt(prompt) = &bench.app.mode else {
        panic!("the prompt is closed")
    };
    assert!(prompt.error.is_some());
    bench.press("Esc");
    assert_eq!(bench.at(), "甲29@1");
}

#[test]
fn a_day_without_items_is_told() {
    let mut bench = Bench::two_days();
    bench.press("t 2026-01-06 Enter");
    assert!(bench.at().starts_with("乙00@"), "{}", bench.at());
    assert!(bench.app.notice.is_some());
}

#[test]
fn a_notice_vanishes() {
    let mut bench = Bench::two_days();
    bench.tell(Message::Notice(Notice::info("已送")));
    let Some(crate::app::Effect::WakeAt(at)) = bench.effects().pop() else {
        panic!("nobody wakes the reader")
    };
    bench.tell(Message::Now(later(at, -1)));
    assert!(bench.app.notice.is_some());
    bench.tell(Message::Now(at));
    assert!(bench.app.notice.is_none());
}
