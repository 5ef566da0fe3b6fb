//! Every accepted form with its meaning, in both languages; wrong forms with their places; properties of any text.

mod errors;
mod properties;
mod table;

use super::{DaySpan, TimeContext};
use crate::item::{NewsDay, Rollover, Stamp};

/// Friday, 14:30:20 in Beijing.
const NOW: &str = "2026-06-05T14:30:20";

fn stamp(moment: &str) -> Stamp {
    Stamp::from_beijing(moment.parse().unwrap()).unwrap()
}

fn day(date: &str) -> NewsDay {
    NewsDay::from_date(date.parse().unwrap()).unwrap()
}

/// The newest item is of 14:28; the dumps have 14 May of 2024 and 2025 and all of June 2026; times alone are of 1 June.
fn context() -> TimeContext<'static> {
    TimeContext {
        now: stamp(NOW),
        newest: Some(stamp("2026-06-05T14:28:00")),
        rollover: Rollover::default(),
        clock_day: Some(day("2026-06-01")),
        has_days: &|days: DaySpan| {
            let had = ["2024-05-14", "2025-05-14", "2026-06-01", "2026-06-05"];
            had.iter().any(|date| days.contains(day(date)))
        },
    }
}
