//! The heading of a dump in the `day` dialect, and the file name that stands in for it.

use chrono::NaiveTime;

use super::calendar::{Clock, clock_at, date_in};
use crate::dump::entry::Heading;
use crate::item::{NewsDay, Rollover};

/// Reads `# 财联社【普通】电报 - 2026-01-06`; `None` if the line is none.
pub(super) fn heading(line: &str) -> Option<Heading> {
    let rest = line.strip_prefix("# ")?.trim();
    if !rest.contains("电报") && !rest.contains("快讯") {
        return None;
    }
    Some(named(rest))
}

/// What a file's name says: `财联社【普通】电报_2026-01-06.md`.
pub(super) fn file_name(name: &str) -> Heading {
    if name.contains("电报") || name.contains("快讯") {
        return named(name);
    }
    Heading {
        day: date_in(name).map(|(day, _)| day),
        ..Heading::default()
    }
}

fn named(text: &str) -> Heading {
    let date = date_in(text);
    let name = date
        .as_ref()
        .and_then(|(_, at)| text.get(..at.start))
        .unwrap_or(text);
    let (wire, channel) = match name.split_once('【') {
        Some((wire, rest)) => (wire, rest.split_once('】').map(|(channel, _)| channel)),
        None => (name.split("电报").next().unwrap_or(name), None),
    };
    let kept = |text: &str| {
        Some(text.trim_matches(|c: char| " -_—".contains(c)).to_owned()).filter(|t| !t.is_empty())
    };
    Heading {
        wire: kept(wire),
        channel: channel.and_then(kept),
        day: date.map(|(day, _)| day),
        rollover: None,
    }
}

/// `> 统计周期：2026-01-06 05:30 至次日 05:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// The day on which it begins.
    pub(super) day: Option<NewsDay>,
    /// When it begins, if that could be read.
    pub(super) begin: Option<NaiveTime>,
    /// When it ends.
    pub(super) end: Option<NaiveTime>,
}

impl Period {
    /// Where the news day ends.
    pub(super) fn rollover(&self) -> Option<Rollover> {
        self.begin.map(Rollover::new)
    }
}

/// Reads the line that says from when to when a dump runs; `None` if the line is none.
pub(super) fn period(line: &str) -> Option<Period> {
    let (_, text) = line.split_once("统计周期")?;
    let date = date_in(text);
    let after_date = date
        .as_ref()
        .and_then(|(_, at)| text.get(at.end..))
        .unwrap_or(text);
    let (begin, end) = after_date.split_once('至').unwrap_or((after_date, ""));
    let end = date_in(end)
        .and_then(|(_, at)| end.get(at.end..))
        .unwrap_or(end);
    Some(Period {
        day: date.map(|(day, _)| day),
        begin: first_clock(begin),
        end: first_clock(end),
    })
}

fn first_clock(text: &str) -> Option<NaiveTime> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    match clock_at(text.get(start..)?)? {
        (Clock::Time(time, _), _) => Some(time),
        (Clock::Impossible, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(heading: &Heading) -> (Option<&str>, Option<&str>, Option<String>) {
        (
            heading.wire.as_deref(),
            heading.channel.as_deref(),
            heading.day.map(|day| day.to_string()),
        )
    }

    #[test]
    fn a_heading_names_wire_channel_and_day() {
        let day = Some("2026-01-06".to_owned());
        let read = heading("# 财联社【加红】电报 - 2026-01-06\r").unwrap();
        assert_eq!(shown(&read), (Some("财联社"), Some("加红"), day.clone()));
        assert_eq!(
            shown(&heading("# 财联社电报 - 2026年1月6日").unwrap()),
            (Some("财联社"), None, day.clone())
        );
        assert_eq!(
            shown(&file_name("财联社【普通】电报_2026-01-06.md")),
            (Some("财联社"), Some("普通"), day.clone())
        );
        assert_eq!(shown(&file_name("archive-20260106.md")), (None, None, day));
        assert_eq!(heading("# 其他"), None);
    }

    #[test]
    fn a_period_gives_day_and_rollover() {
        let time = |h, m| NaiveTime::from_hms_opt(h, m, 0);
        let read = period("> 统计周期：2026-01-06 05:30 至次日 05:30").unwrap();
        assert_eq!(
            (read.day.unwrap().to_string().as_str(), read.begin, read.end),
            ("2026-01-06", time(5, 30), time(5, 30))
        );
        let dated = period("> 统计周期: 2026-01-06 06:00 至 2026-01-07 06:00").unwrap();
        assert_eq!((dated.begin, dated.end), (time(6, 0), time(6, 0)));
        let broken = period("> 统计周期：今天").unwrap();
        assert_eq!((broken.day, broken.begin), (None, None));
        assert_eq!(period("> 备注"), None);
    }
}
