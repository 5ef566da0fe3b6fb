//! Where a named path that is not there yet is waited for: in the nearest folder above it that exists.
//!
//! That folder alone is watched, not what is below it. Once the next folder on the way is there, it is the one to watch,
//! until the path itself has appeared.

use std::mem;
use std::path::Path;

use super::Watcher;
use crate::path::FilePath;
use crate::watch::ClockReading;
use crate::watch::roots::Visit;

impl Watcher {
    /// Watches where each missing path, or the next folder on the way to it, must appear; and nowhere else any more.
    pub(super) fn look_out(&mut self, visits: &[Visit], now: ClockReading) {
        let before = mem::take(&mut self.lookouts);
        for visit in visits {
            let Visit::Missing(path) = visit else {
                continue;
            };
            let folder = nearest_folder(path);
            let is_new = before.get(path) != Some(&folder);
            if is_new && !self.is_watched(&folder, visits) {
                // Where nothing can be watched, the sweep finds the path a little later.
                let _ = self.eyes.watch(&folder);
            }
            // What appeared just before the folder was watched has given no hint.
            if is_new && (path.exists() || nearest_folder(path) != folder) {
                self.schedule.look_around(now.at);
            }
            self.lookouts.insert(path.clone(), folder);
        }
        for folder in before
            .values()
            .filter(|folder| !self.lookouts.values().any(|lookout| lookout == *folder))
        {
            if !self.is_watched(folder, visits) {
                self.eyes.forget(folder);
            }
        }
    }

    /// Takes a hint of something on the way to a missing path.
    pub(super) fn hint_on_the_way(&mut self, path: &Path, now: ClockReading) {
        if self
            .lookouts
            .keys()
            .any(|missing| missing.starts_with(path))
        {
            // The folder itself may be another one by the same name, which has to be watched anew.
            self.lookouts.retain(|_, folder| **folder != *path);
            self.visit_roots(now);
        }
    }

    /// Whether a folder is watched for another reason: for what is in it, for a named file, or as another's lookout.
    fn is_watched(&self, folder: &Path, visits: &[Visit]) -> bool {
        let named =
            |visit: &Visit| matches!(visit, Visit::File(path) if path.parent() == Some(folder));
        self.tree.has(folder)
            || self.lookouts.values().any(|known| **known == *folder)
            || visits.iter().any(named)
    }
}

/// The nearest folder above a path that exists; the current one is written as nothing.
fn nearest_folder(path: &Path) -> FilePath {
    let mut above = path.ancestors().skip(1);
    above
        .find(|folder| folder.as_os_str().is_empty() || folder.is_dir())
        .unwrap_or(Path::new(""))
        .into()
}
