//! The demo: sample dumps in a folder that goes away with it, and a feed that goes on writing to them.
//!
//! The samples were written for one day of June 2026; they are shifted so that their newest day is today, and what would lie
//! in the future is left out. Then [`Scraper`] writes as real scrapers do: it appends, inserts in the middle, rewrites.

mod sample;
mod scraper;
mod shift;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use crate::item::Stamp;
use scraper::Scraper;

/// Seconds between entries, over and over: a wire comes in bursts.
const PAUSES: [u64; 8] = [3, 5, 2, 7, 4, 2, 9, 5];

/// Sample dumps that are written to as long as it lives; dropping it removes their folder.
#[derive(Debug)]
pub struct Demo {
    /// Removed with it.
    _folder: TempDir,
    dumps: PathBuf,
    /// Dropping it ends the feed.
    end: Option<Sender<()>>,
    feed: Option<JoinHandle<()>>,
}

/// Writes the sample dumps to a folder of this name within a temporary one, and starts the feed.
pub fn spawn(name: &str) -> io::Result<Demo> {
    let folder = tempfile::Builder::new().prefix("dianbao-").tempdir()?;
    let dumps = folder.path().join(name);
    fs::create_dir(&dumps)?;
    let mut scraper = Scraper::start(&dumps, now())?;
    let (end, ended) = channel::<()>();
    let feed = thread::Builder::new().name("demo".into()).spawn(move || {
        for pause in PAUSES.into_iter().cycle().map(Duration::from_secs) {
            if ended.recv_timeout(pause) != Err(RecvTimeoutError::Timeout)
                || scraper.write(now()).is_err()
            {
                return;
            }
        }
    })?;
    Ok(Demo {
        _folder: folder,
        dumps,
        end: Some(end),
        feed: Some(feed),
    })
}

impl Demo {
    /// The folder of the dumps.
    pub fn path(&self) -> &Path {
        &self.dumps
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        self.end.take();
        // The feed must not write to a folder that is being removed.
        if let Some(feed) = self.feed.take() {
            let _ = feed.join();
        }
    }
}

fn now() -> Stamp {
    Stamp::from_system(SystemTime::now()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
