//! Midnight, the end of the news day, and clocks that jump, while the reader is open.

use rstest::rstest;

use crate::app::test_reader::{TODAY, TestReader, day, dump, entries};
use crate::app::{Effect, Message, Notice};
use crate::item::Stamp;

/// This moment in Beijing.
fn at(moment: &str) -> Stamp {
    Stamp::from_beijing(moment.parse().unwrap()).unwrap()
}

/// Two days, the newest item selected, and the clock at this moment.
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

/// When the reader is to be woken, if it is.
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
fn today_is_another_day_from_half_past_five_on_and_the_same_at_midnight() {
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
fn a_find_that_is_relative_goes_with_the_clock() {
    let mut reader = at_moment("2026-05-14T05:29:00");
    reader.press("/ day:today Enter");
    assert!(reader.at().starts_with('乙'), "{}", reader.at());
    tick(&mut reader, "2026-05-14T05:30:00");
    reader.press("n");
    assert!(reader.at().starts_with('甲'), "{}", reader.at());
}

#[test]
fn what_is_older_than_the_last_minutes_leaves_the_list_minute_by_minute() {
    let mut reader = at_moment("2026-05-14T06:29:00");
    reader.press("f Ctrl-u last:10m Enter");
    assert_eq!(reader.app.list.visible().len(), 11);
    let next = at("2026-05-14T06:30:00");
    assert!(
        wakes(&mut reader).contains(&next),
        "nobody wakes the reader"
    );
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
        "what is not relative needs no clock but for the newest item's age"
    );
}

/// The newest item went out at 06:29.
#[rstest]
#[case("2026-05-14T06:29:10", "2026-05-14T06:30:00")]
#[case("2026-05-14T08:28:59", "2026-05-14T08:29:00")]
#[case("2026-05-14T08:29:00", "2026-05-14T09:29:00")]
#[case("2026-05-16T06:29:00", "2026-05-17T06:29:00")]
fn the_reader_is_woken_when_the_age_of_the_newest_item_is_another(
    #[case] now: &str,
    #[case] next: &str,
) {
    let mut reader = at_moment(now);
    tick(&mut reader, now);
    assert_eq!(wakes(&mut reader), [at(next)]);
}

#[test]
fn nothing_wakes_a_reader_without_items() {
    let mut reader = TestReader::empty();
    tick(&mut reader, "2026-05-14T09:01:00");
    assert_eq!(wakes(&mut reader), []);
}

#[test]
fn a_filter_that_is_off_stays_off_while_time_goes_by() {
    let mut reader = at_moment("2026-05-14T06:29:00");
    reader.press("f Ctrl-u last:10m Enter \\");
    assert_eq!(reader.app.list.visible().len(), 60);
    tick(&mut reader, "2026-05-14T06:35:00");
    assert_eq!(reader.app.list.visible().len(), 60);
    reader.press("\\");
    assert_eq!(reader.app.list.visible().len(), 5);
}

#[test]
fn what_comes_after_midnight_belongs_to_the_day_before_and_is_followed() {
    let mut reader = TestReader::empty();
    reader.send(Message::Now(at("2026-05-14T23:59:00")));
    let mut all = entries("甲", 30);
    reader.read(&[dump(TODAY, &all)]);
    tick(&mut reader, "2026-05-15T00:01:00");
    all.push("00:01 【夜甲】财联社电，夜里的公告正文。".to_owned());
    reader.read(&[dump(TODAY, &all)]);
    assert_eq!(reader.at(), "夜甲@1");
    tick(&mut reader, "2026-05-15T05:30:00");
    reader.read(&[dump(
        "2026-05-15",
        &["05:31 【晨乙】财联社电，早上的公告正文。"],
    )]);
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
fn a_clock_that_jumps_takes_a_notice_away_and_moves_nothing(#[case] jump: &str) {
    let mut reader = at_moment("2026-05-14T12:00:00");
    reader.press("5j");
    reader.send(Message::Notice(Notice::info("已送")));
    let before = reader.screen();
    tick(&mut reader, jump);
    assert!(reader.app.notices.current().is_none());
    assert_eq!(reader.screen(), before);
    reader.read(&[dump(TODAY, &entries("甲", 31))]);
    assert_eq!(
        (reader.at(), reader.app.waiting()),
        ("甲24@6".to_owned(), 0)
    );
}

#[test]
fn a_notice_at_a_clock_that_lags_a_little_is_waited_for_again() {
    let mut reader = at_moment("2026-05-14T12:00:00");
    reader.send(Message::Notice(Notice::info("已送")));
    let until = wakes(&mut reader)[0];
    tick(&mut reader, "2026-05-14T12:00:04");
    assert!(reader.app.notices.current().is_some());
    assert_eq!(wakes(&mut reader)[0], until);
}
