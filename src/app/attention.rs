//! Whether somebody looks at the screen.

use crate::item::Stamp;

/// Seconds after a key for which somebody is taken to be there.
const PRESENCE_SECONDS: u32 = 60;

/// What the keys say about the user's attention.
#[derive(Debug, Default)]
pub(super) struct Attention {
    /// When a key was pressed, or the mouse used.
    last_action: Stamp,
}

impl Attention {
    /// The user has just started the program.
    pub(super) const fn new(now: Stamp) -> Self {
        Self { last_action: now }
    }

    /// Notes a key or an action of the mouse.
    pub(super) const fn note_action(&mut self, now: Stamp) {
        self.last_action = now;
    }

    /// Whether somebody is there: a key came within the last minute.
    pub(super) const fn is_present(&self, now: Stamp) -> bool {
        now.unix().abs_diff(self.last_action.unix()) <= PRESENCE_SECONDS
    }
}
