//! The number of new items that wait beyond the newest item in view.

use super::{ItemList, UnseenItems};
use crate::config::Order;

/// Counts the unseen items of the list that are newer than the newest item in view.
pub(super) fn count(list: &ItemList, unseen: &UnseenItems) -> usize {
    if unseen.is_empty() {
        return 0;
    }
    let visible = list.visible();
    let edge = list.newest_in_view();
    let Some((edge, item)) = edge.and_then(|edge| Some((edge, visible.item(edge)?))) else {
        return 0;
    };
    let moment = (item.day(), item.stamp());
    let is_beyond = |index| match visible.order() {
        Order::Newest => index < edge,
        Order::Oldest => index > edge,
    };
    let newer = unseen
        .iter()
        .filter(|&(key, stamp)| (key.day, stamp) >= moment);
    // A later item that no filter can hide is beyond the edge. Other items are looked up in the list.
    let waiting = newer.filter(|&(key, stamp)| {
        !visible.is_filtered() && (key.day, stamp) > moment
            || visible.find_near(key, stamp, edge).is_some_and(is_beyond)
    });
    waiting.count()
}
