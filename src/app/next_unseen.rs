//! The way from one unseen item to the next.

use std::iter::successors;

use super::{App, ItemList, ListIndex, UnseenItems, VisibleItems};
use crate::item::{NewsDay, Stamp};
use crate::lang::UiText;

impl App {
    /// Goes to the next newer unseen item, or after the last one to the oldest. The item that is left counts as seen.
    pub(super) fn go_to_next_unseen(&mut self) {
        self.mark_selected_seen();
        match find(&self.list, &self.unseen) {
            Some(next) => {
                self.remember_place();
                self.list.go_to_unseen(next);
            }
            None if self.unseen.is_empty() => self.inform(UiText::AllSeen),
            None => self.inform(UiText::AllListedSeen),
        }
    }
}

/// Finds the next unseen item of the list that has a row of its own.
fn find(list: &ItemList, unseen: &UnseenItems) -> Option<ListIndex> {
    let visible = list.visible();
    let is_wanted = |index| is_unseen(list, unseen, index);
    let here = list.selected_index()?;
    let item = visible.item(here)?;
    let (day, stamp) = (item.day(), item.stamp());
    let same_second = visible
        .newer(here)
        .and_then(|next| first_wanted(visible, &is_wanted, next, stamp));
    let others = || {
        let mut moments = unseen.moments_from(day, stamp);
        moments.find_map(|(day, stamp)| first_at(visible, &is_wanted, day, stamp))
    };
    same_second.or_else(others)
}

fn is_unseen(list: &ItemList, unseen: &UnseenItems, index: ListIndex) -> bool {
    let key = list.visible().key(index);
    key.is_some_and(|key| unseen.is_unseen(key)) && list.fold_at(index).is_none()
}

/// The oldest wanted item of a second.
fn first_at(
    visible: &VisibleItems,
    is_wanted: &impl Fn(ListIndex) -> bool,
    day: NewsDay,
    stamp: Stamp,
) -> Option<ListIndex> {
    first_wanted(visible, is_wanted, visible.first_from(day, stamp)?, stamp)
}

/// The first wanted item from an item on, towards newer ones, within a second.
fn first_wanted(
    visible: &VisibleItems,
    is_wanted: &impl Fn(ListIndex) -> bool,
    from: ListIndex,
    stamp: Stamp,
) -> Option<ListIndex> {
    successors(Some(from), |&index| visible.newer(index))
        .map_while(|index| Some((index, visible.item(index)?)))
        .take_while(|(_, item)| item.stamp() == stamp)
        .map(|(index, _)| index)
        .find(|index| is_wanted(*index))
}
