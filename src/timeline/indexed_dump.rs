//! A dump and the days it has.

use std::ops::Range;
use std::sync::Arc;

use crate::dump::Dump;
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

    /// The runs of one day.
    pub(super) fn runs(&self, day: NewsDay) -> &[(NewsDay, Range<u32>)] {
        let first = self.runs.partition_point(|run| run.0 < day);
        let end = self.runs.partition_point(|run| run.0 <= day);
        self.runs.get(first..end).unwrap_or_default()
    }
}

impl From<Arc<Dump>> for IndexedDump {
    fn from(dump: Arc<Dump>) -> Self {
        let mut runs: Vec<(NewsDay, Range<u32>)> = Vec::new();
        for (record, at) in dump.records.iter().zip(0..) {
            match runs.last_mut() {
                Some((day, run)) if *day == record.day => run.end = at + 1,
                _ => runs.push((record.day, at..at + 1)),
            }
        }
        runs.sort_by_key(|(day, run)| (*day, run.start));
        Self {
            dump,
            runs: runs.into(),
        }
    }
}
