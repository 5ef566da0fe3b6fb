//! Reports that the file of rules has changed. Idle costs nothing: the system reports writes, and only where it does not, the
//! file's state is read every second.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use crate::config::RulesFile;
use crate::watch::{FileWatch, first_missing};

/// Watches the file of rules; dropping it ends that.
pub struct RulesWatch {
    path: PathBuf,
    known: Arc<Mutex<RulesFileState>>,
    changed: Arc<dyn Fn() + Send + Sync>,
    /// What is watched: the file, or the first missing folder on the way to it.
    watched: PathBuf,
    watch: Option<FileWatch>,
}

/// What changes when a file is written: its time and its length, `None` if it does not exist; and what is missing on the way to
/// it.
type RulesFileState = (Option<(SystemTime, u64)>, PathBuf);

impl fmt::Debug for RulesWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RulesWatch")
            .field("watched", &self.watched)
            .finish_non_exhaustive()
    }
}

impl RulesWatch {
    /// Begins to watch. `changed` is called on another thread. `None` if there are no rules to read.
    pub fn start(file: &RulesFile, changed: impl Fn() + Send + Sync + 'static) -> Option<Self> {
        let path = file.path()?.to_owned();
        let mut watch = Self {
            known: Arc::new(Mutex::new(state(&path))),
            path,
            changed: Arc::new(changed),
            watched: PathBuf::new(),
            watch: None,
        };
        watch.follow();
        Some(watch)
    }

    /// Goes on watching where the file is now, or is going to be: its folder may have been made. To be called after a change,
    /// before the file is read.
    pub fn follow(&mut self) {
        loop {
            let first = first_missing(&self.path);
            if self.watch.is_some() && first == self.watched {
                return;
            }
            self.watch(first);
            // What was made before the watch began is not reported: look again.
            if self.watch.is_none() {
                return;
            }
        }
    }

    fn watch(&mut self, first: PathBuf) {
        // A link, as dotfiles have, is written to in the folder of its target.
        let target = fs::canonicalize(&first).unwrap_or_else(|_| first.clone());
        let (known, path, changed) = (
            Arc::clone(&self.known),
            self.path.clone(),
            Arc::clone(&self.changed),
        );
        let look = move || {
            if is_new(&known, &path) {
                changed();
            }
        };
        self.watch = None;
        self.watch = FileWatch::start(&[first.clone(), target], look).ok();
        self.watched = first;
    }
}

fn is_new(known: &Mutex<RulesFileState>, path: &Path) -> bool {
    let state = state(path);
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    let is_new = *known != state;
    *known = state;
    is_new
}

fn state(path: &Path) -> RulesFileState {
    let file = fs::metadata(path).ok();
    let file = file.and_then(|file| Some((file.modified().ok()?, file.len())));
    (file, first_missing(path))
}
