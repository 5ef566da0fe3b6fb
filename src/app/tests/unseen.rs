//! Items that nobody has seen: their marks, their counts, and the way through them.

use rstest::rstest;

use super::news::{look, more};
use crate::app::test_reader::{TODAY, TestReader, dump, dump_of, entries, later};
use crate::app::{Effect, NewCounts};

#[test]
fn waiting_items_count_down_when_seen() {
    let mut reader = TestReader::two_days();
    reader.press("10j");
    look(&mut reader);
    more(&mut reader, 50);
    assert_eq!((reader.app.waiting(), reader.app.unseen.len()), (19, 20));
    reader.press("14k");
    assert_eq!(reader.at(), "甲33@2");
    look(&mut reader);
    assert_eq!((reader.app.waiting(), reader.app.unseen.len()), (14, 14));
    reader.press("gg");
    assert_eq!((reader.app.waiting(), reader.app.unseen.len()), (0, 14));
    look(&mut reader);
    assert_eq!((reader.app.waiting(), reader.app.unseen.len()), (0, 0));
}

/// The first key took the marks off all items at once.
#[rstest]
#[case("j")]
#[case("?")]
#[case("gg")]
fn defect_3_mark_goes_once_item_was_seen(#[case] keys: &str) {
    let mut reader = TestReader::two_days();
    reader.wait(3600);
    more(&mut reader, 60);
    look(&mut reader);
    assert_eq!(reader.app.unseen.len(), 30, "nobody is there");
    reader.wait(3600);
    reader.press(keys);
    reader.draw();
    assert_eq!(reader.app.unseen.len(), 30, "nobody had time to look");
    reader.press("Esc");
    reader.wait(2);
    look(&mut reader);
    assert_eq!(reader.app.unseen.len(), 11, "19 were on the screen");
    reader.wait(3600);
    more(&mut reader, 61);
    look(&mut reader);
    assert_eq!(reader.app.unseen.len(), 12);
}

#[test]
fn item_that_was_scrolled_past_stays_unseen() {
    let mut reader = TestReader::two_days();
    reader.press("10j");
    more(&mut reader, 60);
    reader.press("gg");
    reader.draw();
    reader.wait(1);
    reader.press("G");
    look(&mut reader);
    assert_eq!(reader.app.unseen.len(), 30);
}

#[rstest]
#[case("Enter")]
#[case("zz")]
#[case("yy")]
fn opened_item_is_seen(#[case] keys: &str) {
    let mut reader = TestReader::two_days();
    more(&mut reader, 31);
    reader.press("gg").press(keys);
    assert_eq!(reader.app.unseen.len(), 0);
}

#[test]
fn wake_comes_when_an_item_is_seen() {
    let mut reader = TestReader::two_days();
    reader.press("j gg");
    more(&mut reader, 31);
    reader.effects();
    reader.draw();
    let seen = Effect::WakeAt(later(reader.app.now, 2));
    assert_eq!(reader.effects(), [seen]);
    let version = reader.app.version();
    reader.wait(2);
    assert_ne!(reader.app.version(), version, "the mark is drawn no more");
    reader.effects();
    reader.draw();
    assert_eq!(reader.effects(), []);
}

/// A promotion or a revision off screen changed nothing.
#[test]
fn defect_2_promotion_counts_as_new() {
    let mut reader = TestReader::two_days();
    reader.press("G");
    let red = dump_of("加红", TODAY, &entries("甲", 1));
    reader.read(&[red]);
    assert_eq!(reader.app.unseen.counts(), NewCounts { all: 1, red: 1 });
    let mut revised = entries("甲", 30);
    revised[9] = revised[9].replace("正文", "正文有改动");
    reader.read(&[dump(TODAY, &revised)]);
    assert_eq!(reader.app.unseen.counts(), NewCounts { all: 2, red: 1 });
    reader.press("Space");
    assert_eq!(reader.app.selected().unwrap().story().title, Some("甲00"));
    reader.press("Space");
    assert_eq!(reader.app.selected().unwrap().story().title, Some("甲09"));
    reader.press("Space");
    assert_eq!(reader.notice(), Some("都看过了"));
}

/// From where one is towards newer items; after the newest one, the oldest.
#[test]
fn space_walks_unseen_items_from_old_to_new() {
    let mut reader = TestReader::two_days();
    reader.press("15j");
    let mut late = entries("甲", 32);
    late.insert(3, "06:02 【晚到】财联社电，晚到的公告正文。".to_owned());
    reader.read(&[dump(TODAY, &late)]);
    for expected in ["甲30", "甲31", "晚到"] {
        reader.press("Space");
        assert_eq!(reader.app.selected().unwrap().story().title, Some(expected));
    }
    assert_eq!(reader.app.unseen.len(), 1);
    reader.press("Space");
    assert_eq!(reader.app.unseen.len(), 0);
    assert_eq!(reader.notice(), Some("都看过了"));
    reader.press("Ctrl-o");
    assert_eq!(reader.at(), "甲14@16", "the walk is one jump");
}

#[test]
fn space_stays_within_the_filter() {
    let mut reader = TestReader::two_days();
    reader.press("f 乙 Enter");
    more(&mut reader, 40);
    reader.press("Space");
    assert_eq!(reader.notice(), Some("这里都看过了，没看过的在筛选之外"));
}

/// Also under the list of actions.
#[rstest]
#[case("?", "?")]
#[case("? :", "Esc ?")]
fn page_keeps_items_unseen(#[case] keys: &str, #[case] close: &str) {
    let mut reader = TestReader::two_days();
    reader.press(keys);
    more(&mut reader, 31);
    look(&mut reader);
    assert_eq!(reader.app.unseen.len(), 1);
    reader.press(close);
    look(&mut reader);
    assert_eq!(reader.app.unseen.len(), 0);
}

/// A dump that is written again was new as a whole.
#[test]
fn item_that_comes_back_is_as_new_as_it_was() {
    let mut reader = TestReader::two_days();
    look(&mut reader);
    more(&mut reader, 32);
    more(&mut reader, 0);
    assert_eq!(reader.app.unseen.len(), 0, "nothing is there");
    more(&mut reader, 32);
    assert_eq!(reader.app.unseen.len(), 2, "nobody has seen these");
    reader.press("gg");
    look(&mut reader);
    assert_eq!(reader.app.unseen.len(), 0);
    more(&mut reader, 0);
    more(&mut reader, 32);
    assert_eq!(reader.app.unseen.len(), 0);
}
