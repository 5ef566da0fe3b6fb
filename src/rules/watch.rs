//! Reports that the file of rules has changed. Idle costs nothing: the system reports writes, and only where it does not, the
//! file's state is read every second.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use crate::config::RulesFile;
use crate::watch::FileWatch;

/// Watches the file of rules; dropping it ends that.
#[derive(Debug)]
pub struct RulesWatch(#[expect(dead_code, reason = "dropping it ends the events")] FileWatch);

/// What changes when a file is written: its time and its length. `None` if it does not exist.
type RulesFileState = Option<(SystemTime, u64)>;

impl RulesWatch {
    /// Begins to watch. `changed` is called on another thread. `None` if there are no rules to read, or no folder to have them.
    pub fn start(file: &RulesFile, changed: impl Fn() + Clone + Send + 'static) -> Option<Self> {
        let path = file.path()?.to_owned();
        // A link, as dotfiles have, is written to in the folder of its target.
        let target = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        let known = Arc::new(Mutex::new(state(&path)));
        let files = [path.clone(), target];
        let look = move || {
            if is_new(&known, &path) {
                changed();
            }
        };
        FileWatch::start(&files, look).map(Self).ok()
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
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
