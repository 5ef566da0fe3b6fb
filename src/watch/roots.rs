//! The paths of the command line: each is a folder, a file, or missing.

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::ReadError;
use super::mount;
use super::schedule::Pace;
use super::status::{SourceState, SourceStatus};
use crate::item::Stamp;
use crate::path::FilePath;

/// The paths of the command line, and how each is followed.
#[derive(Debug)]
pub(crate) struct Roots {
    named: Vec<Root>,
    poll: Option<Duration>,
    /// Why there are no events at all.
    events_lost: Option<ReadError>,
    /// The device of each folder, and its file system's name if that sends no events.
    eventless: HashMap<u64, Option<&'static str>>,
}

#[derive(Debug)]
struct Root {
    path: FilePath,
    /// Why it cannot be read.
    missing: Option<ReadError>,
    /// Whether it was missing at the start. It ends some time after its dumps were found.
    is_late: bool,
    is_probed: bool,
    /// The latest modification time of a dump in it.
    written: Option<Stamp>,
    /// Changes when something is mounted or unmounted there.
    device: Option<u64>,
    /// The file system of the root, or of a folder below it, if that sends no events.
    eventless: Option<&'static str>,
}

/// What was found at a root.
#[derive(Debug)]
pub(crate) enum ProbedRoot {
    /// A folder.
    Folder(FilePath),
    /// A file, which may be a dump.
    File(FilePath),
    /// Nothing that can be read.
    Missing(FilePath),
}

impl Roots {
    /// Creates roots that were not probed yet.
    pub(crate) fn new<'a>(
        paths: impl Iterator<Item = &'a PathBuf>,
        poll: Option<Duration>,
    ) -> Self {
        let root = |path: &PathBuf| Root {
            path: path.as_path().into(),
            missing: None,
            is_late: false,
            is_probed: false,
            written: None,
            device: None,
            eventless: None,
        };
        Self {
            named: paths.map(root).collect(),
            poll,
            events_lost: None,
            eventless: HashMap::new(),
        }
    }

    /// Whether this path is a root.
    pub(crate) fn contains(&self, path: &Path) -> bool {
        self.named.iter().any(|root| &*root.path == path)
    }

    /// Whether a path is a root that is missing, or is below one.
    pub(crate) fn is_missing(&self, path: &Path) -> bool {
        let mut missing = self.named.iter().filter(|root| root.missing.is_some());
        missing.any(|root| path.starts_with(&root.path))
    }

    /// The roots that are missing.
    pub(crate) fn missing(&self) -> Vec<FilePath> {
        let missing = self.named.iter().filter(|root| root.missing.is_some());
        missing.map(|root| root.path.clone()).collect()
    }

    /// The roots that were missing at the start, until [`Self::end_late`].
    pub(crate) fn late(&self) -> impl Iterator<Item = &FilePath> {
        let late = self.named.iter().filter(|root| root.is_late);
        late.map(|root| &root.path)
    }

    /// From now on a root counts as one that was there at the start.
    pub(crate) fn end_late(&mut self, path: &Path) {
        for root in self.named.iter_mut().filter(|root| *root.path == *path) {
            root.is_late = false;
        }
    }

    /// Looks at each root.
    pub(crate) fn probe(&mut self) -> Vec<ProbedRoot> {
        self.named.iter_mut().map(Root::probe).collect()
    }

    /// Records a dump's modification time, in seconds since 1970.
    pub(crate) fn note_written(&mut self, dump: &Path, seconds: i64) {
        let written = Stamp::from_unix(seconds);
        for root in self
            .named
            .iter_mut()
            .filter(|root| dump.starts_with(&root.path))
        {
            root.written = root.written.max(written);
        }
    }

    /// Records the file system of a folder, which may be another than that of the root above it.
    pub(crate) fn note_file_system(&mut self, folder: &Path) {
        let Ok(device) = fs::metadata(folder).map(|metadata| metadata.dev()) else {
            return;
        };
        let eventless = *self
            .eventless
            .entry(device)
            .or_insert_with(|| mount::eventless_file_system(folder, device));
        for root in self
            .named
            .iter_mut()
            .filter(|root| folder.starts_with(&root.path))
        {
            root.eventless = root.eventless.or(eventless);
        }
    }

    /// Records that there are no events any more.
    pub(crate) fn lose_events(&mut self, cause: ReadError) {
        self.events_lost.get_or_insert(cause);
    }

    /// Returns how often to look at paths.
    pub(crate) fn pace(&self) -> Pace {
        match self.poll {
            Some(tick) => Pace {
                tick,
                cycle: Pace::POLLING.cycle.max(tick * 10),
            },
            None if self.has_all_events() => Pace::EVENTS,
            None => Pace::POLLING,
        }
    }

    fn has_all_events(&self) -> bool {
        self.events_lost.is_none() && self.named.iter().all(|root| root.eventless.is_none())
    }

    /// Returns how each root is followed. `cause` says why the dumps of a root that is there cannot be read.
    pub(crate) fn sources(
        &self,
        cause: impl Fn(&FilePath) -> Option<ReadError>,
    ) -> Vec<SourceStatus> {
        let state = |root: &Root| {
            let missing = root.missing.clone().or_else(|| cause(&root.path));
            missing.map_or_else(|| self.followed(root), SourceState::Missing)
        };
        let source = |root: &Root| SourceStatus {
            path: root.path.to_path_buf(),
            state: state(root),
            written: root.written,
        };
        self.named.iter().map(source).collect()
    }

    fn followed(&self, root: &Root) -> SourceState {
        if let Some(every) = self.poll {
            SourceState::Polling(ReadError::AsConfigured { every })
        } else if let Some(mount) = root.eventless {
            SourceState::Polling(ReadError::NoEvents { mount })
        } else if let Some(cause) = &self.events_lost {
            SourceState::Polling(cause.clone())
        } else {
            SourceState::Watching
        }
    }
}

impl Root {
    fn probe(&mut self) -> ProbedRoot {
        let probed = self.look();
        if !self.is_probed {
            self.is_probed = true;
            self.is_late = self.missing.is_some();
        }
        probed
    }

    fn look(&mut self) -> ProbedRoot {
        let path = self.path.clone();
        match fs::metadata(&self.path) {
            Ok(metadata) if !metadata.is_dir() && !metadata.is_file() => {
                self.missing = Some(ReadError::NeitherFileNorFolder);
                ProbedRoot::Missing(path)
            }
            Ok(metadata) => {
                if self.missing.take().is_some() || self.device != Some(metadata.dev()) {
                    self.device = Some(metadata.dev());
                    self.eventless = mount::eventless_file_system(&self.path, metadata.dev());
                }
                if metadata.is_dir() {
                    ProbedRoot::Folder(path)
                } else {
                    ProbedRoot::File(path)
                }
            }
            Err(error) => {
                self.missing = Some(error.into());
                ProbedRoot::Missing(path)
            }
        }
    }
}
