//! What left rolling dumps: kept until the reader ends, within bounds.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::compare;
use super::indexed_dump::IndexedDump;
use super::snapshot::Timeline;
use crate::dump::{Dump, DumpRecord, Record};
use crate::item::{ItemFlags, NewsDay, Stamp};

/// The most dumps of which entries are kept. The one that let an entry go longest ago gives way.
const MAX_DUMPS: usize = 16;
/// The most memory for the entries of a dump, in bytes: some 3,600 flashes, twice as many as a wire sends on a busy day. The
/// oldest give way.
const MAX_SIZE: usize = 2 << 20;
/// What an entry takes beside its text, in bytes.
const ENTRY_SIZE: usize = 64;

/// The entries that left rolling dumps, by dump; the one that let an entry go last comes last.
#[derive(Debug, Default)]
pub(super) struct DepartedEntries(Vec<IndexedDump>);

impl DepartedEntries {
    /// Those that have entries of a day.
    pub(super) fn of_day(&self, day: NewsDay) -> impl Iterator<Item = &IndexedDump> {
        let has_day = move |dump: &&IndexedDump| !dump.runs(day).is_empty();
        self.0.iter().filter(has_day)
    }

    /// Adds entries, without those that were half written if the whole ones are shown. Returns the days that change.
    pub(super) fn add(&mut self, departed: &Dump, shown: &Timeline) -> BTreeSet<NewsDay> {
        let departed = &without_beginnings(departed, shown);
        if departed.records.is_empty() {
            return BTreeSet::new();
        }
        let path = &departed.path;
        let at = self.0.iter().position(|known| known.dump.path == *path);
        let known = at.map(|at| self.0.remove(at));
        let all = joined(known.as_ref().map(|known| &*known.dump), departed);
        let kept = IndexedDump::from(Arc::new(departed.with_entries(newest(&all))));
        let mut touched: BTreeSet<NewsDay> = departed.records.iter().map(|one| one.day).collect();
        if kept.dump.records.len() < all.len() {
            touched.extend(all.iter().map(|(_, record)| record.day));
        }
        self.0.push(kept);
        if self.0.len() > MAX_DUMPS {
            touched.extend(self.0.remove(0).days());
        }
        touched
    }
}

/// Leaves out half-written entries of which the whole is shown. A dump may have been rotated between two writes; its first part
/// is no item of its own.
fn without_beginnings(departed: &Dump, shown: &Timeline) -> Dump {
    let records = departed.records.iter();
    let kept = records.filter(|record| !is_beginning(departed, record, shown));
    let kept: Vec<_> = kept.map(|record| (departed, record)).collect();
    departed.with_entries(&kept)
}

fn is_beginning(departed: &Dump, record: &Record, shown: &Timeline) -> bool {
    let text = departed.record_text(record);
    let is_whole = |whole: &str| !compare::is_same(text, whole) && compare::has_grown(text, whole);
    let day = shown.day(record.day);
    record.flags.has(ItemFlags::PROVISIONAL)
        && day.is_some_and(|day| {
            let mut items = day.items_of_minute(record.stamp.minute());
            items.any(|item| is_whole(item.text()))
        })
}

/// The entries of both. One that came back to its dump and left it again is there once.
fn joined<'a>(known: Option<&'a Dump>, departed: &'a Dump) -> Vec<DumpRecord<'a>> {
    let key = |dump: &'a Dump, record: &Record| -> (Stamp, &'a [u8]) {
        let text = dump.text.get(record.range()).unwrap_or_default();
        (record.stamp, text)
    };
    let again: HashSet<_> = departed
        .records
        .iter()
        .map(|one| key(departed, one))
        .collect();
    let known = known.into_iter().flat_map(|dump| {
        let records = dump.records.iter().map(move |record| (dump, record));
        records.filter(|(dump, record)| !again.contains(&key(dump, record)))
    });
    let known: Vec<_> = known.collect();
    let departed = departed.records.iter().map(|record| (departed, record));
    known.into_iter().chain(departed).collect()
}

/// The last entries that take no more than [`MAX_SIZE`].
fn newest<'a, 'b>(entries: &'b [DumpRecord<'a>]) -> &'b [DumpRecord<'a>] {
    let mut size = 0;
    let is_too_much = |(_, record): &DumpRecord<'_>| {
        size += record.range().len() + ENTRY_SIZE;
        size > MAX_SIZE
    };
    let dropped = entries.iter().rposition(is_too_much);
    let first = dropped.map_or(0, |last| last + 1);
    entries.get(first..).unwrap_or_default()
}
