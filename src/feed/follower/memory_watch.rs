//! When the memory left is measured, and whether what was dropped is free.

use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use crate::dump::DumpChange;
use crate::timeline::Timeline;

/// The time between two measurements of memory.
const CHECK_INTERVAL: Duration = Duration::from_secs(5);
/// The bytes read between two measurements of memory.
const MIN_READ: u64 = 1 << 20;
/// How long others may hold the timeline from before days were dropped, until more are.
const MAX_RELEASE_TIME: Duration = Duration::from_secs(5);

/// When memory is measured, and what was dropped for it.
#[derive(Debug, Default)]
pub(super) struct MemoryWatch {
    /// When memory was measured last, and how many bytes were read since.
    measured: Option<Instant>,
    read: u64,
    /// When memory is to be measured next.
    due: Option<Instant>,
    /// The timeline from before days were dropped, and when that was. Their memory is free once nobody holds it.
    before: Option<(Weak<Timeline>, Instant)>,
}

impl MemoryWatch {
    /// Notes changes: what was read may leave too little memory.
    pub(super) fn note_read(&mut self, changes: &[DumpChange], now: Instant) {
        let read = |change: &DumpChange| match change {
            DumpChange::Read(dump) => dump.text.len() as u64,
            DumpChange::Departed(_) | DumpChange::Gone(_) => 0,
        };
        self.read += changes.iter().map(read).sum::<u64>();
        let is_old = self.measured.is_none_or(|at| now >= at + CHECK_INTERVAL);
        if is_old || self.read >= MIN_READ {
            self.due = Some(now);
        }
    }

    /// When memory is to be measured.
    pub(super) const fn due(&self) -> Option<Instant> {
        self.due
    }

    /// Looks again at this time.
    pub(super) const fn look_at(&mut self, at: Instant) {
        self.due = Some(at);
    }

    /// Notes that memory is measured now.
    pub(super) const fn note_measured(&mut self, now: Instant) {
        (self.measured, self.read, self.due) = (Some(now), 0, None);
    }

    /// Notes that the oldest days of a timeline are dropped now.
    pub(super) fn note_dropped(&mut self, before: &Arc<Timeline>, now: Instant) {
        self.before = Some((Arc::downgrade(before), now));
    }

    /// Whether what was dropped last may still take its memory.
    pub(super) fn is_releasing(&self, now: Instant) -> bool {
        let before = self.before.as_ref();
        before.is_some_and(|(timeline, at)| {
            timeline.strong_count() > 0 && now < *at + MAX_RELEASE_TIME
        })
    }
}
