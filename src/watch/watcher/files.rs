//! Looks at files: reads them again, and hands each dump to its debounce.

use std::collections::BTreeMap;
use std::mem;
use std::path::Path;
use std::sync::Arc;

use super::Watcher;
use super::watched_file::{LoadStage, WatchedFile};
use crate::dump::{Dump, DumpChange};
use crate::path::FilePath;
use crate::watch::clocks::ClockReading;
use crate::watch::debounce::compare::is_extended;
use crate::watch::error::ReadError;
use crate::watch::file_state::{FileReading, FileState};
use crate::watch::last_read::LastRead;
use crate::watch::other_file::NoDumpReason;
use crate::watch::reread::{FileLook, StatOptions, reread};
use crate::watch::schedule::HOT_TIME;
use crate::watch::signature::Signature;

impl Watcher {
    /// Looks at a file, or at the archive of a dump. Returns the changes to show and how many bytes were read; `None` if the
    /// first load is to read the file, or if it is not known.
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
            LoadStage::Queued { .. } => {
                self.set_hinted(path);
                return None;
            }
            LoadStage::New => {
                self.files
                    .change(path, |file| file.stage = LoadStage::Loaded);
                self.unread -= 1;
            }
            LoadStage::Loaded => {}
        }
        let stat = self.stat_options(path);
        let room = || self.memory_room();
        let reading = match reread(path, before.as_ref(), stat, &self.settings, room, now) {
            FileLook::Unchanged => {
                if before.is_some() {
                    self.note_present(path, now);
                }
                return Some((self.check_all(path, now), 0));
            }
            FileLook::SameBytes(read) => {
                self.note_same_bytes(path, read, now);
                return Some((self.check_all(path, now), read.signature.size));
            }
            FileLook::Read(reading) => reading,
        };
        if self.note_refusal(&reading, now) {
            return Some((Vec::new(), 0));
        }
        let read = reading.read.filter(|read| read.hash.is_some());
        if read.is_some_and(|read| read.hash != before.and_then(|before| before.hash)) {
            self.files
                .change(path, |file| file.debounce.note_other_bytes(now.at));
        }
        let cost = read.map_or(0, |read| read.signature.size);
        let is_gone = matches!(reading.state, FileState::Absent);
        let id = |read: LastRead| read.signature.id;
        let is_replaced = before.is_some() && before.map(id) != reading.read.map(id);
        let changes = self.apply_reading(reading, now);
        if is_gone || (is_replaced && self.pending.contains(path)) {
            self.look_for_other_name(path, now);
        }
        Some((changes, cost))
    }

    fn stat_options(&self, path: &FilePath) -> StatOptions {
        let is_hot = self.schedule.is_hot(path);
        StatOptions {
            force_recheck: is_hot,
            sync_with_server: is_hot && self.schedule.can_sync_with_server(),
        }
    }

    /// A file that is gone, or in whose place another one is, may have another name in its folder now. Until it is found there,
    /// an entry of the other one may pass for a later wording of its own.
    fn look_for_other_name(&mut self, path: &Path, now: ClockReading) {
        if let Some(folder) = path.parent().filter(|folder| self.tree.contains(folder)) {
            self.schedule.enqueue(&folder.into(), now.at);
        }
    }

    /// Records what a file holds now. Returns the changes to show.
    pub(super) fn apply_reading(
        &mut self,
        reading: FileReading,
        now: ClockReading,
    ) -> Vec<DumpChange> {
        let FileReading {
            ref path,
            read,
            state,
        } = reading;
        let Some(named) = self.files.get(path).map(|file| file.named) else {
            return Vec::new();
        };
        if self.stays_away(path, &state) {
            self.keep_away(path);
            return Vec::new();
        }
        if !state.dumps().is_empty() {
            self.note_present(path, now);
            if !self.has_dumps(path) {
                self.note_first_dump(path, now);
            }
        }
        if let FileState::Unreadable(error @ ReadError::System { .. }) = state {
            return self.keep_unreadable(path, error, now);
        }
        let is_no_dump = named && matches!(state, FileState::NoDump);
        let mut is_left_out = matches!(state, FileState::LeftOut);
        let (mut dump, mut members, error) = state.into_dumps(path);
        let dumps: Vec<_> = members.iter().chain(&dump).collect();
        if self.holds_old_days(path, &dumps) {
            is_left_out = true;
            (dump, members) = (None, Vec::new());
        }
        let error = error.or(is_no_dump.then_some(ReadError::NoDump));
        let holds_none = dump.is_none() && members.is_empty() && error.is_none();
        let is_explained = holds_none && read.is_some() && !is_left_out;
        let is_explained = is_explained && self.files.names_other_files();
        let no_dump = is_explained.then(|| Box::new(NoDumpReason::of(path)));
        let signature = read.map(|read| read.signature);
        if let Some(signature) = signature.filter(|_| dump.is_some() || !members.is_empty()) {
            self.roots.note_written(path, signature.modified());
        }
        let before = self.files.change(path, |file| {
            file.error = error;
            file.is_left_out = is_left_out;
            file.no_dump = no_dump;
            mem::replace(&mut file.read, read).map(|before| before.signature)
        });
        let before = before.flatten();
        self.keep_hot_or_cold(path, before, signature, now);
        if let Some(signature) = signature {
            let is_other = before.map(|before| before.id) != Some(signature.id);
            self.update_ids(path, |file| file.id = Some(signature.id));
            self.note_file_id(path, signature.id, is_other, now);
        }
        let mut changes = self.apply_members(path, members, now);
        if let (Some(signature), Some(dump)) = (signature, &dump) {
            self.note_overwritten(path, before, signature, dump, now);
        }
        changes.extend(self.observe(path, dump, now));
        changes
    }

    /// Records that a file was read and holds the bytes that it held before.
    fn note_same_bytes(&mut self, path: &FilePath, read: LastRead, now: ClockReading) {
        self.note_present(path, now);
        if self.has_dumps(path) {
            self.roots.note_written(path, read.signature.modified());
        }
        let before = self.files.change(path, |file| file.read.replace(read));
        let before = before.flatten().map(|before| before.signature);
        self.keep_hot_or_cold(path, before, Some(read.signature), now);
    }

    /// Notes whether a dump may be partly old and partly new, because its file was written over in place.
    fn note_overwritten(
        &mut self,
        path: &FilePath,
        before: Option<Signature>,
        after: Signature,
        dump: &Dump,
        now: ClockReading,
    ) {
        let rest = self.settings.overwrite_rest;
        let is_in_place = |before: Signature| before.id == after.id && before.size <= after.size;
        if rest.is_zero() || !before.is_none_or(is_in_place) {
            return;
        }
        let file = self.files.get(path);
        let last = file.and_then(|file| file.debounce.last_read());
        if last.is_some_and(|last| !is_extended(last, dump)) {
            self.files
                .change(path, |file| file.debounce.note_overwritten(rest, now.at));
        }
    }

    /// Whether the dumps of a file stay because its place is away.
    fn stays_away(&self, path: &FilePath, state: &FileState) -> bool {
        self.has_dumps(path) && state.dumps().is_empty() && self.is_away(path)
    }

    fn has_dumps(&self, path: &Path) -> bool {
        let file = self.files.get(path);
        file.is_some_and(|file| file.debounce.shown().is_some() || !file.members.is_empty())
    }

    /// A file becomes hot if its time stamps are recent, or if it was seen to change or appear: a server's clock may be off.
    fn keep_hot_or_cold(
        &mut self,
        path: &FilePath,
        before: Option<Signature>,
        signature: Option<Signature>,
        now: ClockReading,
    ) {
        let has_appeared = || self.deferred_watches.is_none() && self.schedule.has_room_for_hot();
        let has_changed = before != signature && (before.is_some() || has_appeared());
        let is_recent = || signature.is_none_or(|signature| signature.is_recent(now.wall));
        if has_changed || is_recent() || self.is_newest(path) {
            self.schedule.keep_hot(path, now.at + HOT_TIME);
        } else {
            self.schedule.keep_cold(path);
        }
    }

    /// Handles a file that exists and cannot be read. Its dump stays as it is, and the error is shown. Every look tries again,
    /// because the cause may go without changing the file. A pending change waits too: it may be half of a write.
    pub(super) fn keep_unreadable(
        &mut self,
        path: &FilePath,
        error: ReadError,
        now: ClockReading,
    ) -> Vec<DumpChange> {
        self.files.change(path, |file| file.error = Some(error));
        self.keep_until_read(path, now);
        Vec::new()
    }

    /// Keeps what is shown of a file until the next look has read it.
    pub(super) fn keep_until_read(&mut self, path: &FilePath, now: ClockReading) {
        self.keep_away(path);
        self.files.change(path, |file| file.read = None);
        self.schedule.keep_hot(path, now.at + HOT_TIME);
    }

    /// Hands each dump in an archive to its own debounce. Dumps that were in it before are missing now.
    fn apply_members(
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
            file.members = found.keys().cloned().collect();
        });
        for path in found.keys() {
            let member = WatchedFile {
                stage: LoadStage::Loaded,
                archive: Some(archive.clone()),
                ..WatchedFile::default()
            };
            self.files.add(path, member);
        }
        found
            .into_iter()
            .flat_map(|(path, dump)| self.observe(&path, dump, now))
            .collect()
    }

    /// Decides about a file that has not changed, and the dumps in it. Returns the changes to show.
    fn check_all(&mut self, path: &FilePath, now: ClockReading) -> Vec<DumpChange> {
        let members = self.files.get(path).map(|file| file.members.clone());
        let members = members.unwrap_or_default();
        members
            .iter()
            .chain([path])
            .flat_map(|path| self.check(path, now))
            .collect()
    }
}
