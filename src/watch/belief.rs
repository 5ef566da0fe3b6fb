//! What is believed of one dump, and how long a loss is doubted.
//!
//! Scrapers truncate and then write, write slowly over the old bytes, delete and make anew. Each of these shows, for a
//! moment, a dump that has lost entries. So what only adds is believed at once; a dump that has lost something is
//! doubted until it has been quiet: [`MISSING`] where entries are gone, [`REWORDED`] where all are there but some read
//! otherwise, and still much alike. A dump that is seen for the first time may be caught in between as well: it is doubted
//! as shortly where it tells otherwise than another ([`comparison::disagree`]). No clock is read and no file opened here.

pub(crate) mod comparison;

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::dump::Dump;
use comparison::{Loss, loss};

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

    /// Whether nothing is known of the file but what it is found to be now.
    pub(crate) const fn is_new(&self) -> bool {
        self.held.is_none() && self.inherited.is_none()
    }

    /// The dump that is not believed yet, in a file of which nothing else is known.
    pub(crate) fn contested(&self) -> Option<&Arc<Dump>> {
        match &self.doubt.as_ref().filter(|_| self.is_new())?.of {
            Finding::Dump(dump) => Some(dump),
            Finding::Nothing => None,
        }
    }

    /// How long a new dump is doubted from now on; not at all where nothing tells otherwise any more.
    pub(crate) fn contest(&mut self, patience: Option<Duration>) {
        if let Some(doubt) = &mut self.doubt {
            doubt.patience = patience.unwrap_or_default();
        }
    }

    /// The file was read, for the first time or again. While it is new it is doubted as long as it is `contested`: a dump
    /// that is believed tells otherwise.
    pub(crate) fn found(&mut self, finding: Finding, contested: Option<Duration>, now: Instant) -> Verdict {
        if self.doubt.as_ref().is_some_and(|doubt| same(&doubt.of, &finding)) {
            return self.quiet(now);
        }
        let Some(held) = self.held.as_ref().or(self.inherited.as_ref()) else {
            return self.first(finding, contested, now);
        };
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

    fn first(&mut self, finding: Finding, contested: Option<Duration>, now: Instant) -> Verdict {
        match (&finding, contested) {
            (Finding::Nothing, _) => self.trust(),
            (Finding::Dump(_), Some(patience)) => {
                let began = self.doubt.as_ref().map_or(now, |doubt| doubt.began);
                self.doubt = Some(Doubt { of: finding, patience, began, since: now });
                self.quiet(now)
            }
            (Finding::Dump(_), None) => self.believe(finding),
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

#[cfg(test)]
mod tests;
