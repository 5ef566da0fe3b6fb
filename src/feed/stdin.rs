//! Dumps from standard input, read again from the beginning as it grows.
//!
//! A scraper in a pipe writes a few entries at a time; a whole archive comes in pieces of 64 KiB. The input is read again once
//! it has grown by an eighth, or no more is waiting: then neither costs more than twice its bytes. Who writes faster than that
//! has to wait. Bytes beyond the largest file that is read are dropped.
//!
//! At the end of memory the oldest days of a text are cut off. If that cannot be done, or the input is packed, no more is read.

mod short_memory;

use std::io::{self, ErrorKind, Read, stdin};
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use crossbeam_channel::{Receiver, bounded};

use super::stdin_input::StdinInput;
use crate::dump::{Dump, DumpChange};
use crate::watch::file_state::{PackedDumps, grant_of};
use crate::watch::{FileError, LeftOutDays, ReadError, WatchSettings, WatchStatus, stdin_path};
use crate::worker;

/// The most bytes of one read.
const MAX_PIECE: usize = 64 << 10;
/// Measures the free memory each time the input has grown by this number of bytes.
const MIN_MEASURED: usize = 1 << 20;
/// How many pieces wait at most before the writer has to.
pub(super) const MAX_WAITING_PIECES: usize = 16;

/// Bytes that come after a pause of this length are news; those before were there at the start, like the dumps in a folder.
const LULL: Duration = Duration::from_millis(500);
/// After this time bytes are news even from a scraper that never pauses.
const MAX_START: Duration = Duration::from_secs(10);

/// Standard input so far.
#[derive(Debug, Default)]
pub(super) struct StdinStream {
    input: StdinInput,
    /// How many of the bytes were parsed.
    parsed: usize,
    ended: bool,
    /// Why bytes were dropped.
    overflow: Option<ReadError>,
    /// Whether what was read is no dump.
    is_no_dump: bool,
    /// The days that were cut off.
    left_out: Option<LeftOutDays>,
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
        if self.overflow.is_none() {
            self.append(piece, settings);
        }
    }

    fn append(&mut self, piece: &[u8], settings: &WatchSettings) {
        let room = max_len(settings) - self.input.len();
        if piece.len() > room {
            let limit = settings.options.limits.max_file_size;
            self.overflow = Some(ReadError::StreamTooLarge { limit });
        }
        self.input.push(piece.get(..room).unwrap_or(piece));
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
        self.ended || self.overflow.is_some()
    }

    /// The days that were cut off, because memory is short.
    pub(super) const fn left_out(&self) -> Option<LeftOutDays> {
        self.left_out
    }

    /// Parses the input if it has grown enough; `idle` says that no more is waiting.
    pub(super) fn parse_grown(&mut self, idle: bool, settings: &WatchSettings) -> Vec<DumpChange> {
        let len = self.input.len();
        let grown = len - self.parsed;
        if grown == 0 || !(idle || self.has_ended() || grown >= len / 8) {
            return Vec::new();
        }
        if let Some((limit, most)) = self.shortage(settings)
            && !self.cut(most, limit, settings)
        {
            self.refuse(limit);
            return Vec::new();
        }
        self.parse(settings)
    }

    /// Reads and parses standard input to its end, or to that of memory.
    pub(super) fn read_to_end(&mut self, settings: &WatchSettings) -> Vec<DumpChange> {
        let mut piece = vec![0; MAX_PIECE];
        let mut measured = 0;
        let read = loop {
            match stdin().lock().read(&mut piece) {
                Ok(0) => break Ok(()),
                Ok(len) => self.append(piece.get(..len).unwrap_or_default(), settings),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => break Err(error),
            }
            if self.input.len() - measured >= MIN_MEASURED {
                measured = self.input.len();
                if let Some((limit, _)) = self.shortage(settings) {
                    self.refuse(limit);
                    return Vec::new();
                }
            }
            if self.overflow.is_some() {
                break Ok(());
            }
        };
        self.end();
        let changes = self.parse(settings);
        self.error = read.err().map(ReadError::from).or(self.error.take());
        changes
    }

    fn parse(&mut self, settings: &WatchSettings) -> Vec<DumpChange> {
        self.parsed = self.input.len();
        let PackedDumps {
            dumps,
            error,
            is_bare,
        } = match self.input.copy() {
            Ok(bytes) => {
                let mut memory = grant_of(|| settings.memory.room(0));
                let bytes = self.whole_lines(&bytes);
                PackedDumps::unpack(&stdin_path(), &bytes, &settings.options, &mut memory)
            }
            Err(error) => PackedDumps::refused(error.into()),
        };
        let is_gone = |old: &&Arc<Dump>| dumps.iter().all(|dump| dump.path != old.path);
        let gone = self.dumps.iter().filter(is_gone);
        let mut changes: Vec<_> = gone
            .map(|dump| DumpChange::Gone(dump.path.clone()))
            .collect();
        changes.extend(dumps.iter().cloned().map(DumpChange::Read));
        let is_short = matches!(error, Some(ReadError::NoMemory { .. }));
        self.is_no_dump = self.parsed > 0 && dumps.is_empty() && !is_bare && !is_short;
        let error = if is_short {
            self.overflow = error;
            None
        } else {
            error
        };
        (self.dumps, self.error) = (dumps, error);
        changes
    }

    /// The bytes without the line that overflow has cut in two: it could pass for a second story beside the whole one.
    fn whole_lines(&self, bytes: &Bytes) -> Bytes {
        let end = memchr::memrchr(b'\n', bytes).filter(|_| self.overflow.is_some());
        bytes.slice(..end.map_or(bytes.len(), |end| end + 1))
    }

    /// Adds dumps and errors to a status. Before the end it cannot be known that an archive is cut short or the input no dump.
    pub(super) fn add_to(&self, status: &mut WatchStatus) {
        self.dumps.iter().for_each(|dump| status.count(dump));
        let is_no_dump = || self.is_no_dump.then_some(ReadError::NoDump);
        let final_error = || self.error.clone().or_else(is_no_dump);
        let overflow = self.overflow.clone();
        let causes = overflow
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
mod tests;
