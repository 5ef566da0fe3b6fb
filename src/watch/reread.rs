//! One look at one file: `stat` it, and read it if it may have changed.

use std::io;

use xxhash_rust::xxh3::xxh3_64;

use super::clocks::ClockReading;
use super::error::ReadError;
use super::file_state::{FileReading, FileState, MIN_MEASURED_SIZE, grant_of};
use super::kept_size::kept_bytes;
use super::last_read::LastRead;
use super::reading::{self, OpenError};
use super::settings::WatchSettings;
use super::signature::Signature;
use crate::memory::{MemoryLimit, MemoryRoom};
use crate::path::FilePath;

/// How carefully a file is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct StatOptions {
    /// Read it now and then although nothing seems to have changed.
    pub force_recheck: bool,
    /// Ask the server behind a mount: see [`Signature::of_file`].
    pub sync_with_server: bool,
}

/// What a look at a file found.
#[derive(Debug)]
pub(crate) enum FileLook {
    /// Nothing seems to have changed: it was not read.
    Unchanged,
    /// It holds the bytes that it held before. What is known of them stays: there may be no memory to parse them again.
    SameBytes(LastRead),
    /// It was read.
    Read(FileReading),
}

/// Looks at a file that was read `before`. `room` measures the memory that is left.
pub(crate) fn reread(
    path: &FilePath,
    before: Option<&LastRead>,
    stat: StatOptions,
    settings: &WatchSettings,
    room: impl Fn() -> Option<MemoryRoom>,
    now: ClockReading,
) -> FileLook {
    let options = &settings.options;
    let signature = Signature::of_file(path, stat.sync_with_server).ok();
    if before.is_some_and(|read| !read.may_differ(signature, stat.force_recheck, now)) {
        return FileLook::Unchanged;
    }
    let opened = reading::open(path, options.limits.max_file_size);
    if let (Ok(opened), Some(before)) = (&opened, before)
        && let Some(hash) = before.hash_if_in_place(opened.signature)
        && opened.hash().is_ok_and(|found| found == hash)
    {
        let mut read = LastRead::new(opened.signature, now).after(Some(before));
        read.hash = Some(hash);
        return FileLook::SameBytes(read);
    }
    let opened = opened.map(|opened| {
        let read = LastRead::new(opened.signature, now).after(before);
        let bytes = match refusing_limit(path, opened.signature.size, &room) {
            Some(limit) => Err(ReadError::NoMemory { limit }),
            None => opened.read_all().map_err(|error| not_read(error, &room)),
        };
        (read, bytes)
    });
    let (read, state) = match opened {
        Ok((mut read, Ok(bytes))) => {
            read.hash = Some(xxh3_64(&bytes));
            let mut memory = grant_of(&room);
            (
                Some(read),
                FileState::parse(path, &bytes, options, &mut memory),
            )
        }
        Ok((read, Err(error))) => (Some(read), error.into()),
        Err(error) => refused(
            error,
            signature.map(|signature| LastRead::new(signature, now)),
            now,
        ),
    };
    FileLook::Read(FileReading {
        path: path.clone(),
        read,
        state,
    })
}

/// The limit that is in the way of reading a file of this size, in bytes, beside the text that it had before.
fn refusing_limit(
    path: &FilePath,
    size: u64,
    room: impl Fn() -> Option<MemoryRoom>,
) -> Option<MemoryLimit> {
    if size < MIN_MEASURED_SIZE {
        return None;
    }
    let room = room()?;
    (room.spare < kept_bytes(path, size)).then_some(room.limit)
}

/// Why a file was not read, if the system returned this error.
fn not_read(error: io::Error, room: impl Fn() -> Option<MemoryRoom>) -> ReadError {
    let is_short = error.kind() == io::ErrorKind::OutOfMemory;
    match is_short.then(room).flatten() {
        Some(MemoryRoom { limit, .. }) => ReadError::NoMemory { limit },
        None => error.into(),
    }
}

/// The state of a file that was not opened. `read` is what `stat` showed of it just before.
pub(crate) fn refused(
    error: OpenError,
    read: Option<LastRead>,
    now: ClockReading,
) -> (Option<LastRead>, FileState) {
    match error {
        OpenError::Absent | OpenError::NotAFile => (None, FileState::Absent),
        OpenError::Binary { signature } => (
            read.or_else(|| Some(LastRead::new(signature, now))),
            FileState::NoDump,
        ),
        OpenError::TooLarge { size, limit } => (
            read,
            FileState::Unreadable(ReadError::TooLarge { size, limit }),
        ),
        OpenError::Io(error) => (read, FileState::Unreadable(error.into())),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    use super::*;

    #[test]
    fn future_file_times_do_not_cause_endless_reads() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let set_modified = |seconds| {
            let modified = SystemTime::now() + Duration::from_secs(seconds);
            file.as_file().set_modified(modified).unwrap();
        };
        set_modified(100_000_000);
        let first = ClockReading::now();
        let after = |milliseconds| {
            let passed = Duration::from_millis(milliseconds);
            ClockReading {
                at: first.at + passed,
                wall: first.wall + passed,
            }
        };
        let stat = StatOptions {
            force_recheck: true,
            sync_with_server: true,
        };
        let path = FilePath::from(file.path());
        let look = |before: Option<&LastRead>, now| {
            let settings = WatchSettings::default();
            match reread(&path, before, stat, &settings, || None, now) {
                FileLook::Unchanged => None,
                FileLook::SameBytes(read) => Some(read),
                FileLook::Read(reading) => reading.read,
            }
        };
        let read = look(None, first).expect("it is there");
        let soon = look(Some(&read), after(20)).expect("it may have changed in between");
        let later = look(Some(&soon), after(2000)).expect("it may have changed in between");
        assert!(look(Some(&later), after(4000)).is_none());
        set_modified(200_000_000);
        assert!(look(Some(&later), after(6000)).is_some());
    }

    #[test]
    fn a_missing_file_is_absent() {
        let path = FilePath::from(Path::new("/none/a.md"));
        let stat = StatOptions::default();
        let reading = reread(
            &path,
            None,
            stat,
            &WatchSettings::default(),
            || None,
            ClockReading::now(),
        );
        assert!(matches!(reading, FileLook::Read(it) if matches!(it.state, FileState::Absent)));
    }
}
