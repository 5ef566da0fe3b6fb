//! Evidence -> the table: which of what stands before a code is its name, and which names are no other word.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Weak};

use super::evidence::{Evidence, Seen};
use super::standing::{self, Standing};
use super::words::{is_common, units};
use super::{KnownName, StockNames, UserStock};
use crate::dump::Dump;
use crate::dump::story::is_fund;
use crate::item::{Stock, normalize_code};

/// Of so many of the newest dumps nothing is kept: they are still being written.
const LIVE: usize = 16;
/// How long a name before a code is at most that is taken for one without a second look.
const USUAL: usize = 4;
/// How short a part of what stands before a code can be its name.
const SHORTEST_PART: usize = 3;
/// How many different texts before one code are looked at.
const MOST: usize = 64;

/// Learns names, and keeps what dumps told that do not change any more.
#[derive(Debug, Default)]
pub struct NameLearner {
    given: Vec<UserStock>,
    settled: Evidence,
    /// The dumps of which `settled` knows; no other dump can have their place in memory while they are held so.
    of: HashMap<*const Dump, Weak<Dump>>,
    names: Arc<StockNames>,
}

// The addresses are compared, and never read.
impl NameLearner {
    /// A learner who knows what the user gives.
    pub fn new(given: Vec<UserStock>) -> Self {
        Self {
            given,
            ..Self::default()
        }
    }

    /// The names in these dumps, newest first, and those of the user. What was learnt from dumps before is not learnt again.
    pub fn learn(&mut self, dumps: &[Arc<Dump>]) -> Arc<StockNames> {
        let (live, old) = dumps.split_at(dumps.len().min(LIVE));
        let there: HashSet<*const Dump> = old.iter().map(Arc::as_ptr).collect();
        if self.of.keys().any(|known| !there.contains(known)) {
            (self.settled, self.of) = Default::default();
        }
        for dump in old {
            if self
                .of
                .insert(Arc::as_ptr(dump), Arc::downgrade(dump))
                .is_none()
            {
                self.settled.read(dump);
            }
        }
        let mut evidence = self.settled.clone();
        live.iter().for_each(|dump| evidence.read(dump));
        let names = StockNames::of(table(&self.given, &evidence, dumps));
        if *self.names != names {
            self.names = Arc::new(names);
        }
        Arc::clone(&self.names)
    }
}

/// What may be a name of a security.
#[derive(Debug)]
struct Candidate<'a> {
    code: &'a str,
    name: &'a str,
    /// How often it stands for this security.
    weight: u32,
    why: Why,
}

/// Why something may be a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// A dialect gives it, or it stands alone before the code.
    Seen,
    /// It ends what stands before the code, which is too long for a name; the longest one that is a name elsewhere is it.
    Part,
    /// It is a name without its class of shares: 云帆控股 of 云帆控股-W.
    Short,
}

/// The names of the user, then those that the evidence gives.
fn table(given: &[UserStock], evidence: &Evidence, dumps: &[Arc<Dump>]) -> Vec<KnownName> {
    let candidates: Vec<Candidate<'_>> = evidence
        .0
        .iter()
        .flat_map(|(code, seen)| candidates(code, seen))
        .collect();
    let mut words: Vec<&str> = candidates.iter().map(|candidate| candidate.name).collect();
    words.sort_unstable();
    words.dedup();
    let standings = standing::of(&words, dumps);
    let standing = |name: &str| {
        words
            .binary_search(&name)
            .ok()
            .and_then(|at| standings.get(at))
            .copied()
    };
    let mut best: BTreeMap<&str, (u32, &str)> = BTreeMap::new();
    for candidate in chosen(&candidates, |name| standing(name).unwrap_or_default()) {
        let known = best.entry(candidate.name).or_insert((0, candidate.code));
        let claim = |weight: u32, code| (is_mainland(code), weight, Reverse(code));
        if claim(candidate.weight, candidate.code) > claim(known.0, known.1) {
            *known = (candidate.weight, candidate.code);
        }
    }
    let mut learnt: Vec<_> = best
        .into_iter()
        .map(|(name, (weight, code))| (code, u32::MAX - weight, name))
        .collect();
    learnt.sort_unstable();
    with_given(given, &learnt)
}

fn with_given(given: &[UserStock], learnt: &[(&str, u32, &str)]) -> Vec<KnownName> {
    let mut known: Vec<KnownName> = Vec::new();
    for UserStock { stock, aliases } in given {
        for written in std::iter::once(&stock.name).chain(aliases) {
            known.push(KnownName {
                written: written.clone(),
                stock: stock.clone(),
                is_given: true,
            });
        }
    }
    let written: HashSet<String> = known.iter().map(|known| known.written.clone()).collect();
    let named: HashMap<String, Stock> = given
        .iter()
        .filter_map(|given| Some((normalize_code(&given.stock.code)?, given.stock.clone())))
        .collect();
    for &(code, _, name) in learnt {
        if !written.contains(name) {
            let own = || Stock {
                name: name.to_owned(),
                code: code.to_owned(),
            };
            let stock = named.get(code).cloned().unwrap_or_else(own);
            known.push(KnownName {
                written: name.to_owned(),
                stock,
                is_given: false,
            });
        }
    }
    known
}

/// Of a company that is traded in two markets the mainland's stock is meant, where nothing else is said.
fn is_mainland(code: &str) -> bool {
    code.rsplit_once('.')
        .is_some_and(|(_, market)| ["SH", "SZ", "BJ"].contains(&market))
}

/// What may be names of a security, the likeliest first.
fn candidates<'a>(code: &'a str, seen: &'a Seen) -> Vec<Candidate<'a>> {
    let mut found: Vec<Candidate<'a>> = Vec::new();
    let given = seen.given.iter().filter(|(name, _)| could_be_name(name));
    found.extend(given.map(|(name, &weight)| Candidate {
        code,
        name,
        weight,
        why: Why::Seen,
    }));
    let mut before: Vec<(&str, u32)> = seen
        .before
        .iter()
        .map(|(name, &count)| (name.as_str(), count))
        .collect();
    before.sort_by_key(|&(name, count)| (u32::MAX - count, name));
    before.truncate(MOST);
    for &(name, count) in &before {
        let weight = before
            .iter()
            .filter(|(other, _)| other.ends_with(name))
            .map(|(_, count)| count)
            .sum();
        let is_told_more = |&(other, often): &(&str, u32)| {
            other != name
                && name.ends_with(other)
                && is_usual(other)
                && (often >= count || !is_usual(name))
        };
        let is_part_known = before.iter().any(is_told_more)
            || seen
                .given
                .keys()
                .any(|given| name != given && name.ends_with(given.as_str()));
        if is_part_known || !could_be_name(name) {
            continue;
        }
        // Funds have long names, within which are those of their houses.
        if is_usual(name) || is_fund(name) {
            found.push(Candidate {
                code,
                name,
                weight,
                why: Why::Seen,
            });
        } else {
            found.extend(ends(name).map(|name| Candidate {
                code,
                name,
                weight,
                why: Why::Part,
            }));
        }
    }
    let short = found
        .iter()
        .filter(|found| found.why == Why::Seen)
        .filter_map(|found| {
            Some(Candidate {
                name: without_class(found.name)?,
                why: Why::Short,
                ..*found
            })
        });
    let short: Vec<_> = short.collect();
    found.extend(short);
    found
}

/// Those that are names, by how they stand in texts.
fn chosen<'a, 'c>(
    candidates: &'c [Candidate<'a>],
    standing: impl Fn(&str) -> Standing + 'c,
) -> impl Iterator<Item = &'c Candidate<'a>> + 'c {
    let mut part_of = None;
    candidates.iter().filter(move |candidate| {
        let stands = standing(candidate.name);
        let is_name = match candidate.why {
            Why::Seen => stands.is_of_a_name(units(candidate.name) < 3),
            Why::Short => stands.is_surely_of_a_name(),
            // They come longest first.
            Why::Part => part_of != Some(candidate.code) && stands.is_surely_of_a_name(),
        };
        if is_name && candidate.why == Why::Part {
            part_of = Some(candidate.code);
        }
        is_name && !is_common(candidate.name)
    })
}

fn is_usual(name: &str) -> bool {
    (1..=USUAL).contains(&units(without_class(name).unwrap_or(name))) && could_be_name(name)
}

/// Two characters, or three Latin letters; and no mark of the day on which a dividend leaves the price.
fn could_be_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let least = if name.is_ascii() { 3 } else { 2 };
    letters >= least
        && !["XD", "XR", "DR"].iter().any(|mark| name.starts_with(mark))
        && !is_common(name)
}

/// The ends of what stands before a code that could be its name, the whole first.
fn ends(name: &str) -> impl Iterator<Item = &str> {
    let from = name.char_indices().map(|(at, _)| at);
    let parts = from.filter_map(|at| name.get(at..));
    parts.filter(|part| units(part) >= SHORTEST_PART && could_be_name(part))
}

/// A name without what tells classes of shares apart; `None` where there is nothing such.
fn without_class(name: &str) -> Option<&str> {
    let short = ["-SW", "-W", "-S", "-B", "-P"]
        .iter()
        .find_map(|class| name.strip_suffix(class));
    let short = short.or_else(|| {
        name.strip_suffix('A')
            .filter(|rest| !rest.ends_with(|c: char| c.is_ascii()))
    });
    short.filter(|short| could_be_name(short))
}
