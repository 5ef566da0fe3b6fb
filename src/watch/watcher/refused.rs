//! Dumps that were not read, because memory is short. Whoever holds older days makes room, and they are read again.

use std::time::Instant;

use super::Watcher;
use super::refused_files::Refusal;
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
        let Refusal { limit, bytes, read } = refusal;
        self.refused.hopeless.insert(path.clone(), bytes);
        self.keep_unreadable(path, ReadError::NoMemory { limit }, now);
        self.files.change(path, |file| file.read = read);
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
        let FileState::Unreadable(ReadError::NoMemory { limit }) = *state else {
            self.refused.waiting.remove(path);
            self.refused.hopeless.remove(path);
            return false;
        };
        let size = read.map_or(0, |read| read.signature.size);
        let bytes = kept_bytes(path, size);
        let read = read.filter(|read| read.hash.is_some());
        let refusal = Refusal { limit, bytes, read };
        if self.refused.hopeless.get(path) == Some(&bytes) {
            self.give_up(path, refusal, now);
        } else {
            self.refused.waiting.insert(path.clone(), refusal);
            self.keep_until_read(path, now);
        }
        true
    }
}
