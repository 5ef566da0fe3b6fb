//! Which folds are open.

use crate::item::{NewsDay, Stamp};

/// The most folds that differ from the others; beyond that the ones before are as the others again.
const MAX_EXCEPTIONS: usize = 200;

/// What the user unfolded.
#[derive(Debug, Clone, Default)]
pub(super) struct Unfolded {
    /// Everything but the exceptions, instead of only these.
    pub everything: bool,
    /// The last one at the end.
    exceptions: Vec<FoldPlace>,
    /// Where a jump led, or the story that was read when a rule came to fold it. The next one takes its place.
    pub revealed: Option<FoldPlace>,
}

/// The time that a fold takes up. Ids and numbers of its items may change, and items come and go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FoldPlace {
    pub day: NewsDay,
    pub first: Stamp,
    pub last: Stamp,
}

impl FoldPlace {
    fn meets(self, other: Self) -> bool {
        self.day == other.day && self.first <= other.last && other.first <= self.last
    }
}

impl Unfolded {
    /// Everything, or nothing.
    pub(super) fn all(everything: bool) -> Self {
        Self {
            everything,
            ..Self::default()
        }
    }

    /// Whether a fold is open.
    pub(super) fn has(&self, place: FoldPlace) -> bool {
        let is_exception = self.exceptions.iter().any(|other| other.meets(place));
        let is_revealed = self.revealed.is_some_and(|other| other.meets(place));
        is_revealed || self.everything != is_exception
    }

    /// Whether all folds of a day are open, or none is; `None` if some may be.
    pub(super) fn all_on(&self, day: NewsDay) -> Option<bool> {
        let mut others = self.exceptions.iter().chain(&self.revealed);
        let differ = others.any(|place| place.day == day);
        (!differ).then_some(self.everything)
    }

    /// Opens a fold, or shuts it.
    pub(super) fn set(&mut self, place: FoldPlace, is_unfolded: bool) {
        self.revealed = self.revealed.filter(|other| !other.meets(place));
        self.exceptions.retain(|other| !other.meets(place));
        if is_unfolded != self.everything {
            self.exceptions.push(place);
        }
        let gone = self.exceptions.len().saturating_sub(MAX_EXCEPTIONS);
        self.exceptions.drain(..gone);
    }
}
