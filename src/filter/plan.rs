//! How a matcher's hits in a whole day are found: by searching its dumps for what every hit must hold, or item by item.
//!
//! A literal is looked for in the text of all the day's entries at once, at the speed of memory, and what was found is
//! mapped to entries; asking 1.7 million items one by one takes some ten times as long. A plan is made once per matcher.

use std::hint::black_box;
use std::sync::Arc;

use super::search::Search;
use crate::dump::{Dump, Record};
use crate::names::{Known, Names};
use crate::query::Matcher;
use crate::timeline::{Day, ItemRef};

/// How many bytes a processor fetches at once, …
const CACHE_LINE: usize = 64;
/// … and how many of a text are worth reaching for: behind them it sees by itself what comes next.
const REACH: usize = 4 * CACHE_LINE;

/// After how many items it is asked whether a pass goes on.
const CHUNK: usize = 256;

/// A matcher, and how its hits are searched for.
#[derive(Debug)]
pub struct Plan {
    matcher: Matcher,
    names: Arc<Names>,
    search: Option<Search>,
    /// Whether everything that is found is a hit.
    is_sufficient: bool,
    /// Whether an item's text alone says whether it matches.
    is_of_text: bool,
}

impl Plan {
    /// How this matcher is best run, where these names of stocks are known.
    pub fn new(matcher: Matcher, names: Arc<Names>) -> Self {
        let known = names
            .known()
            .iter()
            .filter(|_| matcher.asks_for_stocks())
            .map(|Known { written, stock, .. }| (written.as_str(), stock));
        let (search, is_sufficient) = Search::of(&matcher, &known.collect::<Vec<_>>()).unzip();
        let is_of_text = matcher.is_of_text();
        Self { matcher, names, search, is_sufficient: is_sufficient.unwrap_or(false), is_of_text }
    }

    /// The same for items that `older` matches.
    pub(super) fn beyond(self, older: &Matcher) -> Self {
        Self::new(self.matcher.beyond(older), self.names)
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
        let mut rows = day.rows_shown_by(|dump, records, found| self.in_texts(search, dump, records, found));
        if !self.is_sufficient && !self.is_of_text {
            rows = self.verify(day, rows.into_iter(), &go_on);
        }
        if has_extras(day) {
            let more = day.rows_with(|dump, records, found| {
                found.extend((0..).zip(records).filter(|(_, r)| search.is_in_extra(dump, r)).map(|(at, _)| at));
            });
            rows.extend(self.verify(day, more.into_iter(), &go_on));
            rows.sort_unstable();
            rows.dedup();
        }
        rows
    }

    /// Those of a day's `rows` that match, ascending as they were.
    pub(super) fn among(&self, day: &Day, rows: &[u32], go_on: impl Fn() -> bool) -> Vec<u32> {
        let there = rows.iter().copied().filter(|&row| (row as usize) < day.len());
        self.verify(day, there, go_on)
    }

    /// Notes the records whose text holds one of the strings, and matches where a text alone can tell.
    fn in_texts(&self, search: &Search, dump: &Dump, records: &[Record], found: &mut Vec<u32>) {
        search.holding(dump, records, found);
        if !self.is_sufficient && self.is_of_text {
            let text = |at: u32| records.get(at as usize).and_then(|record| dump.text.get(record.range()));
            found.retain(|&at| text(at).is_some_and(|text| self.matcher.is_text_match(text)));
        }
    }

    fn verify(&self, day: &Day, rows: impl Iterator<Item = u32>, go_on: impl Fn() -> bool) -> Vec<u32> {
        let going = rows.enumerate().take_while(|(done, _)| !done.is_multiple_of(CHUNK) || go_on()).map(|(_, row)| row);
        let has_extras = has_extras(day);
        if self.is_of_text && !has_extras {
            return self.verify_texts(day, going);
        }
        going.filter(|&row| self.is_match(day.item(row as usize), has_extras)).collect()
    }

    /// The same where the texts tell all. They lie far from each other in memory: all are reached for before the first is
    /// searched, so that the processor waits for many at once.
    fn verify_texts(&self, day: &Day, rows: impl Iterator<Item = u32>) -> Vec<u32> {
        let texts: Vec<(u32, &[u8])> = rows.map(|row| (row, day.item(row as usize).raw_text())).collect();
        let reach = |text: &[u8]| text.iter().step_by(CACHE_LINE).fold(0, |all, byte| all ^ byte);
        black_box(texts.iter().fold(0, |all, (_, text)| all ^ reach(text.get(..REACH).unwrap_or(text))));
        texts.into_iter().filter(|(_, text)| self.is_match_by_text(text)).map(|(row, _)| row).collect()
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
            || ((may_have_extras || !self.is_of_text) && self.matcher.is_match(&item.fields(&self.names)))
    }
}

/// Whether any of a day's dumps gives more than text and time; most do not.
fn has_extras(day: &Day) -> bool {
    day.dumps().iter().any(|dump| !dump.extras.is_empty())
}
