//! What is believed of one dump, and how long a loss is doubted.
//!
//! Scrapers truncate and then write, write slowly over the old bytes, delete and make anew. Each of these shows, for a
//! moment, a dump that has lost entries. So what only adds is believed at once; a dump that has lost something is
//! doubted until it has been quiet: [`MISSING`] where entries are gone, [`REWORDED`] where all are there but some read
//! otherwise, and still much alike. What is new in it meanwhile is believed as soon as it rests ([`mod@meanwhile`]). A dump that is seen for the first time may be caught in between as well: it is doubted
//! as shortly where it tells otherwise than another ([`comparison::disagree`]). No clock is read and no file opened here.

pub(crate) mod comparison;
mod meanwhile;

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::dump::Dump;
use comparison::{Loss, loss, reaches_end};
use meanwhile::{Lacking, lacking, meanwhile};

/// How long a dump that lacks entries has to stay as it is: longer than from one tick of the sweep to the next, which
/// finds it in another folder if it was moved there.
pub(crate) const MISSING: Duration = Duration::from_millis(2500);
/// How long a dump whose entries read otherwise has to stay as it is; what is seen within 100 ms feels immediate.
pub(crate) const REWORDED: Duration = Duration::from_millis(50);
/// The same where it was seen to lack entries a moment ago, and its last one reads otherwise: it may still be filled.
pub(crate) const REFILLED: Duration = Duration::from_millis(250);
/// Between two looks at what is doubted: what came back meanwhile is not to be missed where there are no events.
pub(crate) const OFTEN: Duration = Duration::from_millis(250);
/// Of a dump that never rests, what was lacking at every look for that long is believed lost, and what is new is believed.
pub(crate) const AT_LAST: Duration = Duration::from_secs(10);

/// What follows from a look.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// Nothing is new.
    Settled,
    /// This is the truth now.
    Believe(Option<Arc<Dump>>),
    /// Look again then.
    Wait(Instant),
    /// This is to be shown until it is decided what is lost; look again then.
    Meanwhile(Arc<Dump>, Instant),
    /// Something is missing since so long that it may be believed lost, as of then: see [`Belief::resolve`].
    Ripe(Instant),
}

/// What is believed of one dump.
#[derive(Debug, Default)]
pub(crate) struct Belief {
    held: Option<Arc<Dump>>,
    /// What was believed of the file before it was moved here.
    inherited: Option<Arc<Dump>>,
    /// A new dump that was doubted for long enough, and was not there any more when that was decided.
    rested: Option<Arc<Dump>>,
    doubt: Option<Doubt>,
}

#[derive(Debug)]
struct Doubt {
    of: Option<Arc<Dump>>,
    patience: Duration,
    /// Since when something is doubted, or when what is new was told last.
    began: Instant,
    /// When what is doubted was first seen as it is.
    since: Instant,
    /// When other bytes were last read, also where the dump in them reads the same.
    stirred: Instant,
    /// Whether what is new in it is believed already.
    told: bool,
    /// The entries that are lacking, and since when they are at every look.
    lacking: Lacking,
}

impl Doubt {
    /// Until when it is doubted. A dump that lacks entries has to rest.
    fn until(&self) -> Instant {
        if self.patience == MISSING {
            self.since + self.patience
        } else {
            (self.stirred + self.patience).min(self.began + AT_LAST)
        }
    }

    /// When what is new in it is to be believed; `None` where that has been settled.
    fn telling(&self) -> Option<Instant> {
        let rested = self.stirred + REWORDED;
        (self.patience == MISSING && !self.told).then(|| rested.min(self.began + AT_LAST))
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
        self.doubt.as_ref().filter(|_| self.is_new())?.of.as_ref()
    }

    /// How long a new dump is doubted from now on; not at all where nothing tells otherwise any more.
    pub(crate) fn contest(&mut self, patience: Option<Duration>) {
        let lacks = self.contested().and_then(|dump| self.lacks_rested(dump));
        if let Some(doubt) = &mut self.doubt {
            doubt.patience = patience.max(lacks).unwrap_or_default();
        }
    }

    /// The file was read, for the first time or again. While it is new it is doubted as long as it is `contested`: a dump
    /// that is believed tells otherwise.
    pub(crate) fn found(
        &mut self,
        finding: Option<Arc<Dump>>,
        contested: Option<Duration>,
        now: Instant,
    ) -> Verdict {
        if self
            .doubt
            .as_ref()
            .is_some_and(|doubt| same(doubt.of.as_ref(), finding.as_ref()))
        {
            return self.quiet(now);
        }
        self.keep_rested(now);
        let Some(held) = self.held.as_ref().or(self.inherited.as_ref()) else {
            return self.first(finding, contested, now);
        };
        let loss = match &finding {
            Some(dump) if self.held.is_some() && same_dump(held, dump) => {
                return self.trust();
            }
            Some(dump) => loss(held, dump),
            None => Loss::Missing,
        };
        let patience = match loss {
            Loss::None => return self.believe(finding),
            Loss::Reworded => REWORDED,
            Loss::Missing => MISSING,
        };
        let before = self.doubt.as_ref();
        let began = before.map_or(now, |doubt| doubt.began);
        let was_missing = before.is_some_and(|doubt| doubt.patience > REWORDED);
        let is_whole = || matches!(&finding, Some(dump) if reaches_end(held, dump));
        // A dump that was seen to lack entries is being filled again, maybe not to its end.
        let patience = if was_missing && !is_whole() {
            patience.max(REFILLED)
        } else {
            patience
        };
        let lacking = match (&finding, before) {
            (Some(dump), _) => lacking(held, dump, before.map(|doubt| &doubt.lacking), now),
            (None, Some(doubt)) => doubt.lacking.clone(),
            (None, None) => Lacking::new(),
        };
        self.doubt = Some(Doubt {
            of: finding,
            patience,
            began,
            since: now,
            stirred: now,
            told: false,
            lacking,
        });
        self.quiet(now)
    }

    /// The file holds other bytes than at the last look: somebody writes, if only half of a character that is torn either way.
    pub(crate) const fn stir(&mut self, now: Instant) {
        if let Some(doubt) = &mut self.doubt {
            doubt.stirred = now;
        }
    }

    /// A new dump that has rested as long as anything is doubted only waits for what is decided elsewhere. It may be the only one in
    /// which entries stand that are doubted there, so that it is not to be lost either should its file change meanwhile.
    fn keep_rested(&mut self, now: Instant) {
        let has_rested = self
            .doubt
            .as_ref()
            .is_some_and(|doubt| doubt.since + MISSING <= now);
        if let Some(rested) = self.contested().filter(|_| has_rested).cloned() {
            self.rested = Some(rested);
        }
    }

    /// How long a new dump is doubted that lacks what had rested there before.
    fn lacks_rested(&self, dump: &Dump) -> Option<Duration> {
        self.rested
            .as_ref()
            .filter(|rested| loss(rested, dump) == Loss::Missing)
            .map(|_| MISSING)
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
        let Some(doubt) = &mut self.doubt else {
            return Verdict::Settled;
        };
        let (until, telling) = (doubt.until(), doubt.telling());
        if telling.is_some_and(|telling| telling <= now) {
            (doubt.told, doubt.began) = (true, now);
            if let (Some(held), Some(found)) = (&self.held, &doubt.of)
                && let Some(both) =
                    meanwhile(held, found, |since| since + AT_LAST <= now, &doubt.lacking)
                        .map(Arc::new)
            {
                self.held = Some(Arc::clone(&both));
                return Verdict::Meanwhile(both, until.min(now + OFTEN));
            }
        }
        if now < until {
            Verdict::Wait(
                telling
                    .filter(|telling| *telling > now)
                    .unwrap_or(until)
                    .min(now + OFTEN),
            )
        } else if doubt.patience == MISSING {
            Verdict::Ripe(until)
        } else {
            self.resolve()
        }
    }

    /// Whether what is doubted, if anything, may be believed.
    pub(crate) fn is_ripe(&self, now: Instant) -> bool {
        self.doubt.as_ref().is_none_or(|doubt| doubt.until() <= now)
    }

    /// Until when entries that are missing are doubted, if some are.
    pub(crate) fn missing_until(&self) -> Option<Instant> {
        self.doubt
            .as_ref()
            .filter(|doubt| doubt.patience == MISSING)
            .map(Doubt::until)
    }

    fn first(
        &mut self,
        finding: Option<Arc<Dump>>,
        contested: Option<Duration>,
        now: Instant,
    ) -> Verdict {
        let patience = match &finding {
            None => self.rested.as_ref().map(|_| MISSING),
            Some(dump) => contested.max(self.lacks_rested(dump)),
        };
        match (&finding, patience) {
            (_, Some(patience)) => {
                let began = self.doubt.as_ref().map_or(now, |doubt| doubt.began);
                let lacking = Lacking::new();
                self.doubt = Some(Doubt {
                    of: finding,
                    patience,
                    began,
                    since: now,
                    stirred: now,
                    told: false,
                    lacking,
                });
                self.quiet(now)
            }
            (None, None) => self.trust(),
            (Some(_), None) => self.believe(finding),
        }
    }

    fn believe(&mut self, finding: Option<Arc<Dump>>) -> Verdict {
        self.doubt = None;
        self.inherited = None;
        self.rested = None;
        self.held.clone_from(&finding);
        Verdict::Believe(finding)
    }
}

fn same(one: Option<&Arc<Dump>>, other: Option<&Arc<Dump>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same_dump(one, other),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn same_dump(one: &Dump, other: &Dump) -> bool {
    one.text == other.text
        && one.dialect == other.dialect
        && one.records == other.records
        && one.extras == other.extras
}

#[cfg(test)]
mod tests;
