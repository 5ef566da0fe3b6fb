//! An item of a day, as other modules see it.
//!
//! It borrows its day and holds a row number. Every method looks up its answer in the records. Strings are as the dump has
//! them: the printer sanitises them.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::compare;
use super::day::Day;
use super::history::{EarlierTexts, Promotion};
use super::stocks::StoryStocks;
use crate::dump::story::StoryParts;
use crate::dump::{Dump, ExportedFacts, Extra, Record};
use crate::item::{ItemFlags, ItemId, NewsDay, Stamp, Stock};
use crate::names::StockNames;
use crate::state::{Mark, Marks};

/// A record and its dump.
#[derive(Clone, Copy, Debug)]
pub struct SourceLocation<'a> {
    /// The dump.
    pub dump: &'a Dump,
    /// The record in it.
    pub record: &'a Record,
}

impl<'a> SourceLocation<'a> {
    /// The dump's path.
    pub fn path(&self) -> &'a Path {
        &self.dump.path
    }

    /// The record's text.
    pub fn text(&self) -> &'a str {
        self.dump.record_text(self.record)
    }

    /// The record's text, without the check that it is UTF-8, which it was when it was read.
    pub fn raw_text(&self) -> &'a [u8] {
        self.dump.text.get(self.record.range()).unwrap_or_default()
    }
}

/// One item of a day, borrowed.
#[derive(Clone, Copy, Debug)]
pub struct ItemRef<'a> {
    day: &'a Day,
    row: usize,
}

impl Day {
    /// The item in a row; the last one if `row` is past the end.
    ///
    /// # Panics
    /// On a day without items.
    pub fn item(&self, row: usize) -> ItemRef<'_> {
        ItemRef {
            day: self,
            row: row.min(self.len() - 1),
        }
    }

    /// The items, oldest first.
    pub fn items(&self) -> impl DoubleEndedIterator<Item = ItemRef<'_>> + ExactSizeIterator {
        (0..self.len()).map(|row| ItemRef { day: self, row })
    }

    /// The items that were sent at this moment.
    pub(super) fn items_at(&self, stamp: Stamp) -> impl Iterator<Item = ItemRef<'_>> {
        let from = self.first_row(|other| other.0 < stamp);
        let rows = (from..self.rows.len()).take_while(move |&row| self.stamp(row) == stamp);
        rows.map(|row| self.item(row))
    }

    /// The items that were sent in this minute, at any second.
    pub fn items_of_minute(&self, minute: u32) -> impl Iterator<Item = ItemRef<'_>> {
        let from = self.first_row(|other| other.0.minute() < minute);
        let rows =
            (from..self.rows.len()).take_while(move |&row| self.stamp(row).minute() == minute);
        rows.map(|row| self.item(row))
    }
}

impl<'a> ItemRef<'a> {
    fn at(&self, index: u32) -> SourceLocation<'a> {
        let (dump, record) = self.day.records.get(index);
        SourceLocation { dump, record }
    }

    /// The shown record.
    pub fn location(&self) -> SourceLocation<'a> {
        self.at(self.day.row(self.row).shown)
    }

    /// All records of the story, the shown one first.
    pub fn locations(&self) -> impl ExactSizeIterator<Item = SourceLocation<'a>> + use<'a> {
        let item = *self;
        let records = self.day.story_records(self.row).iter();
        records.map(move |&index| item.at(index))
    }

    fn extras(&self) -> impl Iterator<Item = &'a Extra> + use<'a> {
        let table = &self.day.records;
        let records = self.day.story_records(self.row).iter();
        records.filter_map(|&index| table.extra(index))
    }

    /// Its row in its day.
    pub const fn row(&self) -> usize {
        self.row
    }

    /// The day that has it.
    pub(super) const fn containing_day(&self) -> &'a Day {
        self.day
    }

    /// The path of the dump of the shown record.
    pub fn path(&self) -> &'a Path {
        self.location().path()
    }

    /// The line of that dump on which it begins, from 1.
    pub fn line(&self) -> u32 {
        self.location().record.line
    }

    /// Its id.
    pub fn id(&self) -> ItemId {
        self.day.id(self.row)
    }

    /// Every id that it answers to, each once: its id, those of its other wordings, and those that its records give in other
    /// company. So whoever keeps an id finds the item again in a later run.
    pub fn all_ids(&self) -> Vec<ItemId> {
        self.day.all_ids(self.row)
    }

    /// Whether it answers to an id; see [`Self::all_ids`]. Costs nearly nothing for an id of another minute.
    pub fn answers_to(&self, id: ItemId) -> bool {
        self.day.may_have(self.row, id) && (self.id() == id || self.all_ids().contains(&id))
    }

    /// Whether it answers to one of these ids. Costs as much as one id, however many they are.
    pub fn answers_to_any(&self, ids: &BTreeSet<ItemId>) -> bool {
        let answers = |id: ItemId| ids.contains(&id) && self.day.may_have(self.row, id);
        self.day.may_have_any(self.row, ids) && self.all_ids().into_iter().any(answers)
    }

    /// Whether nobody has seen it, under any id that it answers to.
    pub fn is_unseen(&self, marks: &Marks) -> bool {
        let (day, has) = (self.day(), |id| marks.is_unseen(self.day(), id));
        marks.has_unseen(day) && (has(self.id()) || self.all_ids().into_iter().any(has))
    }

    /// The user's mark, under any id that the item answers to. Costs nearly nothing on a day without marks.
    pub fn mark<'m>(&self, marks: &'m Marks) -> Option<&'m Mark> {
        let marks = marks.day(self.day())?;
        let other = || self.all_ids().into_iter().find_map(|id| marks.get(id));
        marks.get(self.id()).or_else(other)
    }

    /// Its news day.
    pub const fn day(&self) -> NewsDay {
        self.day.day()
    }

    /// When it was sent: the finest time that any of its records gives.
    pub fn stamp(&self) -> Stamp {
        self.day.stamp(self.row)
    }

    /// The flags of all its records together.
    pub fn flags(&self) -> ItemFlags {
        self.day.row(self.row).flags
    }

    /// The name of its channel: 加红 if any record was sent there.
    pub fn channel(&self) -> Option<&'a str> {
        let flags = self.flags();
        if flags.has(ItemFlags::RED) {
            Some("加红")
        } else if flags.has(ItemFlags::ORDINARY) {
            Some("普通")
        } else {
            let of_dump = self.location().dump.heading.channel.as_deref();
            of_dump.or_else(|| self.exported().find_map(|facts| facts.channel.as_deref()))
        }
    }

    /// What exports say about it.
    fn exported(&self) -> impl Iterator<Item = &'a ExportedFacts> + use<'a> {
        self.extras().filter_map(|extra| extra.exported.as_deref())
    }

    /// The wire that sent it, if any of its records says so.
    pub fn wire(&self) -> Option<&'a str> {
        self.locations()
            .find_map(|place| place.dump.wire(place.record))
    }

    /// The text of the shown record, the longest of the story.
    pub fn text(&self) -> &'a str {
        self.location().text()
    }

    /// The same, without the check that it is UTF-8, which it was when it was read.
    pub fn raw_text(&self) -> &'a [u8] {
        self.location().raw_text()
    }

    /// A hash of the text without blanks.
    pub fn text_hash(&self) -> u64 {
        compare::hash(self.text())
    }

    /// Whether it was revised since it was `before`, or has grown since it was half written. A text that another dump has in
    /// full is no revision.
    pub fn is_reworded_from(&self, before: ItemRef<'_>) -> bool {
        let (old, text) = (before.text(), self.text());
        if compare::is_same(old, text) {
            return false;
        }
        self.revision() > 0
            || before.flags().has(ItemFlags::PROVISIONAL)
            || !compare::is_cut(old, text) && !compare::is_cut(text, old)
    }

    /// The parts of the text, with the title that a dump gives beside it.
    pub fn story(&self) -> StoryParts<'a> {
        let story = StoryParts::parse(self.text());
        if story.title.is_some() {
            story
        } else {
            story.titled(self.title_beside())
        }
    }

    /// The title that a dump gives outside of the text, if the text has none.
    pub fn title_beside(&self) -> Option<&'a str> {
        if self.flags().has(ItemFlags::TITLED) {
            return None;
        }
        self.extras().find_map(|extra| extra.title.as_deref())
    }

    /// The companies that its records give, as they write them.
    pub fn given_stocks(&self) -> impl Iterator<Item = &'a Stock> + use<'a> {
        self.extras().flat_map(|extra| &extra.stocks)
    }

    /// The stocks that its records give or its text names, each once: first those that a dump gives, then those with a code
    /// in the text, then those whose names are known. Codes are written as [`crate::item::normalize_code`] does.
    pub fn stocks(&self, names: &StockNames) -> Vec<Stock> {
        self.story_stocks(&self.story(), names)
            .collect(self.given_stocks())
    }

    /// The stocks that its text names. `story` are the parts of the text.
    pub(super) fn story_stocks<'n>(
        &self,
        story: &StoryParts<'n>,
        names: &'n StockNames,
    ) -> StoryStocks<'n> {
        let names = if self.has_all_stocks() {
            StockNames::none()
        } else {
            names
        };
        StoryStocks::new(story, names)
    }

    /// Whether exports alone have it, and say all its stocks.
    fn has_all_stocks(&self) -> bool {
        let is_export = |place: SourceLocation<'_>| place.record.flags.has(ItemFlags::EXPORTED);
        self.locations().all(is_export) && self.exported().all(|facts| facts.has_all_stocks)
    }

    /// The topics that its records give, each once.
    pub fn subjects(&self) -> Vec<&'a str> {
        let mut seen = HashSet::new();
        let subjects = self.extras().flat_map(|extra| &extra.subjects);
        subjects
            .map(String::as_str)
            .filter(|&subject| seen.insert(subject))
            .collect()
    }

    /// A link to the story.
    pub fn url(&self) -> Option<&'a str> {
        self.extras().find_map(|extra| extra.url.as_deref())
    }

    /// Whether it left a rolling dump, and no dump has it any more.
    pub fn is_gone(&self) -> bool {
        self.flags().has(ItemFlags::GONE)
    }

    /// The texts it had before, oldest first, as far as they are known.
    pub fn earlier_texts(&self) -> &'a [Arc<str>] {
        &self.day.earlier_texts(self.row).texts
    }

    /// The same, with the number of those that are not known.
    pub(super) fn all_earlier_texts(&self) -> EarlierTexts {
        let texts = self.earlier_texts().to_vec();
        EarlierTexts {
            unknown: self.revision() - texts.len(),
            texts,
        }
    }

    /// The number of times its text has changed since it was first read, by this program or by one whose export has it.
    pub fn revision(&self) -> usize {
        let EarlierTexts { unknown, texts } = self.day.earlier_texts(self.row);
        let exported = self.exported().map(|facts| facts.revision as usize).max();
        (unknown + texts.len()).max(exported.unwrap_or_default())
    }

    /// Whether it is red and was ordinary before: it was sent in both channels, or was seen to change.
    pub fn is_promoted(&self) -> bool {
        let both = ItemFlags::ORDINARY.with(ItemFlags::RED);
        self.flags().has(both) || self.promoted_at().is_some()
    }

    /// When it was first seen as a red one; `None` if it was red at once, or that was not observed.
    pub fn promoted_at(&self) -> Option<Stamp> {
        if self.day.history.is_empty() {
            return None;
        }
        match self.day.history.promotion(self.day.content_id(self.row)) {
            Promotion::Promoted(at) => Some(at),
            Promotion::Unknown | Promotion::WasOrdinary => None,
        }
    }
}
