//! Gaps in the flow of a day: no entry for long although entries come every other minute, as when a scraper has stopped.
//!
//! A gap is a pause of more than 20 minutes between two entries from 09:00 to 15:30 of a Monday to Friday, on a day that is
//! busy then. On holidays and at night a pause means nothing. On 17 trading days of real dumps the median pause was 1 or
//! 2 minutes and the longest 17 (over noon), so none of these days has a gap. The cost is one walk over the day, once.

use std::ops::RangeInclusive;

use chrono::Timelike;

use super::day::Day;
use crate::item::{Stamp, is_weekend};

/// A longer pause is a gap, in minutes.
const MAX_PAUSE: u32 = 20;
/// The fewest entries of a busy session.
const MIN_ENTRIES: usize = 60;
/// The longest median pause of a busy session, in minutes.
const MAX_MEDIAN_PAUSE: u32 = 3;

/// The session, in minutes of the day.
const SESSION: RangeInclusive<u32> = 9 * 60..=15 * 60 + 30;

impl Day {
    /// The rows that come right after a gap, ascending.
    pub fn gaps(&self) -> &[u32] {
        self.gaps.get_or_init(|| find(self))
    }
}

fn find(day: &Day) -> Box<[u32]> {
    let session: Vec<(usize, u32)> = day
        .items()
        .filter(|item| is_in_session(item.stamp()))
        .map(|item| (item.row(), item.stamp().minute()))
        .collect();
    let pause = |pair: &[(usize, u32)]| pair[1].1 - pair[0].1;
    let mut pauses: Vec<u32> = session.windows(2).map(pause).collect();
    let middle = pauses.len() / 2;
    if session.len() < MIN_ENTRIES || *pauses.select_nth_unstable(middle).1 > MAX_MEDIAN_PAUSE {
        return Box::default();
    }
    let gaps = session.windows(2).filter(|pair| pause(pair) > MAX_PAUSE);
    gaps.map(|pair| pair[1].0 as u32).collect()
}

fn is_in_session(stamp: Stamp) -> bool {
    let time = stamp.time();
    !is_weekend(time.date_naive()) && SESSION.contains(&(time.hour() * 60 + time.minute()))
}

#[cfg(test)]
mod tests {
    use crate::timeline::tests::{day, dump};

    /// An entry each minute from 09:00 to 11:00, and then until noon in the minutes that `then` accepts.
    fn gaps(then: fn(u32) -> bool) -> Vec<u32> {
        let minutes = (540..720).filter(|&minute| minute < 660 || then(minute));
        let entries: Vec<String> = minutes
            .map(|minute| format!("{:02}:{:02} 第{minute}条消息。", minute / 60, minute % 60))
            .collect();
        let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
        day(&[dump("a.md", "普通", &entries)]).gaps().to_vec()
    }

    #[test]
    fn long_pause_in_a_busy_session_is_a_gap() {
        assert_eq!(gaps(|minute| minute >= 680), [120]);
        assert_eq!(gaps(|minute| minute >= 679), [0; 0]);
        assert_eq!(gaps(|_| false), [0; 0], "the end of the dump is no gap");
    }

    #[test]
    fn quiet_day_has_no_gaps() {
        let entries = [
            "09:30 甲公司公告。",
            "11:30 乙公司公告。",
            "15:00 丙公司公告。",
        ];
        for entries in [&entries[..], &["20:00 甲公司公告。"]] {
            assert_eq!(day(&[dump("a.md", "普通", entries)]).gaps(), [0; 0]);
        }
    }
}
