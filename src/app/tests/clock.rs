//! Midnight, the end of the news day, and clocks that jump, while the reader is open.

use rstest::rstest;

use crate::app::bench::{Bench, TODAY, day, dump, entries};
use crate::app::{Effect, Message, Notice};
use crate::item::Stamp;

/// This moment in Beijing.
fn at(moment: &str) -> Stamp {
    Stamp::from_beijing(moment.parse().unwrap()).unwrap()
}

/// Two days, the newest item selected, and the clock at this moment.
fn at_moment(moment: &str) -> Bench {
    let mut bench = Bench::two_days();
    bench.tell(Message::Now(at(moment)));
    bench.effects();
    bench
}

fn tick(bench: &mut Bench, moment: &str) {
    bench.tell(Message::Now(at(moment)));
    bench.run();
}

/// When the reader is to be woken, if it is.
fn wakes(bench: &mut Bench) -> Vec<Stamp> {
    let wake = |effect| {
        if let Effect::WakeAt(at) = effect {
            Some(at)
        } else {
            None
        }
    };
    bench.effects().into_iter().filter_map(wake).collect()
}

#[test]
fn today_is_another_day_from_half_past_five_on_and_the_same_at_midnight() {
    let mut bench = at_moment("2026-05-13T23:59:30");
    bench.press("f Ctrl-u day:today Enter");
    let yesterday = bench.screen();
    assert_eq!((bench.app.shown.total, &*yesterday[1]), (30, ">乙29"));
    tick(&mut bench, "2026-05-14T00:00:00");
    tick(&mut bench, "2026-05-14T05:29:59");
    assert_eq!(bench.screen(), yesterday);
    tick(&mut bench, "2026-05-14T05:30:00");
    assert_eq!(
        (bench.app.shown.total, bench.at()),
        (30, "甲29@1".to_owned())
    );
}

#[test]
fn a_find_that_is_relative_goes_with_the_clock() {
    let mut bench = at_moment("2026-05-14T05:29:00");
    bench.press("/ day:today Enter");
    assert!(bench.at().starts_with('乙'), "{}", bench.at());
    tick(&mut bench, "2026-05-14T05:30:00");
    bench.press("n");
    assert!(bench.at().starts_with('甲'), "{}", bench.at());
}

#[test]
fn what_is_older_than_the_last_minutes_leaves_the_list_minute_by_minute() {
    let mut bench = at_moment("2026-05-14T06:29:00");
    bench.press("f Ctrl-u last:10m Enter");
    assert_eq!(bench.app.shown.total, 11);
    let next = at("2026-05-14T06:30:00");
    assert!(wakes(&mut bench).contains(&next), "nobody wakes the reader");
    tick(&mut bench, "2026-05-14T06:30:00");
    assert_eq!(bench.app.shown.total, 10);
    tick(&mut bench, "2026-05-14T09:00:00");
    assert_eq!(bench.app.shown.total, 0);
    bench.press("f Ctrl-u 甲 Enter");
    wakes(&mut bench);
    tick(&mut bench, "2026-05-14T09:01:00");
    let older = at("2026-05-14T09:29:00");
    assert_eq!(
        wakes(&mut bench),
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
    let mut bench = at_moment(now);
    tick(&mut bench, now);
    assert_eq!(wakes(&mut bench), [at(next)]);
}

#[test]
fn nothing_wakes_a_reader_without_items() {
    let mut bench = Bench::empty();
    tick(&mut bench, "2026-05-14T09:01:00");
    assert_eq!(wakes(&mut bench), []);
}

#[test]
fn a_filter_that_is_off_stays_off_while_time_goes_by() {
    let mut bench = at_moment("2026-05-14T06:29:00");
    bench.press("f Ctrl-u last:10m Enter \\");
    assert_eq!(bench.app.shown.total, 60);
    tick(&mut bench, "2026-05-14T06:35:00");
    assert_eq!(bench.app.shown.total, 60);
    bench.press("\\");
    assert_eq!(bench.app.shown.total, 5);
}

#[test]
fn what_comes_after_midnight_belongs_to_the_day_before_and_is_followed() {
    let mut bench = Bench::empty();
    bench.tell(Message::Now(at("2026-05-14T23:59:00")));
    let mut all = entries("甲", 30);
    bench.read(&[dump(TODAY, &all)]);
    tick(&mut bench, "2026-05-15T00:01:00");
    all.push("00:01 【夜甲】财联社电，夜里的公告正文。".to_owned());
    bench.read(&[dump(TODAY, &all)]);
    assert_eq!(bench.at(), "夜甲@1");
    tick(&mut bench, "2026-05-15T05:30:00");
    bench.read(&[dump(
        "2026-05-15",
        &["05:31 【晨乙】财联社电，早上的公告正文。"],
    )]);
    assert_eq!(bench.at(), "晨乙@1");
    assert_eq!(bench.app.list.selected.unwrap().day, day("2026-05-15"));
}

#[rstest]
#[case("2026-05-14T12:00:10")]
#[case("2026-05-15T12:00:00")]
#[case("2027-01-01T00:00:00")]
#[case("2026-05-14T11:00:00")]
#[case("2001-01-01T00:00:00")]
fn a_clock_that_jumps_takes_a_notice_away_and_moves_nothing(#[case] jump: &str) {
    let mut bench = at_moment("2026-05-14T12:00:00");
    bench.press("5j");
    bench.tell(Message::Notice(Notice::info("已送")));
    let before = bench.screen();
    tick(&mut bench, jump);
    assert!(bench.app.notice.is_none());
    assert_eq!(bench.screen(), before);
    bench.read(&[dump(TODAY, &entries("甲", 31))]);
    assert_eq!(
        (bench.at(), bench.app.list.waiting),
        ("甲24@6".to_owned(), 0)
    );
}

#[test]
fn a_notice_at_a_clock_that_lags_a_little_is_waited_for_again() {
    let mut bench = at_moment("2026-05-14T12:00:00");
    bench.tell(Message::Notice(Notice::info("已送")));
    let until = wakes(&mut bench)[0];
    tick(&mut bench, "2026-05-14T12:00:04");
    assert!(bench.app.notice.is_some());
    assert_eq!(wakes(&mut bench)[0], until);
}
