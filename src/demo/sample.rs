//! The sample dumps in the program.

use chrono::NaiveDate;

/// A dump of one channel and day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sample {
    /// 普通 or 加红.
    pub(super) channel: &'static str,
    /// Its news day.
    pub(super) day: &'static str,
    /// Its text.
    pub(super) text: &'static str,
}

macro_rules! samples {
    ($($channel:literal $day:literal)*) => {
        &[$(Sample {
            channel: $channel,
            day: $day,
            text: include_str!(concat!("../../assets/sample/财联社【", $channel, "】电报_", $day, ".md")),
        },)*]
    };
}

/// All samples, the newest first.
pub(super) const SAMPLES: &[Sample] = samples! {
    "普通" "2026-06-12"
    "加红" "2026-06-12"
    "普通" "2026-06-11"
    "加红" "2026-06-11"
    "普通" "2026-06-10"
    "加红" "2026-06-10"
    "普通" "2026-06-09"
    "加红" "2026-06-09"
    "普通" "2026-06-08"
    "加红" "2026-06-08"
};

/// What the scraper writes: a kind and an entry on each line.
pub(super) const FEED: &str = include_str!("../../assets/sample/feed.txt");

/// The newest day of the samples. It becomes today.
pub(super) fn newest() -> NaiveDate {
    SAMPLES
        .iter()
        .filter_map(|sample| sample.day.parse().ok())
        .max()
        .unwrap_or_default()
}
