//! Times and days as people type them, in Chinese and English: `14`, `昨天 收盘`, `5-14`, `近2小时`, `09:30..11:30`.
//!
//! One parser serves `t`, the fields and bare times of queries, and the options `--day`, `--since`, `--until` and `--now`.
//!
//! ```text
//!   "周一 开盘"
//!      │ scanner    characters in one width and script, with their places
//!      │ pinyin     hanzi for the letters that spell them, if the text is no time as typed
//!      │ parse      When: a point, a range or the last hours. day_words, day_part and elapsed read their pieces
//!      │ resolve    with a TimeContext: the moment that counts as now, the rollover, the days that the dumps have
//!      ▼
//!   DaySpan, TimeTarget, Stamp or TimeOfDaySpan
//! ```
//!
//! A time of day after the name of a news day (`昨天 00:10`) is within that news day, so it may be on the next date. After a
//! date (`5-14 00:10`) it is on that date. A date without a year is the latest one that the dumps have. Beijing has no
//! daylight saving time.

mod context;
mod date;
mod day_name;
mod day_part;
mod day_words;
mod elapsed;
mod error;
mod market;
mod parse;
mod pinyin;
mod resolve;
mod resolve_day;
mod scanner;
mod suggestions;
mod time_target;
mod when;

pub use context::{DaySpan, TimeContext};
pub use elapsed::parse_elapsed;
pub use error::{ExpectedTime, TimeError};
pub use market::{AFTERNOON, BREAK, CLOSE, NIGHT, OPEN};
pub use parse::Wanted;
pub use resolve::TimeOfDaySpan;
pub use suggestions::{day_suggestions, suggestions};
pub use time_target::TimeTarget;
pub use when::When;

#[cfg(test)]
mod tests;
