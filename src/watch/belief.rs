//! What is believed of one dump, and how long a loss is doubted.
//!
//! Scrapers truncate and then write, write slowly over the old bytes, delete and make anew. Each of these shows, for a
//! moment, a dump that has lost entries. So what only adds is believed at once; a dump that has lost something is
//! doubted until it has been quiet: [`MISSING`] where entries are gone, [`REWORDED`] where all are there but some read
//! otherwise, and still much alike. No clock is read and no file opened here.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use xxhash_rust::xxh3::xxh3_64;

use crate::dump::{Dump, Record};
use crate::item::Marks;

/// How long a dump that lacks entries has to stay as it is: longer than from one tick of the sweep to the next, which
/// finds it in another folder if it was moved there.
pub(crate) const MISSING: Duration = Duration::from_millis(2500);
/// How long a dump whose entries read otherwise has to stay as it is; what is seen within 100 ms feels immediate.
pub(crate) const REWORDED: Duration = Duration::from_millis(50);
/// Between two looks at what is doubted: what came back meanwhile is not to be missed where there are no events.
pub(crate) const OFTEN: Duration = Duration::from_millis(250);
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
    /// Something is missing since so long that it may be believed lost, as of then: see [`Belief::resolve`].
    Ripe(Instant),
}

/// What is believed of one dump.
#[derive(Debug, Default)]
pub(crate) struct Belief {
    held: Option<Arc<Dump>>,
    /// What was believed of the file before it was moved here.
    inherited: Option<Arc<Dump>>,
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

impl Doubt {
    /// How long it is doubted, and until when.
    fn until(&self) -> (Duration, Instant) {
        (self.patience, (self.since + self.patience).min(self.began + AT_LAST))
    }
}

impl Belief {
    /// The dump that is believed to be there.
    pub(crate) const fn held(&self) -> Option<&Arc<Dump>> {
        self.held.as_ref()
    }

    /// Whether something is doubted.
    pub(crate) const fn is_in_doubt(&self) -> bool {
        self.doubt.is_some()
    }

    /// The file was known by another path: what it held there is not to be lost on the way.
    pub(crate) fn inherit(&mut self, dump: &Arc<Dump>) {
        if self.held.is_none() && self.doubt.is_none() {
            self.inherited = Some(Arc::clone(dump));
        }
    }

    /// The file was read again.
    pub(crate) fn found(&mut self, finding: Finding, now: Instant) -> Verdict {
        if self.doubt.as_ref().is_some_and(|doubt| same(&doubt.of, &finding)) {
            return self.quiet(now);
        }
        let Some(held) = self.held.as_ref().or(self.inherited.as_ref()) else { return self.first(finding) };
        let loss = match &finding {
            Finding::Dump(dump) if self.held.is_some() && same_dump(held, dump) => return self.trust(),
            Finding::Dump(dump) => loss(held, dump),
            Finding::Nothing => Loss::Missing,
        };
        let patience = match loss {
            Loss::None => return self.believe(finding),
            Loss::Reworded => REWORDED,
            Loss::Missing => MISSING,
        };
        let (began, patience) = match &self.doubt {
            // A dump that was seen to lack entries is being filled again: it is not believed any sooner for what it has by now.
            Some(doubt) => (doubt.began, patience.max(doubt.patience)),
            None => (now, patience),
        };
        self.doubt = Some(Doubt { of: finding, patience, began, since: now });
        self.quiet(now)
    }

    /// Believes what was doubted: nobody has found what is missing, or it was found elsewhere.
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
        match self.doubt.as_ref().map(Doubt::until) {
            None => Verdict::Settled,
            Some((_, until)) if now < until => Verdict::Wait(until.min(now + OFTEN)),
            Some((MISSING, until)) => Verdict::Ripe(until),
            Some(_) => self.resolve(),
        }
    }

    /// Whether what is doubted, if anything, may be believed.
    pub(crate) fn is_ripe(&self, now: Instant) -> bool {
        self.doubt.as_ref().is_none_or(|doubt| doubt.until().1 <= now)
    }

    fn first(&mut self, finding: Finding) -> Verdict {
        match finding {
            Finding::Nothing => Verdict::Settled,
            Finding::Dump(_) => self.believe(finding),
        }
    }

    fn believe(&mut self, finding: Finding) -> Verdict {
        self.doubt = None;
        self.inherited = None;
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
    /// No entry, but some read otherwise, and still much alike.
    Reworded,
    /// At least one entry.
    Missing,
}

/// Compares a dump with how it was before. An entry that was not finished then may have grown.
pub(crate) fn loss(before: &Dump, now: &Dump) -> Loss {
    let grown =
        |old: &Record| now.records.iter().any(|new| old.stamp == new.stamp && begins_with(now, new, before, old));
    let has_all_unfinished = before.records.iter().filter(|record| is_unfinished(record)).all(grown);
    if has_all_unfinished && now.records.len() >= before.records.len() && stands_in_front(before, now) {
        return Loss::None;
    }
    let texts: HashSet<_> = now.records.iter().map(|record| wording(now, record)).collect();
    let stands = |old: &Record| texts.contains(&wording(before, old)) || (is_unfinished(old) && grown(old));
    if now.records.is_empty() && !before.records.is_empty() {
        Loss::Missing
    } else if before.records.iter().all(stands) {
        Loss::None
    } else if !cuts_short(before, now, stands) && is_only_reworded(before, now, stands) {
        Loss::Reworded
    } else {
        Loss::Missing
    }
}

const fn is_unfinished(record: &Record) -> bool {
    record.marks.has(Marks::PROVISIONAL)
}

fn finished(dump: &Dump) -> impl Iterator<Item = &Record> {
    dump.records.iter().filter(|record| !is_unfinished(record))
}

/// Whether a text begins with all of another.
fn begins_with(long_in: &Dump, long: &Record, short_in: &Dump, short: &Record) -> bool {
    bytes(long_in, long).starts_with(bytes(short_in, short))
}

/// Whether the last entry is an old one cut short, which does not stand anywhere else: the dump is being filled again. At a
/// blank line inside of a text it looks as if it were finished.
fn cuts_short(before: &Dump, now: &Dump, stands: impl Fn(&Record) -> bool) -> bool {
    now.records.last().is_some_and(|last| {
        let is_cut =
            |old: &&Record| old.stamp == last.stamp && old.len > last.len && begins_with(before, old, now, last);
        before.records.iter().filter(is_cut).any(|old| !stands(old))
    })
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
    (record.stamp.unix(), xxh3_64(bytes(dump, record)))
}

fn bytes<'a>(dump: &'a Dump, record: &Record) -> &'a [u8] {
    dump.text.get(record.range()).unwrap_or_default()
}

/// Whether each entry that does not stand there any more has become another of its minute that is like it. What is unfinished
/// counts for none, since a torn stamp after an entry reads as if it belonged to its text.
fn is_only_reworded(before: &Dump, now: &Dump, stands: impl Fn(&Record) -> bool) -> bool {
    let known: HashSet<_> = before.records.iter().map(|record| wording(before, record)).collect();
    let mut fresh: HashMap<u32, Vec<&Record>> = HashMap::new();
    for record in finished(now).filter(|record| !known.contains(&wording(now, record))) {
        fresh.entry(record.stamp.minute()).or_default().push(record);
    }
    before.records.iter().filter(|record| !stands(record)).all(|old| {
        let of_minute = fresh.get_mut(&old.stamp.minute());
        let alike = |new: &&Record| old.opening == new.opening || begin_alike(bytes(before, old), bytes(now, new));
        of_minute.and_then(|fresh| Some(fresh.swap_remove(fresh.iter().position(alike)?))).is_some()
    })
}

/// Whether a text goes on like another for half its way: a figure that was corrected, a sentence that was added.
fn begin_alike(old: &[u8], new: &[u8]) -> bool {
    let shared = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    shared * 2 >= old.len()
}

#[cfg(test)]
mod tests;
