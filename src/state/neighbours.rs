//! Notices that another program wrote to the file.

use std::io;
use std::mem;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crossbeam_channel::{RecvTimeoutError, Sender, bounded};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::{descriptors, log};
use crate::worker::{self, ThreadEnd};

/// How often to look where the system reports no changes of files.
const LOOK_INTERVAL: Duration = Duration::from_secs(1);

/// Calls back for each write to a file and its log.
#[derive(Debug)]
pub(super) enum Neighbours {
    /// By events of the system.
    Events(#[expect(dead_code, reason = "dropping it ends the events")] RecommendedWatcher),
    /// By looking again and again.
    Looks {
        // Dropped first: it ends the thread.
        _alive: Sender<()>,
        _end: ThreadEnd,
    },
}

impl Neighbours {
    /// Begins to watch. `look` is called on another thread.
    pub(super) fn watch(file: &Path, look: impl Fn() + Clone + Send + 'static) -> io::Result<Self> {
        match watch_events(file, look.clone()) {
            Ok(watcher) => Ok(Self::Events(watcher)),
            Err(_) => look_again_and_again(look),
        }
    }
}

fn watch_events(
    file: &Path,
    look: impl Fn() + Send + 'static,
) -> notify::Result<RecommendedWatcher> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let names =
        [file.to_owned(), log::path_of(file)].map(|path| path.file_name().map(ToOwned::to_owned));
    let on_event = move |event: notify::Result<Event>| {
        let is_write = event.is_ok_and(|event| {
            let is_own =
                |path: &PathBuf| names.iter().any(|name| path.file_name() == name.as_deref());
            // Reading the file is an event as well.
            matches!(event.kind, EventKind::Modify(_) | EventKind::Create(_))
                && (event.need_rescan() || event.paths.iter().any(is_own))
        });
        if is_write {
            look();
        }
    };
    let spare = descriptors::reserve(0)?;
    let mut watcher = notify::recommended_watcher(on_event)?;
    if watcher.configure(Config::default()).is_err() {
        // notify does not say that the system refused its thread, and panics at any other call, also when dropped.
        mem::forget(watcher);
        return Err(notify::Error::generic("no thread"));
    }
    drop(spare);
    watcher.watch(folder, RecursiveMode::NonRecursive)?;
    Ok(watcher)
}

fn look_again_and_again(look: impl Fn() + Send + 'static) -> io::Result<Neighbours> {
    let (alive, ended) = bounded::<()>(0);
    let end = worker::spawn("state-looks", move || {
        while ended.recv_timeout(LOOK_INTERVAL) == Err(RecvTimeoutError::Timeout) {
            look();
        }
    })?;
    Ok(Neighbours::Looks {
        _alive: alive,
        _end: end,
    })
}
