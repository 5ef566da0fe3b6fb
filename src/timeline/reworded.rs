//! A story that somebody remembers, in a day that was rewritten since.

use super::day::Day;
use super::item_ref::ItemRef;
use super::similarity::{SAME_STORY, Wording};
use crate::item::Stamp;

/// Finds the item of the same minute whose text is similar enough to be a later wording of `text`: the rule of revisions,
/// which nobody could apply while the program was closed. Items that are `taken` are other stories.
pub fn find_reworded<'a>(
    day: &'a Day,
    stamp: Stamp,
    text: &str,
    taken: impl Fn(ItemRef<'a>) -> bool,
) -> Option<ItemRef<'a>> {
    let wording = Wording::new(text);
    let items = day
        .items()
        .filter(|item| item.stamp().minute() == stamp.minute());
    let similar = items
        .filter(|item| !taken(*item))
        .map(|item| (Wording::new(item.text()).similarity(&wording), item))
        .filter(|(similarity, _)| *similarity >= SAME_STORY);
    // Of equally similar ones the first.
    similar
        .rev()
        .max_by_key(|(similarity, _)| *similarity)
        .map(|(_, item)| item)
}
