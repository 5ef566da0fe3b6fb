//! Names of days: `昨天`, `-1`, `上周一`, `本周`, `5-14`, `5月14日`, `0514`, `2026-05`.

use chrono::{NaiveDate, Weekday};

use super::error::{ExpectedTime, TimeError};
use super::scanner::{Number, Scanner};

/// A day or several, as they are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayName {
    /// So many news days before the current one.
    Back(u32),
    /// The weekday before the current news day that the exchanges trade on. Holidays are not known.
    LastTrading,
    /// Of the week so many weeks ago; `None`: the latest such day.
    OfWeek { day: Weekday, weeks: Option<u32> },
    /// The week so many weeks ago, from Monday.
    Week(u32),
    /// The month so many months ago.
    Month(u32),
    /// The year so many years ago.
    Year(u32),
    /// A date; without a year, the latest that the dumps have.
    Date {
        year: Option<i32>,
        month: u32,
        day: u32,
    },
    /// A day of the latest month that has it in the dumps.
    OfMonth(u32),
    /// A month; without a year, the latest that the dumps have.
    MonthOf { year: Option<i32>, month: u32 },
    /// A calendar year.
    YearOf(i32),
}

impl DayName {
    /// Whether it names one day.
    pub(super) const fn is_single(self) -> bool {
        match self {
            Self::Back(_)
            | Self::LastTrading
            | Self::OfWeek { .. }
            | Self::Date { .. }
            | Self::OfMonth(_) => true,
            Self::Week(_)
            | Self::Month(_)
            | Self::Year(_)
            | Self::MonthOf { .. }
            | Self::YearOf(_) => false,
        }
    }
}

const WORDS: &[(&str, DayName)] = &[
    ("今", DayName::Back(0)),
    ("今天", DayName::Back(0)),
    ("今日", DayName::Back(0)),
    ("today", DayName::Back(0)),
    ("昨", DayName::Back(1)),
    ("昨天", DayName::Back(1)),
    ("昨日", DayName::Back(1)),
    ("yesterday", DayName::Back(1)),
    ("前天", DayName::Back(2)),
    ("前日", DayName::Back(2)),
    ("大前天", DayName::Back(3)),
    ("今年", DayName::Year(0)),
    ("this year", DayName::Year(0)),
    ("去年", DayName::Year(1)),
    ("last year", DayName::Year(1)),
    ("this month", DayName::Month(0)),
    ("last month", DayName::Month(1)),
    ("this week", DayName::Week(0)),
    ("last week", DayName::Week(1)),
];

const WEEKDAYS: &[(&str, Weekday)] = &[
    ("mon", Weekday::Mon),
    ("monday", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("tuesday", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("wednesday", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("thursday", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("friday", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("saturday", Weekday::Sat),
    ("sun", Weekday::Sun),
    ("sunday", Weekday::Sun),
];

const CHINESE_WEEKDAYS: &[(&str, Weekday)] = &[
    ("一", Weekday::Mon),
    ("二", Weekday::Tue),
    ("三", Weekday::Wed),
    ("四", Weekday::Thu),
    ("五", Weekday::Fri),
    ("六", Weekday::Sat),
    ("日", Weekday::Sun),
    ("天", Weekday::Sun),
];

const MONTHS: &[(&str, u32)] = &[
    ("jan", 1),
    ("january", 1),
    ("feb", 2),
    ("february", 2),
    ("mar", 3),
    ("march", 3),
    ("apr", 4),
    ("april", 4),
    ("may", 5),
    ("jun", 6),
    ("june", 6),
    ("jul", 7),
    ("july", 7),
    ("aug", 8),
    ("august", 8),
    ("sep", 9),
    ("september", 9),
    ("oct", 10),
    ("october", 10),
    ("nov", 11),
    ("november", 11),
    ("dec", 12),
    ("december", 12),
];

/// Reads the name of a day or of several, if one is next. `digits_are_dates`: four digits are a year or a date even if they
/// could be a time. An error if it is a date that no year has.
pub(super) fn day_name(
    scanner: &mut Scanner,
    digits_are_dates: bool,
) -> Result<Option<DayName>, TimeError> {
    if let Some(name) = scanner.find(WORDS) {
        return Ok(Some(name));
    }
    if let Some(name) = named_back(scanner).or_else(|| week_or_month(scanner)) {
        return Ok(Some(name));
    }
    let start = scanner.mark();
    let found = english_date(scanner).or_else(|| numeric_date(scanner, digits_are_dates));
    match found {
        None => {
            scanner.reset(start);
            Ok(None)
        }
        Some(name) if is_possible(name) => Ok(Some(name)),
        Some(_) => Err(TimeError {
            at: scanner.bytes_from(start),
            expected: ExpectedTime::Date,
        }),
    }
}

/// Reads `-2`.
fn named_back(scanner: &mut Scanner) -> Option<DayName> {
    let start = scanner.mark();
    let days = scanner.take('-').then(|| scanner.number()).flatten();
    let is_end = scanner.peek().is_none_or(char::is_whitespace) || scanner.peek() == Some('.');
    match days {
        Some(Number { value, .. }) if is_end => Some(DayName::Back(value)),
        Some(_) | None => {
            scanner.reset(start);
            None
        }
    }
}

/// Reads `周一`, `上周一`, `上周`, `本月`, `last monday`.
fn week_or_month(scanner: &mut Scanner) -> Option<DayName> {
    let start = scanner.mark();
    let name = week_or_month_from(scanner);
    if name.is_none() {
        scanner.reset(start);
    }
    name
}

fn week_or_month_from(scanner: &mut Scanner) -> Option<DayName> {
    const EARLIER: &[(&str, u32)] = &[
        ("本", 0),
        ("这", 0),
        ("这个", 0),
        ("this ", 0),
        ("上", 1),
        ("上个", 1),
        ("last ", 1),
        ("上上", 2),
        ("上上个", 2),
    ];
    const WEEK: &[(&str, ())] = &[("周", ()), ("星期", ()), ("礼拜", ())];
    let back = scanner.find(EARLIER);
    if let Some(day) = scanner.find(WEEKDAYS) {
        return Some(DayName::OfWeek { day, weeks: back });
    }
    if scanner.find(WEEK).is_some() {
        return match scanner.find(CHINESE_WEEKDAYS) {
            Some(day) => Some(DayName::OfWeek { day, weeks: back }),
            None => back.map(DayName::Week),
        };
    }
    back.filter(|_| scanner.take('月')).map(DayName::Month)
}

/// Reads `may 14` or `may`.
fn english_date(scanner: &mut Scanner) -> Option<DayName> {
    let month = scanner.find(MONTHS)?;
    let end = scanner.mark();
    scanner.skip_spaces();
    match scanner.number() {
        Some(Number { value: day, .. }) if scanner.peek() != Some(':') => Some(DayName::Date {
            year: None,
            month,
            day,
        }),
        Some(_) | None => {
            scanner.reset(end);
            Some(DayName::MonthOf { year: None, month })
        }
    }
}

/// Reads a date that begins with a number.
fn numeric_date(scanner: &mut Scanner, digits_are_dates: bool) -> Option<DayName> {
    let first = scanner.number()?;
    let value = first.value;
    match scanner.peek() {
        Some('年') => Some(after_year(scanner, full_year(first))),
        Some('月') => Some(after_month(scanner, None, value)),
        Some('日' | '号') => {
            scanner.step();
            Some(DayName::OfMonth(value))
        }
        Some(_) if is_divider(scanner) => Some(divided_date(scanner, first)),
        Some(_) | None if is_digits_date(first, digits_are_dates) => {
            Some(digits_date(first, digits_are_dates))
        }
        Some(_) | None => day_before_month(scanner, first),
    }
}

/// Reads the month of `14 may`.
fn day_before_month(scanner: &mut Scanner, day: Number) -> Option<DayName> {
    let end = scanner.mark();
    scanner.skip_spaces();
    let Some(month) = scanner.find(MONTHS) else {
        scanner.reset(end);
        return None;
    };
    Some(DayName::Date {
        year: None,
        month,
        day: day.value,
    })
}

/// Whether a sign and a digit follow that go on with a date. Two points are a range.
fn is_divider(scanner: &Scanner) -> bool {
    matches!(scanner.peek(), Some('-' | '/' | '.'))
        && scanner
            .peek_nth(1)
            .is_some_and(|digit| digit.is_ascii_digit())
}

/// Reads what follows `5` in `5-14`, or `2026` in `2026-05-14`.
fn divided_date(scanner: &mut Scanner, first: Number) -> DayName {
    let next = |scanner: &mut Scanner| {
        is_divider(scanner).then(|| {
            scanner.step();
            scanner.number().map_or(0, |number| number.value)
        })
    };
    let second = next(scanner).unwrap_or(0);
    match next(scanner) {
        Some(day) => DayName::Date {
            year: Some(full_year(first)),
            month: second,
            day,
        },
        None if first.digits == 4 => DayName::MonthOf {
            year: Some(full_year(first)),
            month: second,
        },
        None => DayName::Date {
            year: None,
            month: first.value,
            day: second,
        },
    }
}

/// Reads what follows `2026` in `2026年`, `2026年5月` or `2026年5月14日`.
fn after_year(scanner: &mut Scanner, year: i32) -> DayName {
    scanner.step();
    let end = scanner.mark();
    match scanner.number() {
        Some(month) if scanner.peek() == Some('月') => {
            after_month(scanner, Some(year), month.value)
        }
        Some(_) | None => {
            scanner.reset(end);
            DayName::YearOf(year)
        }
    }
}

/// Reads what follows `5` in `5月` or `5月14日`.
fn after_month(scanner: &mut Scanner, year: Option<i32>, month: u32) -> DayName {
    scanner.step();
    let end = scanner.mark();
    let Some(day) = scanner.number() else {
        scanner.reset(end);
        return DayName::MonthOf { year, month };
    };
    let _ = scanner.take('日') || scanner.take('号');
    DayName::Date {
        year,
        month,
        day: day.value,
    }
}

/// Whether digits without a sign are a date: `20260514`. Four digits are one if they would be a time before 08:00, as `0514`;
/// `0930` and `1400` are times of day.
fn is_digits_date(number: Number, digits_are_dates: bool) -> bool {
    let Number { value, digits } = number;
    let date = DayName::Date {
        year: None,
        month: value / 100,
        day: value % 100,
    };
    match digits {
        8 => true,
        4 if digits_are_dates => value >= 1970 || is_possible(date),
        4 => value < 800 && is_possible(date),
        _ => false,
    }
}

fn digits_date(number: Number, digits_are_dates: bool) -> DayName {
    let Number { value, digits } = number;
    let (month, day) = (value / 100 % 100, value % 100);
    let year = (digits == 8).then(|| year_number(value / 10_000));
    if digits == 4 && digits_are_dates && value >= 1970 {
        DayName::YearOf(year_number(value))
    } else {
        DayName::Date { year, month, day }
    }
}

/// The year that a number of two or four digits means.
fn full_year(number: Number) -> i32 {
    let short = if number.value < 100 { 2000 } else { 0 };
    year_number(short + number.value)
}

fn year_number(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

/// Whether some year has the day.
fn is_possible(name: DayName) -> bool {
    const LEAP_YEAR: i32 = 2000;
    let has = |year: Option<i32>, month, day| {
        NaiveDate::from_ymd_opt(year.unwrap_or(LEAP_YEAR), month, day).is_some()
    };
    match name {
        DayName::Date { year, month, day } => has(year, month, day),
        DayName::MonthOf { year, month } => has(year, month, 1),
        DayName::OfMonth(day) => has(None, 1, day),
        DayName::Back(_)
        | DayName::LastTrading
        | DayName::OfWeek { .. }
        | DayName::Week(_)
        | DayName::Month(_)
        | DayName::Year(_)
        | DayName::YearOf(_) => true,
    }
}
