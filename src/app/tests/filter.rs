//! The filter while typing, off and on, and while news arrives.

use crate::app::test_reader::{TODAY, TestReader, dump, entries};
use crate::app::{Mode, SearchKind};

fn titles(reader: &TestReader) -> Vec<String> {
    reader
        .screen()
        .into_iter()
        .filter(|line| line != "~")
        .collect()
}

#[test]
fn filter_applies_while_typing() {
    let mut reader = TestReader::two_days();
    reader.press("10j f 甲1");
    assert_eq!(reader.app.list.visible().len(), 10);
    assert_eq!(reader.at(), "甲19@1");
    reader.press("5");
    assert_eq!(titles(&reader), [">甲15"]);
    reader.press("Backspace");
    assert_eq!(reader.at(), "甲19@1");
    reader.press("Backspace Backspace");
    assert_eq!(reader.at(), "甲19@11");
    assert_eq!(reader.app.list.visible().len(), 60);
}

#[test]
fn esc_restores_list_and_filter() {
    let mut reader = TestReader::two_days();
    let before = reader.press("10j").screen();
    reader.press("f 乙1 Ctrl-n Ctrl-n Esc");
    assert_eq!(reader.screen(), before);
    assert!(!reader.app.is_filtered());
    reader.press("f 乙1 Enter");
    let before = reader.screen();
    reader.press("f 5 Ctrl-p Esc");
    assert_eq!(reader.screen(), before);
    assert_eq!(reader.app.search(SearchKind::Filter).source(), "乙1");
}

#[test]
fn toggling_filter_keeps_item() {
    let mut reader = TestReader::two_days();
    reader.press("f 甲1 Enter 3j");
    assert_eq!(reader.at(), "甲16@4");
    reader.press("\\");
    assert_eq!(reader.app.list.visible().len(), 60);
    assert!(reader.at().starts_with("甲16@"), "{}", reader.at());
    reader.press("\\");
    assert_eq!(reader.at(), "甲16@4");
    reader.press("Esc");
    assert_eq!(reader.app.list.visible().len(), 60);
    assert!(reader.at().starts_with("甲16@"), "{}", reader.at());
    reader.press("\\");
    assert_eq!(
        reader.app.list.visible().len(),
        10,
        "Esc leaves it to be turned on again"
    );
    reader.press("Esc Esc");
    assert_eq!(
        (
            reader.app.search(SearchKind::Filter).source(),
            reader.app.list.visible().len()
        ),
        ("", 60),
        "a second Esc drops it"
    );
    assert!(reader.at().starts_with("甲16@"), "{}", reader.at());
    reader.press("f Up");
    assert_eq!(
        reader.app.search(SearchKind::Filter).source(),
        "甲1",
        "the line is in the history"
    );
}

fn error(reader: &TestReader) -> bool {
    match &reader.app.mode {
        Mode::Prompt(prompt) => prompt.line.error().is_some(),
        Mode::Normal | Mode::Page(_) => false,
    }
}

#[test]
fn defect_31_typed_field_does_not_filter_early() {
    let mut reader = TestReader::two_days();
    reader.press("f 甲1 Space");
    for letter in "is:titled".chars().map(String::from) {
        reader.press(&letter);
        assert!(!error(&reader), "{letter}");
        assert_eq!(reader.app.list.visible().len(), 10, "{letter}");
    }
    let source = |reader: &TestReader| reader.app.search(SearchKind::Filter).source().to_owned();
    assert_eq!(source(&reader), "甲1 is:titled");
    reader.press("Ctrl-u i s Enter");
    assert_eq!(source(&reader), "is", "Enter makes it a word");
    reader.press("f a t");
    assert_eq!(source(&reader), "is");
    reader.press("Space");
    assert_eq!(source(&reader), "at", "so does a space");
    reader.press("Ctrl-u l e v e l : X Space");
    assert!(error(&reader));
}

#[test]
fn wrong_query_keeps_last_valid_filter() {
    let mut reader = TestReader::two_days();
    reader.press("f 甲1 Space (");
    assert!(!error(&reader), "a word may follow");
    assert_eq!(reader.app.search(SearchKind::Filter).source(), "甲1");
    assert_eq!(reader.app.list.visible().len(), 10);
    reader.press("Enter");
    assert!(error(&reader));
    assert!(
        matches!(reader.app.mode, Mode::Prompt(_)),
        "a wrong query was accepted"
    );
}

#[test]
fn list_waits_for_pass_to_reach_selection() {
    let mut reader = TestReader::two_days();
    reader.press("[ 3j");
    let before = reader.screen();
    reader.keys("f 2");
    assert_eq!(reader.screen(), before);
    reader.run_one(1);
    assert_eq!(
        reader.screen(),
        before,
        "the pass has not reached the selected day"
    );
    reader.keys("Esc f 2");
    reader.run();
    assert!(reader.at().starts_with("乙26@"), "{}", reader.at());
}

#[test]
fn pass_of_older_query_is_dropped() {
    let mut reader = TestReader::two_days();
    reader.keys("f 甲1 5");
    while reader.run_one(usize::MAX) {
        assert!(
            reader.app.list.visible().len() == 60 || reader.app.list.visible().len() == 1,
            "{}",
            reader.app.list.visible().len()
        );
    }
    assert_eq!(reader.app.list.visible().len(), 1);
}

#[test]
fn filter_without_matches_remembers_item() {
    let mut reader = TestReader::two_days();
    reader.press("10j f 没有的词 Enter");
    assert_eq!(reader.at(), "nothing");
    reader.press("j G \\");
    assert_eq!(reader.at(), "甲19@11");
}

#[test]
fn matching_news_enters_filtered_list() {
    let mut reader = TestReader::two_days();
    reader.press("f 公告 Enter");
    assert_eq!(reader.at(), "甲29@1");
    reader.read(&[dump(TODAY, &entries("甲", 32))]);
    assert_eq!(
        reader.app.list.visible().len(),
        60,
        "a changed day keeps its rows until it is searched again"
    );
    reader.run();
    assert_eq!(reader.app.list.visible().len(), 62);
    assert_eq!(reader.at(), "甲29@3");
    reader.press("4j");
    reader.read(&[dump(TODAY, &entries("甲", 34))]);
    reader.run();
    assert_eq!(reader.at(), "甲25@7");
    assert_eq!(reader.app.waiting(), 1);
}

#[test]
fn hidden_items_do_not_wait() {
    let mut reader = TestReader::two_days();
    reader.press("f 乙 Enter 3j");
    reader.read(&[dump(TODAY, &entries("甲", 40))]);
    reader.run();
    assert_eq!((reader.app.waiting(), reader.app.unseen.len()), (0, 10));
}

#[test]
fn changed_day_shows_old_rows_until_searched() {
    let mut reader = TestReader::two_days();
    reader.press("f 甲1 Enter");
    let before = titles(&reader);
    let mut left = entries("甲", 30);
    left.drain(..10);
    reader.read(&[dump(TODAY, &left)]);
    assert_eq!(titles(&reader), before);
    reader.run();
    assert_eq!(titles(&reader), before);
    left.drain(..5);
    reader.read(&[dump(TODAY, &left)]);
    reader.run();
    assert_eq!(reader.app.list.visible().len(), 5);
}

#[test]
fn removed_day_leaves_matches() {
    let mut reader = TestReader::two_days();
    reader.press("f 1 Enter");
    reader.read(&[dump("2026-05-13", &[] as &[&str])]);
    reader.run();
    assert!(
        reader
            .app
            .list
            .visible()
            .days()
            .iter()
            .all(|day| day.day.day().to_string() == TODAY)
    );
}

#[test]
fn initial_filter_applies_to_later_load() {
    let mut reader = TestReader::empty();
    reader.send(crate::app::Message::Filter("甲2".into()));
    reader.run();
    reader.read(&[
        dump("2026-05-13", &entries("乙", 30)),
        dump(TODAY, &entries("甲", 30)),
    ]);
    reader.run();
    assert_eq!(
        (reader.app.list.visible().len(), reader.at().as_str()),
        (10, "甲29@1")
    );
    reader.send(crate::app::Message::Filter("(".into()));
    assert!(reader.shows_error());
}

#[test]
fn longer_query_reuses_matches() {
    let mut reader = TestReader::two_days();
    reader.press("f 甲 1");
    assert!(reader.app.search(SearchKind::Filter).wider().is_some());
    reader.keys("Ctrl-u 乙");
    assert!(reader.app.search(SearchKind::Filter).wider().is_none());
}
