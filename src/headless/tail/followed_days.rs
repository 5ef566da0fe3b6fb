//! The days that `tail` follows. For its last items the newest dumps are enough, and the other years of an archive would take
//! memory for as long as it runs.
//!
//! A dump of last week may still be corrected, so a month is followed at least. Where the last items are older than a year,
//! or cannot be known without everything, everything is followed.
//!
//! The days are chosen once, and have no end. So a source that was away may come back with newer days. One that is missing
//! at the start has no say: of its items only those from after the start are news, and they are of days that are followed.
//! If nothing is there at the start, every day is followed, because a scraper may write old days too. A rule that is about some
//! days may be edited, so with one a month is followed at least.

use std::cell::Cell;
use std::ops::RangeInclusive;
use std::sync::Arc;

use chrono::Days;

use crate::feed;
use crate::headless::request::ItemRequest;
use crate::item::NewsDay;
use crate::knowledge::Knowledge;
use crate::timeline::Timeline;
use crate::watch::WatchSettings;

/// How many days before the newest item are followed at least.
const MIN_DAYS: u64 = 31;
/// How many days before the newest item are read at most, to find the last items.
const MAX_DAYS: u64 = 366;

/// Returns the days from the first of the last `limit` items on; `None` for all days.
pub(super) fn followed_days(
    request: &ItemRequest<'_>,
    input: &WatchSettings,
    limit: usize,
    knowledge: &Arc<Knowledge>,
) -> Option<RangeInclusive<NewsDay>> {
    let selector = request.selector(knowledge);
    let today = today(request);
    let first = Cell::new(NewsDay::FIRST);
    let loaded = feed::load_newest(input, |timeline, complete_from| {
        let newest = newest_day(timeline, today);
        if complete_from < before(newest, MAX_DAYS) {
            return true;
        }
        let is_enough = selector.has_newest(timeline, complete_from, limit);
        if is_enough {
            first.set(complete_from.min(before(newest, MIN_DAYS)));
        }
        is_enough
    });
    // What does not fit into memory is found again, and reported, when it is followed.
    let first = loaded.shortage.map_or(first.get(), |_| NewsDay::FIRST);
    Some(first..=NewsDay::LAST).filter(|days| *days.start() != NewsDay::FIRST)
}

/// Widens days to those that a rule can be about once it is edited: of the last month, and later.
pub(super) fn with_last_month(
    days: &RangeInclusive<NewsDay>,
    request: &ItemRequest<'_>,
) -> RangeInclusive<NewsDay> {
    let first = before(today(request), MIN_DAYS);
    first.min(*days.start())..=NewsDay::LAST
}

fn today(request: &ItemRequest<'_>) -> NewsDay {
    let rollover = request.context.config.settings.rollover;
    NewsDay::containing(request.context.now, rollover)
}

/// The day of the newest item. One with a date in the future is no measure.
fn newest_day(timeline: &Timeline, today: NewsDay) -> NewsDay {
    let newest = timeline.newest().map_or(today, |item| item.day());
    newest.min(today)
}

fn before(day: NewsDay, days: u64) -> NewsDay {
    let date = day.date().checked_sub_days(Days::new(days));
    date.and_then(NewsDay::from_date).unwrap_or(NewsDay::FIRST)
}
