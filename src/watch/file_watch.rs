//! Reports that another program wrote to a file of ours: the state file, or one that the user edits.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crossbeam_channel::{RecvTimeoutError, Sender, bounded};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::worker::{self, ThreadEnd};

/// How often to look where the system reports no changes of files.
const LOOK_INTERVAL: Duration = Duration::from_secs(1);

/// How many descriptors are left for reading dumps and watching their folders.
const SPARE_DESCRIPTORS: usize = 7;

/// Calls back for each write to some files.
#[derive(Debug)]
pub enum FileWatch {
    /// By events of the system.
    Events(#[doc(hidden)] RecommendedWatcher),
    /// By looking again and again.
    Looks(#[doc(hidden)] LookThread),
}

/// A thread that looks until it is dropped.
#[derive(Debug)]
pub struct LookThread {
    // Dropped first: it ends the thread.
    _alive: Sender<()>,
    _end: ThreadEnd,
}

impl FileWatch {
    /// Begins to watch files in folders that exist. `look` is called on another thread, for each write, or every second.
    pub fn start(files: &[PathBuf], look: impl Fn() + Clone + Send + 'static) -> io::Result<Self> {
        let names: Vec<OsString> = files
            .iter()
            .filter_map(|path| path.file_name().map(ToOwned::to_owned))
            .collect();
        let is_own = move |path: &Path| {
            path.file_name()
                .is_some_and(|name| names.iter().any(|own| own == name))
        };
        Self::of_paths(&folders(files), is_own, look)
    }

    /// Begins to watch folders that exist for changes of some paths.
    pub(super) fn of_paths(
        folders: &[&Path],
        is_own: impl Fn(&Path) -> bool + Send + 'static,
        look: impl Fn() + Clone + Send + 'static,
    ) -> io::Result<Self> {
        match watch_events(folders, is_own, look.clone()) {
            Ok(watcher) => Ok(Self::Events(watcher)),
            Err(_) => look_again_and_again(look),
        }
    }
}

fn watch_events(
    folders: &[&Path],
    is_own: impl Fn(&Path) -> bool + Send + 'static,
    look: impl Fn() + Send + 'static,
) -> notify::Result<RecommendedWatcher> {
    let on_event = move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| is_write(&event, &is_own)) {
            look();
        }
    };
    let spare = reserve()?;
    let mut watcher = notify::recommended_watcher(on_event)?;
    if watcher.configure(Config::default()).is_err() {
        // notify does not say that the system refused its thread, and panics at any other call, also when dropped.
        mem::forget(watcher);
        return Err(notify::Error::generic("no thread"));
    }
    drop(spare);
    for folder in folders {
        watcher.watch(folder, RecursiveMode::NonRecursive)?;
    }
    Ok(watcher)
}

/// Whether an event may be a write to one of the files: events were lost, or it is one. Reading them is an event as well.
fn is_write(event: &Event, is_own: &impl Fn(&Path) -> bool) -> bool {
    let is_change = matches!(
        event.kind,
        EventKind::Modify(_) | EventKind::Create(_) | EventKind::Remove(_)
    );
    event.need_rescan() || is_change && event.paths.iter().any(|path| is_own(path))
}

/// The folders of some files, each once.
fn folders(files: &[PathBuf]) -> Vec<&Path> {
    let parents = files.iter().filter_map(|file| file.parent());
    let mut folders: Vec<_> = parents
        .map(|folder| {
            if folder.as_os_str().is_empty() {
                Path::new(".")
            } else {
                folder
            }
        })
        .collect();
    folders.sort_unstable();
    folders.dedup();
    folders
}

/// Takes the descriptors that reading dumps needs: dumps that cannot be opened are worse than a change that is seen late.
fn reserve() -> io::Result<Vec<File>> {
    (0..SPARE_DESCRIPTORS)
        .map(|_| File::open("/dev/null"))
        .collect()
}

fn look_again_and_again(look: impl Fn() + Send + 'static) -> io::Result<FileWatch> {
    let (alive, ended) = bounded::<()>(0);
    let end = worker::spawn("file-looks", move || {
        while ended.recv_timeout(LOOK_INTERVAL) == Err(RecvTimeoutError::Timeout) {
            look();
        }
    })?;
    Ok(FileWatch::Looks(LookThread {
        _alive: alive,
        _end: end,
    }))
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, Flag};

    use super::*;

    #[test]
    fn lost_events_may_be_writes() {
        let is_own = |path: &Path| path == Path::new("a");
        let event = Event::new(EventKind::Create(CreateKind::File));
        assert!(is_write(&event.clone().add_path("a".into()), &is_own));
        assert!(!is_write(&event.add_path("b".into()), &is_own));
        // As the queue of the system reports that it was full.
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert!(is_write(&lost, &is_own));
    }
}
