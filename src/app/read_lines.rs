//! The read line of each view: up to where the user had seen everything. Leaving the newest end of a view after dwelling there
//! moves it; a short look does not.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ItemKey;
use crate::item::{ItemId, Stamp};
use crate::state::ReadLine;

/// Seconds at the newest end after which leaving it moves the line.
const DWELL_SECONDS: u32 = 5;

/// The name of the list of everything. A filter's name is its text.
const EVERYTHING: &str = "";

/// The lines of all views, and where the user is.
#[derive(Debug, Default)]
pub(super) struct ReadLines {
    lines: BTreeMap<Arc<str>, ReadLine>,
    dwelling: Option<Dwelling>,
}

/// The user looks at the newest end of a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dwelling {
    /// The view.
    pub view: Arc<str>,
    /// Its newest item when the user was last there, and its time.
    pub newest: (ItemKey, Stamp),
    /// When the user came.
    since: Stamp,
}

impl ReadLines {
    /// The line of a view, or that of everything if it is further: what was seen there was seen.
    pub(super) fn line(&self, view: &str) -> Option<ReadLine> {
        let lines = [view, EVERYTHING].map(|view| self.lines.get(view).copied());
        let lines = lines.into_iter().flatten();
        lines.max_by_key(|line| (line.day, line.stamp, line.at))
    }

    /// The view's own line.
    pub(super) fn own(&self, view: &str) -> Option<ReadLine> {
        self.lines.get(view).copied()
    }

    /// Draws or removes the line of a view.
    pub(super) fn set(&mut self, view: &Arc<str>, line: Option<ReadLine>) {
        match line {
            Some(line) => self.lines.insert(Arc::clone(view), line),
            None => self.lines.remove(view),
        };
    }

    /// Whether no view has a line.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Notes that the user looks at the newest end of a view, with this item.
    pub(super) fn dwell(&mut self, view: Arc<str>, newest: (ItemKey, Stamp), now: Stamp) {
        let before = self.dwelling.take();
        let since = before.filter(|before| before.view == view);
        self.dwelling = Some(Dwelling {
            view,
            newest,
            since: since.map_or(now, |before| before.since.min(now)),
        });
    }

    /// The view at whose newest end the user is.
    pub(super) fn dwells_in(&self) -> Option<&Arc<str>> {
        self.dwelling.as_ref().map(|dwelling| &dwelling.view)
    }

    /// Notes that the user was there until now. Returns where, after long enough.
    pub(super) fn leave(&mut self, until: Stamp) -> Option<Dwelling> {
        let dwelling = self.dwelling.take()?;
        let seconds = until.unix().saturating_sub(dwelling.since.unix());
        (seconds >= DWELL_SECONDS).then_some(dwelling)
    }

    /// Follows an item whose id changed.
    pub(super) fn rename(&mut self, old: ItemId, new: ItemId) {
        for line in self.lines.values_mut().filter(|line| line.id == old) {
            line.id = new;
        }
        if let Some(dwelling) = &mut self.dwelling {
            dwelling.newest.0.rename(old, new);
        }
    }
}
