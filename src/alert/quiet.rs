//! The hours of a day without bell, notification and program.

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

impl QuietHours {
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
