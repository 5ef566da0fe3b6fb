//! The hours of a day without bell, notification and program.

use std::fmt;

use chrono::NaiveTime;

use crate::item::Stamp;

/// A span of the day, Beijing time. One that ends before it begins goes over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    /// The first minute.
    pub from: NaiveTime,
    /// The first minute afterwards.
    pub to: NaiveTime,
}

impl fmt::Display for QuietHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (self.from.format("%H:%M"), self.to.format("%H:%M"));
        write!(f, "{from}-{to}")
    }
}

impl QuietHours {
    /// Parses `23:30-05:30`; `None` also for a span without a length.
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once('-')?;
        let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
        let (from, to) = (time(from)?, time(to)?);
        (from != to).then_some(Self { from, to })
    }

    /// Whether a moment is in these hours.
    pub fn contains(self, moment: Stamp) -> bool {
        let time = moment.time().time();
        if self.from <= self.to {
            (self.from..self.to).contains(&time)
        } else {
            time >= self.from || time < self.to
        }
    }
}
