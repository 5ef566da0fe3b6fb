//! News while the reader is open: the selection follows the newest item, and stays in place elsewhere.

use std::sync::Arc;

use bytes::Bytes;
use crossterm::event::MouseEventKind;
use rstest::rstest;

use crate::app::test_reader::{TODAY, TestReader, dump, dump_of, entries, later};
use crate::app::{Effect, Focus, ListRow, ListRule, Message, NewCounts, PaneId};
use crate::dump::{self, Dump};
use crate::feed::FeedEvent;
use crate::item::Stamp;
use crate::timeline::Update;

fn more(reader: &mut TestReader, count: usize) {
    reader.read(&[dump(TODAY, &entries("甲", count))]);
}

/// A minute after the last key nobody may be there, or somebody reads a long story.
#[test]
fn unattended_story_stays_while_in_view() {
    let mut reader = TestReader::two_days();
    reader.press("gg");
    reader.wait(61);
    more(&mut reader, 32);
    assert_eq!(reader.at(), "甲29@4");
    more(&mut reader, 50);
    assert_eq!(reader.at(), "甲49@1");
    assert_eq!(reader.app.waiting(), 0);
    reader.press("Ctrl-o");
    assert!(reader.at().starts_with("甲29"), "{}", reader.at());
}

/// The list stayed paused for good after a burst.
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

/// Draws a frame, and looks at it for two seconds.
fn look(reader: &mut TestReader) {
    reader.draw();
    reader.wait(2);
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
#[case("z")]
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
    assert_eq!(notice(&reader), Some("都看过了"));
}

fn notice(reader: &TestReader) -> Option<&str> {
    reader.app.notices.current().map(|notice| &*notice.text)
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
    assert_eq!(notice(&reader), Some("都看过了"));
    reader.press("Ctrl-o");
    assert_eq!(reader.at(), "甲14@16", "the walk is one jump");
}

#[test]
fn space_stays_within_the_filter() {
    let mut reader = TestReader::two_days();
    reader.press("f 乙 Enter");
    more(&mut reader, 40);
    reader.press("Space");
    assert_eq!(notice(&reader), Some("这里都看过了，没看过的在筛选之外"));
}

#[test]
fn page_keeps_items_unseen() {
    let mut reader = TestReader::two_days();
    reader.press("?");
    more(&mut reader, 31);
    look(&mut reader);
    assert_eq!(reader.app.unseen.len(), 1);
    reader.press("?");
    look(&mut reader);
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
    reader.press("G");
    assert_eq!(reader.at(), "甲31@19");
    reader.press("k");
    more(&mut reader, 35);
    assert_eq!(reader.at(), "甲30@18");
    assert_eq!(reader.app.waiting(), 3);
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

/// Nothing said where one was before lunch.
#[test]
fn defect_3_line_says_where_one_was() {
    let mut reader = TestReader::two_days();
    reader.press("j gg").wait(600);
    more(&mut reader, 31);
    more(&mut reader, 33);
    let expected = ["2026-05-14", "甲32*", "甲31*", "甲30*", READ_LINE, ">甲29"];
    assert_eq!(reader.screen()[..6], expected);
    assert_eq!(unseen_beyond_line(&reader), Some(3));
    reader.press("O G");
    let screen = reader.screen();
    assert_eq!(screen[16..], [READ_LINE, "甲30*", "甲31*", ">甲32*"]);
    assert_eq!(unseen_beyond_line(&reader), Some(3));
}

/// Within the absence more arrivals leave it; seen items too.
#[test]
fn read_line_stays_until_the_next_absence() {
    let mut reader = TestReader::two_days();
    reader.press("j gg").wait(600);
    more(&mut reader, 31);
    reader.wait(600);
    more(&mut reader, 33);
    reader.press("gg");
    look(&mut reader);
    more(&mut reader, 34);
    assert_eq!(reader.screen()[5..7], [READ_LINE, "甲29"]);
    assert_eq!(unseen_beyond_line(&reader), Some(1));
    reader.wait(600);
    more(&mut reader, 36);
    let expected = ["2026-05-14", "甲35*", "甲34*", "甲33*", READ_LINE, ">甲32"];
    assert_eq!(reader.screen()[..6], expected);
}

/// The item beside the line may be hidden or gone.
#[test]
fn read_line_needs_items_on_both_sides() {
    let mut reader = TestReader::two_days();
    reader.press("j gg").wait(600);
    more(&mut reader, 33);
    reader.press("f 甲31|甲2 Enter");
    assert_eq!(reader.screen()[1..4], ["甲31*", READ_LINE, ">甲29"]);
    assert_eq!(unseen_beyond_line(&reader), Some(1));
    reader.press("f 甲31|甲1 Enter");
    assert_eq!(reader.screen()[1..4], [">甲31*", READ_LINE, "甲19"]);
    for hidden in ["甲2", "甲31"] {
        reader.press(&format!("f {hidden} Enter"));
        assert_eq!(unseen_beyond_line(&reader), None, "{hidden}");
    }
    reader.press("Esc");
    assert!(unseen_beyond_line(&reader).is_some());
    reader.resize(7);
    assert_eq!(unseen_beyond_line(&reader), None);
}

/// A dump has minutes alone.
#[test]
fn read_line_parts_items_of_one_minute() {
    let mut reader = TestReader::empty();
    let entries = ["06:00 【甲】甲。", "06:00 【乙】乙。", "06:00 【丙】丙。"];
    reader.read(&[dump(TODAY, &entries[..2])]);
    reader.press("j gg").wait(600);
    reader.read(&[dump(TODAY, &entries)]);
    assert_eq!(reader.screen()[..4], [TODAY, "丙*", READ_LINE, ">乙"]);
    assert_eq!(unseen_beyond_line(&reader), Some(1));
}

/// Before the first key nobody was there.
#[test]
fn untouched_screen_has_no_read_line() {
    let mut reader = TestReader::two_days();
    reader.wait(600);
    more(&mut reader, 32);
    assert_eq!(unseen_beyond_line(&reader), None);
}

const READ_LINE: &str = "read until here";

/// The number of unseen items beyond the line of what was seen, if it is on the screen.
fn unseen_beyond_line(reader: &TestReader) -> Option<usize> {
    let height = reader.app.metrics.panes[PaneId::List].area.height;
    let rows = reader.app.list.rows(height);
    let seen = rows.into_iter().find_map(|row| match row {
        ListRow::Rule(ListRule::ReadLine { seen, .. }) => Some(seen),
        _ => None,
    });
    Some(reader.app.unseen_newer_than(seen?))
}
