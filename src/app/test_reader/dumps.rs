//! Invented dumps, and their times.

use std::fmt::Write as _;
use std::sync::Arc;

use bytes::Bytes;

use crate::dump::{self, Dump};
use crate::item::{NewsDay, Stamp};

/// The current day of the tests, and the day of the second dump of [`TestReader::two_days`](super::TestReader::two_days).
pub(crate) const TODAY: &str = "2026-05-14";

/// A dump of a day: entries are `09:15 text`.
pub(crate) fn dump(day: &str, entries: &[impl AsRef<str>]) -> Arc<Dump> {
    dump_of("普通", day, entries)
}

/// A dump of a channel.
pub(crate) fn dump_of(channel: &str, day: &str, entries: &[impl AsRef<str>]) -> Arc<Dump> {
    let mut text = format!(
        "# 财联社【{channel}】电报 - {day}\n> 统计周期：{day} 05:30 至次日 05:30\n\n---\n\n"
    );
    for entry in entries {
        let (time, story) = entry.as_ref().split_once(' ').expect("a time and a text");
        writeln!(text, "**[{time}]** {story}\n").unwrap();
    }
    let path = if channel == "普通" {
        format!("{day}.md")
    } else {
        format!("{channel}_{day}.md")
    };
    let path = path.as_str().into();
    match dump::read(&path, Bytes::from(text), dump::ReadOptions::default()) {
        Some(dump) => Arc::new(dump),
        None => panic!("{day} is no dump"),
    }
}

/// Entries from 06:00 on, a minute apart, `{name}00` first.
pub(crate) fn entries(name: &str, count: usize) -> Vec<String> {
    (0..count)
        .map(|n| {
            format!(
                "{:02}:{:02} 【{name}{n:02}】财联社电，{name}第{n:02}号公告正文。",
                6 + n / 60,
                n % 60
            )
        })
        .collect()
}

/// Parses a day.
pub(crate) fn day(date: &str) -> NewsDay {
    NewsDay::from_date(date.parse().unwrap()).unwrap()
}

/// Returns a moment some seconds later.
pub(crate) fn later(stamp: Stamp, seconds: i64) -> Stamp {
    Stamp::from_unix(i64::from(stamp.unix()) + seconds).unwrap()
}
