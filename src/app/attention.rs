//! Whether somebody looks at the screen, and which unseen items are on it long enough to be read.

use super::ItemKey;
use crate::item::{ItemId, Stamp};

/// How many seconds after a key somebody is taken to be there.
const PRESENCE_SECONDS: u32 = 60;
/// Seconds on the screen after which an item was seen. The clock has whole seconds, so it takes between one and two.
const SEEN_SECONDS: u32 = 2;

/// What the keys say about the user's attention.
#[derive(Debug, Default)]
pub(super) struct Attention {
    /// When a key was pressed, or the mouse used; at first the start of the program.
    last_action: Stamp,
    /// Whether a key was pressed, or the mouse used. A start proves nobody's presence: a pane may open by itself.
    has_acted: bool,
    /// Whether items arrived since, with nobody there.
    is_absence_noted: bool,
    /// Whether the terminal has the focus, if it says so.
    has_focus: Option<bool>,
    /// The unseen items on the screen.
    watched: Vec<WatchedItem>,
}

/// An unseen item on the screen.
#[derive(Debug, Clone, Copy)]
struct WatchedItem {
    key: ItemKey,
    /// Since when somebody can have looked at it.
    since: Stamp,
}

impl Attention {
    /// The program has just started.
    pub(super) const fn new(now: Stamp) -> Self {
        Self {
            last_action: now,
            has_acted: false,
            is_absence_noted: false,
            has_focus: None,
            watched: Vec::new(),
        }
    }

    /// Notes a key or an action of the mouse. Somebody who comes back looks at the screen only from now on.
    pub(super) fn note_action(&mut self, now: Stamp) {
        if !self.is_present(now) {
            for item in &mut self.watched {
                item.since = now;
            }
        }
        self.last_action = now;
        self.has_acted = true;
        self.is_absence_noted = false;
    }

    /// Whether a key was pressed, or the mouse used, since the start.
    pub(super) const fn has_acted(&self) -> bool {
        self.has_acted
    }

    /// Whether somebody is there: a key came within the last minute.
    pub(super) const fn is_present(&self, now: Stamp) -> bool {
        self.has_acted && now.unix().abs_diff(self.last_action.unix()) <= PRESENCE_SECONDS
    }

    /// Notes whether the terminal has the focus; `None` if that is not known.
    pub(super) const fn set_focus(&mut self, has_focus: Option<bool>) {
        self.has_focus = has_focus;
    }

    /// Whether somebody looks at the screen: the terminal has the focus. If it does not say so, somebody who is there does.
    pub(super) fn looks(&self, now: Stamp) -> bool {
        self.has_focus.unwrap_or_else(|| self.is_present(now))
    }

    /// When somebody was last there: now, or until a minute after the last key.
    pub(super) fn last_seen_there(&self, now: Stamp) -> Stamp {
        let end = i64::from(self.last_action.unix()) + i64::from(PRESENCE_SECONDS);
        Stamp::from_unix(end).map_or(now, |end| end.min(now))
    }

    /// When a key was pressed last, or the mouse used; at first the start of the program.
    pub(super) const fn last_action(&self) -> Stamp {
        self.last_action
    }

    /// Notes that items arrive. Returns whether these are the first with nobody there.
    pub(super) const fn note_arrival(&mut self, now: Stamp) -> bool {
        let is_first = !self.is_absence_noted && !self.is_present(now);
        self.is_absence_noted |= is_first;
        is_first
    }

    /// Takes the unseen items that are on the screen now.
    pub(super) fn watch(&mut self, in_view: impl Iterator<Item = ItemKey>, now: Stamp) {
        let watch = |key| {
            let known = self.watched.iter().find(|item| item.key == key);
            known.copied().unwrap_or(WatchedItem { key, since: now })
        };
        self.watched = in_view.map(watch).collect();
    }

    /// Returns the items that were on the screen long enough, with somebody there.
    pub(super) fn take_seen(&mut self, now: Stamp) -> Vec<ItemKey> {
        if !self.is_present(now) {
            return Vec::new();
        }
        // A moment in the future is from before the clock was set back.
        let is_seen = |item: &mut WatchedItem| {
            item.since = item.since.min(now);
            now.unix() - item.since.unix() >= SEEN_SECONDS
        };
        let seen = self.watched.extract_if(.., is_seen);
        seen.map(|item| item.key).collect()
    }

    /// When the next item was on the screen long enough.
    pub(super) fn next_seen(&self, now: Stamp) -> Option<Stamp> {
        let first = self.watched.iter().map(|item| item.since).min();
        let first = first.filter(|_| self.is_present(now))?;
        Stamp::from_unix(i64::from(first.unix()) + i64::from(SEEN_SECONDS))
    }

    /// Follows an item whose id changed.
    pub(super) fn rename(&mut self, old: ItemId, new: ItemId) {
        for item in &mut self.watched {
            item.key.rename(old, new);
        }
    }
}
