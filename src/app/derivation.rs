//! When something is derived from the timeline again. One rule holds for everything that is derived:
//!
//! - at once, if the last result is of a part: dumps were still being loaded, or the timeline has grown by half since;
//! - at once, if the names of stocks that it depends on have changed;
//! - otherwise once a minute, if the timeline has changed.

use crate::timeline::Extent;

/// What a result is derived from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Origin {
    pub timeline: Extent,
    /// Whether everything was loaded.
    pub is_whole: bool,
    /// The generation of the names of stocks; 0 if the result does not depend on them.
    pub names: u64,
}

impl Origin {
    /// Whether a result of an earlier origin misses too much to be shown for the rest of the minute.
    fn outdates(self, earlier: Self) -> bool {
        self.is_whole && !earlier.is_whole
            || self.names != earlier.names
            || earlier.timeline.is_part_of(self.timeline)
    }
}

/// The requests for one kind of result.
#[derive(Debug, Default)]
pub(super) struct Derivation {
    /// The origin and the minute of the last request.
    requested: Option<(Origin, u32)>,
    is_running: bool,
    is_done: bool,
}

impl Derivation {
    /// Notes a request in a minute; false if none is due.
    pub(super) fn request(&mut self, origin: Origin, minute: u32) -> bool {
        let is_due = self.requested.is_none_or(|(earlier, at)| {
            origin.outdates(earlier) || origin != earlier && minute != at
        });
        if !is_due || self.is_running {
            return false;
        }
        self.requested = Some((origin, minute));
        self.is_running = true;
        true
    }

    /// Lets the next request for a changed timeline be due at once.
    pub(super) const fn expire(&mut self) {
        if let Some((_, at)) = &mut self.requested {
            *at = 0;
        }
    }

    /// Notes that the last request was answered, or failed.
    pub(super) const fn finish(&mut self) {
        self.is_running = false;
        self.is_done = true;
    }

    /// Whether a request was answered.
    pub(super) const fn is_done(&self) -> bool {
        self.is_done
    }
}
