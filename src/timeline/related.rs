//! A flash and the titled story that the wire makes of it minutes later: two items, linked to each other.
//!
//! ```text
//!   subject   both are about the same: what opens the one stands at the beginning of the other
//!   terms     most of what the flash says stands in the story, rare words counting more than common ones
//! ```
//!
//! Wording alone does not tell: each share price is told in the same words as the last one, of another company. Of 3,462
//! flashes of 25 real days 24 lead to a story, all of them to one of the same company, index or occasion; likeness of
//! wording alone linked 21, of which six told something else, and none to a story more than eight times as long.
//!
//! Found when it is asked for, by comparing a few neighbours in time, over the end of the news day if need be; nothing is
//! kept.

mod subject;
mod terms;

use std::cmp::Reverse;

use subject::{Flash, Titled};

use super::{ItemRef, Timeline};
use crate::item::{ItemFlags, NewsDay};

/// How long after a flash its story can follow, in seconds.
const WITHIN: u32 = 600;
/// In how many items before it and after it the other is looked for: no wire sends more within that time.
const NEAR: usize = 500;
/// How many items that are about the same are compared word by word.
const MOST: usize = 16;
/// From how many thousandths on a story is that of a flash: so much of what the flash says stands in it.
const ALIKE: u32 = 430;

/// The item that tells the same as this one: its story where it is a flash, its flash where it is a story.
pub(super) fn find<'a>(timeline: &'a Timeline, item: ItemRef<'a>) -> Option<ItemRef<'a>> {
    let near = near(timeline, item).filter(|other| is_pair(item, *other));
    let likeness = |flash: &Flash<'_>, story: &Titled<'_>| {
        flash.likeness(story, before(timeline, flash.item()))
    };
    if is_titled(item) {
        let story = Titled::of(item);
        let flashes = near
            .map(|other| (Flash::of(other), other))
            .filter(|(flash, _)| story.is_about(flash));
        best(
            flashes
                .take(MOST)
                .map(|(flash, other)| (likeness(&flash, &story), other)),
        )
    } else {
        let flash = Flash::of(item);
        let stories = near
            .map(|other| (Titled::of(other), other))
            .filter(|(story, _)| story.is_about(&flash));
        best(
            stories
                .take(MOST)
                .map(|(story, other)| (likeness(&flash, &story), other)),
        )
    }
}

/// The one that is most alike, if any is enough; of equal ones the first.
fn best<'a>(found: impl Iterator<Item = (u32, ItemRef<'a>)>) -> Option<ItemRef<'a>> {
    let alike = found.filter(|(likeness, _)| *likeness >= ALIKE);
    alike
        .max_by_key(|(likeness, other)| (*likeness, Reverse((other.day(), other.row()))))
        .map(|(_, other)| other)
}

/// The items that went out within some minutes of this one, nearest first on either side.
fn near<'a>(timeline: &'a Timeline, item: ItemRef<'a>) -> impl Iterator<Item = ItemRef<'a>> {
    let is_near =
        move |other: &ItemRef<'_>| other.stamp().unix().abs_diff(item.stamp().unix()) <= WITHIN;
    let after = after(timeline, item).take(NEAR).take_while(is_near);
    after.chain(before(timeline, item).take(NEAR).take_while(is_near))
}

fn after<'a>(timeline: &'a Timeline, item: ItemRef<'a>) -> impl Iterator<Item = ItemRef<'a>> {
    let day = item.of_day();
    (item.row() + 1..day.len())
        .map(|row| day.item(row))
        .chain(items(timeline, item.day().next()))
}

fn before<'a>(timeline: &'a Timeline, item: ItemRef<'a>) -> impl Iterator<Item = ItemRef<'a>> {
    let day = item.of_day();
    (0..item.row())
        .rev()
        .map(|row| day.item(row))
        .chain(items(timeline, item.day().previous()).rev())
}

fn items(timeline: &Timeline, day: NewsDay) -> impl DoubleEndedIterator<Item = ItemRef<'_>> {
    timeline.day(day).into_iter().flat_map(|day| day.items())
}

/// Whether one of two items of a wire is a flash, and the other, which did not go out before it, has a title.
fn is_pair(a: ItemRef<'_>, b: ItemRef<'_>) -> bool {
    let in_order = if is_titled(a) {
        b.stamp() <= a.stamp()
    } else {
        a.stamp() <= b.stamp()
    };
    is_titled(a) != is_titled(b) && in_order && a.wire() == b.wire()
}

fn is_titled(item: ItemRef<'_>) -> bool {
    item.flags().has(ItemFlags::TITLED)
}
