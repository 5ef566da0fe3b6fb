//! A dump and the days it has.

use std::ops::Range;
use std::sync::Arc;

use crate::dump::{Dump, Record};
use crate::item::NewsDay;

/// A dump with an index of its days, built once, on the thread that reads it.
#[derive(Clone, Debug)]
pub struct IndexedDump {
    pub(super) dump: Arc<Dump>,
    runs: DayRuns,
}

/// Runs of consecutive records of one day, by day and then by their place in the dump. The ranges are of record numbers.
type DayRuns = Box<[(NewsDay, Range<u32>)]>;

impl IndexedDump {
    /// The days, ascending, each once.
    pub fn days(&self) -> impl Iterator<Item = NewsDay> + '_ {
        let days = self.runs.chunk_by(|a, b| a.0 == b.0);
        days.filter_map(|runs| runs.first()).map(|run| run.0)
    }

    /// The wire's numbers in it, each with the day of its record.
    pub fn numbers(&self) -> impl Iterator<Item = (u64, NewsDay)> + '_ {
        let records = self.dump.records.iter();
        // Most dumps have no numbers.
        let records = records.take(if self.dump.extras.is_empty() {
            0
        } else {
            usize::MAX
        });
        records.filter_map(|record| Some((self.dump.extra(record)?.wire_id?, record.day)))
    }

    /// The same dump with the records of some numbers under other days; `None` if that changes nothing.
    pub(super) fn with_homes(&self, home: impl Fn(u64) -> Option<NewsDay>) -> Option<Self> {
        let runs = runs(&self.dump, |record| {
            let number = self.dump.extra(record).and_then(|extra| extra.wire_id);
            number.and_then(&home).unwrap_or(record.day)
        });
        let dump = Arc::clone(&self.dump);
        (runs != self.runs).then_some(Self { dump, runs })
    }

    /// The runs of one day.
    pub(super) fn runs(&self, day: NewsDay) -> &[(NewsDay, Range<u32>)] {
        let first = self.runs.partition_point(|run| run.0 < day);
        let end = self.runs.partition_point(|run| run.0 <= day);
        self.runs.get(first..end).unwrap_or_default()
    }
}

impl From<Arc<Dump>> for IndexedDump {
    fn from(dump: Arc<Dump>) -> Self {
        let runs = runs(&dump, |record| record.day);
        Self { dump, runs }
    }
}

/// The runs of a dump, given the day under which each record is to be found.
fn runs(dump: &Dump, day: impl Fn(&Record) -> NewsDay) -> DayRuns {
    let mut runs: Vec<(NewsDay, Range<u32>)> = Vec::new();
    for (record, at) in dump.records.iter().zip(0..) {
        let wanted = day(record);
        match runs.last_mut() {
            Some((day, run)) if *day == wanted => run.end = at + 1,
            _ => runs.push((wanted, at..at + 1)),
        }
    }
    runs.sort_by_key(|(day, run)| (*day, run.start));
    runs.into()
}
