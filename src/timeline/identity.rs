//! The id of a story: made of its own records alone. So it is the same in every run, however its dumps are called, whatever
//! else they hold and whichever was read first.
//!
//! 1. The wire's own number, if a record has one.
//! 2. Otherwise minute and title, or minute and the first [`OPENING_LETTERS`] of the body if no record has a title. Of 102,681
//!    real stories all but ten differ in these. They stay when the text is cut, lengthened or sent again in another dump.
//! 3. Stories of one minute that are equal so far: title and opening, or else the whole text, for each of them. If one of
//!    them kept the shorter id, its id, and the marks that depend on it, would go to another story once one arrives. Two wires
//!    may send one text; then the wire's name counts too.
//!
//! 4. A story that only exports of this program have keeps the id that it had there, and so does one that was reworded.
//!
//! A day computes its ids at first use, so a load does not read the texts again.

use std::collections::HashSet;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use super::records::{RecordIndex, RecordTable};
use crate::dump::story::{non_blank_chars, strip_dateline, strip_title, title};
use crate::dump::wire;
use crate::item::{ItemFlags, ItemId};

/// How many letters of a body distinguish stories of one minute.
const OPENING_LETTERS: usize = 40;

/// What an id is made of, besides the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Basis {
    /// The title, or the opening of the body if there is no title.
    Headline,
    /// The opening of the body.
    Opening,
    /// Title and opening.
    Both,
    /// Title and whole text.
    Whole,
    /// Title, whole text and the wire's name.
    Wire,
}

/// The ids of a day's stories by row. `story` returns the records of a row, the shown one first.
pub(super) fn of_rows<'a, E: Iterator<Item = RecordIndex>>(
    table: &RecordTable,
    rows: usize,
    story: impl Fn(usize) -> &'a [RecordIndex],
    earlier: impl Fn(usize) -> E,
) -> Box<[ItemId]> {
    let mut writer = IdWriter::new(table);
    let first = |row| {
        let story = story(row);
        number(table, story).unwrap_or_else(|| writer.id(story, Basis::Headline))
    };
    let mut ids: Box<[ItemId]> = (0..rows).map(first).collect();
    let gives_way = |row| {
        let flags = table.record(shown(story(row))).flags;
        flags.has(ItemFlags::PROVISIONAL) || flags.has(ItemFlags::GONE)
    };
    for basis in [Basis::Both, Basis::Whole, Basis::Wire] {
        for row in rows_to_distinguish(&ids, gives_way) {
            ids[row] = writer.id(story(row), basis);
        }
    }
    if table.has_extras() {
        let exported = |row| exported_id(table, story(row), earlier(row));
        keep_exported(&mut ids, exported);
    }
    ids
}

/// Gives stories the ids that exports say they have: those that only exports have, and those whose text had changed. An id
/// that is another story's stays there.
fn keep_exported(ids: &mut [ItemId], exported_id: impl Fn(usize) -> Option<ItemId>) {
    let exported = (0..ids.len()).filter_map(|row| Some((exported_id(row)?, row)));
    let mut exported: Vec<_> = exported.filter(|(id, row)| ids[*row] != *id).collect();
    if exported.is_empty() {
        return;
    }
    exported.sort_unstable();
    let taken: HashSet<ItemId> = ids.iter().copied().collect();
    for claims in exported.chunk_by(|a, b| a.0 == b.0) {
        if let [(id, row)] = claims
            && !taken.contains(id)
        {
            ids[*row] = *id;
        }
    }
}

/// The id that the last export with a story says it has, if its records alone do not give it. `earlier` are the records in
/// exports that have an earlier wording.
fn exported_id(
    table: &RecordTable,
    story: &[RecordIndex],
    earlier: impl Iterator<Item = RecordIndex>,
) -> Option<ItemId> {
    let mut last = None;
    let (mut is_only_exported, mut is_revised) = (true, false);
    for &record in story {
        match table.exported(record) {
            Some(facts) => {
                is_revised |= facts.revision > 0;
                last = last.max(Some((facts.revision, record, facts.id)));
            }
            None => is_only_exported = false,
        }
    }
    for record in earlier {
        is_revised = true;
        let facts = table.exported(record);
        last = last.max(facts.map(|facts| (facts.revision, record, facts.id)));
    }
    let (_, _, id) = last?;
    (id.wire().is_none() && number(table, story).is_none() && (is_only_exported || is_revised))
        .then_some(id)
}

/// The rows that share an id with another. A whole text beside those that give way keeps it: half-written ones are beginnings or
/// old wordings of it, and what has left its dump is not there for the next reader. Numbers are never shared, because all
/// records with one number are one story.
fn rows_to_distinguish(ids: &[ItemId], gives_way: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut sorted: Vec<(ItemId, usize)> = ids.iter().copied().zip(0..).collect();
    // An id begins with its minute, so nearly every day is nearly in this order.
    sorted.sort_unstable();
    let mut found = Vec::new();
    for shared in sorted
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|chunk| chunk.len() > 1)
    {
        let rows = || shared.iter().map(|&(_, row)| row);
        let whole = rows().filter(|&row| !gives_way(row)).count();
        found.extend(rows().filter(|&row| whole != 1 || gives_way(row)));
    }
    found
}

/// Every id that a story has, or would have with fewer of its records, beside other stories or with an earlier text; some
/// more than once.
pub(super) fn all_of_story(
    table: &RecordTable,
    story: &[RecordIndex],
    earlier: &[Arc<str>],
) -> Vec<ItemId> {
    let mut writer = IdWriter::new(table);
    let mut ids = Vec::new();
    for &record in story {
        ids.extend(table.wire_id(record).map(ItemId::from_wire));
        ids.extend(table.exported(record).map(|facts| facts.id));
    }
    for basis in [
        Basis::Headline,
        Basis::Opening,
        Basis::Both,
        Basis::Whole,
        Basis::Wire,
    ] {
        ids.push(writer.id(story, basis));
        ids.extend(story.chunks(1).map(|record| writer.id(record, basis)));
        let earlier = earlier.iter();
        ids.extend(earlier.map(|text| writer.id_of_text(shown(story), title(text), text, basis)));
    }
    ids
}

fn shown(story: &[RecordIndex]) -> RecordIndex {
    story.first().copied().unwrap_or_default()
}

/// The number of a story, that of the shown record first.
fn number(table: &RecordTable, story: &[RecordIndex]) -> Option<ItemId> {
    if !table.has_extras() {
        return None;
    }
    let mut records = story.iter();
    records
        .find_map(|&record| table.wire_id(record))
        .map(ItemId::from_wire)
}

/// Hashes the letters that an id is made of, in a buffer that is used again.
struct IdWriter<'a> {
    table: &'a RecordTable,
    letters: String,
}

impl<'a> IdWriter<'a> {
    const fn new(table: &'a RecordTable) -> Self {
        Self {
            table,
            letters: String::new(),
        }
    }

    /// The id of a story without a number.
    fn id(&mut self, story: &[RecordIndex], basis: Basis) -> ItemId {
        let (table, shown) = (self.table, shown(story));
        let title = story.iter().find_map(|&record| table.title(record));
        self.id_of_text(shown, title, table.text(shown), basis)
    }

    /// The id that a title and a text give in the minute and from the wire of a record. The hash must never change: ids are
    /// stored.
    fn id_of_text(
        &mut self,
        record: RecordIndex,
        title: Option<&str>,
        text: &str,
        basis: Basis,
    ) -> ItemId {
        self.letters.clear();
        match (basis, title) {
            (Basis::Headline, Some(title)) => self.push_title(title),
            (Basis::Headline, None) | (Basis::Opening, _) => self.push_opening(text),
            (Basis::Both, title) => {
                self.push_title(title.unwrap_or_default());
                self.push_opening(text);
            }
            (Basis::Whole, title) => self.push_whole(title, text),
            (Basis::Wire, title) => {
                self.push_whole(title, text);
                self.letters.push('\n');
                self.letters
                    .push_str(self.table.wire(record).unwrap_or(wire::HOME));
            }
        }
        let minute = self.table.stamp(record).minute();
        ItemId::from_content(minute, xxh3_64(self.letters.as_bytes()))
    }

    /// Adds a title and all letters of a text.
    fn push_whole(&mut self, title: Option<&str>, text: &str) {
        self.push_title(title.unwrap_or_default());
        self.letters.extend(non_blank_chars(text));
    }

    /// Adds a title in brackets, as it is written in a text.
    fn push_title(&mut self, title: &str) {
        self.letters.push('【');
        self.letters.extend(non_blank_chars(title));
        self.letters.push('】');
    }

    /// Adds the letters that open a body, without its dateline, which some dumps leave out.
    fn push_opening(&mut self, text: &str) {
        let body = strip_dateline(strip_title(text));
        let opening = non_blank_chars(body).take(OPENING_LETTERS);
        self.letters.extend(opening);
    }
}
