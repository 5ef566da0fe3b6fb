//! Tab in a prompt, and the lines of its history.

use crate::app::test_reader::{TestReader, dump};
use crate::app::{Completion, Mode};

fn line(reader: &TestReader) -> &crate::app::PromptLine {
    match &reader.app.mode {
        Mode::Prompt(prompt) => &prompt.line,
        Mode::Normal | Mode::Page(_) => panic!("no prompt"),
    }
}

fn candidates(reader: &TestReader) -> Vec<&str> {
    let completion = line(reader).completion();
    let candidates = completion.map_or(&[][..], Completion::candidates);
    candidates
        .iter()
        .map(|candidate| candidate.text.as_str())
        .collect()
}

/// A reader with columns, sources and a stock.
fn reader() -> TestReader {
    let mut reader = TestReader::empty();
    reader.read(&[dump(
        "2026-05-14",
        &[
            "09:15 【【盘中宝】储能材料涨价】财联社电，储能材料涨价。（云岭晚报）",
            "09:20 【【盘中宝】铜箔加工费上调】财联社电，铜箔加工费上调。",
            "09:25 【【早知道】今日重点】财联社电，今日重点。",
            "09:30 云帆智造(688999.SH)公告，签订合同。",
        ],
    )]);
    reader.learn();
    reader
}

#[test]
fn defect_9_tab_completes_fields() {
    let mut reader = reader();
    reader.press("f sto Tab");
    assert_eq!(line(&reader).text(), "stock:");
    reader.press("Ctrl-u s Tab");
    assert_eq!(
        candidates(&reader),
        ["stock:", "since:", "subject:", "source:"]
    );
    assert_eq!(line(&reader).text(), "stock:");
    reader.press("Tab");
    assert_eq!(line(&reader).text(), "since:");
    reader.press("BackTab BackTab");
    assert_eq!(line(&reader).text(), "s", "what was typed is one of them");
    reader.press("Ctrl-u -级 Tab");
    assert_eq!(line(&reader).text(), "-级别:", "{:?}", candidates(&reader));
}

/// The error of a wrong field says that Tab lists the fields.
#[test]
fn defect_9_tab_replaces_a_wrong_field() {
    let mut reader = reader();
    reader.press("f titel:云帆 Tab");
    assert_eq!(line(&reader).text(), "title:云帆");
    reader.press("Tab Tab BackTab BackTab BackTab");
    assert_eq!(line(&reader).text(), "titel:云帆");
    reader.press("Ctrl-u chan:加 Tab");
    assert_eq!(candidates(&reader)[..2], ["channel:", "is:"]);
}

#[test]
fn tab_completes_values_that_exist() {
    for (typed, completed) in [
        ("column:盘", "column:盘中宝"),
        ("column:pzb", "column:盘中宝"),
        ("level:b", "level:B"),
        ("is:ti", "is:titled"),
        ("stock:yfzz", "stock:云帆智造"),
        ("yfzz", "云帆智造"),
        ("day:2026-05-1", "day:2026-05-14"),
        ("source:云", "source:云岭晚报"),
    ] {
        let mut reader = reader();
        reader.press("f").press(typed).press("Tab");
        assert_eq!(line(&reader).text(), completed);
    }
}

#[test]
fn most_frequent_values_come_first() {
    let mut reader = reader();
    reader.press("f column: Tab");
    assert_eq!(candidates(&reader), ["盘中宝", "早知道"]);
}

/// Names came in the order of their codes.
#[test]
fn stocks_named_most_often_come_first() {
    let mut reader = TestReader::empty();
    reader.read(&[dump(
        "2026-05-14",
        &[
            "09:30 云峰重工(000999.SZ)公告，签订合同。",
            "09:40 云帆智造(688999.SH)公告，签订合同。",
            "09:50 储能板块走强，云帆智造涨停。",
        ],
    )]);
    reader.press("f");
    reader.learn();
    reader.press("yf Tab");
    assert_eq!(candidates(&reader), ["云帆智造", "云峰重工"]);
    reader.press("Ctrl-u stock:yf Tab");
    assert_eq!(candidates(&reader), ["云帆智造", "云峰重工"]);
}

#[test]
fn words_for_days_come_before_dates() {
    let mut reader = reader();
    reader.press("f day: Tab");
    assert_eq!(
        candidates(&reader),
        ["今天", "昨天", "本周", "上周", "前天", "2026-05-14"]
    );
}

#[test]
fn fields_values_are_listed_after_its_name() {
    let mut reader = reader();
    reader.press("f lev Tab");
    assert_eq!(candidates(&reader), ["A", "B", "C"]);
    reader.press("Tab Tab");
    assert_eq!(line(&reader).text(), "level:B");
}

/// Enter in a line that ends with a field's name would be an error.
#[test]
fn enter_lists_values_of_chosen_field() {
    let mut reader = reader();
    reader.press("f l Tab Tab Enter");
    assert_eq!(line(&reader).text(), "level:");
    assert_eq!(candidates(&reader), ["A", "B", "C"]);
    reader.press("Tab Enter");
    assert!(matches!(reader.app.mode, Mode::Normal));
}

#[test]
fn esc_closes_candidates_before_prompt() {
    let mut reader = reader();
    reader.press("f s Tab Tab Esc");
    assert_eq!(line(&reader).text(), "s");
    assert!(line(&reader).completion().is_none());
    reader.press("Esc");
    assert!(matches!(reader.app.mode, Mode::Normal));
}

#[test]
fn words_after_the_cursor_stay() {
    let mut reader = reader();
    reader.press("f sto Space 储能 Ctrl-a Ctrl-f Ctrl-f Ctrl-f Tab");
    assert_eq!(line(&reader).text(), "stock: 储能");
}

#[test]
fn tab_completes_times() {
    let mut reader = reader();
    reader.press("t 昨 Tab");
    assert_eq!(candidates(&reader), ["昨收", "昨晚", "昨天"]);
    reader.press("Ctrl-u kp Tab");
    assert_eq!(line(&reader).text(), "开盘");
    reader.press("Ctrl-u 昨天 Space sp Tab");
    assert_eq!(line(&reader).text(), "昨天 收盘");
    reader.press("Ctrl-u 昨天 Space Tab");
    assert!(!candidates(&reader).contains(&"昨天"));
    reader.press("Ctrl-u 没有 Tab");
    assert!(line(&reader).completion().is_none());
}

/// The filter of the candidate stayed.
#[test]
fn esc_restores_filter_from_before_tab() {
    let mut reader = reader();
    reader.press("f 重点 Enter");
    let before = reader.screen();
    reader.press("f Ctrl-u 重点 Space column: Tab");
    assert_eq!(line(&reader).text(), "重点 column:盘中宝");
    assert_ne!(reader.screen(), before);
    reader.press("Esc");
    assert_eq!(line(&reader).text(), "重点 column:");
    assert_eq!(reader.screen(), before);
    reader.press("Esc");
    assert_eq!(reader.screen(), before);
}

#[test]
fn most_useful_property_comes_first() {
    let mut reader = reader();
    reader.press("f is: Tab");
    assert_eq!(line(&reader).text(), "is:red");
}

#[test]
fn history_begins_with_what_was_typed() {
    let mut reader = TestReader::two_days();
    reader.press("/ 甲一 Enter / 乙一 Enter / 甲二 Enter / 甲 Up");
    assert_eq!(line(&reader).text(), "甲二");
    reader.press("Up");
    assert_eq!(line(&reader).text(), "甲一");
    reader.press("Up");
    assert_eq!(line(&reader).text(), "甲一", "no older line fits");
    reader.press("Down Down");
    assert_eq!(line(&reader).text(), "甲");
}
