//! Gaps in the flow: no entry for long where the day has one every other minute, as when a scraper stood still.
//!
//! Only from 09:00 to 15:30 of a Monday to Friday, and only on a day that was busy then: on holidays and at night silence
//! tells nothing. On 17 trading days of real dumps the median from one entry to the next was 1 or 2 minutes, the longest
//! silence 17 (over noon): [`LONGEST`] lies above it, so that none of these days has a gap.

use chrono::{Datelike, Timelike, Weekday};

use super::Day;
use crate::item::Stamp;

/// The longest silence of a busy session that is none, in minutes.
const LONGEST: u32 = 20;
/// A session is busy from so many entries on …
const ENOUGH: usize = 60;
/// … of which every other follows the one before within so many minutes.
const BUSY: u32 = 3;

/// The hours that count, in minutes of the day.
const SESSION: std::ops::RangeInclusive<u32> = 9 * 60..=15 * 60 + 30;

/// The rows before which a gap stands, ascending.
pub(super) fn find(day: &Day) -> Box<[u32]> {
    let session: Vec<(usize, u32)> = day
        .items()
        .filter(|item| is_in_session(item.stamp()))
        .map(|item| (item.row(), item.stamp().minute()))
        .collect();
    let mut silences: Vec<u32> = session
        .windows(2)
        .map(|pair| pair[1].1 - pair[0].1)
        .collect();
    let middle = silences.len() / 2;
    if session.len() < ENOUGH || *silences.select_nth_unstable(middle).1 > BUSY {
        return Box::default();
    }
    session
        .windows(2)
        .filter(|pair| pair[1].1 - pair[0].1 > LONGEST)
        .map(|pair| pair[1].0 as u32)
        .collect()
}

fn is_in_session(stamp: Stamp) -> bool {
    let time = stamp.time();
    let is_weekend = matches!(time.weekday(), Weekday::Sat | Weekday::Sun);
    !is_weekend && SESSION.contains(&(time.hour() * 60 + time.minute()))
}

#[cfg(test)]
mod tests {
    use crate::timeline::tests::{day, dump};

    /// An entry each minute from 09:00 to 11:00 and from then on until noon where `then` says so.
    fn gaps(then: fn(u32) -> bool) -> Vec<u32> {
        let minutes = (540..720).filter(|&minute| minute < 660 || then(minute));
        let entries: Vec<String> = minutes
            .map(|minute| format!("{:02}:{:02} 第{minute}条消息。", minute / 60, minute % 60))
            .collect();
        let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
        day(&[dump("a.md", "普通", &entries)]).gaps().to_vec()
    }

    #[test]
    fn a_long_silence_in_a_busy_session_is_a_gap() {
        assert_eq!(gaps(|minute| minute >= 680), [120]);
        assert_eq!(gaps(|minute| minute >= 679), [0; 0]);
        assert_eq!(gaps(|_| false), [0; 0], "what is still to come is no gap");
    }

    #[test]
    fn a_quiet_day_has_none() {
        let quiet = day(&[dump(
            "a.md",
            "普通",
            &[
                "09:30 甲公司公告。",
                "11:30 乙公司公告。",
                "15:00 丙公司公告。",
            ],
        )]);
        assert_eq!(quiet.gaps(), [0; 0]);
        assert_eq!(
            day(&[dump("a.md", "普通", &["20:00 甲公司公告。"])]).gaps(),
            [0; 0]
        );
    }
}
