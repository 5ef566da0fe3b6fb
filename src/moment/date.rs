//! Reads dates: `5-14`, `5月14日`, `0514`, `2026-05`, `may 14`.

use super::day_name::DayName;
use super::scanner::{Number, Scanner};

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

/// Reads `may 14` or `may`.
pub(super) fn english_date(scanner: &mut Scanner) -> Option<DayName> {
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
pub(super) fn numeric_date(scanner: &mut Scanner, digits_are_dates: bool) -> Option<DayName> {
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
        4 if digits_are_dates => value >= 1970 || date.is_possible(),
        4 => value < 800 && date.is_possible(),
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
