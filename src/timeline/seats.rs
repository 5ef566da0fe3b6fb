//! The records of one news day in all its dumps, numbered through.
//!
//! A dump can hold many days and a day can stand in many dumps. A [`Seat`] is the number of a record within its day, so
//! that four bytes say where it stands; seats ascend by dump and, within a dump, in the order in which it tells time.

use std::ops::Range;
use std::sync::Arc;

use crate::dump::{Dump, Record};
use crate::item::NewsDay;

/// The number of a record within its day.
pub(super) type Seat = u32;

/// Records that follow each other in one dump and belong to one day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    dump: u32,
    first: u32,
    len: u32,
    base: Seat,
    newest_first: bool,
}

/// Which days a dump has, and on which runs of its records.
#[derive(Clone, Debug, Default)]
pub(super) struct Calendar(Box<[(NewsDay, Range<u32>)]>);

impl Calendar {
    pub(super) fn of(dump: &Dump) -> Self {
        let mut runs: Vec<(NewsDay, Range<u32>)> = Vec::new();
        for (record, at) in dump.records.iter().zip(0..) {
            match runs.last_mut() {
                Some((day, run)) if *day == record.day => run.end = at + 1,
                _ => runs.push((record.day, at..at + 1)),
            }
        }
        runs.sort_by_key(|(day, run)| (*day, run.start));
        Self(runs.into_boxed_slice())
    }

    /// The days, ascending, each once.
    pub(super) fn days(&self) -> impl Iterator<Item = NewsDay> + '_ {
        self.0
            .chunk_by(|a, b| a.0 == b.0)
            .filter_map(|runs| runs.first())
            .map(|run| run.0)
    }

    /// Whether it has this day.
    pub(super) fn has(&self, day: NewsDay) -> bool {
        !self.runs(day).is_empty()
    }

    fn runs(&self, day: NewsDay) -> &[(NewsDay, Range<u32>)] {
        let first = self.0.partition_point(|run| run.0 < day);
        let end = self.0.partition_point(|run| run.0 <= day);
        self.0.get(first..end).unwrap_or_default()
    }
}

/// A dump and the days it has: found out once, by whoever has read it.
#[derive(Clone, Debug)]
pub struct Dated {
    pub(super) dump: Arc<Dump>,
    pub(super) calendar: Calendar,
}

impl Dated {
    /// The days, ascending, each once.
    pub fn days(&self) -> impl Iterator<Item = NewsDay> + '_ {
        self.calendar.days()
    }
}

impl From<Arc<Dump>> for Dated {
    fn from(dump: Arc<Dump>) -> Self {
        Self {
            calendar: Calendar::of(&dump),
            dump,
        }
    }
}

/// The numbering of one day.
#[derive(Debug, Default)]
pub(super) struct Seats {
    spans: Box<[Span]>,
}

impl Seats {
    /// Numbers the day's records through. Of a dump that is written newest first the last record has the lowest seat,
    /// so that seats tell which of two entries of one minute went out first.
    pub(super) fn of(day: NewsDay, dumps: &[&Dated]) -> Self {
        let (mut spans, mut base) = (Vec::new(), 0);
        for (Dated { dump, calendar }, index) in dumps.iter().zip(0..) {
            let runs = calendar.runs(day);
            let newest_first = is_newest_first(dump, runs);
            for nth in 0..runs.len() {
                let (_, run) = &runs[if newest_first {
                    runs.len() - 1 - nth
                } else {
                    nth
                }];
                let len = run.end - run.start;
                spans.push(Span {
                    dump: index,
                    first: run.start,
                    len,
                    base,
                    newest_first,
                });
                base += len;
            }
        }
        Self {
            spans: spans.into_boxed_slice(),
        }
    }

    /// Dump and record of a seat, as indices.
    pub(super) fn place(&self, seat: Seat) -> (usize, usize) {
        let span = self
            .spans
            .partition_point(|span| span.base <= seat)
            .saturating_sub(1);
        self.spans.get(span).map_or((0, 0), |span| {
            let offset = seat - span.base;
            let record = if span.newest_first {
                span.first + (span.len - 1 - offset)
            } else {
                span.first + offset
            };
            (span.dump as usize, record as usize)
        })
    }

    /// The seat of a record; `None` where it is not of this day.
    pub(super) fn seat(&self, dump: usize, record: u32) -> Option<Seat> {
        let from = self
            .spans
            .partition_point(|span| (span.dump as usize) < dump);
        let spans = self
            .spans
            .get(from..)?
            .iter()
            .take_while(|span| span.dump as usize == dump);
        let mut spans = spans.filter(|span| (span.first..span.first + span.len).contains(&record));
        spans.next().map(|span| span.seat_of(record))
    }

    /// Runs of records that follow each other in a dump.
    pub(super) fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// How many records there are: one more than the highest seat.
    pub(super) fn count(&self) -> usize {
        self.spans
            .last()
            .map_or(0, |span| (span.base + span.len) as usize)
    }

    /// Every record with its seat, in the order of seats.
    pub(super) fn records<'a>(
        &'a self,
        dumps: &'a [Arc<Dump>],
    ) -> impl Iterator<Item = (Seat, &'a Record)> + 'a {
        self.spans.iter().flat_map(move |span| {
            let records = dumps
                .get(span.dump())
                .and_then(|dump| dump.records.get(span.records()))
                .unwrap_or_default();
            records
                .iter()
                .zip(span.first..)
                .map(|(record, at)| (span.seat_of(at), record))
        })
    }
}

impl Span {
    /// The index of the dump in which its records stand.
    pub(super) const fn dump(&self) -> usize {
        self.dump as usize
    }

    /// Its records, as indices into those of the dump.
    pub(super) const fn records(&self) -> Range<usize> {
        self.first as usize..(self.first + self.len) as usize
    }

    /// The seat of one of its records.
    pub(super) const fn seat_of(&self, record: u32) -> Seat {
        let nth = record - self.first;
        self.base
            + if self.newest_first {
                self.len - 1 - nth
            } else {
                nth
            }
    }
}

/// Whether a dump tells its latest entry first, as the service's own lists do: more of its steps go back than forth.
fn is_newest_first(dump: &Dump, runs: &[(NewsDay, Range<u32>)]) -> bool {
    let (mut forth, mut back) = (0_u32, 0_u32);
    for (_, run) in runs {
        let records = dump
            .records
            .get(run.start as usize..run.end as usize)
            .unwrap_or_default();
        for (a, b) in records.iter().zip(records.iter().skip(1)) {
            forth += u32::from(a.stamp < b.stamp);
            back += u32::from(a.stamp > b.stamp);
        }
    }
    back > forth
}
