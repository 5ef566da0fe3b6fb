//! News while the reader is open: the selection follows the newest item, and stays in place elsewhere.

use std::sync::Arc;

use bytes::Bytes;
use crossterm::event::MouseEventKind;
use rstest::rstest;

use crate::app::test_reader::{TODAY, TestReader, dump, entries};
use crate::app::{Focus, Message, PaneId};
use crate::dump::{self, Dump};
use crate::feed::FeedEvent;
use crate::item::Stamp;
use crate::timeline::Update;

fn more(reader: &mut TestReader, count: usize) {
    reader.read(&[dump(TODAY, &entries("甲", count))]);
}

/// A minute after the last key nobody is there.
#[test]
fn unattended_list_shows_newest_story() {
    let mut reader = TestReader::two_days();
    reader.wait(61);
    more(&mut reader, 32);
    assert_eq!(reader.at(), "甲31@1");
    assert_eq!(
        reader.screen()[..4],
        ["2026-05-14", ">甲31*", "甲30*", "甲29"]
    );
    assert_eq!(reader.app.waiting(), 0);
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
    more(&mut reader, 50);
    assert_eq!(reader.at(), "甲29@1");
    assert!(!reader.app.list.is_following());
    let mut reader = TestReader::two_days();
    reader.wait(61);
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
#[case("z z")]
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
#[case("j", "甲28@2", 2)]
#[case("20j", "甲09@17", 3)]
#[case("G", "乙00@19", 3)]
fn selection_keeps_line_when_scrolled(
    #[case] keys: &str,
    #[case] at: &str,
    #[case] waiting: usize,
) {
    let mut reader = TestReader::two_days();
    reader.press(keys);
    let before = reader.screen();
    more(&mut reader, 33);
    assert_eq!(reader.at(), at);
    assert_eq!(
        reader.app.waiting(),
        waiting,
        "a new item may take the row of the day's name"
    );
    let same = reader
        .screen()
        .iter()
        .zip(&before)
        .filter(|(a, b)| a == b)
        .count();
    assert!(same >= 19, "{before:?} {:?}", reader.screen());
}

#[test]
fn waiting_items_count_down_when_seen() {
    let mut reader = TestReader::two_days();
    reader.press("10j");
    reader.draw();
    more(&mut reader, 50);
    assert_eq!((reader.app.waiting(), reader.app.unseen.len()), (19, 20));
    reader.press("14k");
    assert_eq!(reader.at(), "甲33@2");
    reader.draw();
    assert_eq!((reader.app.waiting(), reader.app.unseen.len()), (14, 14));
    reader.press("gg");
    assert_eq!((reader.app.waiting(), reader.app.unseen.len()), (0, 14));
    reader.draw();
    assert_eq!((reader.app.waiting(), reader.app.unseen.len()), (0, 0));
}

#[test]
fn highlight_lasts_until_next_key() {
    let mut reader = TestReader::two_days();
    reader.wait(61);
    more(&mut reader, 31);
    reader.draw();
    assert_eq!(reader.screen()[1], ">甲30*");
    reader.draw();
    assert_eq!(reader.screen()[1], ">甲30*");
    reader.press("j");
    assert_eq!(reader.screen()[1], "甲30");
}

#[test]
fn page_keeps_items_unseen() {
    let mut reader = TestReader::two_days();
    reader.press("?");
    more(&mut reader, 31);
    reader.draw();
    assert_eq!(reader.app.unseen.len(), 1);
    reader.press("?");
    reader.draw();
    assert_eq!(reader.app.unseen.len(), 0);
}

#[rstest]
#[case("Enter")]
#[case("z")]
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
    reader.wait(61);
    more(&mut reader, 33);
    assert_eq!(reader.at(), "甲32@19");
    reader.press("k");
    more(&mut reader, 35);
    assert_eq!(reader.at(), "甲31@18");
    assert_eq!(reader.app.waiting(), 2);
}

#[test]
fn withdrawn_item_selects_neighbour() {
    let mut reader = TestReader::two_days();
    reader.press("10j");
    let mut left = entries("甲", 30);
    left.remove(19);
    reader.read(&[dump(TODAY, &left)]);
    assert_eq!(reader.at(), "甲18@11");
}

#[test]
fn removed_day_selects_nearest_item() {
    let mut reader = TestReader::two_days();
    reader.press("[ 3j");
    reader.read(&[dump("2026-05-13", &[] as &[&str])]);
    assert_eq!(reader.app.selected().unwrap().story().title, Some("甲00"));
    assert_eq!(reader.app.list.visible().len(), 30);
}

#[test]
fn older_days_load_without_moving() {
    let mut reader = TestReader::empty();
    reader.read(&[dump(TODAY, &entries("甲", 30))]);
    reader.press("25j");
    let (at, screen) = (reader.at(), reader.screen());
    reader.read(&[dump("2026-05-12", &entries("丙", 30))]);
    reader.read(&[dump("2026-05-13", &entries("乙", 30))]);
    assert_eq!((reader.at(), reader.screen()), (at, screen));
}

#[test]
fn late_items_do_not_move_selection() {
    let mut reader = TestReader::two_days();
    reader.press("10j");
    let mut more = entries("甲", 30);
    more.insert(25, "06:24 【插入】晚到的电报，时间更早。".to_owned());
    reader.read(&[dump(TODAY, &more)]);
    assert_eq!(reader.at(), "甲19@11");
    assert!(
        reader.screen().contains(&"插入*".to_owned()),
        "{:?}",
        reader.screen()
    );
}

#[test]
fn wheel_keeps_selection_in_view() {
    let mut reader = TestReader::two_days();
    reader.press("10j");
    reader.mouse(MouseEventKind::ScrollDown, 5, 5);
    assert_eq!(reader.at(), "甲19@8");
    for _ in 0..4 {
        reader.mouse(MouseEventKind::ScrollDown, 5, 5);
    }
    assert_eq!(reader.at(), "甲15@0");
    reader.mouse(MouseEventKind::ScrollUp, 5, 5);
    assert_eq!(reader.at(), "甲15@3");
}

/// The list jumped to the newest item.
#[rstest]
#[case("10j")]
#[case("10j Enter 5j")]
#[case("10j f 甲 Enter")]
#[case("10j O")]
#[case("10j /没有")]
fn renamed_item_stays_selected(#[case] keys: &str) {
    let mut reader = TestReader::two_days();
    reader.press(keys);
    let (at, offset) = (reader.at(), reader.app.offsets[PaneId::Detail]);
    let id = reader.app.selected().unwrap().id();
    reader.read(&[wire_dump(19)]);
    reader.run();
    assert_eq!(reader.at(), at);
    assert_eq!(reader.app.offsets[PaneId::Detail], offset);
    assert_ne!(reader.app.selected().unwrap().id(), id, "it was renamed");
    assert_eq!(reader.app.unseen.len(), 0);
}

/// A dump with the `nth` item of today, which the wire has numbered.
fn wire_dump(nth: usize) -> Arc<Dump> {
    let entry = &entries("甲", 30)[nth];
    let (time, content) = entry.split_once(' ').unwrap();
    let at = format!("{TODAY}T{time}:05").parse().unwrap();
    let ctime = Stamp::from_beijing(at).unwrap().unix();
    let item = format!(r#"{{"id": 7, "ctime": {ctime}, "content": "{content}"}}"#);
    let text = format!(r#"{{"error": 0, "data": {{"roll_data": [{item}]}}}}"#);
    let path = "wire.json".into();
    let dump = dump::read(&path, Bytes::from(text), dump::ReadOptions::default());
    Arc::new(dump.unwrap())
}
