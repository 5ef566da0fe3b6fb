//! The named paths: each a folder, a dump, or not there yet.

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

/// The named paths and how each is followed.
#[derive(Debug)]
pub(crate) struct Roots {
    named: Vec<Root>,
    poll: Option<Duration>,
    /// Why there are no events anywhere.
    blind: Option<ReadError>,
    /// The file systems on which folders lie, by their devices.
    mounts: HashMap<u64, Option<&'static str>>,
}

#[derive(Debug)]
struct Root {
    path: FilePath,
    /// Why it cannot be read.
    missing: Option<ReadError>,
    /// When a dump in it was last written to.
    written: Option<Stamp>,
    /// The device on which it lies: another one once something is mounted there, or no longer.
    device: Option<u64>,
    /// The file system on which it lies, or a folder below it, where that one gives no events.
    mount: Option<&'static str>,
}

/// What stands at a named path.
#[derive(Debug)]
pub(crate) enum Visit {
    /// A folder.
    Folder(FilePath),
    /// Something that may be a dump.
    File(FilePath),
    /// Nothing that can be read.
    Missing(FilePath),
}

impl Roots {
    /// All paths, none of them looked at.
    pub(crate) fn new<'a>(
        paths: impl Iterator<Item = &'a PathBuf>,
        poll: Option<Duration>,
    ) -> Self {
        let root = |path: &PathBuf| Root {
            path: path.as_path().into(),
            missing: None,
            written: None,
            device: None,
            mount: None,
        };
        Self {
            named: paths.map(root).collect(),
            poll,
            blind: None,
            mounts: HashMap::new(),
        }
    }

    /// Whether this path was named.
    pub(crate) fn has(&self, path: &Path) -> bool {
        self.named.iter().any(|root| &*root.path == path)
    }

    /// Looks at each path.
    pub(crate) fn visit(&mut self) -> Vec<Visit> {
        self.named.iter_mut().map(Root::visit).collect()
    }

    /// A dump was read that had last been written to at this moment, in seconds since 1970.
    pub(crate) fn written(&mut self, dump: &Path, seconds: i64) {
        let written = Stamp::from_unix(seconds);
        for root in self
            .named
            .iter_mut()
            .filter(|root| dump.starts_with(&root.path))
        {
            root.written = root.written.max(written);
        }
    }

    /// A folder is taken in, on which something else may be mounted than on the named one above it.
    pub(crate) fn entered(&mut self, folder: &Path) {
        let Ok(device) = fs::metadata(folder).map(|metadata| metadata.dev()) else {
            return;
        };
        let mount = *self
            .mounts
            .entry(device)
            .or_insert_with(|| mount::without_events(folder, device));
        for root in self
            .named
            .iter_mut()
            .filter(|root| folder.starts_with(&root.path))
        {
            root.mount = root.mount.or(mount);
        }
    }

    /// There are no events.
    pub(crate) fn go_blind(&mut self, cause: ReadError) {
        self.blind.get_or_insert(cause);
    }

    /// How often to look.
    pub(crate) fn pace(&self) -> Pace {
        match self.poll {
            Some(tick) => Pace {
                tick,
                round: Pace::POLLING.round.max(tick * 10),
            },
            None if self.blind.is_some() || self.named.iter().any(|root| root.mount.is_some()) => {
                Pace::POLLING
            }
            None => Pace::EVENTS,
        }
    }

    /// How each path is followed.
    pub(crate) fn sources(&self) -> Vec<SourceStatus> {
        let source = |root: &Root| SourceStatus {
            path: root.path.to_path_buf(),
            state: self.state(root),
            written: root.written,
        };
        self.named.iter().map(source).collect()
    }

    fn state(&self, root: &Root) -> SourceState {
        if let Some(cause) = &root.missing {
            SourceState::Missing(cause.clone())
        } else if let Some(every) = self.poll {
            SourceState::Polling(ReadError::AsAsked { every })
        } else if let Some(mount) = root.mount {
            SourceState::Polling(ReadError::NoEvents { mount })
        } else if let Some(cause) = &self.blind {
            SourceState::Polling(cause.clone())
        } else {
            SourceState::Watching
        }
    }
}

impl Root {
    fn visit(&mut self) -> Visit {
        let path = self.path.clone();
        match fs::metadata(&self.path) {
            Ok(metadata) if !metadata.is_dir() && !metadata.is_file() => {
                self.missing = Some(ReadError::NeitherFileNorFolder);
                Visit::Missing(path)
            }
            Ok(metadata) => {
                if self.missing.take().is_some() || self.device != Some(metadata.dev()) {
                    self.device = Some(metadata.dev());
                    self.mount = mount::without_events(&self.path, metadata.dev());
                }
                if metadata.is_dir() {
                    Visit::Folder(path)
                } else {
                    Visit::File(path)
                }
            }
            Err(error) => {
                self.missing = Some(error.into());
                Visit::Missing(path)
            }
        }
    }
}
