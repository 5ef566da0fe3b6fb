//! Hints: which path to look at because something may have changed there.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::Watcher;
use super::watched_file::LoadStage;
use crate::path::FilePath;
use crate::watch::clocks::ClockReading;
use crate::watch::events::EventHint;
use crate::watch::name;

/// The least time between two readings of a file, however fast it grows.
pub(super) const MIN_REREAD_INTERVAL: Duration = Duration::from_millis(10);
/// The time added for each byte of the file: a very large file that grows without pause takes only a part of the processor.
const REREAD_INTERVAL_PER_BYTE: Duration = Duration::from_nanos(6);
/// The upper bound of the sum: the next tick looks again anyway.
const MAX_REREAD_INTERVAL: Duration = Duration::from_secs(2);

impl Watcher {
    /// Schedules what a hint calls for.
    pub fn handle_hint(&mut self, hint: &EventHint, now: ClockReading) {
        match hint {
            EventHint::At(path) => self.hint_at(path, now),
            EventHint::Anywhere => self.schedule.sweep(now.at),
            EventHint::EventsLost(cause) => {
                self.roots.lose_events(cause.clone());
                self.update_pace(now);
            }
        }
    }

    fn hint_at(&mut self, path: &Path, now: ClockReading) {
        self.hint_above_pending_root(path, now);
        if let Some((path, file)) = self.files.get_key_value(path) {
            let path = path.clone();
            let earliest = file.read.map_or(now.at, |read| {
                now.at.max(read.at + reread_interval(read.signature.size))
            });
            match file.stage {
                LoadStage::Queued { .. } => self.set_hinted(&path),
                LoadStage::New | LoadStage::Loaded => self.schedule.enqueue(&path, earliest),
            }
        } else if self.tree.contains(path) {
            self.schedule.enqueue(&path.into(), now.at);
        } else if let Some(folder) = path.parent().filter(|folder| self.tree.contains(folder)) {
            self.hint_at_unknown(path, folder, now);
        } else if self.roots.contains(path) {
            self.probe_roots(now);
        } else if let Some(above) = path.ancestors().find(|folder| self.tree.contains(folder)) {
            // Folders were created in folders that are not known yet.
            self.schedule.enqueue(&above.into(), now.at);
        }
    }

    pub(super) fn set_hinted(&mut self, path: &FilePath) {
        let queued = LoadStage::Queued { hinted: true };
        self.files.change(path, |file| file.stage = queued);
    }

    /// Adds a new file of a known folder without listing the folder, since a thousand may come at once.
    fn hint_at_unknown(&mut self, path: &Path, folder: &Path, now: ClockReading) {
        if path.file_name().is_none_or(name::is_ignored) {
            return;
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => self.add_file(&path.into(), false, now),
            Ok(metadata) if metadata.is_dir() => self.schedule.enqueue(&folder.into(), now.at),
            Ok(_) | Err(_) => {}
        }
    }
}

/// The least time between two readings of a file of this size in bytes.
fn reread_interval(size: u64) -> Duration {
    let bytes = u32::try_from(size).unwrap_or(u32::MAX);
    MAX_REREAD_INTERVAL.min(MIN_REREAD_INTERVAL + REREAD_INTERVAL_PER_BYTE * bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_files_are_reread_less_often() {
        assert!(reread_interval(300_000) < Duration::from_millis(12));
        assert!(reread_interval(100_000_000) > Duration::from_millis(600));
        assert_eq!(reread_interval(u64::MAX), MAX_REREAD_INTERVAL);
    }
}
