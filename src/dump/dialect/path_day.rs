//! The day that the path of a dump names: in the name of the file, or spread over its folders.
//!
//! ```text
//!   电报_2026_05_30.md      2026-05-30/dump.md      2026/05/30.md      2026年05月/30日.md      2026/0530.md
//! ```
//!
//! The name nearest to the file wins. A number alone is no day: it needs a year and a month above it.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::ops::{Range, RangeInclusive};
use std::path::{Component, Path};

use chrono::NaiveDate;
use encoding_rs::{BIG5, GB18030};

use super::datetime::{dates, is_date_separator};
use crate::item::NewsDay;

/// The years that a folder may be named after.
const YEARS: RangeInclusive<u32> = 1990..=2105;

/// Returns the text of a file name in UTF-8, or else in GB18030, as archives from a Chinese Windows have them.
pub(in crate::dump) fn name_text(name: &OsStr) -> Cow<'_, str> {
    match name.to_str() {
        Some(text) => text.into(),
        None => decoded(name, GB18030),
    }
}

fn decoded<'a>(name: &'a OsStr, encoding: &'static encoding_rs::Encoding) -> Cow<'a, str> {
    let bytes = name.as_encoded_bytes();
    encoding.decode_without_bom_handling(bytes).0
}

/// Returns the first and the last day in the name of a file, which are mostly the same.
pub(crate) fn days_in_name(path: &Path) -> Option<RangeInclusive<NewsDay>> {
    days_in(path.file_name()?)
}

/// Returns the day in the name of a file, or else that of its folders.
pub(crate) fn day_of_path(path: &Path) -> Option<NewsDay> {
    let names: Vec<&OsStr> = path.components().filter_map(normal).collect();
    (0..names.len()).rev().find_map(|at| {
        let (name, below) = names.get(at..)?.split_first()?;
        days_in(name)
            .map(|days| *days.start())
            .or_else(|| spread_day(name, below))
    })
}

fn normal(component: Component<'_>) -> Option<&OsStr> {
    match component {
        Component::Normal(name) => Some(name),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => {
            None
        }
    }
}

fn days_in(name: &OsStr) -> Option<RangeInclusive<NewsDay>> {
    let in_text = |text: &str| {
        let mut days = dates(text).map(|(day, _)| day);
        let first = days.next()?;
        Some(first..=days.last().unwrap_or(first))
    };
    let in_big5 = || in_text(&decoded(name, BIG5));
    in_text(&name_text(name)).or_else(|| name.to_str().is_none().then(in_big5)?)
}

/// The day of a year, or of a year and a month, whose other parts are in the names below.
fn spread_day(top: &OsStr, below: &[&OsStr]) -> Option<NewsDay> {
    let (year, mut month) = year_and_month(&name_text(top))?;
    for name in below {
        let text = name_text(name);
        let part = Numbers::in_text(&text);
        let found = match (part.month_and_day(), month) {
            (Some((in_name, day)), known) if known.is_none_or(|known| known == in_name) => {
                (in_name, day)
            }
            (Some(_), _) => return None,
            (None, Some(known)) => match part.day() {
                Some(day) => (known, day),
                None => continue,
            },
            (None, None) => {
                month = part.month();
                continue;
            }
        };
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, found.0, found.1)?;
        return NewsDay::from_date(date);
    }
    None
}

/// Parses `2026`, `2026年`, `cls-2026`, `2026-05`, `2026年05月` or `202605`.
fn year_and_month(text: &str) -> Option<(u32, Option<u32>)> {
    let numbers = Numbers::in_text(text);
    let parsed = match numbers.runs.as_slice() {
        [run] => match run.len() {
            4 => (numbers.value(run)?, None),
            6 => {
                let value = numbers.value(run)?;
                (value / 100, Some(value % 100))
            }
            _ => return None,
        },
        [year, month] if year.len() == 4 && numbers.are_joined(year, month) => {
            (numbers.value(year)?, Some(numbers.value(month)?))
        }
        _ => return None,
    };
    let is_month = parsed.1.is_none_or(|month| (1..=12).contains(&month));
    (is_month && YEARS.contains(&parsed.0)).then_some(parsed)
}

/// A name, and the ranges of digits in it.
struct Numbers<'a> {
    text: &'a str,
    runs: Vec<Range<usize>>,
}

impl<'a> Numbers<'a> {
    fn in_text(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut runs: Vec<Range<usize>> = Vec::new();
        for at in (0..bytes.len()).filter(|&at| bytes[at].is_ascii_digit()) {
            match runs.last_mut() {
                Some(run) if run.end == at => run.end += 1,
                Some(_) | None => runs.push(at..at + 1),
            }
        }
        Self { text, runs }
    }

    fn value(&self, run: &Range<usize>) -> Option<u32> {
        self.text.get(run.clone())?.parse().ok()
    }

    fn rest(&self, run: &Range<usize>) -> &str {
        self.text.get(run.end..).unwrap_or_default()
    }

    /// Whether one separator of dates is all that lies between two numbers.
    fn are_joined(&self, one: &Range<usize>, other: &Range<usize>) -> bool {
        let between = self.text.get(one.end..other.start).unwrap_or_default();
        let mut chars = between.chars();
        let separator = chars.next();
        let is_separator = |c| is_date_separator(c) || c == '月';
        chars.next().is_none() && separator.is_some_and(is_separator)
    }

    /// The number at the start, if it has one or two digits and one of these characters or a sign follows.
    fn leading(&self, units: &[char]) -> Option<u32> {
        let run = self.runs.first().filter(|run| run.start == 0)?;
        let next = self.rest(run).chars().next();
        let ends = next.is_none_or(|c| units.contains(&c) || !c.is_alphanumeric());
        (run.len() <= 2 && ends).then(|| self.value(run))?
    }

    /// Parses `05` or `5月`.
    fn month(&self) -> Option<u32> {
        self.leading(&['月'])
            .filter(|month| (1..=12).contains(month))
    }

    /// Parses `30`, `30日`, or `30-加红` at the start of a name.
    fn day(&self) -> Option<u32> {
        self.leading(&['日', '号'])
    }

    /// Parses `05-30`, `5月30日` or `0530`, the only numbers in a name.
    fn month_and_day(&self) -> Option<(u32, u32)> {
        let pair = match self.runs.as_slice() {
            [run] if run.len() == 4 => {
                let value = self.value(run)?;
                (value / 100, value % 100)
            }
            [month, day] if month.len() <= 2 && day.len() <= 2 && self.are_joined(month, day) => {
                (self.value(month)?, self.value(day)?)
            }
            _ => return None,
        };
        ((1..=12).contains(&pair.0) && (1..=31).contains(&pair.1)).then_some(pair)
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::ffi::OsStrExt;

    use rstest::rstest;

    use super::*;

    fn day(path: &[u8]) -> Option<String> {
        day_of_path(Path::new(OsStr::from_bytes(path))).map(|day| day.to_string())
    }

    #[rstest]
    #[case("电报_2026_05_30.md")]
    #[case("电报_2026-05-30_抓取.md.gz")]
    #[case("电报 2026 05 30.md")]
    #[case("电报2026年5月30号.md")]
    #[case("20260530093005.json")]
    #[case("202605300930_x.csv")]
    #[case("x/2026-05-30/dump.md")]
    #[case("20260530/x.md")]
    #[case("2026年05月30日/加红/1.md")]
    #[case("2026/05/30.md")]
    #[case("2026/5/30日.md")]
    #[case("2026/05/30/dump.md")]
    #[case("2026/05/30/09.md")]
    #[case("2026/wire/05/red/30-加红.md")]
    #[case("2026年05月/30日.md")]
    #[case("archive-2026年/5月/30日【加红】.md")]
    #[case("2026-05.zip/30.md")]
    #[case("202605/30_b.txt")]
    #[case("2026/05-30.md")]
    #[case("2026/0530.md")]
    #[case("2026/电报0530.md")]
    #[case("2026/5月30日/a.md")]
    #[case("2026-05/05-30.md")]
    #[case("2025-01-01/2026/05/30.md")]
    #[case("2025/01/2026.05.30.md")]
    fn day_is_read_from_any_notation(#[case] path: &str) {
        assert_eq!(
            day(path.as_bytes()).as_deref(),
            Some("2026-05-30"),
            "{path}"
        );
    }

    #[rstest]
    #[case("30.md")]
    #[case("05/30.md")]
    #[case("2026/30.md")]
    #[case("2026/05/dump.md")]
    #[case("2026/05/part2.md")]
    #[case("2026/05/30条.md")]
    #[case("2026/13/30.md")]
    #[case("2026/02/30.md")]
    #[case("2026/05/06-01.md")]
    #[case("2026-05/最近5天.md")]
    #[case("300308/05/30.md")]
    #[case("202605300960.md")]
    #[case("2026-05-301.md")]
    #[case("")]
    fn number_alone_is_no_day(#[case] path: &str) {
        assert_eq!(day(path.as_bytes()), None, "{path}");
    }

    #[test]
    fn names_may_be_in_any_encoding() {
        let (gbk, _, _) = GB18030.encode("财经/电报2026年05月30日.md");
        let (big5, _, _) = BIG5.encode("財經/電報2026年05月30日.md");
        let latin = b"caf\xE92026-05-30/x.md";
        for path in [&gbk[..], &big5[..], latin] {
            assert_eq!(day(path).as_deref(), Some("2026-05-30"), "{path:?}");
        }
    }

    #[test]
    fn range_in_a_name_has_two_days() {
        let days = days_in_name(Path::new("2026-05-20至2026-05-24.md")).unwrap();
        let shown = [days.start(), days.end()].map(ToString::to_string);
        assert_eq!(shown, ["2026-05-20", "2026-05-24"]);
        assert_eq!(days_in_name(Path::new("2026/05/30.md")), None);
    }
}
