//! What changes with the time: notices vanish, ages grow, and relative queries mean something else.
//!
//! The clock may jump either way, and hours may pass between two messages: nothing depends on the time before.

use super::{App, Effect, Mode, PaneId};
use crate::item::Stamp;
use crate::lang::Lang;

/// How many seconds the position is shown after a move.
const POSITION_SECONDS: u32 = 3;

impl App {
    /// Sets the time; returns whether that is visible: a minute has passed, or a notice vanishes.
    pub(super) fn set_time(&mut self, now: Stamp) -> bool {
        let is_new_minute = now.minute() != self.now.minute();
        self.now = now;
        let expired =
            self.notices.expire(now) | self.banner.expire(now) | self.position.expire(now);
        let seen = self.mark_watched_seen();
        let alerted = self.check_alerts();
        self.keep_due_session();
        if is_new_minute {
            self.update_relative_searches();
            self.update_relative_rules();
        }
        let ends = [
            self.notices.until(),
            self.banner.until(),
            self.position.until(),
        ];
        self.effects
            .extend(ends.into_iter().flatten().map(Effect::WakeAt));
        self.schedule_wake();
        expired || seen || alerted || is_new_minute
    }

    /// When the newest item went out. The header shows its age: the user sees whether the wire is alive.
    pub fn newest_stamp(&self) -> Option<Stamp> {
        Some(self.timeline.newest()?.stamp())
    }

    /// Shows the position in the list for a moment, since the selection moved.
    pub(super) fn show_position(&mut self) {
        let until = self.position.start(self.now, POSITION_SECONDS);
        self.wake_at(until);
    }

    /// Whether the position in the list is shown, as it is for a moment after a move.
    pub const fn shows_position(&self) -> bool {
        self.position.until().is_some()
    }

    /// The age of a moment as text. A moment in the future, by another clock, counts as now.
    pub fn age(&self, then: Stamp) -> String {
        let minutes = self.now.minute().saturating_sub(then.minute());
        self.config.lang.age(minutes).into_owned()
    }

    /// Asks to be woken when something on screen changes by itself: at the next minute if ages or a relative query are
    /// shown, otherwise when the age in the header changes.
    pub(super) fn schedule_wake(&mut self) {
        let shows_ages = match &self.mode {
            Mode::Page(page) => page.kind.needs_clock(),
            Mode::Normal | Mode::Prompt(_) => self.metrics.visible_panes().any(PaneId::needs_clock),
        };
        // In an archive, time does not go on.
        let follows_clock = self.follows_clock() || self.rules.set().follows_clock();
        let is_search_due = follows_clock && self.archive_now().is_none();
        let minute = if shows_ages || is_search_due {
            Some(self.now.minute() + 1)
        } else {
            self.next_header_change()
        };
        let at = minute.and_then(|minute| Stamp::from_unix(i64::from(minute) * 60));
        self.effects.extend(at.map(Effect::WakeAt));
    }

    /// The minute when the header's age changes: every minute at first, then every hour, then every day. Sooner if trading
    /// begins or ends before, since silence shows only while it lasts.
    fn next_header_change(&self) -> Option<u32> {
        let newest = self.newest_stamp()?.minute();
        let age = self.now.minute().saturating_sub(newest);
        let unit = Lang::unit_of_age(age);
        let older = newest + (age / unit + 1) * unit;
        Some(self.next_bell().map_or(older, |bell| bell.min(older)))
    }
}
