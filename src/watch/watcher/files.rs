//! A look at a file: what it holds now, and what that says of the dumps in it.

use std::collections::BTreeMap;
use std::mem;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use super::Watcher;
use super::known::{File, Stage};
use crate::dump::{Dump, DumpChange};
use crate::path::FilePath;
use crate::watch::ClockReading;
use crate::watch::error::ReadError;
use crate::watch::file_state::{FileReading, FileState};
use crate::watch::reread::{StatOptions, reread};
use crate::watch::schedule::LIVELY;
use crate::watch::signature::{FileId, Signature};

impl Watcher {
    /// Looks at a file. Returns the changes to report and how many bytes were read; `None` if it was not looked at.
    pub(super) fn look_at_file(
        &mut self,
        path: &FilePath,
        now: ClockReading,
    ) -> Option<(Vec<DumpChange>, u64)> {
        let archive = self.files.get(path)?.archive.clone();
        let path = archive.as_ref().unwrap_or(path);
        let file = self.files.get(path)?;
        let before = file.read;
        match file.stage {
            Stage::Queued { .. } => {
                self.set_hinted(path);
                return None;
            }
            Stage::New => {
                self.files.change(path, |file| file.stage = Stage::Known);
                self.unread -= 1;
            }
            Stage::Known => {}
        }
        let is_hot = self.schedule.is_lively(path);
        let stat = StatOptions {
            force_recheck: is_hot,
            sync_with_server: is_hot && self.schedule.may_ask(),
        };
        let Some(reading) = reread(path, before.as_ref(), stat, self.settings.options, now) else {
            return Some((self.settle_all(path, now), 0));
        };
        let hash = reading.read.and_then(|read| read.hash);
        if hash.is_some() && hash != before.and_then(|read| read.hash) {
            self.files.change(path, |file| file.belief.stir(now.at));
        }
        if matches!(reading.state, FileState::Absent) {
            self.look_where_it_was(path, now);
        }
        let cost = reading
            .read
            .filter(|_| hash.is_some())
            .map_or(0, |read| read.signature.size);
        Some((self.take_in(reading, now), cost))
    }

    /// A file that is gone may stand in its folder by another name.
    pub(super) fn look_where_it_was(&mut self, path: &Path, now: ClockReading) {
        if let Some(folder) = path.parent().filter(|folder| self.tree.has(folder)) {
            self.schedule.soon(&folder.into(), now.at);
        }
    }

    /// Notes what a file holds now, and asks whether to believe it.
    pub(super) fn take_in(&mut self, reading: FileReading, now: ClockReading) -> Vec<DumpChange> {
        let FileReading {
            ref path,
            read,
            state,
        } = reading;
        let Some(named) = self.files.get(path).map(|file| file.named) else {
            return Vec::new();
        };
        let mut members = Vec::new();
        let (error, dump) = match state {
            FileState::Unreadable(error @ ReadError::System { .. }) => {
                return self.take_in_unreadable(path, error, now);
            }
            FileState::Dump(dump) => (None, Some(dump)),
            FileState::Packed(packed) => {
                let (own, inner) = packed
                    .dumps
                    .into_iter()
                    .partition::<Vec<_>, _>(|dump| dump.path == *path);
                members = inner;
                (packed.error, own.into_iter().next())
            }
            FileState::NoDump => (named.then_some(ReadError::NoDump), None),
            FileState::Absent => (None, None),
            FileState::Unreadable(error) => (Some(error), None),
        };
        if let Some(read) = read.filter(|_| dump.is_some() || !members.is_empty()) {
            self.roots.written(path, read.signature.modified());
        }
        let id = read.map(|read| read.signature.id);
        let stood = self.files.change(path, |file| {
            file.error = error;
            mem::replace(&mut file.read, read).map(|before| before.signature)
        });
        let (stood, signature) = (stood.flatten(), read.map(|read| read.signature));
        // By its own stamps, or because it was seen to change or to come: a server's clock may be far off.
        let has_come = || self.blindfold.is_none() && self.schedule.has_room();
        let is_lively = stood != signature && (stood.is_some() || has_come());
        if is_lively
            || signature.is_none_or(|signature| is_recent(signature, now))
            || self.is_newest(path)
        {
            self.schedule.keep(path, now.at + LIVELY);
        } else {
            self.schedule.keep_old(path);
        }
        if let Some(id) = id {
            let is_other = stood.map(|before| before.id) != Some(id);
            self.change_ids(path, |file| file.id = Some(id));
            self.note_id(path, id, is_other, now);
        }
        let mut changes = self.take_in_members(path, members, now);
        changes.extend(self.settle(path, Some(dump), now));
        changes
    }

    /// A file stands there that the system does not let read now: nothing is known to be lost, so what is believed of it stays,
    /// and the reason is told. It is tried again with each look, since what is in the way may go without a trace at the file.
    fn take_in_unreadable(
        &mut self,
        path: &FilePath,
        why: ReadError,
        now: ClockReading,
    ) -> Vec<DumpChange> {
        self.files.change(path, |file| {
            file.error = Some(why);
            file.read = None;
        });
        self.schedule.keep(path, now.at + LIVELY);
        self.settle_all(path, now)
    }

    /// Every dump in an archive is believed and doubted by itself; those that were in it and are no more count as missing.
    pub(super) fn take_in_members(
        &mut self,
        archive: &FilePath,
        dumps: Vec<Arc<Dump>>,
        now: ClockReading,
    ) -> Vec<DumpChange> {
        let Some(known) = self.files.get(archive).map(|file| file.members.clone()) else {
            return Vec::new();
        };
        let known = known.into_iter().map(|path| (path, None));
        let inner = dumps
            .into_iter()
            .map(|dump| (dump.path.clone(), Some(dump)));
        let found: BTreeMap<_, _> = known.chain(inner).collect();
        self.files.change(archive, |file| {
            file.members = found.keys().cloned().collect()
        });
        for path in found.keys() {
            self.files.add(
                path,
                File {
                    stage: Stage::Known,
                    archive: Some(archive.clone()),
                    ..File::default()
                },
            );
        }
        found
            .into_iter()
            .flat_map(|(path, finding)| self.settle(&path, Some(finding), now))
            .collect()
    }

    /// Asks what follows from a file, and the dumps in it, being as they were.
    pub(super) fn settle_all(&mut self, path: &FilePath, now: ClockReading) -> Vec<DumpChange> {
        let members = self
            .files
            .get(path)
            .map(|file| file.members.clone())
            .unwrap_or_default();
        members
            .iter()
            .chain([path])
            .flat_map(|path| self.settle(path, None, now))
            .collect()
    }

    /// Changes which files stood at a path; those that no longer count are not known by it any more.
    pub(super) fn change_ids(&mut self, path: &FilePath, change: impl FnOnce(&mut File)) {
        let ids = |file: &File| [file.id, file.held];
        let Some(before) = self.files.get(path).map(ids) else {
            return;
        };
        self.files.change(path, change);
        let now = self.files.get(path).map(ids).unwrap_or_default();
        for gone in before
            .into_iter()
            .flatten()
            .filter(|id| !now.contains(&Some(*id)))
        {
            if self.by_id.get(&gone) == Some(path) {
                self.by_id.remove(&gone);
            }
        }
    }

    /// A file that was known by another path has been moved: look at that path again. One that was here before has not: of
    /// two names for one file each would else call for a look at the other, for ever.
    pub(super) fn note_id(
        &mut self,
        path: &FilePath,
        id: FileId,
        is_other: bool,
        now: ClockReading,
    ) {
        if !is_other && self.by_id.contains_key(&id) {
            return;
        }
        let before = self.by_id.insert(id, path.clone());
        let Some(before) = before.filter(|before| before != path) else {
            return;
        };
        let Some(other) = self.files.get(&before) else {
            return;
        };
        let held = other
            .belief
            .held()
            .filter(|_| other.held == Some(id))
            .cloned();
        self.schedule.soon(&before, now.at);
        if let Some(held) = held {
            self.files.change(path, |file| file.belief.inherit(&held));
        }
    }
}

/// Whether a file was written to a short time ago, or is stamped with a time to come that is near.
fn is_recent(signature: Signature, now: ClockReading) -> bool {
    let wall = now
        .wall
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    u64::try_from(signature.modified())
        .unwrap_or(0)
        .abs_diff(wall)
        <= LIVELY.as_secs()
}
