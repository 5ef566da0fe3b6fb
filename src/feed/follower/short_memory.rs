//! Drops the oldest days while dumps are followed and memory gets short. The newest day stays.

use std::time::{Duration, Instant};

use super::Follower;
use crate::feed::candidates::surveyed;
use crate::feed::newest_days::first_without;
use crate::item::NewsDay;
use crate::memory::MemoryLimit;
use crate::path::FilePath;
use crate::watch::{ClockReading, Refusal, WatchSettings};

/// The part of the dumps that goes at least.
const DROPPED_PART: u64 = 8;
/// The time between two looks at a dump that waits for room, or at the memory that is to become free.
const RETRY_INTERVAL: Duration = Duration::from_millis(20);
const WAIT_INTERVAL: Duration = Duration::from_millis(250);
impl Follower {
    /// Drops the oldest days if too little memory is left.
    pub(super) fn drop_oldest_if_short(&mut self) {
        let now = Instant::now();
        if self.memory.due().is_none_or(|due| now < due) {
            return;
        }
        if self.loading.is_some() || self.memory.is_releasing(now) {
            self.memory.look_at(now + WAIT_INTERVAL);
            return;
        }
        self.memory.note_measured(now);
        let room = self.settings.memory.room(self.watcher.held_bytes());
        match room {
            Some(room) if room.is_overdrawn() => {
                self.drop_oldest(0, NewsDay::LAST, room.limit);
            }
            Some(room) => self
                .watcher
                .read_if_it_fits(room.spare, ClockReading::now()),
            None => {}
        }
    }

    /// Makes room for the dumps that were not read, because memory is short: older days go.
    pub(super) fn make_room(&mut self) {
        if self.loading.is_some() {
            // What goes is known once everything is there.
            return;
        }
        for (path, refusal) in self.watcher.take_refused() {
            let now = ClockReading::now();
            if self.memory.is_releasing(now.at)
                || self.may_fit(refusal)
                || self.drop_for(&path, refusal)
            {
                self.watcher.read_again(&path, now.at + RETRY_INTERVAL);
            } else {
                self.watcher.give_up(&path, refusal, now);
                self.publish_status();
            }
        }
    }

    /// Whether there is room now for a dump, and was none when it was refused.
    fn may_fit(&self, refusal: Refusal) -> bool {
        let room = self.settings.memory.room(self.watcher.held_bytes());
        room.is_none_or(|room| refusal.may_fit(room.spare))
    }

    /// Drops days before the last one of a dump, if that makes room enough. Returns whether any was dropped.
    fn drop_for(&mut self, path: &FilePath, refusal: Refusal) -> bool {
        let Some(last) = self.last_day(path) else {
            // Of unknown days: it hides no other day.
            return false;
        };
        let room = self.settings.memory.room(self.watcher.held_bytes());
        let spare = room.map_or(u64::MAX, |room| room.spare);
        let missing = refusal.bytes.saturating_sub(spare);
        let older = self.held_files().into_iter();
        // The file of the day before the first that is kept stays as well.
        let older = older.filter(|file| file.last < last.previous());
        missing <= older.map(|file| file.bytes).sum()
            && self.drop_oldest(missing, last, refusal.limit)
    }

    /// The last day that a file can hold.
    fn last_day(&self, path: &FilePath) -> Option<NewsDay> {
        let settings = WatchSettings {
            days: None,
            ..self.settings.clone()
        };
        let surveyed = surveyed(std::slice::from_ref(path), &settings);
        let days = surveyed.into_iter().filter_map(|file| file.days);
        let last = days.map(|days| *days.end()).max();
        self.watcher.known_last_day(path).max(last)
    }

    /// Drops the oldest days, up to this one, to free this number of bytes and an eighth of all. Returns whether any was
    /// dropped.
    fn drop_oldest(&mut self, bytes: u64, up_to: NewsDay, limit: MemoryLimit) -> bool {
        let held = self.held_files();
        let all: u64 = held.iter().map(|file| file.bytes).sum();
        let first = first_without(&held, bytes.max(all / DROPPED_PART));
        let kept_from = self.left_out.map_or(NewsDay::FIRST, |it| it.first);
        if first > up_to || first <= kept_from {
            return false;
        }
        let now = Instant::now();
        self.memory.note_dropped(&self.store.timeline(), now);
        if self.watcher.has_given_up() {
            // There may be room for it soon.
            self.memory.look_at(now + WAIT_INTERVAL);
        }
        self.keep_from(first, limit);
        self.publish_status();
        true
    }
}
