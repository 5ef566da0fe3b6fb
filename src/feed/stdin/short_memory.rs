//! What becomes of standard input at the end of memory: the oldest days of a text are cut off, or no more is read.

use bytes::Bytes;

use super::StdinStream;
use crate::dump::container::Container;
use crate::dump::{self, Dump, Record};
use crate::feed::stdin_input::find_cut;
use crate::memory::MemoryLimit;
use crate::watch::file_state::decoded_bytes;
use crate::watch::kept_size::kept_text;
use crate::watch::{LeftOutDays, ReadError, WatchSettings, stdin_path};

/// How much memory the input takes at most, as a multiple of its length: itself, its text with the records, and a new text. In
/// another encoding than UTF-8 both texts are half as long again.
const MEMORY_TIMES: u64 = 4;
const RECODED_TIMES: u64 = 6;

impl StdinStream {
    /// The limit that is in the way of reading the input once more, and how many bytes of it may stay then.
    pub(super) fn shortage(&self, settings: &WatchSettings) -> Option<(MemoryLimit, usize)> {
        let texts = self.dumps.iter().map(|dump| dump.text.len() as u64);
        let used = self.input.len() as u64 + texts.map(kept_text).sum::<u64>();
        let room = settings.memory.room(used)?;
        let times = match decoded_bytes(self.input.head(), &settings.options) {
            0 => MEMORY_TIMES,
            _ => RECODED_TIMES,
        };
        let most = usize::try_from((room.spare + used) / times).unwrap_or(usize::MAX);
        (self.input.len() > most).then_some((room.limit, most / 2))
    }

    /// Cuts older days off until at most this number of bytes stays. Returns whether it could.
    pub(super) fn cut(
        &mut self,
        most: usize,
        limit: MemoryLimit,
        settings: &WatchSettings,
    ) -> bool {
        let Some((bytes, dump)) = self.read_plain(settings) else {
            return false;
        };
        let Some(cut) = find_cut(&dump, &bytes, most) else {
            return false;
        };
        let is_same = |rest: &Dump| {
            let kept = dump.records.get(cut.records..).unwrap_or_default();
            let key = |record: &Record| (record.stamp, record.day, record.opening);
            kept.iter().map(key).eq(rest.records.iter().map(key))
        };
        let preambles = [0, cut.preamble];
        preambles.into_iter().any(|preamble| {
            self.input.clear();
            self.input.push(bytes.get(..preamble).unwrap_or_default());
            self.input.push(bytes.get(cut.start..).unwrap_or_default());
            let is_cut = self
                .read_plain(settings)
                .is_some_and(|(_, rest)| is_same(&rest));
            if is_cut {
                let first = cut.first;
                self.left_out = Some(LeftOutDays { first, limit });
            }
            is_cut
        })
    }

    /// Reads the input if it is a text.
    fn read_plain(&self, settings: &WatchSettings) -> Option<(Bytes, Dump)> {
        if Container::detect(self.input.head()).is_some() {
            return None;
        }
        let bytes = self.input.copy().ok()?;
        let dump = dump::read(&stdin_path(), bytes.clone(), settings.options.clone())?;
        Some((bytes, dump))
    }

    /// Takes no more bytes. What was read before stays.
    pub(super) fn refuse(&mut self, limit: MemoryLimit) {
        self.overflow = Some(ReadError::StreamNoMemory { limit });
        self.input.clear();
        self.parsed = 0;
    }
}
