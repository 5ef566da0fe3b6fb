//! Dumps from standard input, read again from the beginning as it grows.
//!
//! A scraper in a pipe writes a few entries at a time; a whole archive comes in pieces of 64 KiB. The input is read again once
//! it has grown by an eighth, or no more is waiting: then neither costs more than twice its bytes. Who writes faster than that
//! has to wait. Bytes beyond the largest file that is read are dropped.

use std::io::{self, Read, stdin};
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use crossbeam_channel::{Receiver, bounded};

use crate::dump::{Dump, DumpChange, is_bare};
use crate::watch::file_state::PackedDumps;
use crate::watch::{FileError, ReadError, WatchSettings, WatchStatus, stdin_path};
use crate::worker;

/// The most bytes of one read.
const MAX_PIECE: usize = 64 << 10;
/// How many pieces wait at most before the writer has to.
pub(super) const MAX_WAITING_PIECES: usize = 16;

/// Bytes that come after a pause of this length are news; those before were there at the start, like the dumps in a folder.
const LULL: Duration = Duration::from_millis(500);
/// After this time bytes are news even from a scraper that never pauses.
const MAX_START: Duration = Duration::from_secs(10);

/// Standard input so far.
#[derive(Debug, Default)]
pub(super) struct StdinStream {
    bytes: Vec<u8>,
    /// How many of the bytes were parsed.
    parsed: usize,
    ended: bool,
    /// Whether bytes were dropped.
    overflown: bool,
    /// When the first and the last bytes came.
    came: Option<(Instant, Instant)>,
    is_news: bool,
    dumps: Vec<Arc<Dump>>,
    error: Option<ReadError>,
}

impl StdinStream {
    /// Appends bytes, up to the largest file that is read.
    pub(super) fn push(&mut self, piece: &[u8], settings: &WatchSettings, now: Instant) {
        let (first, last) = self.came.unwrap_or((now, now));
        self.is_news |= now - last >= LULL || now - first >= MAX_START;
        self.came = Some((first, now));
        let room = max_len(settings) - self.bytes.len();
        self.overflown |= piece.len() > room;
        self.bytes
            .extend_from_slice(piece.get(..room).unwrap_or(piece));
    }

    /// Notes that no more bytes will come.
    pub(super) const fn end(&mut self) {
        self.ended = true;
    }

    /// Whether the latest bytes are news.
    pub(super) const fn is_news(&self) -> bool {
        self.is_news
    }

    /// Whether no more bytes will be parsed than those that are here.
    pub(super) const fn has_ended(&self) -> bool {
        self.ended || self.overflown
    }

    /// Parses the input if it has grown enough; `idle` says that no more is waiting.
    pub(super) fn parse_grown(&mut self, idle: bool, settings: &WatchSettings) -> Vec<DumpChange> {
        let grown = self.bytes.len() - self.parsed;
        if grown == 0 || !(idle || self.has_ended() || grown >= self.bytes.len() / 8) {
            return Vec::new();
        }
        self.parse(settings)
    }

    /// Reads and parses standard input to its end.
    pub(super) fn read_to_end(&mut self, settings: &WatchSettings) -> Vec<DumpChange> {
        let max = max_len(settings);
        let read = stdin()
            .lock()
            .take(max as u64 + 1)
            .read_to_end(&mut self.bytes);
        self.overflown = self.bytes.len() > max;
        self.bytes.truncate(max);
        self.end();
        let changes = self.parse(settings);
        self.error = read.err().map(ReadError::from).or(self.error.take());
        changes
    }

    fn parse(&mut self, settings: &WatchSettings) -> Vec<DumpChange> {
        self.parsed = self.bytes.len();
        let bytes = Bytes::copy_from_slice(self.whole_lines());
        let PackedDumps { dumps, error, .. } =
            PackedDumps::unpack(&stdin_path(), &bytes, &settings.options);
        let is_gone = |old: &&Arc<Dump>| dumps.iter().all(|dump| dump.path != old.path);
        let gone = self.dumps.iter().filter(is_gone);
        let mut changes: Vec<_> = gone
            .map(|dump| DumpChange::Gone(dump.path.clone()))
            .collect();
        changes.extend(dumps.iter().cloned().map(DumpChange::Read));
        (self.dumps, self.error) = (dumps, error);
        changes
    }

    /// The bytes without the line that overflow has cut in two: it could pass for a second story beside the whole one.
    fn whole_lines(&self) -> &[u8] {
        let end = memchr::memrchr(b'\n', &self.bytes).filter(|_| self.overflown);
        end.and_then(|end| self.bytes.get(..=end))
            .unwrap_or(&self.bytes)
    }

    /// Adds dumps and errors to a status. Before the end it cannot be known that an archive is cut short or the input no dump.
    pub(super) fn add_to(&self, status: &mut WatchStatus, limit: u64) {
        self.dumps.iter().for_each(|dump| status.count(dump));
        let has_none = self.parsed > 0 && self.dumps.is_empty() && !is_bare(&self.bytes);
        let is_no_dump = || has_none.then_some(ReadError::NoDump);
        let final_error = || self.error.clone().or_else(is_no_dump);
        let too_large = self
            .overflown
            .then_some(ReadError::StreamTooLarge { limit });
        let causes = too_large
            .into_iter()
            .chain(self.ended.then(final_error).flatten());
        status.errors.extend(causes.map(|cause| FileError {
            path: stdin_path(),
            cause,
        }));
    }
}

/// The largest file that is read, in bytes; less than `usize::MAX`: one byte more is read to notice overflow.
fn max_len(settings: &WatchSettings) -> usize {
    usize::try_from(settings.options.limits.max_file_size).unwrap_or(usize::MAX - 1)
}

/// Reads standard input on a thread of its own. The channel closes at the end of the input. The thread cannot be woken: it ends
/// with the process.
pub(super) fn pieces() -> io::Result<Receiver<Vec<u8>>> {
    let (sender, pieces) = bounded(MAX_WAITING_PIECES);
    let read = move || {
        let mut piece = vec![0; MAX_PIECE];
        while let Ok(len @ 1..) = stdin().lock().read(&mut piece) {
            let piece = piece.get(..len).unwrap_or_default().to_vec();
            if sender.send(piece).is_err() {
                return;
            }
        }
    };
    worker::spawn_detached("stdin", read)?;
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_after_a_lull_are_news() {
        let (settings, start) = (WatchSettings::default(), Instant::now());
        let first_news = |moments: &[u64]| {
            let mut stream = StdinStream::default();
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
