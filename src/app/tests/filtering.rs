//! The filter as one types, off and on, and while news come.

use crate::app::SearchKind;
use crate::app::test_reader::{TODAY, TestReader, dump, entries};

fn titles(reader: &TestReader) -> Vec<String> {
    reader
        .screen()
        .into_iter()
        .filter(|line| line != "~")
        .collect()
}

#[test]
fn a_filter_works_as_one_types_and_keeps_the_item() {
    let mut reader = TestReader::two_days();
    reader.press("10j f 甲1");
    assert_eq!(reader.app.list.visible().len(), 10);
    assert_eq!(reader.at(), "甲19@1");
    reader.press("5");
    assert_eq!(titles(&reader), ["2026-05-14", ">甲15"]);
    reader.press("Backspace");
    assert_eq!(reader.at(), "甲19@1");
    reader.press("Backspace Backspace");
    assert_eq!(reader.at(), "甲19@11");
    assert_eq!(reader.app.list.visible().len(), 60);
}

#[test]
fn esc_takes_everything_back() {
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
fn off_and_on_with_the_same_item() {
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
        "a second Esc lets it go"
    );
    assert!(reader.at().starts_with("甲16@"), "{}", reader.at());
    reader.press("f Up");
    assert_eq!(
        reader.app.search(SearchKind::Filter).source(),
        "甲1",
        "what was typed is still in the history"
    );
}

#[test]
fn a_wrong_query_leaves_the_last_valid_one_in_force() {
    let mut reader = TestReader::two_days();
    reader.press("f 甲1 Space (");
    let crate::app::Mode::Prompt(prompt) = &reader.app.mode else {
        panic!("no prompt")
    };
    assert!(prompt.line.error().is_some());
    assert_eq!(reader.app.search(SearchKind::Filter).source(), "甲1");
    assert_eq!(reader.app.list.visible().len(), 10);
    reader.press("Enter");
    assert!(
        matches!(reader.app.mode, crate::app::Mode::Prompt(_)),
        "a wrong query was accepted"
    );
}

#[test]
fn what_was_shown_stays_until_the_pass_reaches_the_selection() {
    let mut reader = TestReader::two_days();
    reader.press("[ 3j");
    let before = reader.screen();
    reader.keys("f 2");
    assert_eq!(reader.screen(), before);
    reader.run_one(1);
    assert_eq!(
        reader.screen(),
        before,
        "today alone is not what is looked for"
    );
    reader.keys("Esc f 2");
    reader.run();
    assert!(reader.at().starts_with("乙26@"), "{}", reader.at());
}

#[test]
fn a_pass_of_an_older_query_is_dropped() {
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
fn a_filter_without_hits_is_an_empty_list_and_gives_the_item_back() {
    let mut reader = TestReader::two_days();
    reader.press("10j f 没有的词 Enter");
    assert_eq!(reader.at(), "nothing");
    reader.press("j G \\");
    assert_eq!(reader.at(), "甲19@11");
}

#[test]
fn news_come_through_the_filter() {
    let mut reader = TestReader::two_days();
    reader.press("f 公告 Enter");
    assert_eq!(reader.at(), "甲29@1");
    reader.read(&[dump(TODAY, &entries("甲", 32))]);
    assert_eq!(
        reader.app.list.visible().len(),
        60,
        "rows of a rebuilt day are not known before the pass has looked again"
    );
    reader.run();
    assert_eq!(reader.app.list.visible().len(), 62);
    assert_eq!(reader.at(), "甲31@1");
    reader.press("4j");
    reader.read(&[dump(TODAY, &entries("甲", 34))]);
    reader.run();
    assert_eq!(reader.at(), "甲27@5");
    assert_eq!(reader.app.waiting(), 1);
}

#[test]
fn what_does_not_match_does_not_wait() {
    let mut reader = TestReader::two_days();
    reader.press("f 乙 Enter 3j");
    reader.read(&[dump(TODAY, &entries("甲", 40))]);
    reader.run();
    assert_eq!((reader.app.waiting(), reader.app.unseen.len()), (0, 10));
}

#[test]
fn a_rebuilt_day_is_shown_as_it_was_until_it_was_looked_at_again() {
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
fn a_day_that_went_away_is_gone_from_the_hits() {
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
fn a_filter_given_from_the_start_holds_what_is_loaded_later() {
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
    assert!(
        reader
            .app
            .notices
            .current()
            .is_some_and(|notice| notice.error)
    );
}

#[test]
fn a_query_that_grew_starts_from_what_is_known() {
    let mut reader = TestReader::two_days();
    reader.press("f 甲 1");
    assert!(reader.app.search(SearchKind::Filter).wider().is_some());
    reader.keys("Ctrl-u 乙");
    assert!(reader.app.search(SearchKind::Filter).wider().is_none());
}
