//! A day or several as they are named. A context says which they are.

use chrono::{NaiveDate, Weekday};

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

    /// Whether some year has the day.
    pub(super) fn is_possible(self) -> bool {
        const LEAP_YEAR: i32 = 2000;
        let has = |year: Option<i32>, month, day| {
            NaiveDate::from_ymd_opt(year.unwrap_or(LEAP_YEAR), month, day).is_some()
        };
        match self {
            Self::Date { year, month, day } => has(year, month, day),
            Self::MonthOf { year, month } => has(year, month, 1),
            Self::OfMonth(day) => has(None, 1, day),
            Self::Back(_)
            | Self::LastTrading
            | Self::OfWeek { .. }
            | Self::Week(_)
            | Self::Month(_)
            | Self::Year(_)
            | Self::YearOf(_) => true,
        }
    }
}
