//! Reads names of days: `昨天`, `-1`, `上周一`, `本周`, and dates.

use chrono::Weekday;

use super::date::{english_date, numeric_date};
use super::day_name::DayName;
use super::error::{ExpectedTime, TimeError};
use super::scanner::{Number, Scanner};

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

/// The words for days.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(word, _)| *word)
}

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
        Some(name) if name.is_possible() => Ok(Some(name)),
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
