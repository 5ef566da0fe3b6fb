//! Dumps that were not read, because memory is short. Whoever holds older days makes room, and they are read again.

use std::time::Instant;

use super::Watcher;
use super::refused_files::{NeededRoom, Refusal};
use crate::item::NewsDay;
use crate::memory::MemoryRoom;
use crate::path::FilePath;
use crate::watch::clocks::ClockReading;
use crate::watch::error::ReadError;
use crate::watch::file_state::{FileReading, FileState};
use crate::watch::kept_size::{kept_bytes, kept_text};
use crate::watch::name;

impl Watcher {
    /// Takes the dumps that were not read since the last call. Each is to be passed to [`Self::read_again`] or
    /// [`Self::give_up`].
    pub(crate) fn take_refused(&mut self) -> Vec<(FilePath, Refusal)> {
        std::mem::take(&mut self.refused.waiting)
            .into_iter()
            .collect()
    }

    /// Looks at a file again at this time.
    pub(crate) fn read_again(&mut self, path: &FilePath, at: Instant) {
        self.schedule.enqueue(path, at);
    }

    /// Reports that there is no room for a dump. It stays as it was read last until there is.
    pub(crate) fn give_up(&mut self, path: &FilePath, refusal: Refusal, now: ClockReading) {
        let Refusal {
            limit, bytes, read, ..
        } = refusal;
        let was_left = self.memory_room().map_or(0, |room| room.spare);
        let needed = NeededRoom { bytes, was_left };
        self.refused.hopeless.insert(path.clone(), needed);
        self.refused.of_load.remove(path);
        self.keep_unreadable(path, ReadError::NoMemory { limit }, now);
        self.files.change(path, |file| file.read = read);
    }

    /// Reports all dumps that were not read, because memory is short: nobody makes room for them.
    pub(crate) fn give_up_refused(&mut self, now: ClockReading) {
        for (path, refusal) in self.take_refused() {
            self.give_up(&path, refusal, now);
        }
    }

    /// Notes that room for a file of the first load may be made.
    pub(super) fn note_refusal_of_load(&mut self, path: &FilePath) {
        if let Some(refusal) = self.refused.waiting.get_mut(path) {
            // A load leaves more of the memory free.
            refusal.was_left = 0;
            self.refused.of_load.insert(path.clone());
        }
    }

    /// How many files of the first load are not read yet, because room has to be made.
    pub(super) fn loads_waiting_for_room(&self) -> usize {
        let waiting = self.refused.of_load.iter();
        waiting.filter(|path| self.files.contains(path)).count()
    }

    /// Whether there are dumps for which no room could be made.
    pub(crate) fn has_given_up(&self) -> bool {
        !self.refused.hopeless.is_empty()
    }

    /// Looks again at dumps that may fit into this number of bytes.
    pub(crate) fn read_if_it_fits(&mut self, bytes: u64, now: ClockReading) {
        let hopeless = self.refused.hopeless.iter();
        let fitting = hopeless.filter(|(_, needed)| needed.may_be(bytes));
        let fitting: Vec<FilePath> = fitting.map(|(path, _)| path.clone()).collect();
        for path in fitting {
            self.files.change(&path, |file| file.read = None);
            self.schedule.enqueue(&path, now.at);
        }
    }

    /// The last day of a file as far as it is known without reading it.
    pub(crate) fn known_last_day(&self, path: &FilePath) -> Option<NewsDay> {
        let held = self.held_dumps().filter(|(file, _)| *file == path);
        let days = held.flat_map(|(_, dump)| dump.records.iter().map(|record| record.day));
        days.max().max(name::last_day(path))
    }

    /// Measures the memory that is left.
    pub(super) fn memory_room(&self) -> Option<MemoryRoom> {
        self.settings.memory.room(self.held_bytes())
    }

    /// What all dumps take that are shown, in bytes.
    pub(crate) fn held_bytes(&self) -> u64 {
        let texts = self.held_dumps().map(|(_, dump)| dump.text.len() as u64);
        texts.map(kept_text).sum()
    }

    /// Notes whether a file was not read because memory is short. Then its dumps stay, and `true` is returned.
    pub(super) fn note_refusal(&mut self, reading: &FileReading, now: ClockReading) -> bool {
        let FileReading { path, read, state } = reading;
        let FileState::Refused {
            limit,
            bytes: needed,
        } = *state
        else {
            self.refused.waiting.remove(path);
            self.refused.hopeless.remove(path);
            self.refused.of_load.remove(path);
            return false;
        };
        let size = read.map_or(0, |read| read.signature.size);
        let bytes = needed.unwrap_or_else(|| kept_bytes(path, size));
        let read = read.filter(|read| read.hash.is_some());
        let refusal = Refusal {
            limit,
            bytes,
            was_left: self.memory_room().map_or(0, |room| room.spare),
            read,
        };
        let hopeless = self.refused.hopeless.get(path);
        if hopeless.is_some_and(|needed| needed.bytes == bytes) {
            self.give_up(path, refusal, now);
        } else {
            self.refused.waiting.insert(path.clone(), refusal);
            self.keep_until_read(path, now);
        }
        true
    }
}
