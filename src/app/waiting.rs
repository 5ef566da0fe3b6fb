//! The number of new items that wait out of view, beyond the newest end of what is in view.

use std::iter::successors;

use super::item_key::ItemKey;
use super::item_list::ItemList;
use super::unseen_items::UnseenItems;
use super::visible_items::{ListIndex, VisibleItems};
use crate::config::Order;

/// Counts the unseen items beyond the newest item in view.
///
/// Walks days, and of a filtered day the items from its newest end on, until every unseen one was met.
pub(super) fn count(list: &ItemList, unseen: &UnseenItems) -> usize {
    if unseen.is_empty() {
        return 0;
    }
    let Some(edge) = list.newest_in_view() else {
        return 0;
    };
    let visible = list.visible();
    let days = match visible.order() {
        Order::Newest => 0..edge.day + 1,
        Order::Oldest => edge.day..visible.days().len(),
    };
    days.map(|day| count_in_day(visible, unseen, day, edge))
        .sum()
}

fn count_in_day(
    visible: &VisibleItems,
    unseen: &UnseenItems,
    nth: usize,
    edge: ListIndex,
) -> usize {
    let Some(day) = visible.days().get(nth) else {
        return 0;
    };
    let in_day = unseen.count_in_day(day.day.day());
    if !day.is_filtered() {
        return if nth == edge.day {
            count_beyond(visible, unseen, edge)
        } else {
            in_day
        };
    }
    let newest = match visible.order() {
        Order::Newest => 0,
        Order::Oldest => day.len() - 1,
    };
    let newest = ListIndex {
        day: nth,
        nth: newest,
    };
    let mut count = 0;
    let mut at = Some(newest);
    while let Some(index) = at.filter(|index| count < in_day && index.day == nth && *index != edge)
    {
        count += usize::from(visible.key(index).is_some_and(|key| unseen.is_unseen(key)));
        at = visible.older(index);
    }
    count
}

/// Counts within the unfiltered day of the edge. Only items of the edge's own moment have to be walked.
fn count_beyond(visible: &VisibleItems, unseen: &UnseenItems, edge: ListIndex) -> usize {
    let Some(item) = visible.item(edge) else {
        return 0;
    };
    let same_moment = successors(visible.newer(edge), |&index| visible.newer(index))
        .map_while(|index| visible.item(index))
        .take_while(|other| other.day() == item.day() && other.stamp() == item.stamp());
    let same_moment = same_moment
        .filter(|&other| unseen.is_unseen(ItemKey::from(other)))
        .count();
    same_moment + unseen.count_after(item.day(), item.stamp())
}
