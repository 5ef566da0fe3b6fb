//! Builds a day from the dumps that have entries of it.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::archived_texts::archived_texts;
use super::day::Day;
use super::history::HistoryTable;
use super::indexed_dump::IndexedDump;
use super::records::RecordTable;
use super::revision::{self, RenamedIds};
use super::{merge, rows};
use crate::dump::Dump;
use crate::item::{NewsDay, Stamp};

impl Day {
    /// Builds every day of these dumps, ascending. One pass over each dump, however many days it has.
    pub fn build_all(dumps: &[IndexedDump]) -> Vec<Arc<Self>> {
        let mut by_day: Vec<(NewsDay, &IndexedDump)> = Vec::with_capacity(dumps.len());
        for dump in dumps {
            by_day.extend(dump.days().map(|day| (day, dump)));
        }
        by_day.sort_by_key(|(day, _)| *day);
        let days = by_day.chunk_by(|a, b| a.0 == b.0).filter_map(|dumps| {
            let of_day = dumps.iter().map(|(_, dump)| *dump).collect();
            Some(Self::build(dumps.first()?.0, of_day, None, None).0)
        });
        days.map(Arc::new).collect()
    }

    /// Builds a day from the entries that `dumps` have of it, in any order, and returns the ids that changed.
    ///
    /// `previous` is the same day before its dumps changed: a story in a new wording keeps its id and remembers the earlier
    /// text. Stories that became red are noted with `seen`, the present moment, if it is given.
    pub(super) fn build(
        day: NewsDay,
        mut dumps: Vec<&IndexedDump>,
        previous: Option<&Self>,
        seen: Option<Stamp>,
    ) -> (Self, RenamedIds) {
        dumps.retain(|dump| !dump.runs(day).is_empty());
        dumps.sort_by(|a, b| canonical_order(&a.dump).cmp(&canonical_order(&b.dump)));
        let records = RecordTable::new(day, &dumps);
        let by_time = rows::by_time(&records);
        let groups = merge::groups(&records, &by_time);
        let (rows, stories) = rows::build(&records, &by_time, groups);
        let mut built = Self {
            date: day,
            records,
            rows,
            stories,
            content_ids: OnceLock::new(),
            history: HistoryTable::default(),
            archived: BTreeMap::new(),
            gaps: OnceLock::new(),
            red_rows: OnceLock::new(),
        };
        built.archived = archived_texts(&built);
        let mut renamed = RenamedIds::new();
        if let Some(previous) = previous {
            (built.history, renamed) = revision::carry_over(previous, &built, seen);
        }
        (built, renamed)
    }
}

/// An order of dumps that does not depend on when they were read. What left a rolling dump is older than the rest.
fn canonical_order(dump: &Dump) -> impl Ord + '_ {
    let heading = &dump.heading;
    let is_present = !dump.is_departed();
    (&heading.wire, &heading.channel, &dump.path, is_present)
}
