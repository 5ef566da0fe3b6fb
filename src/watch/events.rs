//! Hints that something has happened, from the system's file events.
//!
//! They are hints only: events get lost, come late, come twice, or come for another folder by the same name. Each one
//! leads to a look at a path, never to a belief. [`EventSource`] is the seam at which tests put their own hints in.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf, absolute};
use std::sync::{Arc, Mutex, PoisonError};

use notify::event::EventKind;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::error::ReadError;

/// Something may have happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventHint {
    /// At this path.
    At(PathBuf),
    /// Anywhere: events were lost.
    Anywhere,
    /// There will be no more hints; why.
    EventsLost(ReadError),
}

/// What sees that something happens in a folder.
pub trait EventSource: Send {
    /// Gives hints of what happens in this folder from now on, not of what happens further down; anew where it was
    /// watched before, since it may be another folder by the same name. The current folder is written as nothing, as
    /// `Path::parent` gives it. The error says why there will be no hints; one that is not there any more is none: it gives
    /// no hints, and is entered anew should it come back.
    fn watch(&mut self, folder: &Path) -> Result<(), ReadError>;

    /// Gives no more hints of this folder.
    fn forget(&mut self, folder: &Path);
}

/// Sees nothing: for polling.
#[derive(Debug, Default)]
pub struct NoEvents;

impl EventSource for NoEvents {
    fn watch(&mut self, _: &Path) -> Result<(), ReadError> {
        Ok(())
    }

    fn forget(&mut self, _: &Path) {}
}

/// Absolute folder -> folder as it is known here.
type Names = Arc<Mutex<HashMap<PathBuf, PathBuf>>>;

/// The system's events: inotify on Linux, through notify.
#[derive(Debug)]
pub(crate) struct NotifyEvents {
    watcher: RecommendedWatcher,
    names: Names,
    /// How many folders may be watched.
    most: usize,
}

impl NotifyEvents {
    /// Watches at most so many folders. `tell` is called on notify's thread. The error says why there are no events.
    pub(crate) fn new(
        most: usize,
        mut tell: impl FnMut(EventHint) + Send + 'static,
    ) -> Result<Self, ReadError> {
        let names = Names::default();
        let known = Arc::clone(&names);
        let watcher = notify::recommended_watcher(move |event| {
            hints(event, &known).into_iter().for_each(&mut tell)
        });
        Ok(Self {
            watcher: watcher.map_err(cause)?,
            names,
            most,
        })
    }
}

impl EventSource for NotifyEvents {
    fn watch(&mut self, folder: &Path) -> Result<(), ReadError> {
        let full = full(folder)?;
        // notify keeps the watch of a deleted folder under its path and would add nothing for the new one.
        let _ = self.watcher.unwatch(&full);
        let mut names = lock(&self.names);
        if names.len() >= self.most && !names.contains_key(&full) {
            return Err(ReadError::TooManyWatches { most: self.most });
        }
        names.insert(full.clone(), folder.to_owned());
        drop(names);
        match self.watcher.watch(&full, RecursiveMode::NonRecursive) {
            Ok(()) => Ok(()),
            Err(error) => {
                lock(&self.names).remove(&full);
                if is_gone(&error) {
                    Ok(())
                } else {
                    Err(cause(error))
                }
            }
        }
    }

    fn forget(&mut self, folder: &Path) {
        if let Ok(full) = full(folder) {
            let _ = self.watcher.unwatch(&full);
            lock(&self.names).remove(&full);
        }
    }
}

/// The whole path of a folder; the one in which the program runs is written as nothing.
fn full(folder: &Path) -> io::Result<PathBuf> {
    absolute(if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    })
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn hints(event: notify::Result<Event>, names: &Names) -> Vec<EventHint> {
    match event {
        Ok(event) if event.need_rescan() => vec![EventHint::Anywhere],
        Ok(event) if is_change(event.kind) => event
            .paths
            .iter()
            .map(|path| EventHint::At(as_known(path, names)))
            .collect(),
        Ok(_) => Vec::new(),
        // An error names no folder that could be trusted to have been watched on: look everywhere.
        Err(_) => vec![EventHint::Anywhere],
    }
}

/// Our own reading is an `Access`; reacting to it would never end. (A writer's closing is one as well: what it wrote
/// has been told by then.)
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

fn as_known(path: &Path, names: &Names) -> PathBuf {
    let names = lock(names);
    let below = || Some(names.get(path.parent()?)?.join(path.file_name()?));
    names
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

fn cause(error: notify::Error) -> ReadError {
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
    fn our_own_reading_is_no_hint() {
        let opened = Event::new(EventKind::Access(AccessKind::Open(AccessMode::Any)))
            .add_path("/a/b.md".into());
        assert!(hints(Ok(opened), &Names::default()).is_empty());
    }

    #[test]
    fn an_overflow_without_paths_is_a_hint_of_everything() {
        let overflow = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(
            hints(Ok(overflow), &Names::default()),
            [EventHint::Anywhere]
        );
        assert_eq!(
            hints(Err(notify::Error::generic("?")), &Names::default()),
            [EventHint::Anywhere]
        );
    }

    #[test]
    fn only_so_many_folders_are_watched_and_one_that_is_not_any_more_makes_room() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        std::fs::create_dir(&a).unwrap();
        std::fs::create_dir(&b).unwrap();
        let mut eyes = NotifyEvents::new(1, |_| {}).unwrap();
        assert_eq!(eyes.watch(&folder.path().join("gone")), Ok(()));
        assert_eq!(eyes.watch(&a), Ok(()));
        assert_eq!(eyes.watch(&a), Ok(()), "anew");
        assert_eq!(eyes.watch(&b), Err(ReadError::TooManyWatches { most: 1 }));
        eyes.forget(&a);
        assert_eq!(eyes.watch(&b), Ok(()));
    }

    #[test]
    fn paths_are_told_as_they_were_named() {
        let names = Names::default();
        lock(&names).insert("/home/me/dumps".into(), "dumps".into());
        let created =
            |path: &str| Event::new(EventKind::Create(CreateKind::File)).add_path(path.into());
        assert_eq!(
            hints(Ok(created("/home/me/dumps/a.md")), &names),
            [EventHint::At("dumps/a.md".into())]
        );
        assert_eq!(
            hints(Ok(created("/home/me/dumps")), &names),
            [EventHint::At("dumps".into())]
        );
        lock(&names).insert("/home/me".into(), "".into());
        assert_eq!(
            hints(Ok(created("/home/me/b.md")), &names),
            [EventHint::At("b.md".into())]
        );
    }
}
