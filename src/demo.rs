//! The demo: sample dumps in a temporary folder, and a scraper that goes on writing to them.
//!
//! The samples were written for a few days of June 2026. They are shifted until the newest of these days is today; entries
//! of the future are left out. The scraper then writes as real ones do: it appends, inserts in the middle, rewrites.

mod sample;
mod scraper;
mod shift;
#[cfg(test)]
mod tests;

use std::convert::Infallible;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crossbeam_channel::{RecvTimeoutError, Sender, bounded};
use tempfile::TempDir;

use crate::item::Stamp;
use crate::worker::{self, ThreadEnd};
pub(crate) use scraper::Scraper;

/// Seconds before each entry, over and over: a wire comes in bursts.
const PAUSES: [u64; 16] = [2, 3, 3, 3, 4, 5, 3, 5, 8, 0, 0, 0, 0, 9, 6, 9];

/// A running demo. Dropping it ends the scraper and removes the dumps.
#[derive(Debug)]
pub struct Demo {
    // Fields are dropped in this order: the scraper ends before its folder is removed.
    _stop: Sender<Infallible>,
    /// None if the system refuses a thread: the samples are shown, and nothing new comes.
    _end: Option<ThreadEnd>,
    _folder: TempDir,
    dumps: PathBuf,
}

impl Demo {
    /// Writes the sample dumps to a folder of this name, and starts the scraper.
    pub fn start(name: &str) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix("dianbao-").tempdir()?;
        let dumps = folder.path().join(name);
        fs::create_dir(&dumps)?;
        let mut scraper = Scraper::start(&dumps, now())?;
        let (stop, stopped) = bounded(0);
        let write = move || {
            for pause in PAUSES.into_iter().cycle().map(Duration::from_secs) {
                let waited = stopped.recv_timeout(pause);
                if waited != Err(RecvTimeoutError::Timeout) || scraper.write(now()).is_err() {
                    return;
                }
            }
        };
        Ok(Self {
            _stop: stop,
            _end: worker::spawn("demo", write).ok(),
            _folder: folder,
            dumps,
        })
    }

    /// The folder of the dumps.
    pub fn path(&self) -> &Path {
        &self.dumps
    }
}

fn now() -> Stamp {
    Stamp::from_system(SystemTime::now()).unwrap_or_default()
}
