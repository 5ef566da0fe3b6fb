//! Which items have arrived: each does so once, and is never new again.

use std::collections::BTreeSet;

use super::checks::unixlike;
use crate::item::{ItemFlags, ItemId};
use crate::timeline::{ItemRef, Timeline, Update};

/// The items that have arrived so far.
#[derive(Debug, Default)]
pub(super) struct ArrivedItems {
    ids: BTreeSet<ItemId>,
    texts: BTreeSet<String>,
}

impl ArrivedItems {
    /// Notes all items of a load.
    pub(super) fn note_all(&mut self, timeline: &Timeline) {
        let days = timeline.days().iter();
        days.flat_map(|day| day.items())
            .for_each(|item| self.note(item));
    }

    fn note(&mut self, item: ItemRef<'_>) {
        self.ids.insert(item.id());
        if is_whole(item) {
            self.texts.insert(unixlike(item.text()));
        }
    }

    /// Takes an update in; an error if an item arrives twice, or never arrives although it is there.
    pub(super) fn take(&mut self, update: &Update) -> Result<(), String> {
        for (old, new) in &update.renamed {
            if self.ids.contains(old) {
                self.ids.insert(*new);
            }
        }
        for news in update.arrived.iter().chain(&update.past) {
            let item = update.timeline.item(news.day, news.id);
            let item = item.ok_or("what arrives is not there")?;
            let text = unixlike(item.text());
            if !self.ids.insert(news.id) || (is_whole(item) && self.texts.contains(&text)) {
                return Err(format!("it arrives twice: {text}"));
            }
        }
        let days = update.changed.iter();
        for day in days.filter_map(|day| update.timeline.day(*day)) {
            if let Some(item) = day.items().find(|item| !self.has(*item, day.items())) {
                return Err(format!("it never arrives: {}", unixlike(item.text())));
            }
            day.items().for_each(|item| self.note(item));
        }
        Ok(())
    }

    /// Whether an item has arrived, or is the beginning of one of its minute that has: another name of a dump may have been
    /// read before the rest was written.
    fn has<'a>(&self, item: ItemRef<'_>, mut others: impl Iterator<Item = ItemRef<'a>>) -> bool {
        let has_arrived = |item: ItemRef<'_>| {
            self.ids.contains(&item.id()) || self.texts.contains(&unixlike(item.text()))
        };
        let goes_on = |other: ItemRef<'_>| {
            other.stamp().minute() == item.stamp().minute()
                && other.text().starts_with(item.text().trim_end())
                && has_arrived(other)
        };
        has_arrived(item) || (!is_whole(item) && others.any(goes_on))
    }
}

fn is_whole(item: ItemRef<'_>) -> bool {
    !item.flags().has(ItemFlags::PROVISIONAL)
}
