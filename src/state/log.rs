//! The write-ahead log. SQLite begins it anew only if no reader uses it at that moment. With many programs there may be none
//! for days, and it grows without end. Then a writer waits for the readers.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::Connection;

/// How large it may become, in bytes.
const MAX_BYTES: u64 = 32 << 20;
/// How long to leave it alone after an attempt: a reader may hold it for long.
const PAUSE: Duration = Duration::from_secs(300);

/// The log beside a file.
#[derive(Debug)]
pub(super) struct Log {
    path: PathBuf,
    max_bytes: u64,
    pause: Duration,
    tried_at: Option<Instant>,
}

impl Log {
    /// The log of the file at `path`.
    pub(super) fn of(path: &Path) -> Self {
        Self {
            path: path_of(path),
            max_bytes: MAX_BYTES,
            pause: PAUSE,
            tried_at: None,
        }
    }

    /// Begins the log anew if it is too large. Is called after a write.
    pub(super) fn limit(&mut self, connection: &Connection) {
        let is_due = self.tried_at.is_none_or(|at| at.elapsed() >= self.pause);
        if is_due && fs::metadata(&self.path).is_ok_and(|log| log.len() > self.max_bytes) {
            self.tried_at = Some(Instant::now());
            // One that is in use is tried again later.
            let _ = connection.query_row("PRAGMA wal_checkpoint(RESTART)", [], |_| Ok(()));
        }
    }
}

/// The path of the log of a file.
pub(super) fn path_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A connection whose log nobody begins anew by itself.
    fn connect(file: &Path) -> Connection {
        let connection = Connection::open(file).unwrap();
        let sql = "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0";
        connection.execute_batch(sql).unwrap();
        connection
    }

    #[test]
    fn large_log_is_begun_anew() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.db");
        let connection = connect(&file);
        connection.execute_batch("CREATE TABLE a (a)").unwrap();
        let max_bytes = 64 << 10;
        let size_after = |log: &mut Log| {
            for number in 0..100 {
                connection
                    .execute("INSERT INTO a VALUES (?1)", [number])
                    .unwrap();
                log.limit(&connection);
            }
            fs::metadata(&log.path).unwrap().len()
        };
        let mut log = Log {
            max_bytes,
            pause: Duration::ZERO,
            ..Log::of(&file)
        };
        assert!(size_after(&mut log) < 2 * max_bytes);
        log.max_bytes = u64::MAX;
        assert!(
            size_after(&mut log) > 4 * max_bytes,
            "without limit it grows"
        );
        log.max_bytes = max_bytes;
        log.pause = Duration::from_secs(3_600);
        assert!(size_after(&mut log) > 4 * max_bytes, "it was tried lately");
    }
}
