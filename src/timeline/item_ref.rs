//! An item as everyone outside the timeline sees it.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use super::{Day, ItemFields, Timeline, related, stocks};
use crate::dump::story::StoryParts;
use crate::dump::{Dump, Extra, Record};
use crate::item::{ItemFlags, ItemId, Level, NewsDay, Stamp, Stock};
use crate::names::StockNames;

/// Where a record of a story stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The dump.
    pub dump: &'a Dump,
    /// The record in it.
    pub record: &'a Record,
}

impl<'a> Place<'a> {
    /// The dump's path.
    pub fn path(&self) -> &'a Path {
        &self.dump.path
    }

    /// The record's text, without seeing to it that it is UTF-8, as it was when it was read.
    pub fn raw_text(&self) -> &'a [u8] {
        self.dump.text.get(self.record.range()).unwrap_or_default()
    }
}

/// One item of a day, borrowed. Its strings are as the dump has them: whoever prints them sanitises them.
#[derive(Clone, Copy, Debug)]
pub struct ItemRef<'a> {
    day: &'a Day,
    row: usize,
}

impl<'a> ItemRef<'a> {
    pub(super) const fn new(day: &'a Day, row: usize) -> Self {
        Self { day, row }
    }

    /// The record that shows it.
    pub fn place(&self) -> Place<'a> {
        let (view, seat) = (self.day.view(), self.day.row(self.row).seat);
        Place {
            dump: view.dump(seat),
            record: view.record(seat),
        }
    }

    fn extras(&self) -> impl Iterator<Item = &'a Extra> {
        let view = self.day.view();
        self.day
            .places_seats(self.row)
            .iter()
            .filter_map(move |&seat| view.extra(seat))
    }

    /// Its row in its day.
    pub const fn row(&self) -> usize {
        self.row
    }

    /// As a query asks it, who knows these names of stocks.
    pub const fn fields(self, names: &'a StockNames) -> ItemFields<'a> {
        ItemFields::new(self, names)
    }

    /// The dump in which the shown text stands.
    pub fn path(&self) -> &'a Path {
        &self.place().dump.path
    }

    /// The line of that dump on which it begins, from 1.
    pub fn line(&self) -> u32 {
        self.place().record.line
    }

    /// Its identity.
    pub fn id(&self) -> ItemId {
        self.day.id(self.row)
    }

    /// Its news day.
    pub const fn day(&self) -> NewsDay {
        self.day.day()
    }

    /// When it went out: the finest time that any of its records gives.
    pub fn stamp(&self) -> Stamp {
        self.day.stamp(self.row)
    }

    /// What all its records know together.
    pub fn flags(&self) -> ItemFlags {
        self.day.row(self.row).flags
    }

    /// The weightiest level known.
    pub fn level(&self) -> Option<Level> {
        self.flags().level()
    }

    /// The name of its channel: 加红 where any record stood there.
    pub fn channel(&self) -> Option<&'a str> {
        let flags = self.flags();
        if flags.has(ItemFlags::RED) {
            Some("加红")
        } else if flags.has(ItemFlags::ORDINARY) {
            Some("普通")
        } else {
            self.place().dump.heading.channel.as_deref()
        }
    }

    /// The wire, 财联社.
    pub fn wire(&self) -> Option<&'a str> {
        self.place().dump.heading.wire.as_deref()
    }

    /// The longest text that any of its records has, as the dump has it.
    pub fn text(&self) -> &'a str {
        let place = self.place();
        place.dump.record_text(place.record)
    }

    /// The same, without seeing to it that it is UTF-8, as it was when it was read.
    pub fn raw_text(&self) -> &'a [u8] {
        self.place().raw_text()
    }

    /// The text taken apart, with a title that stands outside of it.
    pub fn story(&self) -> StoryParts<'a> {
        let mut story = StoryParts::parse(self.text());
        if story.title.is_none() {
            story = story.titled(self.title_beside());
        }
        story
    }

    /// The title that a dump gives beside the text, where the text has none itself.
    pub fn title_beside(&self) -> Option<&'a str> {
        let has_none = !self.day.row(self.row).flags.has(ItemFlags::TITLED);
        if has_none {
            self.extras().find_map(|extra| extra.title.as_deref())
        } else {
            None
        }
    }

    /// The companies that its records give, as they write them.
    pub fn given_stocks(&self) -> impl Iterator<Item = &'a Stock> {
        self.extras().flat_map(|extra| &extra.stocks)
    }

    /// The stocks that its records give or its text names, each once: first those that a dump gives, then those that stand
    /// with their codes, then those whose names are known. Codes are written as [`crate::item::normalize_code`] does.
    pub fn stocks(&self, names: &StockNames) -> Vec<Stock> {
        stocks::of(self.given_stocks(), &self.story(), names)
    }

    /// The topics that its records give.
    pub fn subjects(&self) -> Vec<&'a str> {
        let mut known = HashSet::new();
        let all = self
            .extras()
            .flat_map(|extra| &extra.subjects)
            .map(String::as_str);
        all.filter(|&subject| known.insert(subject)).collect()
    }

    /// A link to the story.
    pub fn url(&self) -> Option<&'a str> {
        self.extras().find_map(|extra| extra.url.as_deref())
    }

    /// Where it stands: the shown record first, then every other record of the story.
    pub fn places(&self) -> Vec<Place<'a>> {
        self.day.places(self.row).collect()
    }

    /// The item that tells the same: the titled story that followed a flash, or the flash before it. The timeline tells what
    /// stands in the news days beside its own.
    pub fn related(&self, timeline: &'a Timeline) -> Option<ItemRef<'a>> {
        related::find(timeline, *self)
    }

    pub(super) const fn of_day(&self) -> &'a Day {
        self.day
    }

    /// The texts it had before, oldest first.
    pub fn earlier(&self) -> &'a [Arc<str>] {
        self.day.earlier(self.row)
    }

    /// Whether it was an ordinary story before it became a red one: it stood in both channels, or was seen to move.
    pub fn is_promoted(&self) -> bool {
        self.flags().has(ItemFlags::ORDINARY.with(ItemFlags::RED)) || self.promoted().is_some()
    }

    /// When it was seen that it has become a red one; `None` where that was so from the start.
    pub fn promoted(&self) -> Option<Stamp> {
        self.day.promoted(self.row)
    }

    /// How often its text has changed since it was first seen.
    pub fn revision(&self) -> usize {
        self.earlier().len()
    }
}
