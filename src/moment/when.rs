//! A time as it was typed. A context makes it exact.

use super::day_name::DayName;
use super::day_part::DayPart;
use super::elapsed::Elapsed;

/// A time as it was typed: a moment, a day, a part of a day, or a range of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When(pub(super) Shape);

/// The shapes of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    One(TimePoint),
    /// From one point to another; an end that is missing is open.
    Range(Option<TimePoint>, Option<TimePoint>),
    /// The last hours, up to now: `近2小时`.
    Last(Elapsed),
}

/// A point in time, as it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimePoint {
    Now,
    Newest,
    Ago(Elapsed),
    /// A part of the context's day.
    Part(DayPart),
    /// A day or several.
    Day(DayName),
    /// A part of a day.
    PartOf(DayName, DayPart),
}

impl When {
    /// So many seconds up to now.
    pub const fn last(seconds: u64) -> Self {
        Self(Shape::Last(Elapsed(seconds)))
    }
}

impl TimePoint {
    /// The day that it names.
    pub(super) const fn day(self) -> Option<DayName> {
        match self {
            Self::Day(day) | Self::PartOf(day, _) => Some(day),
            Self::Now | Self::Newest | Self::Ago(_) | Self::Part(_) => None,
        }
    }

    /// The same part of this day, if it names none.
    pub(super) const fn on(self, day: Option<DayName>) -> Self {
        match (self, day) {
            (Self::Part(part), Some(day)) if day.is_single() => Self::PartOf(day, part),
            (point, _) => point,
        }
    }
}
