//! Carries out what the debounce of a dump decides.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Watcher;
use super::watched_file::WatchedFile;
use crate::dump::{Dump, DumpChange};
use crate::path::FilePath;
use crate::watch::clocks::ClockReading;
use crate::watch::debounce::compare::conflicts;
use crate::watch::debounce::{Debounce, Decision};

/// A loss that cannot be committed yet is tried again after this time.
const LOSS_RETRY_INTERVAL: Duration = Duration::from_millis(100);
/// A new dump is compared with at most this many pending ones.
const MAX_COMPARED: usize = 64;
const SECONDS_PER_DAY: u32 = 86_400;

impl Watcher {
    /// Takes in what was read at a path: a dump, or none. Returns the changes to show.
    pub(super) fn observe(
        &mut self,
        path: &FilePath,
        dump: Option<Arc<Dump>>,
        now: ClockReading,
    ) -> Vec<DumpChange> {
        if let Some(new) = &dump {
            self.files
                .change(path, |file| file.debounce.inherit_only_for(new));
        }
        let new = dump.as_ref();
        let conflicts = new.is_some_and(|new| self.conflicts_with_pending(path, new));
        self.decide(path, now, |debounce| {
            debounce.observe(dump, conflicts, now.at)
        })
    }

    /// Decides about a dump that has not changed. Returns the changes to show.
    pub(super) fn check(&mut self, path: &FilePath, now: ClockReading) -> Vec<DumpChange> {
        let file = self.files.get(path);
        let new = file.and_then(|file| file.debounce.pending_new());
        let conflicts = new.is_some_and(|new| self.conflicts_with_pending(path, new));
        self.decide(path, now, |debounce| debounce.check(conflicts, now.at))
    }

    fn decide(
        &mut self,
        path: &FilePath,
        now: ClockReading,
        decide: impl FnOnce(&mut Debounce) -> Decision,
    ) -> Vec<DumpChange> {
        let decided = self.files.change(path, |file| {
            let decision = decide(&mut file.debounce);
            let departed = file.debounce.take_departed();
            (decision, departed, file.debounce.is_pending())
        });
        let Some((decision, departed, is_pending)) = decided else {
            return Vec::new();
        };
        if is_pending {
            self.pending.insert(path.clone());
        }
        let mut changes: Vec<_> = departed.map(DumpChange::Departed).into_iter().collect();
        match decision {
            Decision::Unchanged => {
                self.pending.remove(path);
                self.remove_if_empty(path);
            }
            Decision::Commit(dump) => changes.push(self.commit(path, dump)),
            Decision::ShowMerged(dump, until) => {
                self.schedule.enqueue(path, until);
                changes.push(DumpChange::Read(dump));
            }
            Decision::Wait(until) => self.schedule.enqueue(path, until),
            Decision::Expired(since) => changes.extend(self.commit_expired(path, since, now)),
        }
        changes
    }

    /// Commits all pending changes, once each has rested and every hot file was looked at after that. The look finds moved
    /// entries; otherwise they would vanish before they reappear.
    fn commit_expired(
        &mut self,
        path: &FilePath,
        since: Instant,
        now: ClockReading,
    ) -> Vec<DumpChange> {
        let pending = self.pending.iter().filter_map(|path| self.files.get(path));
        let latest = pending.filter_map(|file| file.debounce.expires_at()).max();
        let must_wait = self.unread > 0 || latest.is_some_and(|latest| latest > now.at);
        if self.hot_scan_started < latest.filter(|_| !must_wait).unwrap_or(since) {
            self.schedule.scan_hot_now(now.at);
            self.schedule.enqueue(path, now.at);
        } else if must_wait {
            self.schedule.enqueue(path, now.at + LOSS_RETRY_INTERVAL);
        } else {
            self.keep_pending_away(now);
            let expired = self.pending.clone();
            return expired
                .iter()
                .flat_map(|path| self.commit_pending(path))
                .collect();
        }
        Vec::new()
    }

    /// Looks at every place above a dump that is missing. If one is away, the dump stays.
    fn keep_pending_away(&mut self, now: ClockReading) {
        self.probe_roots(now);
        let pending: Vec<FilePath> = self.pending.iter().cloned().collect();
        let above = pending.iter().flat_map(|path| path.ancestors().skip(1));
        let above: BTreeSet<FilePath> = above
            .filter(|folder| self.tree.contains(folder))
            .map(FilePath::from)
            .collect();
        for folder in &above {
            self.look_at_folder(folder, now);
        }
        for path in &pending {
            if self.is_away(path) {
                self.keep_away(path);
            }
        }
    }

    fn commit_pending(&mut self, path: &FilePath) -> Vec<DumpChange> {
        let committed = self.files.change(path, |file| {
            (file.debounce.commit(), file.debounce.take_departed())
        });
        let Some((decision, departed)) = committed else {
            return Vec::new();
        };
        let departed = departed.map(DumpChange::Departed);
        let shown = match decision {
            Decision::Commit(dump) => Some(self.commit(path, dump)),
            Decision::Unchanged
            | Decision::Wait(_)
            | Decision::ShowMerged(..)
            | Decision::Expired(_) => None,
        };
        departed.into_iter().chain(shown).collect()
    }

    /// Records the dump that is shown from now on, or that none is.
    fn commit(&mut self, path: &FilePath, dump: Option<Arc<Dump>>) -> DumpChange {
        self.pending.remove(path);
        let id = self.files.get(path).and_then(|file| file.id);
        let shown_id = id.filter(|_| dump.is_some());
        self.update_ids(path, |file| file.shown_id = shown_id);
        if let Some(dump) = dump {
            DumpChange::Read(dump)
        } else {
            self.remove_if_empty(path);
            DumpChange::Gone(path.clone())
        }
    }

    /// Whether a new dump conflicts with one that has a pending change. Its entries may come from there, so both are decided
    /// together. The first load has no conflicts.
    fn conflicts_with_pending(&self, path: &FilePath, new: &Dump) -> bool {
        let is_new = |file: &WatchedFile| file.debounce.is_new();
        if self.deferred_watches.is_some() || !self.files.get(path).is_some_and(is_new) {
            return false;
        }
        let others = self.pending.iter().take(MAX_COMPARED);
        others
            .filter(|other| *other != path)
            .filter_map(|other| self.files.get(other)?.debounce.shown())
            .any(|known| share_a_day(new, known) && conflicts(new, known))
    }

    fn remove_if_empty(&mut self, path: &FilePath) {
        if self.files.get(path).is_some_and(WatchedFile::is_empty) {
            self.remove(path);
        }
    }

    pub(super) fn remove(&mut self, path: &FilePath) {
        self.update_ids(path, |file| (file.id, file.shown_id) = (None, None));
        let Some(WatchedFile { archive, .. }) = self.files.remove(path) else {
            return;
        };
        self.pending.remove(path);
        self.tree.forget_file(path);
        self.schedule.forget(path);
        if let Some(archive) = archive {
            self.files.change(&archive, |file| {
                file.members.retain(|member| member != path);
            });
            self.remove_if_empty(&archive);
        }
    }
}

/// Whether the first or last entries of two dumps are of the same day. A day is any fixed 24 hours here.
fn share_a_day(one: &Dump, other: &Dump) -> bool {
    let days = |dump: &Dump| {
        let ends = [dump.records.first(), dump.records.last()];
        ends.map(|record| record.map(|record| record.stamp.unix() / SECONDS_PER_DAY))
    };
    let other = days(other);
    days(one)
        .iter()
        .any(|day| day.is_some() && other.contains(day))
}
