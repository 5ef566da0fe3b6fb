//! Decides when a change of one dump is shown, by the rules in [`crate::watch`]. Reads no clock and no file.

pub(crate) mod compare;
mod merge;
mod moved;
mod rolling;
mod shown_dump;

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::dump::Dump;
use compare::{MissingEntries, is_same_dump, loses_entries, missing_entries};
use merge::{MAX_LOSS_TIME, Merge, merge};
use shown_dump::ShownDump;

/// How long the bytes of a dump that lost entries have to rest before it is shown. Up to 100 ms feel immediate.
pub(crate) const SETTLE_TIME: Duration = Duration::from_millis(50);
/// How long a dump has to rest before its missing entries are dropped. Within this time a tick looks at all hot files and
/// finds a file that was moved to another folder.
pub(crate) const LOSS_TIME: Duration = Duration::from_millis(2500);
/// The longest time that a dump is not shown because it is written over again and again.
pub(crate) const MAX_OVERWRITE_TIME: Duration = Duration::from_secs(2);
/// The longest time between two looks at a pending file, whose events may be lost.
pub(crate) const PENDING_INTERVAL: Duration = Duration::from_millis(250);

/// What follows from a look at a file.
#[derive(Debug)]
pub(crate) enum Decision {
    /// Nothing is new.
    Unchanged,
    /// Show this dump, or none.
    Commit(Option<Arc<Dump>>),
    /// Show this dump with its missing entries, and look again at this time.
    ShowMerged(Arc<Dump>, Instant),
    /// Look again at this time.
    Wait(Instant),
    /// The dump has rested until this time. [`Debounce::commit`] drops its missing entries.
    Expired(Instant),
}

/// The shown and the pending state of one dump.
#[derive(Debug, Default)]
pub(crate) struct Debounce {
    shown: Option<ShownDump>,
    /// The dump that was shown at the file's old path, if it was moved here and is not shown as it is yet.
    inherited: Option<ShownDump>,
    /// The last dump of a new file that rested but was not shown. It may hold the only copy of some entries.
    rested: Option<Arc<Dump>>,
    pending: Option<Pending>,
    /// How long the bytes have to rest if they were written over in place since a change was shown last.
    overwrite_rest: Option<Duration>,
    /// Whether an entry came at the new end of the dump: what goes at the other end has rolled out.
    grows: bool,
    /// The entries that rolled out and were not taken yet.
    departed: Option<Arc<Dump>>,
}

/// A change that is not shown, or not completely.
#[derive(Debug)]
struct Pending {
    /// The dump in the file; `None` if there is none.
    dump: Option<Arc<Dump>>,
    /// When this dump was first read.
    since: Instant,
    /// When the file's bytes last changed. The dump in them may be the same.
    bytes_changed: Instant,
    /// When the change began, or was last merged.
    began: Instant,
    /// Whether this dump was merged.
    is_merged: bool,
    missing: MissingEntries,
}

impl Pending {
    /// When the dump has rested.
    fn expires_at(&self) -> Instant {
        self.since + LOSS_TIME
    }

    /// When to show the dump with its missing entries, if the bytes have to rest as long as `overwrite_rest` says. `None` if
    /// that is done.
    fn merge_at(&self, overwrite_rest: Option<Duration>) -> Option<Instant> {
        let (rest, longest) = overwrite_rest.map_or((SETTLE_TIME, MAX_LOSS_TIME), |rest| {
            (rest, MAX_OVERWRITE_TIME)
        });
        let settled = self.bytes_changed + rest;
        (!self.is_merged).then(|| settled.min(self.began + longest))
    }
}

impl Debounce {
    /// The dump that is shown.
    pub(crate) fn shown(&self) -> Option<&Arc<Dump>> {
        self.shown.as_ref().map(|shown| &shown.dump)
    }

    /// The dump that is shown, for the path that its file was moved to.
    pub(crate) const fn to_inherit(&self) -> Option<&ShownDump> {
        self.shown.as_ref()
    }

    /// Whether a change is pending.
    pub(crate) const fn is_pending(&self) -> bool {
        self.pending.is_some()
    }

    /// Whether no dump was shown of this file so far.
    pub(crate) const fn is_new(&self) -> bool {
        self.shown.is_none() && self.inherited.is_none()
    }

    /// The pending dump of a new file.
    pub(crate) fn pending_new(&self) -> Option<&Arc<Dump>> {
        let pending = self.pending.as_ref().filter(|_| self.is_new())?;
        pending.dump.as_ref()
    }

    /// When the pending dump has rested.
    pub(crate) fn expires_at(&self) -> Option<Instant> {
        self.pending.as_ref().map(Pending::expires_at)
    }

    /// Notes that the file's bytes changed. The dump may still be the same: a torn character that grows by a byte is dropped
    /// again.
    pub(crate) const fn note_other_bytes(&mut self, now: Instant) {
        if let Some(pending) = &mut self.pending {
            pending.bytes_changed = now;
        }
    }

    /// Notes that the dump that is read next was written over what the file had, so that its bytes have to rest this long.
    pub(crate) const fn note_overwritten(&mut self, rest: Duration, now: Instant) {
        // What was pending before has no part in how long the writing takes.
        if let (None, Some(pending)) = (self.overwrite_rest, &mut self.pending) {
            pending.began = now;
        }
        self.overwrite_rest = Some(rest);
    }

    /// The dump that the file has, and that is shown with entries it lacks.
    pub(crate) fn merged(&self) -> Option<ShownDump> {
        let pending = self.pending.as_ref().filter(|pending| pending.is_merged)?;
        pending.dump.clone().map(ShownDump::complete)
    }

    /// The dump that the file had at the last look.
    pub(crate) fn last_read(&self) -> Option<&Arc<Dump>> {
        match &self.pending {
            Some(pending) => pending.dump.as_ref(),
            None => self.base().map(|before| &before.dump),
        }
    }

    /// Takes in the dump that was read; `None` if the file has none. A new dump that `conflicts` with another has to rest
    /// before it is shown.
    pub(crate) fn observe(
        &mut self,
        dump: Option<Arc<Dump>>,
        conflicts: bool,
        now: Instant,
    ) -> Decision {
        let before = self.pending.as_ref();
        if before.is_some_and(|pending| is_same(pending.dump.as_ref(), dump.as_ref())) {
            return self.check(conflicts, now);
        }
        if before.is_some_and(|pending| pending.expires_at() <= now) {
            self.rested = self.pending_new().cloned().or(self.rested.take());
        }
        let before = self.pending.as_ref();
        let missing = match (self.base().map(|before| &before.dump), &dump) {
            (None, found) if self.must_rest(found.as_deref(), conflicts) => MissingEntries::new(),
            (None, None) => return self.drop_pending(),
            (None, Some(_)) => return self.show(dump),
            (Some(_), None) => {
                let missing = before.map(|pending| pending.missing.clone());
                missing.unwrap_or_default()
            }
            (Some(shown), Some(found))
                if self.inherited.is_none() && is_same_dump(shown, found) =>
            {
                self.shown = dump.map(ShownDump::complete);
                return self.drop_pending();
            }
            (Some(shown), Some(found))
                if self.overwrite_rest.is_none() && !loses_entries(shown, found) =>
            {
                return self.show(dump);
            }
            (Some(shown), Some(found)) => {
                let before = before.map(|pending| &pending.missing);
                missing_entries(shown, found, before, now)
            }
        };
        self.pending = Some(Pending {
            dump,
            since: now,
            bytes_changed: now,
            began: before.map_or(now, |pending| pending.began),
            is_merged: false,
            missing,
        });
        self.show_moved(now)
            .unwrap_or_else(|| self.check(conflicts, now))
    }

    /// Decides about a file that has not changed since the last look.
    pub(crate) fn check(&mut self, conflicts: bool, now: Instant) -> Decision {
        let found = self.pending_new().map(|dump| &**dump);
        if self.is_new() && !self.must_rest(found, conflicts) {
            return self.commit();
        }
        let Some(pending) = &mut self.pending else {
            return Decision::Unchanged;
        };
        let merge_at = pending.merge_at(self.overwrite_rest);
        if merge_at.is_some_and(|at| at <= now) {
            (pending.is_merged, pending.began) = (true, now);
            self.overwrite_rest = None;
            match self.merge(now) {
                Merge::Complete => return self.commit(),
                // Its missing entries are still shown at the file's old path.
                Merge::Partial(_) if self.inherited.is_some() => {}
                Merge::Partial(merged) => {
                    self.note_departed(&merged.dump);
                    let dump = Arc::clone(&merged.dump);
                    self.shown = Some(merged);
                    return Decision::ShowMerged(dump, now + PENDING_INTERVAL);
                }
                Merge::Nothing => {}
            }
        }
        self.wait_or_expire(now)
    }

    /// Whether a new dump has to rest: it conflicts with another, or has lost entries of the one that rested before it.
    fn must_rest(&self, found: Option<&Dump>, conflicts: bool) -> bool {
        let loses = |rested: &Arc<Dump>| found.is_none_or(|found| loses_entries(rested, found));
        conflicts || self.rested.as_ref().is_some_and(loses)
    }

    fn merge(&self, now: Instant) -> Merge {
        let Some(pending) = &self.pending else {
            return Merge::Nothing;
        };
        match (self.base(), &pending.dump) {
            (Some(before), Some(found)) => merge(before, found, &pending.missing, now),
            (None, _) | (Some(_), None) => Merge::Nothing,
        }
    }

    fn wait_or_expire(&self, now: Instant) -> Decision {
        let Some(pending) = &self.pending else {
            return Decision::Unchanged;
        };
        let expires = pending.expires_at();
        if now < expires {
            let next = pending.merge_at(self.overwrite_rest);
            let next = next.unwrap_or(expires);
            Decision::Wait(next.min(now + PENDING_INTERVAL))
        } else {
            Decision::Expired(expires)
        }
    }

    /// Shows the pending dump without its missing entries.
    pub(crate) fn commit(&mut self) -> Decision {
        match self.pending.take() {
            Some(pending) => self.show(pending.dump),
            None => Decision::Unchanged,
        }
    }

    /// The entries that went at the old end of a rolling dump with the last decision, as a dump of their own.
    pub(crate) const fn take_departed(&mut self) -> Option<Arc<Dump>> {
        self.departed.take()
    }

    fn note_departed(&mut self, now: &Dump) {
        let Some(ShownDump { dump: before, .. }) = self.base().cloned() else {
            return;
        };
        self.grows |= rolling::has_new_end(&before, now);
        if self.grows && loses_entries(&before, now) {
            self.departed = rolling::departed(&before, now).map(Arc::new);
        }
    }

    fn show(&mut self, dump: Option<Arc<Dump>>) -> Decision {
        match &dump {
            Some(dump) => self.note_departed(dump),
            None => self.grows = false,
        }
        self.pending = None;
        self.overwrite_rest = None;
        self.inherited = None;
        self.rested = None;
        self.shown = dump.clone().map(ShownDump::complete);
        Decision::Commit(dump)
    }

    /// Forgets a pending change. What is shown stays.
    pub(crate) fn drop_pending(&mut self) -> Decision {
        self.pending = None;
        self.overwrite_rest = None;
        Decision::Unchanged
    }
}

fn is_same(one: Option<&Arc<Dump>>, other: Option<&Arc<Dump>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => is_same_dump(one, other),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

#[cfg(test)]
mod tests;
