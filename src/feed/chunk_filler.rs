//! Reads files into a chunk one after another, and makes a batch of them.

use std::io;
use std::mem;
use std::ops::Range;

use bytes::Bytes;
use xxhash_rust::xxh3::xxh3_64;

use super::allowance::{Allowance, TakenMemory};
use super::arena::{CHUNK_SIZE, Chunk, ChunkPool};
use super::batch::Batch;
use super::failpoint::failpoint;
use crate::dump;
use crate::dump::container::Container;
use crate::path::FilePath;
use crate::timeline::{Day, IndexedDump};
use crate::watch::file_state::{FileState, SplitBytes, decoded_bytes, split};
use crate::watch::kept_size::kept_bytes;
use crate::watch::last_read::LastRead;
use crate::watch::reading::{self, OpenError, OpenedFile};
use crate::watch::reread::refused;
use crate::watch::{ClockReading, FileReading};

/// The room for the dumps of a usual day. With less room a batch is handed over: another chunk, begun for one more dump, would
/// be frozen along with the full one while nearly empty.
const MIN_ROOM: usize = CHUNK_SIZE / 32;

/// How chunks are made and files read.
#[derive(Debug)]
pub(super) struct FillOptions {
    pub dump: dump::ReadOptions,
    /// The size of a chunk in bytes.
    pub chunk: usize,
    /// Where chunks come from and go back to.
    pub pool: Option<ChunkPool>,
    /// The memory that files may take.
    pub allowance: Allowance,
    /// Whether the dumps of a batch are merged into days.
    pub builds_days: bool,
}

/// The chunk of a loading thread, and the files that were read into it.
pub(super) struct ChunkFiller<'a> {
    options: &'a FillOptions,
    chunk: Option<Chunk>,
    /// Full chunks whose files were not handed over yet.
    full: Vec<Bytes>,
    filled: Vec<FilledFile<'a>>,
    unreadable: Vec<FileReading>,
    unread: Vec<FilePath>,
}

/// A file in a chunk.
struct FilledFile<'a> {
    path: FilePath,
    /// What it took. A packed file takes it when it is unpacked.
    share: TakenMemory<'a>,
    read: LastRead,
    /// The index among the full chunks; their number for the current chunk.
    chunk: usize,
    range: Range<usize>,
    split: SplitBytes,
}

impl<'a> ChunkFiller<'a> {
    pub(super) const fn new(options: &'a FillOptions) -> Self {
        Self {
            options,
            chunk: None,
            full: Vec::new(),
            filled: Vec::new(),
            unreadable: Vec::new(),
            unread: Vec::new(),
        }
    }

    /// Reads and splits files, as far as they fit into memory; those of the newest day in any case. Returns whether to hand the
    /// batch over.
    pub(super) fn read_files(&mut self, files: &[FilePath], is_newest: bool) -> bool {
        for path in files {
            if let Err(error) = self.read(path, is_newest) {
                let (read, state) = refused(error, None, ClockReading::now());
                self.unreadable.push(FileReading {
                    path: path.clone(),
                    read,
                    state,
                });
            }
        }
        let is_full = |chunk: &Chunk| chunk.room() < MIN_ROOM.min(self.options.chunk / 4);
        !self.full.is_empty() || self.chunk.as_ref().is_some_and(is_full)
    }

    fn read(&mut self, path: &FilePath, is_newest: bool) -> Result<(), OpenError> {
        let mut opened = reading::open(path, self.options.dump.limits.max_file_size)?;
        let mut read = LastRead::new(opened.signature, ClockReading::now());
        let bytes = kept_bytes(path, opened.signature.size);
        let Some(mut share) = self.options.allowance.take(bytes, is_newest) else {
            self.unread.push(path.clone());
            return Ok(());
        };
        let range = match self.fill(&mut opened) {
            Err(error) if error.kind() == io::ErrorKind::OutOfMemory => {
                self.options.allowance.note_refusal();
                self.unread.push(path.clone());
                return Ok(());
            }
            filled => filled.map_err(OpenError::Io)?,
        };
        let bytes = self.chunk.as_ref().map(|chunk| chunk.filled(range.clone()));
        let bytes = bytes.unwrap_or_default();
        let decoded = decoded_bytes(bytes, &self.options.dump);
        if decoded > 0 && !share.add(decoded, is_newest) {
            self.unread.push(path.clone());
            return Ok(());
        }
        let split = split(path, bytes, &self.options.dump);
        let is_packed = Container::detect(bytes).is_some();
        if !is_packed {
            share.release();
        }
        if is_newest || is_packed || read.is_recent() {
            // It is looked at again soon. If it holds the same bytes then, they need no memory.
            read.hash = Some(xxh3_64(bytes));
        }
        self.filled.push(FilledFile {
            path: path.clone(),
            share,
            read,
            chunk: self.full.len(),
            range,
            split,
        });
        Ok(())
    }

    fn fill(&mut self, opened: &mut OpenedFile) -> io::Result<Range<usize>> {
        let size = usize::try_from(opened.signature.size).unwrap_or(usize::MAX);
        if self.chunk.as_ref().is_none_or(|chunk| chunk.room() < size) {
            self.full.extend(self.chunk.take().map(Chunk::freeze));
        }
        let mut chunk = match self.chunk.take() {
            Some(chunk) => chunk,
            None => Chunk::with_room(size.max(self.options.chunk), self.options.pool.as_ref())?,
        };
        let range = chunk.fill(size, |target| opened.read_into(target));
        self.chunk = Some(chunk);
        range
    }

    /// Freezes the chunks, and merges the dumps in them into days.
    pub(super) fn take_batch(&mut self) -> Batch {
        self.full.extend(self.chunk.take().map(Chunk::freeze));
        let full = mem::take(&mut self.full);
        let mut batch = Batch {
            files: mem::take(&mut self.unreadable),
            unread: mem::take(&mut self.unread),
            ..Batch::default()
        };
        for mut file in mem::take(&mut self.filled) {
            let chunk = full.get(file.chunk);
            let bytes = chunk
                .map(|chunk| chunk.slice(file.range))
                .unwrap_or_default();
            failpoint("load", &file.path);
            let options = &self.options.dump;
            let mut memory = |bytes| file.share.fill(bytes);
            let state = FileState::from_split(file.split, &file.path, &bytes, options, &mut memory);
            if self.options.builds_days {
                let dumps = state.dumps().iter().cloned();
                batch.dumps.extend(dumps.map(IndexedDump::from));
            }
            batch.files.push(FileReading {
                path: file.path,
                read: Some(file.read),
                state,
            });
        }
        if self.options.builds_days {
            batch.days = Day::build_all(&batch.dumps);
        }
        batch
    }
}
