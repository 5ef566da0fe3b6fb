//! Midnight, the end of the news day, and clocks that jump, while the reader is open.

use rstest::rstest;

use crate::app::test_reader::{TODAY, TestReader, day, dump, entries};
use crate::app::{Effect, Message, Notice};
use crate::item::Stamp;

/// Parses a moment in Beijing.
fn at(moment: &str) -> Stamp {
    Stamp::from_beijing(moment.parse().unwrap()).unwrap()
}

/// A reader with two days, the newest item selected, at a moment in Beijing.
fn at_moment(moment: &str) -> TestReader {
    let mut reader = TestReader::two_days();
    reader.send(Message::Now(at(moment)));
    reader.effects();
    reader
}

fn tick(reader: &mut TestReader, moment: &str) {
    reader.send(Message::Now(at(moment)));
    reader.run();
}

/// Takes the moments of requested wakes.
fn wakes(reader: &mut TestReader) -> Vec<Stamp> {
    let wake = |effect| {
        if let Effect::WakeAt(at) = effect {
            Some(at)
        } else {
            None
        }
    };
    reader.effects().into_iter().filter_map(wake).collect()
}

#[test]
fn today_changes_at_rollover() {
    let mut reader = at_moment("2026-05-13T23:59:30");
    reader.press("f Ctrl-u day:today Enter");
    let yesterday = reader.screen();
    assert_eq!(
        (reader.app.list.visible().len(), &*yesterday[1]),
        (30, ">乙29")
    );
    tick(&mut reader, "2026-05-14T00:00:00");
    tick(&mut reader, "2026-05-14T05:29:59");
    assert_eq!(reader.screen(), yesterday);
    tick(&mut reader, "2026-05-14T05:30:00");
    assert_eq!(
        (reader.app.list.visible().len(), reader.at()),
        (30, "甲29@1".to_owned())
    );
}

#[test]
fn relative_find_follows_clock() {
    let mut reader = at_moment("2026-05-14T05:29:00");
    reader.press("/ day:today Enter");
    assert!(reader.at().starts_with('乙'), "{}", reader.at());
    tick(&mut reader, "2026-05-14T05:30:00");
    reader.press("n");
    assert!(reader.at().starts_with('甲'), "{}", reader.at());
}

#[test]
fn relative_filter_drops_items_by_minute() {
    let mut reader = at_moment("2026-05-14T06:29:00");
    reader.press("f Ctrl-u last:10m Enter");
    assert_eq!(reader.app.list.visible().len(), 11);
    let next = at("2026-05-14T06:30:00");
    assert!(wakes(&mut reader).contains(&next), "no wake was requested");
    tick(&mut reader, "2026-05-14T06:30:00");
    assert_eq!(reader.app.list.visible().len(), 10);
    tick(&mut reader, "2026-05-14T09:00:00");
    assert_eq!(reader.app.list.visible().len(), 0);
    reader.press("f Ctrl-u 甲 Enter");
    wakes(&mut reader);
    tick(&mut reader, "2026-05-14T09:01:00");
    let older = at("2026-05-14T09:29:00");
    assert_eq!(
        wakes(&mut reader),
        [older],
        "only the age of the newest item needs the clock"
    );
}

/// The newest item went out at 06:29.
#[rstest]
#[case("2026-05-14T06:29:10", "2026-05-14T06:30:00")]
#[case("2026-05-14T08:28:59", "2026-05-14T08:29:00")]
#[case("2026-05-14T08:29:00", "2026-05-14T09:29:00")]
#[case("2026-05-16T06:29:00", "2026-05-17T06:29:00")]
fn reader_wakes_when_header_age_changes(#[case] now: &str, #[case] next: &str) {
    let mut reader = at_moment(now);
    tick(&mut reader, now);
    assert_eq!(wakes(&mut reader), [at(next)]);
}

#[test]
fn empty_reader_needs_no_wake() {
    let mut reader = TestReader::empty();
    tick(&mut reader, "2026-05-14T09:01:00");
    assert_eq!(wakes(&mut reader), []);
}

#[test]
fn disabled_filter_stays_off_over_time() {
    let mut reader = at_moment("2026-05-14T06:29:00");
    reader.press("f Ctrl-u last:10m Enter \\");
    assert_eq!(reader.app.list.visible().len(), 60);
    tick(&mut reader, "2026-05-14T06:35:00");
    assert_eq!(reader.app.list.visible().len(), 60);
    reader.press("\\");
    assert_eq!(reader.app.list.visible().len(), 5);
}

#[test]
fn list_follows_past_midnight() {
    let mut reader = TestReader::empty();
    reader.send(Message::Now(at("2026-05-14T23:59:00")));
    let mut all = entries("甲", 30);
    reader.read(&[dump(TODAY, &all)]);
    tick(&mut reader, "2026-05-15T00:01:00");
    all.push("00:01 【夜甲】财联社电，夜里的公告正文。".to_owned());
    reader.read(&[dump(TODAY, &all)]);
    assert_eq!(reader.app.waiting(), 0);
    reader.press("gg");
    assert_eq!(reader.at(), "夜甲@1");
    tick(&mut reader, "2026-05-15T05:30:00");
    reader.read(&[dump(
        "2026-05-15",
        &["05:31 【晨乙】财联社电，早上的公告正文。"],
    )]);
    assert_eq!(reader.app.waiting(), 0);
    reader.press("gg");
    assert_eq!(reader.at(), "晨乙@1");
    assert_eq!(
        reader.app.list.selected_key().unwrap().day,
        day("2026-05-15")
    );
}

#[rstest]
#[case("2026-05-14T12:00:10")]
#[case("2026-05-15T12:00:00")]
#[case("2027-01-01T00:00:00")]
#[case("2026-05-14T11:00:00")]
#[case("2001-01-01T00:00:00")]
fn clock_jump_only_removes_notice(#[case] jump: &str) {
    let mut reader = at_moment("2026-05-14T12:00:00");
    reader.press("5j");
    reader.send(Message::Notice(Notice::info("已送")));
    let before = reader.screen();
    tick(&mut reader, jump);
    assert!(reader.app.notices.current().is_none());
    assert_eq!(reader.screen(), before);
    reader.read(&[dump(TODAY, &entries("甲", 31))]);
    assert_eq!(reader.at(), "甲24@6");
}

#[test]
fn early_wake_schedules_notice_again() {
    let mut reader = at_moment("2026-05-14T12:00:00");
    reader.send(Message::Notice(Notice::info("已送")));
    let until = wakes(&mut reader)[0];
    tick(&mut reader, "2026-05-14T12:00:04");
    assert!(reader.app.notices.current().is_some());
    assert_eq!(wakes(&mut reader)[0], until);
}
