//! The matches of find that the list shows, and jumps between them.
//!
//! Find's pass knows the matches of all days; here those of the list are counted, so that a jump is a binary search. A jump
//! to where the pass has not been yet waits for it.

use std::sync::Arc;

use super::item_key::ItemKey;
use super::search_pass::SearchPass;
use super::visible_items::{ListIndex, VisibleItems};
use crate::config::Order;
use crate::filter::DayHits;
use crate::item::ItemId;

/// The number of matches in the list, and a jump that waits for the pass.
#[derive(Debug, Default)]
pub(super) struct FindMatches {
    /// The number of matches above each visible day.
    above: Vec<usize>,
    total: usize,
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
    /// Past an end of the list, to a match from the other end.
    Wrapped(ListIndex),
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

    /// Counts the matches again after the list or they changed: a walk over the visible days.
    pub(super) fn recount(&mut self, visible: &VisibleItems, pass: &SearchPass) {
        self.total = 0;
        self.above.clear();
        for day in 0..visible.days().len() {
            self.above.push(self.total);
            self.total += count_in_day(visible, pass, day);
        }
    }

    /// The number of the selected match, from 1 (0 if the selected item is none), and the number of matches.
    pub(super) fn position(
        &self,
        visible: &VisibleItems,
        pass: &SearchPass,
        selected: Option<ListIndex>,
    ) -> (usize, usize) {
        let selected = selected.filter(|&index| self.total > 0 && is_match(visible, pass, index));
        let number = selected.map_or(0, |index| self.count_above(visible, pass, index) + 1);
        (number, self.total)
    }

    /// Resolves the jump that waits; `None` without one, or while the pass does not know where it leads. `hint` is where the
    /// jump's item may be.
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
        let from = visible
            .find(jump.from, hint)
            .filter(|_| pass.has_reached(jump.from.day));
        let Some(from) = from.filter(|_| self.total > 0) else {
            return pass.is_complete().then_some(JumpTarget::Nowhere);
        };
        let above = self.count_above(visible, pass, from);
        let on_match = usize::from(jump.steps > 0 && is_match(visible, pass, from));
        let nth = if jump.down {
            Some(above + on_match + jump.steps.saturating_sub(1))
        } else {
            above.checked_sub(jump.steps)
        };
        if let Some(nth) = nth.filter(|&nth| nth < self.total) {
            let index = self.nth_match(visible, pass, nth)?;
            let day = visible.days().get(index.day)?.day.day();
            return pass.has_reached(day).then_some(JumpTarget::Match(index));
        }
        if !pass.is_complete() {
            return None;
        }
        let nth = nth.unwrap_or(above + self.total - jump.steps % self.total) % self.total;
        let index = self.nth_match(visible, pass, nth)?;
        Some(JumpTarget::Wrapped(index))
    }

    /// The number of matches above an item.
    fn count_above(&self, visible: &VisibleItems, pass: &SearchPass, index: ListIndex) -> usize {
        let within = found_in_day(visible, pass, index.day).map_or(0, |found| {
            let matches = matches_in_day(visible, index.day, found);
            matches.filter(|&at| at < index).count()
        });
        self.above.get(index.day).copied().unwrap_or(0) + within
    }

    /// The match with `nth` matches above it.
    fn nth_match(
        &self,
        visible: &VisibleItems,
        pass: &SearchPass,
        nth: usize,
    ) -> Option<ListIndex> {
        let day = self
            .above
            .partition_point(|&above| above <= nth)
            .checked_sub(1)?;
        let within = nth - self.above.get(day)?;
        let mut matches = matches_in_day(visible, day, found_in_day(visible, pass, day)?);
        match visible.order() {
            Order::Oldest => matches.nth(within),
            Order::Newest => matches.nth_back(within),
        }
    }
}

/// The matches of a visible day; `None` if the pass searched the day as it was before a change.
fn found_in_day<'a>(
    visible: &VisibleItems,
    pass: &'a SearchPass,
    day: usize,
) -> Option<&'a DayHits> {
    let visible = &visible.days().get(day)?.day;
    let found = pass.found().get(&visible.day())?;
    Arc::ptr_eq(&found.day, visible).then_some(found)
}

fn count_in_day(visible: &VisibleItems, pass: &SearchPass, day: usize) -> usize {
    let Some(found) = found_in_day(visible, pass, day) else {
        return 0;
    };
    if visible.is_filtered() {
        matches_in_day(visible, day, found).count()
    } else {
        found.rows.len()
    }
}

/// The matches of a day that the list shows, oldest first.
fn matches_in_day<'a>(
    visible: &'a VisibleItems,
    day: usize,
    found: &'a DayHits,
) -> impl DoubleEndedIterator<Item = ListIndex> + 'a {
    let rows = found.rows.iter();
    rows.filter_map(move |&row| visible.index_of_row(day, row as usize))
}

fn is_match(visible: &VisibleItems, pass: &SearchPass, index: ListIndex) -> bool {
    let row = visible.row(index) as u32;
    found_in_day(visible, pass, index.day)
        .is_some_and(|found| found.rows.binary_search(&row).is_ok())
}
