//! When the exchanges of Shanghai and Shenzhen trade, and when the night session of futures begins. Beijing time.

use chrono::NaiveTime;

/// The opening, 开盘.
pub const OPEN: NaiveTime = at(9, 30);
/// The beginning of the break at noon, 午间.
pub const BREAK: NaiveTime = at(11, 30);
/// The beginning of the afternoon session, 午后.
pub const AFTERNOON: NaiveTime = at(13, 0);
/// The close, 收盘.
pub const CLOSE: NaiveTime = at(15, 0);
/// The beginning of the night session, 夜盘.
pub const NIGHT: NaiveTime = at(21, 0);

/// A whole minute of the day.
pub(super) const fn at(hour: u32, minute: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, minute, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}
