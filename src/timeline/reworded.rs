//! A story that somebody remembers, in a day that was rewritten since.

use super::day::Day;
use super::item_ref::ItemRef;
use super::similarity::{SAME_STORY, Wording};
use crate::item::Stamp;

/// The items of the same minute whose text is similar enough to be a later wording of `text`, each with its similarity: the rule
/// of revisions, which nobody could apply while the program was closed.
pub fn similar_items<'a>(day: &'a Day, stamp: Stamp, text: &str) -> Vec<(u32, ItemRef<'a>)> {
    let wording = Wording::new(text);
    let items = day.items_of_minute(stamp.minute());
    let similar = items.map(|item| (Wording::new(item.text()).similarity(&wording), item));
    similar
        .filter(|(similarity, _)| *similarity >= SAME_STORY)
        .collect()
}
