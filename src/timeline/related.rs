//! A flash and the titled story that the wire makes of it minutes later: two items, linked to each other.
//!
//! Found when it is asked for, by comparing a few neighbours in time, over the end of the news day if need be; nothing is
//! kept.

use std::cmp::Reverse;

use super::similar::Wording;
use super::{ItemRef, Timeline};
use crate::item::{Marks, NewsDay};

/// How long after a flash its story can follow, in seconds.
const WITHIN: u32 = 600;
/// In how many items before it and after it the other is looked for: no wire sends more within that time.
const NEAR: usize = 500;
/// From how many thousandths on a story is that of a flash: most of what the flash says stands in it.
const ALIKE: u32 = 600;
/// How many times as long as the flash its story is at most: a morning's roundup says a little of everything.
const LONGEST: usize = 8;

/// The item that tells the same as this one: its story where it is a flash, its flash where it is a story.
pub(super) fn find<'a>(timeline: &'a Timeline, item: ItemRef<'a>) -> Option<ItemRef<'a>> {
    let wording = Wording::of(item.text());
    let is_near = |other: &ItemRef<'_>| other.stamp().unix().abs_diff(item.stamp().unix()) <= WITHIN;
    let (day, row) = (item.of_day(), item.row());
    let in_day = |day: NewsDay| timeline.day(day).into_iter().flat_map(|day| day.items());
    let later = in_day(item.day().next());
    let sooner = in_day(item.day().previous()).rev();
    let after = (row + 1..day.len()).map(|row| day.item(row)).chain(later).take(NEAR).take_while(is_near);
    let before = (0..row).rev().map(|row| day.item(row)).chain(sooner).take(NEAR).take_while(is_near);
    let candidates = after.chain(before).filter(|other| is_pair(item, *other)).filter_map(|other| {
        let theirs = Wording::of(other.text());
        let (short, long) = (wording.len().min(theirs.len()), wording.len().max(theirs.len()));
        (long <= short * LONGEST).then(|| (wording.likeness(&theirs), other))
    });
    let best = candidates
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by_key(|(likeness, other)| (*likeness, Reverse((other.day(), other.row()))));
    best.map(|(_, other)| other)
}

/// Whether one of two items of a dump is a flash, and the other, which did not go out before it, has a title.
fn is_pair(a: ItemRef<'_>, b: ItemRef<'_>) -> bool {
    let titled = |item: ItemRef<'_>| item.marks().has(Marks::TITLED);
    let in_order = if titled(a) { b.stamp() <= a.stamp() } else { a.stamp() <= b.stamp() };
    titled(a) != titled(b) && in_order && a.wire() == b.wire()
}
