//! An item as everyone outside the timeline sees it.

use std::path::Path;

use super::{Day, Row};
use crate::dump::story::{self, Story};
use crate::dump::{Dump, Record};
use crate::item::{ItemId, Level, Marks, NewsDay, Stamp, Stock};

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

    fn place(&self) -> Place<'a> {
        let Row { dump, record, .. } = self.day.rows()[self.row];
        let dump = &self.day.dumps()[usize::from(dump)];
        Place { dump, record: &dump.records[record as usize] }
    }

    /// Its row in its day.
    pub const fn row(&self) -> usize {
        self.row
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
        self.place().record.stamp
    }

    /// What all its records know together.
    pub fn marks(&self) -> Marks {
        self.day.rows()[self.row].marks
    }

    /// The weightiest level known.
    pub fn level(&self) -> Option<Level> {
        self.marks().level()
    }

    /// The name of its channel: 加红 where any record stood there.
    pub fn channel(&self) -> Option<&'a str> {
        let marks = self.marks();
        if marks.has(Marks::RED) {
            Some("加红")
        } else if marks.has(Marks::ORDINARY) {
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

    /// The text taken apart, with a title that stands outside of it.
    pub fn story(&self) -> Story<'a> {
        let mut story = story::parts(self.text());
        if story.title.is_none() {
            story.title = self.place().dump.extra(self.place().record).and_then(|extra| extra.title.as_deref());
        }
        story
    }

    /// The companies that its records name.
    pub fn stocks(&self) -> Vec<&'a Stock> {
        todo!("timeline helper: union over places")
    }

    /// The topics that its records give.
    pub fn subjects(&self) -> Vec<&'a str> {
        todo!("timeline helper: union over places")
    }

    /// A link to the story.
    pub fn url(&self) -> Option<&'a str> {
        todo!("timeline helper: first over places")
    }

    /// Where it stands: the shown record first, then every other record of the story.
    pub fn places(&self) -> Vec<Place<'a>> {
        self.day.places(self.row)
    }

    /// The texts it had before, oldest first.
    pub fn earlier(&self) -> &'a [String] {
        self.day.earlier(self.row)
    }

    /// How often its text has changed since it was first seen.
    pub fn revision(&self) -> usize {
        self.earlier().len()
    }
}
