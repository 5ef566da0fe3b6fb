//! The number of new items that wait beyond the newest item in view.
//!
//! Counting costs a walk over the days above, and in a filtered list over the rows of days with unseen items. It is done
//! for every frame, hence never a walk over all unseen items: a flood leaves hundreds of thousands.

use std::iter::successors;

use super::visible_items::{ListIndex, VisibleItems};
use super::{ItemList, UnseenItems};
use crate::config::Order;

/// Counts the unseen items of the list that are newer than the newest item in view.
pub(super) fn count(list: &ItemList, unseen: &UnseenItems) -> usize {
    let edge = list.newest_in_view().filter(|_| !unseen.is_empty());
    edge.map_or(0, |edge| count_after(list.visible(), unseen, edge))
}

/// Counts the unseen items of the list that are newer than `edge`.
pub(super) fn count_after(visible: &VisibleItems, unseen: &UnseenItems, edge: ListIndex) -> usize {
    let newer_days = match visible.order() {
        Order::Newest => 0..edge.day + 1,
        Order::Oldest => edge.day..visible.days().len(),
    };
    newer_days
        .map(|day| match unseen.count_in(visible.days()[day].day.day()) {
            0 => 0,
            all if visible.is_filtered() => count_listed(visible, unseen, day, edge, all),
            _ if day == edge.day => count_newer(visible, unseen, edge),
            all => all,
        })
        .sum()
}

/// Counts the unseen items after the edge in its day. The list is not filtered.
///
/// Items of later seconds are counted by stamp. Items of the edge's own second are walked outwards from the edge, until the
/// shorter side ends: a dump without seconds can have thousands in a minute.
fn count_newer(visible: &VisibleItems, unseen: &UnseenItems, edge: ListIndex) -> usize {
    let Some(item) = visible.item(edge) else {
        return 0;
    };
    let (day, stamp) = (item.day(), item.stamp());
    let is_same_second = |index: &ListIndex| {
        index.day == edge.day
            && visible
                .item(*index)
                .is_some_and(|item| item.stamp() == stamp)
    };
    let mut newer = successors(visible.newer(edge), |&index| visible.newer(index))
        .take_while(is_same_second)
        .map(|index| usize::from(is_unseen(visible, unseen, index)));
    let mut others = successors(Some(edge), |&index| visible.older(index))
        .take_while(is_same_second)
        .map(|index| usize::from(is_unseen(visible, unseen, index)));
    let later = unseen.count_after(day, stamp);
    let (mut beyond, mut rest) = (0, 0);
    loop {
        match newer.next() {
            Some(count) => beyond += count,
            None => return later + beyond,
        }
        match others.next() {
            Some(count) => rest += count,
            None => return later + unseen.count_at(day, stamp).saturating_sub(rest),
        }
    }
}

/// Counts the rows of a filtered day from the newest one to the edge, until `all` unseen items of the day are found.
fn count_listed(
    visible: &VisibleItems,
    unseen: &UnseenItems,
    day: usize,
    edge: ListIndex,
    all: usize,
) -> usize {
    successors(visible.newest_of(day), |&index| visible.older(index))
        .take_while(|&index| index.day == day && index != edge)
        .filter(|&index| is_unseen(visible, unseen, index))
        .take(all)
        .count()
}

fn is_unseen(visible: &VisibleItems, unseen: &UnseenItems, index: ListIndex) -> bool {
    visible.key(index).is_some_and(|key| unseen.is_unseen(key))
}
