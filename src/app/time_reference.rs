//! The moment that counts as now where times are typed: the clock's, or in an archive that of its newest item.

use chrono::Datelike;

use super::App;
use crate::item::Stamp;
use crate::lang::UiText;
use crate::moment::TimeContext;

/// Seconds after which the newest item is so old that the dumps count as an archive.
const ARCHIVE_AGE: u32 = 86_400;

impl App {
    /// The moment of the newest item, if it counts as now: it is older than a day.
    pub fn archive_now(&self) -> Option<Stamp> {
        self.newest_stamp()
            .filter(|newest| self.now.unix().saturating_sub(newest.unix()) > ARCHIVE_AGE)
    }

    /// What counts as now, for the screen, if a query depends on it and it is not the clock's time.
    pub fn archive_notice(&self) -> Option<String> {
        let now = self.archive_now().filter(|_| self.follows_clock())?.time();
        let (lang, date) = (self.config.lang, now.date_naive());
        let day = if date.year() == self.now.time().year() {
            lang.short_day(date)
        } else {
            lang.day(date)
        };
        let at = format!("{day} {}", now.format("%H:%M"));
        Some(lang.text(UiText::ArchiveNow { at }).into_owned())
    }

    /// Whether a query depends on the moment that counts as now.
    pub(super) fn follows_clock(&self) -> bool {
        self.base.follows_clock() || self.filter.follows_clock() || self.find.follows_clock()
    }

    /// Reads a typed time with what makes it exact.
    pub(super) fn with_time_context<T>(&self, read: impl FnOnce(&TimeContext<'_>) -> T) -> T {
        read(&TimeContext {
            now: self.archive_now().unwrap_or(self.now),
            newest: self.newest_stamp(),
            rollover: self.config.settings.rollover,
            clock_day: None,
            has_days: &|days| self.timeline.has_any_day(days.first, days.last),
        })
    }

    /// The same for `t`, where a time of day is one of the selected item's news day.
    pub(super) fn with_selected_day<T>(&self, read: impl FnOnce(&TimeContext<'_>) -> T) -> T {
        let selected = self.list.selected_key().map(|key| key.day);
        self.with_time_context(|context| {
            let day = selected.unwrap_or_else(|| context.today());
            read(&TimeContext {
                clock_day: Some(day),
                ..*context
            })
        })
    }
}
