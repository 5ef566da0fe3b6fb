//! A flash and the titled story that the wire makes of it minutes later: two items, linked to each other.
//!
//! Terms: a *flash* is an item without a title, a *story* one with a title; the *subject* of a text is the name that opens it.
//!
//! Where two wires report the same, the report of the other wire is the *twin* of an item.
//!
//! The rule: a story belongs to a flash if
//!
//! - it was sent by the same wire, with the flash or up to ten minutes after it;
//! - both have one subject: the words that open one are at the beginning of the other (`subject`);
//! - it says most of what the flash says, rare words counting more than common ones (`terms`).
//!
//! Wording alone is not enough: every share price is reported in the same words as the last, of another company. Of 3,462
//! flashes of 25 real days 24 lead to a story, each to one of the same company, index or occasion. By wording alone 21 did;
//! six of these were wrong, and none led to a story more than eight times as long.
//!
//! The cost: computed on demand. Looks at no more than 1,000 neighbours in time, also beyond the end of the news day, and
//! compares 16 of them word by word. Nothing is stored.

mod subject;
mod terms;

use std::cmp::Reverse;

use subject::{Flash, TitledStory};

use super::item_ref::ItemRef;
use super::snapshot::Timeline;
use crate::item::{ItemFlags, NewsDay};

/// The longest time from a flash to its story, in seconds.
const MAX_DELAY: u32 = 600;
/// The most neighbours on either side. No wire sends more within that time.
const MAX_NEIGHBOURS: usize = 500;
/// The most items with the same subject that are compared word by word.
const MAX_COMPARED: usize = 16;
/// The least share of a flash that its story repeats, in thousandths.
const MIN_SHARE: u32 = 430;

impl<'a> ItemRef<'a> {
    /// The related item: the story of a flash, the flash of a story, or the twin of an item of another wire. The timeline gives
    /// access to the neighbouring days.
    pub fn related(&self, timeline: &'a Timeline) -> Option<ItemRef<'a>> {
        self.other_stage(timeline).or_else(|| self.twin(timeline))
    }

    /// The nearest item of another wire whose text opens with the same words.
    fn twin(&self, timeline: &'a Timeline) -> Option<ItemRef<'a>> {
        if !timeline.has_several_wires() {
            return None;
        }
        let item = *self;
        let opening = item.location().record.opening;
        near(timeline, item)
            .filter(|other| {
                other.location().record.opening == opening && other.wire() != item.wire()
            })
            .min_by_key(|other| other.stamp().unix().abs_diff(item.stamp().unix()))
    }

    /// The story of a flash, or the flash of a story.
    fn other_stage(&self, timeline: &'a Timeline) -> Option<ItemRef<'a>> {
        let item = *self;
        let near = near(timeline, item).filter(|other| is_pair(item, *other));
        let share = |flash: &Flash<'_>, story: &TitledStory<'_>| {
            flash.share_in(story, before(timeline, flash.item()))
        };
        if is_titled(item) {
            let story = TitledStory::new(item);
            let flashes = near
                .map(|other| (Flash::new(other), other))
                .filter(|(flash, _)| story.has_subject_of(flash))
                .take(MAX_COMPARED);
            best(flashes.map(|(flash, other)| (share(&flash, &story), other)))
        } else {
            let flash = Flash::new(item);
            let stories = near
                .map(|other| (TitledStory::new(other), other))
                .filter(|(story, _)| story.has_subject_of(&flash))
                .take(MAX_COMPARED);
            best(stories.map(|(story, other)| (share(&flash, &story), other)))
        }
    }
}

/// The item with the largest share, if it is large enough; of equal ones the first.
fn best<'a>(found: impl Iterator<Item = (u32, ItemRef<'a>)>) -> Option<ItemRef<'a>> {
    found
        .filter(|(share, _)| *share >= MIN_SHARE)
        .max_by_key(|(share, other)| (*share, Reverse((other.day(), other.row()))))
        .map(|(_, other)| other)
}

/// The items within [`MAX_DELAY`] of this one: those after it, then those before it, nearest first.
fn near<'a>(timeline: &'a Timeline, item: ItemRef<'a>) -> impl Iterator<Item = ItemRef<'a>> {
    let is_near =
        move |other: &ItemRef<'_>| other.stamp().unix().abs_diff(item.stamp().unix()) <= MAX_DELAY;
    let after = after(timeline, item).take(MAX_NEIGHBOURS);
    let before = before(timeline, item).take(MAX_NEIGHBOURS);
    after.take_while(is_near).chain(before.take_while(is_near))
}

fn after<'a>(timeline: &'a Timeline, item: ItemRef<'a>) -> impl Iterator<Item = ItemRef<'a>> {
    let day = item.containing_day();
    let rows = item.row() + 1..day.len();
    rows.map(|row| day.item(row))
        .chain(items(timeline, item.day().next()))
}

fn before<'a>(timeline: &'a Timeline, item: ItemRef<'a>) -> impl Iterator<Item = ItemRef<'a>> {
    let day = item.containing_day();
    let rows = (0..item.row()).rev();
    rows.map(|row| day.item(row))
        .chain(items(timeline, item.day().previous()).rev())
}

fn items(timeline: &Timeline, day: NewsDay) -> impl DoubleEndedIterator<Item = ItemRef<'_>> {
    timeline.day(day).into_iter().flat_map(|day| day.items())
}

/// Whether one of two items is a flash and the other, of the same wire and sent no earlier, has a title.
fn is_pair(a: ItemRef<'_>, b: ItemRef<'_>) -> bool {
    let (flash, story) = if is_titled(a) { (b, a) } else { (a, b) };
    is_titled(story)
        && !is_titled(flash)
        && flash.stamp() <= story.stamp()
        && flash.wire() == story.wire()
}

fn is_titled(item: ItemRef<'_>) -> bool {
    item.flags().has(ItemFlags::TITLED)
}
