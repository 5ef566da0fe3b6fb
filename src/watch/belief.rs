//! What is believed of one dump, and how long a loss is doubted.
//!
//! Scrapers truncate and then write, write slowly over the old bytes, delete and make anew. Each of these shows, for a
//! moment, a dump that has lost entries. So what only adds is believed at once; a dump that has lost something is
//! doubted until it has been quiet: [`MISSING`] where entries are gone, [`REWORDED`] where all are there but some read
//! otherwise. No clock is read and no file opened here.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use xxhash_rust::xxh3::xxh3_64;

use crate::dump::{Dump, Record};
use crate::item::Marks;

/// How long a dump that lacks entries has to stay as it is.
pub(crate) const MISSING: Duration = Duration::from_secs(2);
/// How long a dump whose entries read otherwise has to stay as it is; what is seen within 100 ms feels immediate.
pub(crate) const REWORDED: Duration = Duration::from_millis(50);
/// A dump that keeps changing is believed after that long, whatever it lacks.
pub(crate) const AT_LAST: Duration = Duration::from_secs(10);

/// What a look at a file has found.
#[derive(Clone, Debug)]
pub(crate) enum Finding {
    /// A dump.
    Dump(Arc<Dump>),
    /// No dump, or an empty one; or no file.
    Nothing,
}

/// What follows from a look.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// Nothing is new.
    Settled,
    /// This is the truth now.
    Believe(Finding),
    /// Look again then.
    Wait(Instant),
}

/// What is believed of one dump.
#[derive(Debug, Default)]
pub(crate) struct Belief {
    held: Option<Arc<Dump>>,
    doubt: Option<Doubt>,
}

#[derive(Debug)]
struct Doubt {
    of: Finding,
    patience: Duration,
    began: Instant,
    /// When what is doubted was first seen as it is.
    since: Instant,
}

impl Belief {
    /// The dump that is believed to be there.
    pub(crate) const fn held(&self) -> Option<&Arc<Dump>> {
        self.held.as_ref()
    }

    /// The file was read again.
    pub(crate) fn found(&mut self, finding: Finding, now: Instant) -> Verdict {
        if self.doubt.as_ref().is_some_and(|doubt| same(&doubt.of, &finding)) {
            return self.quiet(now);
        }
        let Some(held) = &self.held else { return self.first(finding) };
        let loss = match &finding {
            Finding::Dump(dump) if same_dump(held, dump) => return self.trust(),
            Finding::Dump(dump) => loss(held, dump),
            Finding::Nothing => Loss::Missing,
        };
        let patience = match loss {
            Loss::None => return self.believe(finding),
            Loss::Reworded => REWORDED,
            Loss::Missing => MISSING,
        };
        let began = self.doubt.as_ref().map_or(now, |doubt| doubt.began);
        self.doubt = Some(Doubt { of: finding, patience, began, since: now });
        self.quiet(now)
    }

    /// What is lost is known from elsewhere: the dump was only moved, so there is nothing to doubt.
    pub(crate) fn resolve(&mut self) -> Verdict {
        match self.doubt.take() {
            Some(doubt) => self.believe(doubt.of),
            None => Verdict::Settled,
        }
    }

    /// The dump is again what it was believed to be.
    fn trust(&mut self) -> Verdict {
        self.doubt = None;
        Verdict::Settled
    }

    /// The file was looked at and is what it was at the last look.
    pub(crate) fn quiet(&mut self, now: Instant) -> Verdict {
        let Some(doubt) = &self.doubt else { return Verdict::Settled };
        let until = (doubt.since + doubt.patience).min(doubt.began + AT_LAST.max(doubt.patience));
        if now < until {
            return Verdict::Wait(until);
        }
        let finding = doubt.of.clone();
        self.believe(finding)
    }

    fn first(&mut self, finding: Finding) -> Verdict {
        match finding {
            Finding::Nothing => Verdict::Settled,
            Finding::Dump(_) => self.believe(finding),
        }
    }

    fn believe(&mut self, finding: Finding) -> Verdict {
        self.doubt = None;
        self.held = match &finding {
            Finding::Dump(dump) => Some(Arc::clone(dump)),
            Finding::Nothing => None,
        };
        Verdict::Believe(finding)
    }
}

fn same(one: &Finding, other: &Finding) -> bool {
    match (one, other) {
        (Finding::Dump(one), Finding::Dump(other)) => same_dump(one, other),
        (Finding::Nothing, Finding::Nothing) => true,
        (Finding::Dump(_), Finding::Nothing) | (Finding::Nothing, Finding::Dump(_)) => false,
    }
}

fn same_dump(one: &Dump, other: &Dump) -> bool {
    one.text == other.text && one.dialect == other.dialect && one.records == other.records && one.extras == other.extras
}

/// What a dump has lost against how it was before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loss {
    /// Nothing: every entry still stands there.
    None,
    /// No entry, but some read otherwise.
    Reworded,
    /// At least one entry.
    Missing,
}

/// Compares a dump with how it was before. An entry that was not finished then may have become anything.
pub(crate) fn loss(before: &Dump, now: &Dump) -> Loss {
    if now.records.len() >= before.records.len() && stands_in_front(before, now) {
        return Loss::None;
    }
    let texts: HashSet<_> = now.records.iter().map(|record| wording(now, record)).collect();
    let changed: Vec<_> = finished(before).filter(|record| !texts.contains(&wording(before, record))).collect();
    if now.records.is_empty() && !before.records.is_empty() {
        Loss::Missing
    } else if changed.is_empty() {
        Loss::None
    } else if changed.iter().all(|record| has_counterpart(before, now, record)) && keeps_its_minutes(before, now) {
        Loss::Reworded
    } else {
        Loss::Missing
    }
}

fn finished(dump: &Dump) -> impl Iterator<Item = &Record> {
    dump.records.iter().filter(|record| !record.marks.has(Marks::PROVISIONAL))
}

/// Whether all old bytes up to the last finished entry still stand: what appending does.
fn stands_in_front(before: &Dump, now: &Dump) -> bool {
    let end = finished(before).map(|record| record.range().end).max().unwrap_or(0);
    let same_places = || {
        finished(before)
            .zip(&now.records)
            .all(|(old, new)| (old.start, old.len, old.stamp) == (new.start, new.len, new.stamp))
    };
    before.text.get(..end).is_some_and(|old| now.text.get(..end) == Some(old)) && same_places()
}

fn wording(dump: &Dump, record: &Record) -> (u32, u64) {
    (record.stamp.unix(), xxh3_64(dump.text.get(record.range()).unwrap_or_default()))
}

fn has_counterpart(before: &Dump, now: &Dump, old: &Record) -> bool {
    let number = |dump: &Dump, record| dump.extra(record).and_then(|extra| extra.wire_id);
    let id = number(before, old);
    now.records.iter().any(|new| new.stamp.minute() == old.stamp.minute() || (id.is_some() && number(now, new) == id))
}

/// Whether no minute has fewer entries than before.
fn keeps_its_minutes(before: &Dump, now: &Dump) -> bool {
    let mut minutes: HashMap<u32, isize> = HashMap::new();
    now.records.iter().for_each(|record| *minutes.entry(record.stamp.minute()).or_default() += 1);
    finished(before).all(|record| {
        let left = minutes.entry(record.stamp.minute()).or_default();
        *left -= 1;
        *left >= 0
    })
}

#[cfg(test)]
impl Belief {
    /// Whether something is doubted.
    pub(crate) const fn is_in_doubt(&self) -> bool {
        self.doubt.is_some()
    }
}

#[cfg(test)]
mod tests;
