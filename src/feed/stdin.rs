//! Dumps that come from standard input, read again from their beginning as it grows.
//!
//! A scraper in a pipe writes a few entries at a time; a whole archive in a pipe comes in pieces of 64 KiB. Reading
//! again only once it has grown by an eighth, or nothing more is waiting, keeps both from costing more than twice the bytes.
//! Whoever writes faster than that waits, and nothing is taken of what goes beyond the largest file that is read.

use std::io::{self, Read, stdin};
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use crossbeam_channel::{Receiver, bounded};

use crate::dump::{Dump, DumpChange};
use crate::watch::file_state::PackedDumps;
use crate::watch::{FileError, ReadError, WatchSettings, WatchStatus, stdin_path};

/// A piece is what one read gives at most; so many wait.
const PIECE: usize = 64 << 10;
pub(super) const MAX_WAITING_PIECES: usize = 16;

/// What comes at once was there, like the dumps in a folder. What comes after nothing has come for so long is news, …
const LULL: Duration = Duration::from_millis(500);
/// … and so is what comes so long after the first, from a scraper that never rests.
const AT_ONCE: Duration = Duration::from_secs(10);

/// What has come so far.
#[derive(Debug, Default)]
pub(super) struct Stream {
    bytes: Vec<u8>,
    read: usize,
    ended: bool,
    /// Whether more has come than is read.
    overflown: bool,
    /// When something came first, and when last.
    came: Option<(Instant, Instant)>,
    is_news: bool,
    dumps: Vec<Arc<Dump>>,
    trouble: Option<ReadError>,
}

impl Stream {
    /// More has come; what goes beyond the largest file that is read is left out.
    pub(super) fn push(&mut self, piece: &[u8], settings: &WatchSettings, now: Instant) {
        let (first, last) = self.came.unwrap_or((now, now));
        self.is_news |= now - last >= LULL || now - first >= AT_ONCE;
        self.came = Some((first, now));
        let room = room(settings.options.limits.max_file_size) - self.bytes.len();
        self.overflown |= piece.len() > room;
        self.bytes
            .extend_from_slice(piece.get(..room).unwrap_or(piece));
    }

    /// Nothing more will come.
    pub(super) const fn end(&mut self) {
        self.ended = true;
    }

    /// Whether what came last is news.
    pub(super) const fn is_news(&self) -> bool {
        self.is_news
    }

    /// Whether all of it is there that will ever be read.
    pub(super) const fn has_ended(&self) -> bool {
        self.ended || self.overflown
    }

    /// Reads what has come, if there is enough of it; `idle` says that nothing more is waiting.
    pub(super) fn read(&mut self, idle: bool, settings: &WatchSettings) -> Vec<DumpChange> {
        let grown = self.bytes.len() - self.read;
        if grown == 0 || !(idle || self.has_ended() || grown >= self.bytes.len() / 8) {
            return Vec::new();
        }
        self.read = self.bytes.len();
        self.take(settings)
    }

    /// Reads standard input to its end.
    pub(super) fn whole(&mut self, settings: &WatchSettings) -> Vec<DumpChange> {
        let most = room(settings.options.limits.max_file_size);
        let error = stdin()
            .lock()
            .take(most as u64 + 1)
            .read_to_end(&mut self.bytes)
            .err();
        self.overflown = self.bytes.len() > most;
        self.bytes.truncate(most);
        self.read = self.bytes.len();
        self.end();
        let changes = self.take(settings);
        self.trouble = error.map(ReadError::from).or(self.trouble.take());
        changes
    }

    fn take(&mut self, settings: &WatchSettings) -> Vec<DumpChange> {
        let bytes = Bytes::copy_from_slice(self.wanted());
        let PackedDumps { dumps, error } =
            PackedDumps::unpack(&stdin_path(), &bytes, settings.options);
        let gone = self
            .dumps
            .iter()
            .filter(|old| dumps.iter().all(|dump| dump.path != old.path));
        let mut changes: Vec<_> = gone
            .map(|dump| DumpChange::Gone(dump.path.clone()))
            .collect();
        changes.extend(dumps.iter().cloned().map(DumpChange::Read));
        self.dumps = dumps;
        self.trouble = error;
        changes
    }

    /// What is read of it: where more has come than that, the line that is cut in two could stand as a second story beside its
    /// own.
    fn wanted(&self) -> &[u8] {
        let whole_lines = memchr::memrchr(b'\n', &self.bytes).filter(|_| self.overflown);
        whole_lines
            .and_then(|end| self.bytes.get(..=end))
            .unwrap_or(&self.bytes)
    }

    /// Adds what came of it. A file that is cut short is one only at the end, and so is one that is no dump.
    pub(super) fn add_to(&self, status: &mut WatchStatus, limit: u64) {
        self.dumps.iter().for_each(|dump| status.count(dump));
        let is_no_dump = || (self.read > 0 && self.dumps.is_empty()).then_some(ReadError::NoDump);
        let cause = self
            .trouble
            .clone()
            .or_else(is_no_dump)
            .filter(|_| self.ended);
        let too_large = self
            .overflown
            .then_some(ReadError::StreamTooLarge { limit });
        let troubles = too_large.into_iter().chain(cause);
        status.errors.extend(troubles.map(|cause| FileError {
            path: stdin_path(),
            cause,
        }));
    }
}

fn room(limit: u64) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX - 1)
}

/// The pieces that standard input gives, until it ends or they are no longer wanted. Their thread cannot be woken and is
/// left to the end of the process.
pub(super) fn pieces() -> io::Result<Receiver<Vec<u8>>> {
    let (sender, pieces) = bounded(MAX_WAITING_PIECES);
    let read = move || {
        let mut piece = vec![0; PIECE];
        while let Ok(read @ 1..) = stdin().lock().read(&mut piece) {
            let piece = piece.get(..read).unwrap_or_default().to_vec();
            if sender.send(piece).is_err() {
                return;
            }
        }
    };
    std::thread::Builder::new()
        .name("stdin".into())
        .spawn(read)?;
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_at_once_was_there_and_what_comes_later_is_news() {
        let (settings, start) = (WatchSettings::default(), Instant::now());
        let first_news = |moments: &[u64]| {
            let mut stream = Stream::default();
            moments.iter().copied().find(|moment| {
                stream.push(
                    b"**[09:31]** ",
                    &settings,
                    start + Duration::from_millis(*moment),
                );
                stream.is_news()
            })
        };
        assert_eq!(
            first_news(&[5000, 5400, 5899, 6399, 6400]),
            Some(6399),
            "after a lull"
        );
        assert_eq!(first_news(&[5000, 5400, 5899, 6398, 6400]), None);
        let without_rest: Vec<u64> = (0..50).map(|nth| nth * 300).collect();
        assert_eq!(first_news(&without_rest), Some(10_200));
    }
}
