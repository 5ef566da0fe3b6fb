//! The records of one news day, numbered across all its dumps.
//!
//! A dump can have many days, and a day can be in many dumps. A [`RecordIndex`] numbers a day's records, dump by dump, and
//! within a dump in chronological order: files written newest first are reversed. So four bytes locate a record, and of two
//! records of one minute in one dump the lower index was sent first.

use std::ops::Range;
use std::sync::Arc;

use super::indexed_dump::IndexedDump;
use crate::dump::story::title;
use crate::dump::{Dump, ExportedFacts, Extra, Record};
use crate::item::{NewsDay, Stamp};

/// The number of a record within its day.
pub(super) type RecordIndex = u32;

/// The records of each story that has more than one.
pub(super) type RecordGroups = Vec<Vec<RecordIndex>>;

/// Consecutive records of one dump that belong to one day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    dump: u32,
    first: u32,
    len: u32,
    /// The lowest index.
    base: RecordIndex,
    newest_first: bool,
}

impl Run {
    /// The index of the dump among those of the day.
    pub(super) const fn dump(&self) -> usize {
        self.dump as usize
    }

    /// The numbers of its records within the dump.
    pub(super) const fn records(&self) -> Range<usize> {
        self.first as usize..(self.first + self.len) as usize
    }

    /// The index of one of its records, given by its number within the dump.
    pub(super) const fn index(&self, record: u32) -> RecordIndex {
        self.base + self.mirror(record - self.first)
    }

    /// Reverses an offset if the dump is written newest first.
    const fn mirror(&self, offset: u32) -> u32 {
        if self.newest_first {
            self.len - 1 - offset
        } else {
            offset
        }
    }
}

/// The records of one day.
#[derive(Debug)]
pub(super) struct RecordTable {
    dumps: Box<[Arc<Dump>]>,
    runs: Box<[Run]>,
    has_several_wires: bool,
}

impl RecordTable {
    /// Numbers the day's records.
    pub(super) fn new(day: NewsDay, dumps: &[&IndexedDump]) -> Self {
        let (mut table, mut base) = (Vec::new(), 0);
        for (indexed, dump) in dumps.iter().zip(0..) {
            let runs = indexed.runs(day);
            let newest_first = is_newest_first(&indexed.dump, runs);
            for nth in 0..runs.len() {
                let last = runs.len() - 1;
                let (_, run) = &runs[if newest_first { last - nth } else { nth }];
                let len = run.end - run.start;
                table.push(Run {
                    dump,
                    first: run.start,
                    len,
                    base,
                    newest_first,
                });
                base += len;
            }
        }
        let mut wires = dumps.iter().flat_map(|one| one.dump.wires());
        let first = wires.next();
        Self {
            has_several_wires: wires.any(|wire| Some(wire) != first),
            dumps: dumps.iter().map(|one| Arc::clone(&one.dump)).collect(),
            runs: table.into(),
        }
    }

    /// Whether its dumps have entries of more than one wire.
    pub(super) const fn has_several_wires(&self) -> bool {
        self.has_several_wires
    }

    /// The wire of a record, if anything says so.
    pub(super) fn wire(&self, index: RecordIndex) -> Option<&str> {
        let (dump, record) = self.get(index);
        dump.wire(record)
    }

    pub(super) fn dumps(&self) -> &[Arc<Dump>] {
        &self.dumps
    }

    pub(super) fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The number of records: one more than the highest index.
    pub(super) fn len(&self) -> usize {
        let last = self.runs.last();
        last.map_or(0, |run| (run.base + run.len) as usize)
    }

    /// Every record with its index, ascending but for dumps written newest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = (RecordIndex, &Record)> {
        self.runs.iter().flat_map(|run| {
            let records = self.dumps[run.dump()].records.get(run.records());
            let records = records.unwrap_or_default().iter().zip(run.first..);
            records.map(|(record, number)| (run.index(number), record))
        })
    }

    /// The index of a record, given by its dump and its number there; `None` if it is of another day.
    pub(super) fn index(&self, dump: usize, record: u32) -> Option<RecordIndex> {
        let from = self.runs.partition_point(|run| run.dump() < dump);
        let runs = self.runs.get(from..)?.iter();
        runs.take_while(|run| run.dump() == dump)
            .find(|run| run.records().contains(&(record as usize)))
            .map(|run| run.index(record))
    }

    /// The index of a record's dump, and the number of the record there.
    pub(super) fn position(&self, index: RecordIndex) -> (usize, usize) {
        let after = self.runs.partition_point(|run| run.base <= index);
        self.runs
            .get(after.saturating_sub(1))
            .map_or((0, 0), |run| {
                let record = run.first + run.mirror(index - run.base);
                (run.dump(), record as usize)
            })
    }

    /// A record and its dump.
    pub(super) fn get(&self, index: RecordIndex) -> (&Dump, &Record) {
        let (dump, record) = self.position(index);
        let dump = &self.dumps[dump];
        (dump, &dump.records[record])
    }

    pub(super) fn record(&self, index: RecordIndex) -> &Record {
        self.get(index).1
    }

    pub(super) fn text(&self, index: RecordIndex) -> &str {
        let (dump, record) = self.get(index);
        dump.record_text(record)
    }

    pub(super) fn extra(&self, index: RecordIndex) -> Option<&Extra> {
        let (dump, record) = self.get(index);
        dump.extra(record)
    }

    pub(super) fn stamp(&self, index: RecordIndex) -> Stamp {
        self.record(index).stamp
    }

    /// Whether its dump is one that people read as it is.
    pub(super) fn is_prose(&self, index: RecordIndex) -> bool {
        self.get(index).0.dialect.is_prose()
    }

    /// The wire's own number, if the dump gives it.
    pub(super) fn wire_id(&self, index: RecordIndex) -> Option<u64> {
        self.extra(index)?.wire_id
    }

    /// What an export says about the record.
    pub(super) fn exported(&self, index: RecordIndex) -> Option<&ExportedFacts> {
        self.extra(index)?.exported.as_deref()
    }

    /// The title that opens the text, or else the one that the dump gives beside it.
    pub(super) fn title(&self, index: RecordIndex) -> Option<&str> {
        let (dump, record) = self.get(index);
        title(dump.record_text(record)).or_else(|| dump.extra(record)?.title.as_deref())
    }

    /// Whether any dump gives more than text and time; most do not.
    pub(super) fn has_extras(&self) -> bool {
        self.dumps.iter().any(|dump| !dump.extras.is_empty())
    }
}

/// Whether a dump is written newest first, as the service's own lists are: more of its steps go back in time than forth.
fn is_newest_first(dump: &Dump, runs: &[(NewsDay, Range<u32>)]) -> bool {
    let (mut forth, mut back) = (0_u32, 0_u32);
    for (_, run) in runs {
        let records = dump.records.get(run.start as usize..run.end as usize);
        for pair in records.unwrap_or_default().windows(2) {
            forth += u32::from(pair[0].stamp < pair[1].stamp);
            back += u32::from(pair[0].stamp > pair[1].stamp);
        }
    }
    back > forth
}
