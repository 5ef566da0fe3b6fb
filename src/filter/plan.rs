//! How the hits in a day are found: by searching its dumps for strings that every hit holds, or item by item.
//!
//! A string is searched in the texts of all records of the day at once, at the speed of memory, and occurrences are mapped
//! to items. Matching 1.7 million items one by one takes about ten times as long. A plan is made once per matcher.

use std::hint::black_box;
use std::ops::Range;
use std::sync::Arc;

use super::hits::{DayHits, PinyinHits};
use super::prefilter::Prefilter;
use crate::dump::Dump;
use crate::knowledge::Knowledge;
use crate::query::Matcher;
use crate::timeline::{Day, ItemRef, SourceLocation};

/// How many bytes a processor fetches at once.
const CACHE_LINE: usize = 64;
/// How many bytes of a text are fetched ahead. The processor itself fetches the bytes after them in time.
const PREFETCHED: usize = 4 * CACHE_LINE;

/// How many texts are fetched together. A pass can be cancelled after each such chunk.
const CHUNK_ITEMS: usize = 256;

/// A matcher, the knowledge it uses, and how its hits are found.
#[derive(Debug)]
pub struct FilterPlan {
    matcher: Matcher,
    /// The snapshot at the start of the pass.
    knowledge: Arc<Knowledge>,
    prefilter: Option<Prefilter>,
    /// Whether everything that the prefilter finds is a hit.
    is_prefilter_sufficient: bool,
    /// Whether the text of an item decides whether it matches.
    is_text_only: bool,
    /// The whole query, if some hits may match as pinyin only and are counted apart.
    counted: Option<Matcher>,
}

impl FilterPlan {
    /// Chooses the fastest way for this matcher.
    pub fn new(matcher: Matcher, knowledge: Arc<Knowledge>) -> Self {
        let names = knowledge.names_for(&matcher);
        let matcher = if names.is_empty() {
            matcher
        } else {
            matcher.with_names(&names)
        };
        let (prefilter, is_sufficient) = Prefilter::new(&matcher, &names).unzip();
        Self {
            prefilter,
            is_prefilter_sufficient: is_sufficient.unwrap_or(false),
            is_text_only: matcher.is_text_only(),
            counted: matcher.reads_pinyin().then(|| matcher.clone()),
            matcher,
            knowledge,
        }
    }

    /// The matcher ready to light hits, if it has so many words that no key waits for that.
    pub fn prepared(&self) -> Option<Matcher> {
        let has_many_words = self.matcher.has_many_words();
        has_many_words.then(|| self.matcher.prepared())
    }

    /// The plan for items that match `wider`.
    pub(super) fn residual(self, wider: &Matcher) -> Self {
        Self {
            counted: self.counted,
            ..Self::new(self.matcher.residual(wider), self.knowledge)
        }
    }

    /// The hits in a day.
    pub fn day_hits(&self, day: &Arc<Day>) -> DayHits {
        self.day_hits_while(day, || true)
    }

    /// Like [`Self::day_hits`], but stops early once `go_on` returns false.
    pub(super) fn day_hits_while(&self, day: &Arc<Day>, go_on: impl Fn() -> bool) -> DayHits {
        let rows = self.search_day_while(day, &go_on);
        self.counted_hits(day, rows, go_on)
    }

    /// These rows with the number of those that match as pinyin only. Costs a look at each of them, for such queries only.
    fn counted_hits(&self, day: &Arc<Day>, rows: Vec<u32>, go_on: impl Fn() -> bool) -> DayHits {
        let mut pinyin = PinyinHits::default();
        if let Some(counted) = &self.counted {
            for rows in rows.chunks(CHUNK_ITEMS).take_while(|_| go_on()) {
                for &row in rows {
                    let item = day.item(row as usize);
                    let item = item.for_query(self.knowledge.stock_names(), self.knowledge.marks());
                    counted
                        .kind(&item)
                        .into_iter()
                        .for_each(|kind| pinyin.count(kind));
                }
            }
        }
        DayHits {
            day: Arc::clone(day),
            rows: rows.into(),
            pinyin,
        }
    }

    /// The rows of a day that match, ascending.
    pub fn search_day(&self, day: &Day) -> Vec<u32> {
        self.search_day_while(day, || true)
    }

    /// Like [`Self::search_day`], but stops early once `go_on` returns false: a day can have a million items.
    pub(super) fn search_day_while(&self, day: &Day, go_on: impl Fn() -> bool) -> Vec<u32> {
        let Some(prefilter) = &self.prefilter else {
            return self.matching_rows(day, 0..day.len() as u32, go_on);
        };
        let mut rows = day.rows_by_shown_record(|dump, records, found| {
            self.find_records(prefilter, dump, records, found);
        });
        if !self.is_prefilter_sufficient && !self.is_text_only {
            rows = self.matching_rows(day, rows.into_iter(), &go_on);
        }
        if day.has_extras() {
            let more = day.rows_by_any_record(|dump, records, found| {
                let in_extras = records.filter(|&at| prefilter.is_in_extra(dump, at));
                found.extend(in_extras.map(|at| at as u32));
            });
            rows.extend(self.matching_rows(day, more.into_iter(), &go_on));
            rows.sort_unstable();
            rows.dedup();
        }
        rows
    }

    /// The hits among these rows, in the order of the days; days without hits are left out.
    pub(super) fn search_rows(
        &self,
        days: &[(&Arc<Day>, &[u32])],
        go_on: impl Fn() -> bool,
    ) -> Vec<DayHits> {
        if self.is_text_only && !days.iter().any(|(day, _)| day.has_extras()) {
            return self.search_texts(days, go_on);
        }
        let hits = days.iter().map(|(day, rows)| {
            let rows = self.matching_rows(day, existing(day, rows), &go_on);
            self.counted_hits(day, rows, &go_on)
        });
        hits.filter(|hits| !hits.rows.is_empty()).collect()
    }

    /// Like [`Self::search_rows`], if texts alone decide. Fetches the texts of several days together.
    fn search_texts(&self, days: &[(&Arc<Day>, &[u32])], go_on: impl Fn() -> bool) -> Vec<DayHits> {
        let mut locations = Vec::with_capacity(days.iter().map(|(_, rows)| rows.len()).sum());
        for (day, rows) in days {
            let rows = existing(day, rows);
            locations.extend(rows.map(|row| ((*day, row), day.item(row as usize).location())));
        }
        let hits = self.matching_texts(&locations, &go_on);
        let by_day = hits.chunk_by(|(a, _), (b, _)| Arc::ptr_eq(a, b));
        by_day
            .filter_map(|hits| {
                let rows = hits.iter().map(|(_, row)| *row).collect();
                Some(self.counted_hits(hits.first()?.0, rows, &go_on))
            })
            .collect()
    }

    /// Adds the records whose text the prefilter finds and, if texts alone decide, the matcher matches.
    fn find_records(
        &self,
        prefilter: &Prefilter,
        dump: &Dump,
        records: Range<usize>,
        found: &mut Vec<u32>,
    ) {
        prefilter.find_records(dump, records, found);
        if !self.is_prefilter_sufficient && self.is_text_only {
            let text = |at: u32| dump.text.get(dump.records.get(at as usize)?.range());
            found.retain(|&at| text(at).is_some_and(|text| self.matcher.is_text_match(text)));
        }
    }

    /// Those of the rows that match.
    fn matching_rows(
        &self,
        day: &Day,
        rows: impl Iterator<Item = u32>,
        go_on: impl Fn() -> bool,
    ) -> Vec<u32> {
        let has_extras = day.has_extras();
        if self.is_text_only && !has_extras {
            let locations: Vec<_> = rows
                .map(|row| (row, day.item(row as usize).location()))
                .collect();
            return self.matching_texts(&locations, go_on);
        }
        rows.enumerate()
            .take_while(|(done, _)| !done.is_multiple_of(CHUNK_ITEMS) || go_on())
            .map(|(_, row)| row)
            .filter(|&row| self.is_match(day.item(row as usize), has_extras))
            .collect()
    }

    /// The keys whose texts match, if texts alone decide. Records and texts are scattered in memory. Each chunk of them is
    /// fetched before its first text is searched, so the processor waits for many fetches at once.
    fn matching_texts<K: Copy>(
        &self,
        locations: &[(K, SourceLocation<'_>)],
        go_on: impl Fn() -> bool,
    ) -> Vec<K> {
        let fetch = |text: &[u8]| {
            let lines = text.get(..PREFETCHED).unwrap_or(text).iter();
            lines.step_by(CACHE_LINE).fold(0, |all, byte| all ^ byte)
        };
        let mut found = Vec::new();
        let mut texts = Vec::with_capacity(CHUNK_ITEMS.min(locations.len()));
        for locations in locations.chunks(CHUNK_ITEMS).take_while(|_| go_on()) {
            let starts = locations.iter().map(|(_, location)| location.record.start);
            black_box(starts.fold(0, |all, start| all ^ start));
            texts.clear();
            texts.extend(
                locations
                    .iter()
                    .map(|(key, location)| (*key, location.raw_text())),
            );
            black_box(texts.iter().fold(0, |all, (_, text)| all ^ fetch(text)));
            let matching = texts.iter().filter(|(_, text)| self.is_text_match(text));
            found.extend(matching.map(|(key, _)| *key));
        }
        found
    }

    /// Whether the text alone says that its item matches. A sufficient prefilter is faster than the matcher.
    fn is_text_match(&self, text: &[u8]) -> bool {
        match &self.prefilter {
            Some(prefilter) if self.is_prefilter_sufficient && self.is_text_only => {
                prefilter.is_in(text)
            }
            Some(_) | None => self.is_text_only && self.matcher.is_text_match(text),
        }
    }

    fn is_match(&self, item: ItemRef<'_>, may_have_extras: bool) -> bool {
        if self.is_text_match(item.raw_text()) {
            return true;
        }
        let reads_fields = may_have_extras || !self.is_text_only;
        reads_fields
            && self
                .matcher
                .is_match(&item.for_query(self.knowledge.stock_names(), self.knowledge.marks()))
    }
}

/// Drops rows that the day does not have: hits may come from a pass over an older state of the day.
fn existing<'a>(day: &'a Day, rows: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    rows.iter()
        .copied()
        .filter(|&row| (row as usize) < day.len())
}
