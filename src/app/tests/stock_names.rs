//! Stock names: when they are requested, and what they change.

use crate::app::test_reader::{TODAY, TestReader, dump, entries};
use crate::app::{Message, SearchKind};
use crate::feed::FeedEvent;
use crate::watch::WatchStatus;

#[test]
fn names_are_requested_once_a_minute() {
    let mut reader = TestReader::empty();
    reader.send(Message::Feed(FeedEvent::Status(WatchStatus {
        loading: 2,
        ..WatchStatus::default()
    })));
    reader.read(&[dump(TODAY, &entries("甲", 10))]);
    assert_eq!(reader.name_requests, 0, "while it loads");
    reader.send(Message::Feed(FeedEvent::Status(WatchStatus::default())));
    assert_eq!(reader.name_requests, 1);
    reader.keys("j k j");
    reader.read(&[dump(TODAY, &entries("甲", 11))]);
    assert_eq!(reader.name_requests, 1, "while the request runs");
    reader.learn();
    reader.read(&[dump(TODAY, &entries("甲", 12))]);
    assert_eq!(reader.name_requests, 1, "within the minute");
    reader.wait(60);
    assert_eq!(reader.name_requests, 2);
    reader.learn();
    reader.wait(600);
    assert_eq!(reader.name_requests, 2, "nothing has changed");
}

/// Names were learnt from the first dump alone until the minute was over.
#[test]
fn names_of_a_part_are_learnt_again() {
    let mut reader = TestReader::empty();
    reader.read(&[dump(TODAY, &entries("甲", 10))]);
    assert_eq!(reader.name_requests, 1);
    reader.read(&[dump("2026-05-13", &entries("乙", 20))]);
    assert_eq!(reader.name_requests, 1, "while the request runs");
    reader.learn();
    reader.read(&[]);
    assert_eq!(reader.name_requests, 2, "within the minute");
}

#[test]
fn stock_filter_requests_names_without_detail() {
    let mut reader = TestReader::empty();
    reader.hide_detail();
    reader.read(&[dump(TODAY, &entries("甲", 3))]);
    reader.send(Message::Filter("公告".to_owned()));
    assert_eq!(reader.name_requests, 0);
    reader.send(Message::Filter("stock:688999".to_owned()));
    assert_eq!(reader.name_requests, 1);
}

#[test]
fn learnt_name_extends_stock_filter() {
    let mut reader = TestReader::empty();
    reader.read(&[dump(
        TODAY,
        &[
            "09:31 云帆智造(688999.SH)公告。",
            "09:32 云帆智造涨停。",
            "09:33 远山能源中标。",
        ],
    )]);
    reader.press("f stock:688999 Enter");
    assert_eq!(reader.app.list.visible().len(), 1);
    reader.learn();
    reader.run();
    assert_eq!(reader.app.list.visible().len(), 2);
    let version = reader.app.version();
    reader.learn();
    assert_eq!(reader.app.version(), version, "equal names change nothing");
}

/// The names of a list of stocks are made out by its pass, because a key would wait for them.
#[test]
fn pass_brings_names_of_many_stocks() {
    let mut reader = TestReader::empty();
    reader.read(&[dump(
        TODAY,
        &["09:31 云帆智造(688999.SH)公告。", "09:32 云帆智造涨停。"],
    )]);
    reader.learn();
    let codes: Vec<String> = (600_000..600_200).map(|code| code.to_string()).collect();
    reader.send(Message::Filter(format!(
        "stock:(688999|{})",
        codes.join("|")
    )));
    let lit = |reader: &TestReader| {
        let matcher = reader.app.search(SearchKind::Filter).matcher();
        matcher.map_or(0, |matcher| matcher.highlights("云帆智造涨停。").len())
    };
    assert_eq!(lit(&reader), 0, "before the pass");
    reader.run();
    assert_eq!((lit(&reader), reader.app.list.visible().len()), (1, 2));
}

/// The page of help counted without names, which miss hits, and kept these counts.
#[test]
fn help_counts_once_names_are_known() {
    let mut reader = TestReader::empty();
    reader.hide_detail();
    reader.read(&[dump(TODAY, &["09:31 英伟达涨停。", "09:32 英伟达中标。"])]);
    reader.press("?");
    assert!(reader.app.tally().is_none(), "before names are known");
    assert_eq!(reader.name_requests, 1);
    reader.learn();
    let hits = reader.app.tally().and_then(|tally| tally.hits[0]);
    assert_eq!(hits, Some(2), "ywd");
    reader.read(&[dump(
        "2026-05-13",
        &[
            "09:31 云帆智造(688999.SH)公告。",
            "09:32 云帆智造中标。",
            "09:33 英伟达中标。",
        ],
    )]);
    assert_eq!(reader.name_requests, 2, "the timeline has grown");
    reader.learn();
    let hits = reader.app.tally().and_then(|tally| tally.hits[0]);
    assert_eq!(hits, Some(3), "counted again");
}
