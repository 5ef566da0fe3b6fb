//! The matches of find that the list shows, and jumps between them.
//!
//! If find's pass has not reached the target of a jump yet, the jump waits for it.

use super::{ItemKey, ListIndex, SearchPass, VisibleItems};
use crate::item::ItemId;
use crate::timeline::ItemRef;

/// The matches in the list, and a jump that waits for the pass.
#[derive(Debug, Default)]
pub(super) struct FindMatches {
    matches: VisibleItems,
    jump: Option<PendingJump>,
}

/// A jump to a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PendingJump {
    /// The item that the jump starts from.
    pub from: ItemKey,
    /// Down or up the list.
    pub down: bool,
    /// How many matches away; 0 accepts `from` itself.
    pub steps: usize,
}

/// Where a jump leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JumpTarget {
    /// To a match.
    Match(ListIndex),
    /// Past the end of the list, to a match from its start; or past its start, to one from its end.
    Wrapped { index: ListIndex, down: bool },
    /// There is no match.
    Nowhere,
}

impl FindMatches {
    /// Sets or drops the jump that waits.
    pub(super) const fn set_jump(&mut self, jump: Option<PendingJump>) {
        self.jump = jump;
    }

    /// Follows an item whose id changed.
    pub(super) fn rename(&mut self, old: ItemId, new: ItemId) {
        if let Some(jump) = &mut self.jump {
            jump.from.rename(old, new);
        }
    }

    /// Collects the matches again, after the list or the matches changed. Costs a walk over the visible days.
    pub(super) fn update(&mut self, visible: &VisibleItems, pass: &SearchPass) {
        self.matches = visible.matching(pass.found());
    }

    /// Whether an item is a match in the list.
    pub(super) fn has(&self, item: ItemRef<'_>) -> bool {
        self.matches.search_item(item).is_ok()
    }

    /// The number of the selected match, from 1 (0 if the selected item is none), and the number of matches.
    pub(super) fn position(&self, selected: Option<ItemRef<'_>>) -> (usize, usize) {
        let rank = selected.and_then(|item| self.matches.search_item(item).ok());
        (rank.map_or(0, |rank| rank + 1), self.matches.len())
    }

    /// Resolves the jump that waits; `None` without one, or while the pass does not know where it leads. `hint` is
    /// where the jump's item may be.
    pub(super) fn resolve_jump(
        &mut self,
        visible: &VisibleItems,
        pass: &SearchPass,
        hint: ListIndex,
    ) -> Option<JumpTarget> {
        let target = self.jump_target(self.jump?, visible, pass, hint)?;
        self.jump = None;
        Some(target)
    }

    fn jump_target(
        &self,
        jump: PendingJump,
        visible: &VisibleItems,
        pass: &SearchPass,
        hint: ListIndex,
    ) -> Option<JumpTarget> {
        let total = self.matches.len();
        let from = visible.find(jump.from, hint);
        let from = from.and_then(|index| visible.item(index));
        let from = from.filter(|_| total > 0 && pass.has_reached(jump.from.day));
        let Some(from) = from else {
            return pass.is_complete().then_some(JumpTarget::Nowhere);
        };
        let rank = self.matches.search_item(from);
        let (Ok(above) | Err(above)) = rank;
        let nth = if jump.down {
            let on_match = jump.steps > 0 && rank.is_ok();
            Some(above + usize::from(on_match) + jump.steps.saturating_sub(1))
        } else {
            above.checked_sub(jump.steps)
        };
        let is_wrapped = nth.is_none_or(|nth| nth >= total);
        let nth = nth.unwrap_or(above + total - jump.steps % total) % total;
        let item = self.matches.item(self.matches.at_rank(nth)?)?;
        let index = visible.index_of(item)?;
        if is_wrapped {
            return pass.is_complete().then_some(JumpTarget::Wrapped {
                index,
                down: jump.down,
            });
        }
        pass.has_reached(item.day())
            .then_some(JumpTarget::Match(index))
    }
}
