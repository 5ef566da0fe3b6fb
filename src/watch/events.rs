//! The system's file events, as hints.
//!
//! Events get lost, come late, come twice, or come for another folder of the same name. So each one only makes the watcher
//! look at a path. [`EventSource`] lets tests send hints of their own.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::mem;
use std::path::{Path, PathBuf, absolute};
use std::sync::{Arc, Mutex, PoisonError};

use notify::event::EventKind;
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::error::ReadError;

/// How many descriptors are left for reading dumps: events take three, and without them the folders are polled.
const SPARE_DESCRIPTORS: usize = 4;

/// Where something may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventHint {
    /// At this path.
    At(PathBuf),
    /// Anywhere: the system dropped events.
    Anywhere,
    /// There will be no more events, for this reason.
    EventsLost(ReadError),
}

/// A source of hints about folders.
pub trait EventSource: Send {
    /// Watches a folder.
    ///
    /// - Only the folder itself is watched, not the folders in it.
    /// - A folder that is watched already is watched anew, since it may be another one of the same name.
    /// - The empty path is the current folder, as in `Path::parent`.
    /// - A folder that is gone is no error; it is watched when it comes back. An error means that there will be no hints.
    fn watch(&mut self, folder: &Path) -> Result<(), ReadError>;

    /// Stops watching a folder.
    fn unwatch(&mut self, folder: &Path);
}

/// No events at all, for polling.
#[derive(Debug, Default)]
pub struct NoEvents;

impl EventSource for NoEvents {
    fn watch(&mut self, _: &Path) -> Result<(), ReadError> {
        Ok(())
    }

    fn unwatch(&mut self, _: &Path) {}
}

/// Absolute path of each watched folder -> its path as the watcher knows it.
type WatchedFolders = Arc<Mutex<HashMap<PathBuf, PathBuf>>>;

/// The system's events: inotify on Linux, through notify.
#[derive(Debug)]
pub(crate) struct NotifyEvents {
    watcher: RecommendedWatcher,
    folders: WatchedFolders,
    max_watches: usize,
}

impl NotifyEvents {
    /// Watches at most `max_watches` folders. `send` is called on notify's thread.
    pub(crate) fn new(
        max_watches: usize,
        mut send: impl FnMut(EventHint) + Send + 'static,
    ) -> Result<Self, ReadError> {
        let folders = WatchedFolders::default();
        let known = Arc::clone(&folders);
        // A dump that cannot be opened is worse than polling.
        let spare = reserve()?;
        let watcher = notify::recommended_watcher(move |event| {
            hints(event, &known).into_iter().for_each(&mut send);
        });
        let mut watcher = watcher.map_err(read_error)?;
        if watcher.configure(Config::default()).is_err() {
            // notify does not say that the system refused its thread, and panics at any other call, also when dropped.
            mem::forget(watcher);
            return Err(ReadError::NoThread);
        }
        drop(spare);
        Ok(Self {
            watcher,
            folders,
            max_watches,
        })
    }
}

/// Takes the descriptors that reading dumps needs.
fn reserve() -> io::Result<Vec<File>> {
    (0..SPARE_DESCRIPTORS)
        .map(|_| File::open("/dev/null"))
        .collect()
}

impl EventSource for NotifyEvents {
    fn watch(&mut self, folder: &Path) -> Result<(), ReadError> {
        let full = absolute_path(folder)?;
        // notify keeps the watch of a deleted folder under its path and would not add one for the new folder.
        let _ = self.watcher.unwatch(&full);
        let mut folders = lock(&self.folders);
        if folders.len() >= self.max_watches && !folders.contains_key(&full) {
            return Err(ReadError::TooManyWatches {
                most: self.max_watches,
            });
        }
        folders.insert(full.clone(), folder.to_owned());
        drop(folders);
        let watched = self.watcher.watch(&full, RecursiveMode::NonRecursive);
        watched.or_else(|error| {
            lock(&self.folders).remove(&full);
            if is_gone(&error) {
                Ok(())
            } else {
                Err(read_error(error))
            }
        })
    }

    fn unwatch(&mut self, folder: &Path) {
        if let Ok(full) = absolute_path(folder) {
            let _ = self.watcher.unwatch(&full);
            lock(&self.folders).remove(&full);
        }
    }
}

fn absolute_path(folder: &Path) -> io::Result<PathBuf> {
    absolute(if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    })
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn hints(event: notify::Result<Event>, folders: &WatchedFolders) -> Vec<EventHint> {
    match event {
        Ok(event) if event.need_rescan() => vec![EventHint::Anywhere],
        Ok(event) if is_change(event.kind) => event
            .paths
            .iter()
            .map(|path| EventHint::At(known_path(path, folders)))
            .collect(),
        Ok(_) => Vec::new(),
        // After an error no folder is sure to be watched still.
        Err(_) => vec![EventHint::Anywhere],
    }
}

/// Our own reading is an `Access`; reacting to it would never end. Closing is one too, but the write was reported before.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(_) => false,
        EventKind::Any
        | EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Other => true,
    }
}

/// The path of a watched folder, or of something in one, as the watcher knows it.
fn known_path(path: &Path, folders: &WatchedFolders) -> PathBuf {
    let folders = lock(folders);
    let below = || Some(folders.get(path.parent()?)?.join(path.file_name()?));
    folders
        .get(path)
        .cloned()
        .or_else(below)
        .unwrap_or_else(|| path.to_owned())
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

fn read_error(error: notify::Error) -> ReadError {
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => ReadError::WatchLimit,
        notify::ErrorKind::Io(error) => error.into(),
        notify::ErrorKind::Generic(_)
        | notify::ErrorKind::PathNotFound
        | notify::ErrorKind::WatchNotFound
        | notify::ErrorKind::InvalidConfig(_) => ReadError::Events {
            what: error.to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, AccessMode, CreateKind, Flag};

    use super::*;

    #[test]
    fn reading_a_file_gives_no_hint() {
        let opened = Event::new(EventKind::Access(AccessKind::Open(AccessMode::Any)))
            .add_path("/a/b.md".into());
        assert!(hints(Ok(opened), &WatchedFolders::default()).is_empty());
    }

    #[test]
    fn an_overflow_is_a_hint_of_everything() {
        let overflow = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(
            hints(Ok(overflow), &WatchedFolders::default()),
            [EventHint::Anywhere]
        );
        assert_eq!(
            hints(Err(notify::Error::generic("?")), &WatchedFolders::default()),
            [EventHint::Anywhere]
        );
    }

    #[test]
    fn the_limit_counts_watched_folders_only() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        std::fs::create_dir(&a).unwrap();
        std::fs::create_dir(&b).unwrap();
        let mut events = NotifyEvents::new(1, |_| {}).unwrap();
        assert_eq!(events.watch(&folder.path().join("gone")), Ok(()));
        assert_eq!(events.watch(&a), Ok(()));
        assert_eq!(events.watch(&a), Ok(()));
        assert_eq!(events.watch(&b), Err(ReadError::TooManyWatches { most: 1 }));
        events.unwatch(&a);
        assert_eq!(events.watch(&b), Ok(()));
    }

    #[test]
    fn hints_have_paths_as_they_were_named() {
        let folders = WatchedFolders::default();
        lock(&folders).insert("/home/me/dumps".into(), "dumps".into());
        let created =
            |path: &str| Event::new(EventKind::Create(CreateKind::File)).add_path(path.into());
        assert_eq!(
            hints(Ok(created("/home/me/dumps/a.md")), &folders),
            [EventHint::At("dumps/a.md".into())]
        );
        assert_eq!(
            hints(Ok(created("/home/me/dumps")), &folders),
            [EventHint::At("dumps".into())]
        );
        lock(&folders).insert("/home/me".into(), "".into());
        assert_eq!(
            hints(Ok(created("/home/me/b.md")), &folders),
            [EventHint::At("b.md".into())]
        );
    }
}
