//! What is new in a day that was built again.

use std::collections::{BTreeSet, HashMap};
use std::mem;
use std::ptr;
use std::sync::Arc;

use super::day::Day;
use super::item_ref::ItemRef;
use super::revision::RenamedIds;
use crate::item::{ItemFlags, ItemId, NewsDay, Stamp};

/// An item that was not there before, or not like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrived {
    /// Its news day.
    pub day: NewsDay,
    /// When it was sent.
    pub stamp: Stamp,
    /// Its id.
    pub id: ItemId,
    /// Whether it is red.
    pub is_red: bool,
}

impl From<ItemRef<'_>> for Arrived {
    fn from(item: ItemRef<'_>) -> Self {
        Self {
            day: item.day(),
            stamp: item.stamp(),
            id: item.id(),
            is_red: item.flags().is_red(),
        }
    }
}

/// What a day has that it had not before, and what it has no more.
#[derive(Debug, Default)]
pub(super) struct DayChanges {
    pub(super) arrived: Vec<Arrived>,
    /// Items that were not there before and are no news.
    pub(super) past: Vec<Arrived>,
    pub(super) promoted: Vec<Arrived>,
    pub(super) revised: Vec<Arrived>,
    /// Items that are back under another id: the id that was lost, and the new one.
    pub(super) returned: RenamedIds,
    /// Whether items are gone, at another time, or red no longer.
    pub(super) moved: bool,
    pub(super) lost: LostRows,
}

/// The rows of a day that lost something, as it was.
#[derive(Debug, Default)]
pub(super) struct LostRows {
    /// Items that are gone, have another id, or lost the record that was shown.
    pub(super) gone: Vec<usize>,
    /// Items that are red no longer.
    pub(super) faded: Vec<usize>,
}

impl LostRows {
    pub(super) const fn is_empty(&self) -> bool {
        self.gone.is_empty() && self.faded.is_empty()
    }
}

impl DayChanges {
    /// Compares a day with the same day as it was.
    pub(super) fn new(before: Option<&Arc<Day>>, now: &Day, renamed: &RenamedIds) -> Self {
        let mut changes = Self::compare(before, now, renamed);
        if let Some(before) = before {
            changes.recognise_texts(before, now);
        }
        changes
    }

    /// Compares the ids. If the day has only grown, as nearly always, one walk over both is enough.
    fn compare(before: Option<&Arc<Day>>, now: &Day, renamed: &RenamedIds) -> Self {
        let old_items = || before.into_iter().flat_map(|day| day.items());
        let mut changes = Self::default();
        let mut old = old_items().peekable();
        for item in now.items() {
            let is_same = |old: &ItemRef<'_>| (old.id(), old.stamp()) == (item.id(), item.stamp());
            changes.note(old.next_if(is_same), item);
        }
        let is_moved = old.peek().is_some() || !renamed.is_empty();
        let has_fewer_records = before.is_some_and(|day| day.records.len() > now.records.len());
        if !is_moved && !has_fewer_records {
            return changes;
        }
        let mut known: HashMap<ItemId, ItemRef<'_>> =
            old_items().map(|old| (old.id(), old)).collect();
        let mut is_kept = vec![false; known.len()];
        for (old, new) in renamed {
            if let Some(&item) = known.get(old) {
                known.insert(*new, item);
            }
        }
        let mut changes = Self {
            moved: is_moved,
            ..Self::default()
        };
        for item in now.items() {
            let old = known.get(&item.id()).copied();
            changes.note(old, item);
            if let Some(old) = old {
                is_kept[old.row()] = keeps_all(old, item);
            }
        }
        let rows = is_kept.into_iter().enumerate();
        let gone = rows.filter_map(|(row, is_kept)| (!is_kept).then_some(row));
        changes.lost.gone = gone.collect();
        changes
    }

    /// Takes out what arrived only as an id. Of two stories that are worded alike the one may count as the later wording of the
    /// other; once the other is back, it gets an id of its own.
    fn recognise_texts(&mut self, before: &Day, now: &Day) {
        let stamps: BTreeSet<Stamp> = self.arrived.iter().map(|arrived| arrived.stamp).collect();
        let old = StoryCounts::of_items(items_at(&stamps, before).filter(|item| is_whole(*item)));
        if old.0.is_empty() {
            return;
        }
        let new = StoryCounts::of_items(items_at(&stamps, now));
        for arrived in mem::take(&mut self.arrived) {
            let row = now.find_at(arrived.id, arrived.stamp);
            let story = row.map(|row| story(now.item(row)));
            let (old, new) = (old.of(story), new.of(story));
            if old.all == 0 || old.all < new.all {
                self.arrived.push(arrived);
                continue;
            }
            self.moved = true;
            if arrived.is_red && old.red < new.red {
                self.promoted.push(arrived);
            }
        }
    }

    /// Notes what is new of an item; `old` is the same item before.
    fn note(&mut self, old: Option<ItemRef<'_>>, item: ItemRef<'_>) {
        let Some(old) = old else {
            return self.arrived.push(item.into());
        };
        match (old.flags().is_red(), item.flags().is_red()) {
            (false, true) => self.promoted.push(item.into()),
            (true, false) => {
                self.moved = true;
                self.lost.faded.push(old.row());
            }
            (false, false) | (true, true) => {}
        }
        if item.revision() > old.revision() {
            self.revised.push(item.into());
        }
    }
}

/// Whether an item has its id and its text still. An entry that was half written has lost nothing if it has grown.
fn keeps_all(old: ItemRef<'_>, item: ItemRef<'_>) -> bool {
    let has_same_text = || ptr::eq(old.text(), item.text()) || old.text() == item.text();
    !is_whole(old) || (old.id() == item.id() && has_same_text())
}

/// The items of a day that were sent at these moments.
fn items_at<'a>(stamps: &BTreeSet<Stamp>, day: &'a Day) -> impl Iterator<Item = ItemRef<'a>> {
    stamps.iter().flat_map(|stamp| day.items_at(*stamp))
}

/// When a story was sent, its wire, and its text.
type DatedText<'a> = (Stamp, Option<&'a str>, &'a str);

fn story(item: ItemRef<'_>) -> DatedText<'_> {
    (item.stamp(), item.wire(), item.text())
}

/// How many items a story has, and how many of them are red.
#[derive(Debug, Default, Clone, Copy)]
struct StoryCount {
    all: usize,
    red: usize,
}

/// How often each story is among some items.
struct StoryCounts<'a>(HashMap<DatedText<'a>, StoryCount>);

impl<'a> StoryCounts<'a> {
    fn of_items(items: impl Iterator<Item = ItemRef<'a>>) -> Self {
        let mut counts = HashMap::<_, StoryCount>::new();
        for item in items {
            let count = counts.entry(story(item)).or_default();
            count.all += 1;
            count.red += usize::from(item.flags().is_red());
        }
        Self(counts)
    }

    fn of(&self, story: Option<DatedText<'_>>) -> StoryCount {
        let count = story.and_then(|story| self.0.get(&story));
        count.copied().unwrap_or_default()
    }
}

fn is_whole(item: ItemRef<'_>) -> bool {
    !item.flags().has(ItemFlags::PROVISIONAL)
}
