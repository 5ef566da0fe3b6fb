//! The heading of a dump in the `day` dialect, and the file name that replaces a missing one.

use chrono::NaiveTime;

use super::datetime::{TimeOfDay, find_date, parse_time};
use crate::dump::record::Heading;
use crate::item::NewsDay;

/// Parses `# 财联社【普通】电报 - 2026-01-06`.
pub(super) fn parse_heading(line: &str) -> Option<Heading> {
    let rest = line.strip_prefix("# ")?.trim();
    names_flashes(rest).then(|| parse_name(rest))
}

/// Parses a file name: `财联社【普通】电报_2026-01-06.md`.
pub(super) fn parse_file_name(name: &str) -> Heading {
    if names_flashes(name) {
        return parse_name(name);
    }
    Heading {
        day: find_date(name).map(|(day, _)| day),
        ..Heading::default()
    }
}

fn names_flashes(text: &str) -> bool {
    text.contains("电报") || text.contains("快讯")
}

fn parse_name(text: &str) -> Heading {
    let date = find_date(text);
    let name = date
        .as_ref()
        .and_then(|(_, at)| text.get(..at.start))
        .unwrap_or(text);
    let (wire, channel) = match name.split_once('【') {
        Some((wire, rest)) => (wire, rest.split_once('】').map(|(channel, _)| channel)),
        None => (name.split("电报").next().unwrap_or(name), None),
    };
    let trimmed = |text: &str| {
        let text = text.trim_matches([' ', '-', '_', '—']);
        (!text.is_empty()).then(|| text.to_owned())
    };
    Heading {
        wire: trimmed(wire),
        channel: channel.and_then(trimmed),
        day: date.map(|(day, _)| day),
        rollover: None,
    }
}

/// `> 统计周期：2026-01-06 05:30 至次日 05:30`; a part that cannot be parsed is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// The day on which it begins.
    pub(super) day: Option<NewsDay>,
    /// The time of day at which it begins.
    pub(super) begin: Option<NaiveTime>,
    /// The time of day at which it ends.
    pub(super) end: Option<NaiveTime>,
}

/// Parses the line with the period of a dump.
pub(super) fn parse_period(line: &str) -> Option<Period> {
    let (_, text) = line.split_once("统计周期")?;
    let (day, times) = split_date(text);
    let (begin, end) = times.split_once('至').unwrap_or((times, ""));
    Some(Period {
        day,
        begin: first_time(begin),
        end: first_time(split_date(end).1),
    })
}

/// Splits a text after its first date. Returns the whole text if there is none.
fn split_date(text: &str) -> (Option<NewsDay>, &str) {
    let split = find_date(text).and_then(|(day, at)| Some((Some(day), text.get(at.end..)?)));
    split.unwrap_or((None, text))
}

fn first_time(text: &str) -> Option<NaiveTime> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    match parse_time(text.get(start..)?)?.0 {
        TimeOfDay::Valid(time, _) => Some(time),
        TimeOfDay::Invalid => None,
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
    fn heading_has_wire_channel_and_day() {
        let day = Some("2026-01-06".to_owned());
        let read = parse_heading("# 财联社【加红】电报 - 2026-01-06\r").unwrap();
        assert_eq!(shown(&read), (Some("财联社"), Some("加红"), day.clone()));
        assert_eq!(
            shown(&parse_heading("# 财联社电报 - 2026年1月6日").unwrap()),
            (Some("财联社"), None, day.clone())
        );
        assert_eq!(
            shown(&parse_file_name("财联社【普通】电报_2026-01-06.md")),
            (Some("财联社"), Some("普通"), day.clone())
        );
        assert_eq!(
            shown(&parse_file_name("archive-20260106.md")),
            (None, None, day)
        );
        assert_eq!(parse_heading("# 其他"), None);
    }

    #[test]
    fn period_has_day_and_times() {
        let time = |h, m| NaiveTime::from_hms_opt(h, m, 0);
        let read = parse_period("> 统计周期：2026-01-06 05:30 至次日 05:30").unwrap();
        assert_eq!(
            (read.day.unwrap().to_string().as_str(), read.begin, read.end),
            ("2026-01-06", time(5, 30), time(5, 30))
        );
        let dated = parse_period("> 统计周期: 2026-01-06 06:00 至 2026-01-07 06:00").unwrap();
        assert_eq!((dated.begin, dated.end), (time(6, 0), time(6, 0)));
        let broken = parse_period("> 统计周期：今天").unwrap();
        assert_eq!((broken.day, broken.begin), (None, None));
        assert_eq!(parse_period("> 备注"), None);
    }
}
