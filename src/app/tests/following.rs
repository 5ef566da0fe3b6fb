//! The list follows the news, and never takes a story away from its reader.

use rstest::rstest;

use super::news::more;
use crate::app::test_reader::{TODAY, TestReader, dump, entries};
use crate::app::{Focus, Message, PaneId};
use crate::feed::FeedEvent;
use crate::timeline::Update;

/// A minute after the last key nobody may be there, or somebody reads a long story.
#[test]
fn unattended_story_stays_while_in_view() {
    let mut reader = TestReader::two_days();
    reader.press("gg").draw();
    reader.wait(61);
    more(&mut reader, 32);
    assert_eq!(reader.at(), "甲29@4");
    more(&mut reader, 50);
    assert_eq!(reader.at(), "甲49@1");
    assert_eq!(reader.app.waiting(), 0);
    reader.press("Ctrl-o");
    assert!(reader.at().starts_with("甲29"), "{}", reader.at());
}

/// The list never followed again after a burst.
#[test]
fn unattended_list_follows_again() {
    let mut reader = TestReader::two_days();
    reader.press("gg");
    more(&mut reader, 50);
    assert_eq!(reader.at(), "甲29@1");
    reader.wait(61);
    more(&mut reader, 51);
    assert_eq!(reader.at(), "甲50@1");
    assert!(reader.app.list.is_following());
}

/// The header said that the list follows, and the next arrival moved it.
#[test]
fn item_far_from_the_top_ends_following() {
    let mut reader = TestReader::two_days();
    reader.press("gg f 甲3");
    reader.run();
    reader.press("Enter");
    reader.run();
    more(&mut reader, 60);
    reader.run();
    reader.press("Esc");
    reader.run();
    assert!(!reader.app.list.is_following());
}

/// Each arrival put another story in place of the one being read.
#[test]
fn defect_1_story_being_read_stays() {
    let mut reader = TestReader::two_days();
    more(&mut reader, 32);
    assert_eq!(reader.at(), "甲29@3");
    assert_eq!(
        reader.screen()[..4],
        ["2026-05-14", "甲31*", "甲30*", ">甲29"]
    );
    assert!(reader.app.list.is_following());
    reader.press("J");
    more(&mut reader, 34);
    assert_eq!(
        (reader.at(), reader.app.waiting()),
        ("甲29@3".to_owned(), 1)
    );
    assert_eq!(reader.app.offsets[PaneId::Detail], 1);
    assert!(!reader.app.list.is_following());
}

/// The selected story would leave the view.
#[test]
fn burst_stops_following_of_a_reader() {
    let mut reader = TestReader::two_days();
    reader.press("gg");
    more(&mut reader, 50);
    assert_eq!(reader.at(), "甲29@1");
    assert!(!reader.app.list.is_following());
    assert!(
        reader.notice().unwrap().contains("gg"),
        "{:?}",
        reader.notice()
    );
    reader.wait(10);
    more(&mut reader, 51);
    assert_eq!(reader.notice(), None, "it is said once");
    let mut reader = TestReader::two_days();
    reader.wait(61);
    more(&mut reader, 50);
    assert_eq!(reader.at(), "甲49@1");
    assert!(reader.app.list.is_following());
}

/// Nobody has pressed a key yet.
#[test]
fn burst_at_the_start_is_followed() {
    let mut reader = TestReader::two_days();
    more(&mut reader, 32);
    assert_eq!(reader.at(), "甲29@3");
    more(&mut reader, 50);
    assert_eq!(reader.at(), "甲49@1");
    assert!(reader.app.list.is_following());
}

#[rstest]
#[case("")]
#[case("d")]
#[case("j gg")]
#[case("J gg")]
#[case("G Home")]
#[case("/ 甲1 Esc")]
#[case("? Esc")]
#[case("k")]
fn list_follows_after(#[case] keys: &str) {
    assert!(TestReader::two_days().press(keys).app.list.is_following());
}

#[rstest]
#[case("j")]
#[case("j k")]
#[case("J")]
#[case("yy")]
#[case("Enter Esc")]
#[case("zz zz")]
#[case("/ 甲1 Enter")]
#[case("t 06:10 Enter")]
#[case("[")]
fn reading_or_moving_stops_following(#[case] keys: &str) {
    assert!(!TestReader::two_days().press(keys).app.list.is_following());
}

#[test]
fn list_follows_after_the_newest_is_loaded() {
    let mut reader = TestReader::empty();
    reader.read(&[dump("2026-05-13", &entries("乙", 30))]);
    assert_eq!(reader.at(), "乙29@1");
    let load = Update {
        arrived: Vec::new(),
        ..reader.store_update(&[dump(TODAY, &entries("甲", 30))])
    };
    reader.send(Message::Feed(FeedEvent::Update(load)));
    assert_eq!(reader.at(), "甲29@1");
}

#[rstest]
#[case("Enter")]
#[case("zz")]
#[case("J")]
fn news_does_not_replace_read_item(#[case] keys: &str) {
    let mut reader = TestReader::two_days();
    reader.press(keys);
    more(&mut reader, 32);
    assert_eq!(reader.at(), "甲29@1");
    assert_eq!(reader.app.waiting(), 1);
    reader.press("Esc gg");
    assert_eq!(reader.app.focus, Focus::LIST);
    more(&mut reader, 33);
    assert_eq!(reader.at(), "甲31@2");
}

#[test]
fn list_follows_at_bottom_oldest_first() {
    let mut reader = TestReader::two_days();
    reader.press("O G");
    more(&mut reader, 32);
    assert_eq!(reader.at(), "甲29@17");
    reader.press("G");
    assert_eq!(reader.at(), "甲31@19");
    reader.press("k");
    more(&mut reader, 35);
    assert_eq!(reader.at(), "甲30@18");
    assert_eq!(reader.app.waiting(), 3);
}
