//! How a matcher's hits in a whole day are found: by searching its dumps for what every hit must hold, or item by item.
//!
//! A literal is looked for in the text of all the day's entries at once, at the speed of memory, and what was found is
//! mapped to entries; asking 1.7 million items one by one takes some ten times as long. A plan is made once per matcher.

use std::hint::black_box;
use std::ops::Range;
use std::sync::Arc;

use super::DayHits;
use super::search::Search;
use crate::dump::Dump;
use crate::knowledge::Knowledge;
use crate::query::Matcher;
use crate::timeline::{Day, ItemRef, SourceLocation};

/// How many bytes a processor fetches at once, …
const CACHE_LINE: usize = 64;
/// … and how many of a text are worth reaching for: behind them it sees by itself what comes next.
const REACH: usize = 4 * CACHE_LINE;

/// How many items are at hand at once; after so many it is asked whether a pass goes on.
const CHUNK: usize = 256;

/// A matcher, and how its hits are searched for.
#[derive(Debug)]
pub struct FilterPlan {
    matcher: Matcher,
    knowledge: Arc<Knowledge>,
    search: Option<Search>,
    /// Whether everything that is found is a hit.
    is_sufficient: bool,
    /// Whether an item's text alone says whether it matches.
    is_of_text: bool,
}

impl FilterPlan {
    /// How this matcher is best run, where this is known.
    pub fn new(matcher: Matcher, knowledge: Arc<Knowledge>) -> Self {
        let known = knowledge
            .stock_names()
            .known()
            .iter()
            .filter(|_| matcher.reads_stock_names())
            .map(|name| (name.written.as_str(), &name.stock));
        let (search, is_sufficient) = Search::of(&matcher, &known.collect::<Vec<_>>()).unzip();
        let is_of_text = matcher.is_text_only();
        Self {
            matcher,
            knowledge,
            search,
            is_sufficient: is_sufficient.unwrap_or(false),
            is_of_text,
        }
    }

    /// The same for items that `older` matches.
    pub(super) fn beyond(self, older: &Matcher) -> Self {
        Self::new(self.matcher.residual(older), self.knowledge)
    }

    /// The rows of one day that match, ascending.
    pub fn day(&self, day: &Day) -> Vec<u32> {
        self.day_while(day, || true)
    }

    /// The same, unless `go_on` says no in the middle: a day can have a million items.
    pub(super) fn day_while(&self, day: &Day, go_on: impl Fn() -> bool) -> Vec<u32> {
        let Some(search) = &self.search else {
            return self.verify(day, 0..day.len() as u32, go_on);
        };
        let mut rows = day.rows_by_shown_record(|dump, records, found| {
            self.in_texts(search, dump, records, found)
        });
        if !self.is_sufficient && !self.is_of_text {
            rows = self.verify(day, rows.into_iter(), &go_on);
        }
        if has_extras(day) {
            let more = day.rows_by_any_record(|dump, records, found| {
                found.extend(
                    records
                        .filter(|&at| search.is_in_extra(dump, at))
                        .map(|at| at as u32),
                );
            });
            rows.extend(self.verify(day, more.into_iter(), &go_on));
            rows.sort_unstable();
            rows.dedup();
        }
        rows
    }

    /// What matches among these rows of these days, in their order; days without any are left out.
    pub(super) fn among(
        &self,
        hits: &[(&Arc<Day>, &[u32])],
        go_on: impl Fn() -> bool,
    ) -> Vec<DayHits> {
        let there = |day: &Day, row: &u32| (*row as usize) < day.len();
        if !self.is_of_text || hits.iter().any(|(day, _)| has_extras(day)) {
            let verify = |(day, rows): &(&Arc<Day>, &[u32])| {
                let there = rows.iter().filter(|row| there(day, row)).copied();
                DayHits {
                    day: Arc::clone(day),
                    rows: self.verify(day, there, &go_on).into(),
                }
            };
            return hits
                .iter()
                .map(verify)
                .filter(|found| !found.rows.is_empty())
                .collect();
        }
        let mut places = Vec::with_capacity(hits.iter().map(|(_, rows)| rows.len()).sum());
        for (day, rows) in hits {
            let there = rows.iter().filter(|row| there(day, row));
            places.extend(there.map(|&row| ((*day, row), day.item(row as usize).location())));
        }
        let found = self.by_text(&places, go_on);
        let of_a_day = found.chunk_by(|(a, _), (b, _)| Arc::ptr_eq(a, b));
        let rows = |found: &[(&Arc<Day>, u32)]| found.iter().map(|(_, row)| *row).collect();
        of_a_day
            .filter_map(|found| {
                Some(DayHits {
                    day: Arc::clone(found.first()?.0),
                    rows: rows(found),
                })
            })
            .collect()
    }

    /// Notes the records whose text holds one of the strings, and matches where a text alone can tell.
    fn in_texts(&self, search: &Search, dump: &Dump, records: Range<usize>, found: &mut Vec<u32>) {
        search.holding(dump, records, found);
        if !self.is_sufficient && self.is_of_text {
            let text = |at: u32| {
                dump.records
                    .get(at as usize)
                    .and_then(|record| dump.text.get(record.range()))
            };
            found.retain(|&at| text(at).is_some_and(|text| self.matcher.is_text_match(text)));
        }
    }

    fn verify(
        &self,
        day: &Day,
        rows: impl Iterator<Item = u32>,
        go_on: impl Fn() -> bool,
    ) -> Vec<u32> {
        let has_extras = has_extras(day);
        if self.is_of_text && !has_extras {
            let places: Vec<_> = rows
                .map(|row| (row, day.item(row as usize).location()))
                .collect();
            return self.by_text(&places, go_on);
        }
        let going = rows
            .enumerate()
            .take_while(|(done, _)| !done.is_multiple_of(CHUNK) || go_on())
            .map(|(_, row)| row);
        going
            .filter(|&row| self.is_match(day.item(row as usize), has_extras))
            .collect()
    }

    /// Those whose texts match, where the texts tell all. Records and texts lie far from each other in memory: of so many as
    /// are at hand at once all are reached for before the first is searched, so that the processor waits for many together.
    fn by_text<K: Copy>(
        &self,
        places: &[(K, SourceLocation<'_>)],
        go_on: impl Fn() -> bool,
    ) -> Vec<K> {
        let reach = |text: &[u8]| {
            text.iter()
                .step_by(CACHE_LINE)
                .fold(0, |all, byte| all ^ byte)
        };
        let (mut found, mut texts) = (Vec::new(), Vec::with_capacity(CHUNK.min(places.len())));
        for places in places.chunks(CHUNK).take_while(|_| go_on()) {
            black_box(
                places
                    .iter()
                    .fold(0, |all, (_, place)| all ^ place.record.start),
            );
            texts.clear();
            texts.extend(places.iter().map(|(key, place)| (*key, place.raw_text())));
            black_box(texts.iter().fold(0, |all, (_, text)| {
                all ^ reach(text.get(..REACH).unwrap_or(text))
            }));
            found.extend(
                texts
                    .iter()
                    .filter(|(_, text)| self.is_match_by_text(text))
                    .map(|(key, _)| *key),
            );
        }
        found
    }

    /// Whether a text alone says that its item matches; strings are found sooner by what finds them in whole dumps.
    fn is_match_by_text(&self, text: &[u8]) -> bool {
        match &self.search {
            Some(search) if self.is_sufficient && self.is_of_text => search.is_in(text),
            Some(_) | None => self.is_of_text && self.matcher.is_text_match(text),
        }
    }

    fn is_match(&self, item: ItemRef<'_>, may_have_extras: bool) -> bool {
        self.is_match_by_text(item.raw_text())
            || ((may_have_extras || !self.is_of_text)
                && self
                    .matcher
                    .is_match(&item.for_query(self.knowledge.stock_names())))
    }
}

/// Whether any of a day's dumps gives more than text and time; most do not.
fn has_extras(day: &Day) -> bool {
    day.dumps().iter().any(|dump| !dump.extras.is_empty())
}
