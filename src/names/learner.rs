//! Makes the table of names from dumps, and keeps the evidence in dumps that no longer change.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Weak};

use super::candidates::{NameCandidate, accepted, candidates};
use super::companies::companies;
use super::evidence::Evidence;
use super::stock_names::{KnownName, StockNames};
use super::user_stock::UserStock;
use super::word_stats::{DumpSize, WordCounter, WordCounts, newest};
use crate::dump::Dump;
use crate::item::{Stock, normalize_code};
use crate::path::FilePath;

/// The newest dumps are read each time: they are still being written.
const LIVE_DUMPS: usize = 16;

/// Learns names. The default one knows none beforehand.
#[derive(Debug, Default)]
pub struct NameLearner {
    user: Vec<UserStock>,
    /// Companies that everyone knows.
    companies: Vec<UserStock>,
    /// The evidence in older dumps.
    kept: Evidence,
    /// The dumps in `kept` by their address. While it is held weakly no other dump gets its address.
    kept_dumps: HashMap<usize, Weak<Dump>>,
    names: Arc<StockNames>,
}

impl NameLearner {
    /// A learner who knows the user's stocks and the large companies.
    pub fn new(user: Vec<UserStock>) -> Self {
        Self {
            user,
            companies: companies(),
            ..Self::default()
        }
    }

    /// Returns the names in these dumps (newest first) and those of the user; the same table if nothing changed.
    pub fn learn(&mut self, dumps: &[Arc<Dump>]) -> Arc<StockNames> {
        let (live, old) = dumps.split_at(dumps.len().min(LIVE_DUMPS));
        let address = |dump: &Arc<Dump>| Arc::as_ptr(dump).addr();
        let addresses: HashSet<usize> = old.iter().map(address).collect();
        if self.kept_dumps.keys().any(|dump| !addresses.contains(dump)) {
            (self.kept, self.kept_dumps) = Default::default();
        }
        for dump in old {
            let weak = Arc::downgrade(dump);
            if self.kept_dumps.insert(address(dump), weak).is_none() {
                self.kept.add(dump);
            }
        }
        let mut evidence = self.kept.clone();
        live.iter().for_each(|dump| evidence.add(dump));
        let sizes = dumps.iter().filter_map(|dump| DumpSize::of(dump));
        let newest = newest(sizes.collect());
        let learnt = learnt_names(&evidence, |counter| {
            let mut counts = WordCounts::default();
            let newest = dumps.iter().filter(|dump| newest.contains(&dump.path));
            newest.for_each(|dump| counter.add(&mut counts, dump));
            counts
        });
        let names = StockNames::new(self.known_names(learnt));
        if *self.names != names {
            self.names = Arc::new(names);
        }
        Arc::clone(&self.names)
    }

    /// Returns the names in dumps that nobody keeps, as [`Self::learn`] does for others. `count` counts words in those dumps
    /// whose paths it gets: the newest, which have to be read again.
    pub fn learn_from(
        &self,
        lessons: Lessons,
        count: impl FnOnce(&WordCounter, &HashSet<FilePath>) -> WordCounts,
    ) -> Arc<StockNames> {
        let newest = newest(lessons.sizes);
        let learnt = learnt_names(&lessons.evidence, |counter| count(counter, &newest));
        Arc::new(StockNames::new(self.known_names(learnt)))
    }

    /// The names of the user, then those that were learnt, then those of large companies.
    fn known_names(&self, learnt: Vec<(String, String)>) -> Vec<KnownName> {
        let by_code =
            |stock: &UserStock| Some((normalize_code(&stock.stock.code)?, stock.stock.clone()));
        let user: HashMap<String, Stock> = self.user.iter().filter_map(by_code).collect();
        let of_user = self.user.iter().flat_map(UserStock::names);
        let learnt = learnt
            .into_iter()
            .map(|(code, name)| (name.clone(), Stock { name, code }));
        let others = learnt.chain(self.companies.iter().flat_map(UserStock::names));
        let others = others.map(|(written, stock)| KnownName {
            written,
            stock: user.get(&stock.code).cloned().unwrap_or(stock),
            is_from_user: false,
        });
        let mut known: Vec<KnownName> = of_user
            .map(|(written, stock)| KnownName {
                written,
                stock,
                is_from_user: true,
            })
            .collect();
        let mut given: HashSet<String> = known.iter().map(|name| name.written.clone()).collect();
        known.extend(others.filter(|name| given.insert(name.written.clone())));
        known
    }
}

/// What dumps teach about names, without the dumps.
#[derive(Debug, Default)]
pub struct Lessons {
    evidence: Evidence,
    sizes: Vec<DumpSize>,
}

impl Lessons {
    /// Adds what a dump teaches.
    pub fn add(&mut self, dump: &Dump) {
        if let Some(size) = DumpSize::of(dump) {
            self.evidence.add(dump);
            self.sizes.push(size);
        }
    }

    /// Adds other lessons.
    pub fn merge(&mut self, other: Self) {
        self.evidence.merge(other.evidence);
        self.sizes.extend(other.sizes);
    }
}

/// Code and name of each accepted candidate, by code; of several for one code the most frequent first. `count` counts the
/// candidates in texts.
fn learnt_names(
    evidence: &Evidence,
    count: impl FnOnce(&WordCounter) -> WordCounts,
) -> Vec<(String, String)> {
    let candidates: Vec<NameCandidate<'_>> = evidence
        .0
        .iter()
        .flat_map(|(code, counts)| candidates(code, counts))
        .collect();
    let mut words: Vec<&str> = candidates.iter().map(|candidate| candidate.name).collect();
    words.sort_unstable();
    words.dedup();
    let counts = count(&WordCounter::new(&words));
    let stats_of = |name: &str| {
        let at = words.binary_search(&name).ok();
        let stats = at.and_then(|at| counts.0.get(at));
        stats.copied().unwrap_or_default()
    };
    let mut best: BTreeMap<&str, (u32, &str)> = BTreeMap::new();
    for candidate in accepted(&candidates, stats_of) {
        let claim = |(weight, code): (u32, _)| (is_mainland(code), weight, Reverse(code));
        let new = (candidate.weight, candidate.code);
        let known = best.entry(candidate.name).or_insert((0, candidate.code));
        if claim(new) > claim(*known) {
            *known = new;
        }
    }
    let mut learnt: Vec<_> = best
        .into_iter()
        .map(|(name, (weight, code))| (code, Reverse(weight), name))
        .collect();
    learnt.sort_unstable();
    let owned = learnt
        .into_iter()
        .map(|(code, _, name)| (code.to_owned(), name.to_owned()));
    owned.collect()
}

/// Whether a code is of a mainland market. A company that is listed elsewhere too is known by its mainland code.
fn is_mainland(code: &str) -> bool {
    code.rsplit_once('.')
        .is_some_and(|(_, market)| ["SH", "SZ", "BJ"].contains(&market))
}
