//! What is looked at because something may have happened to it.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::known::Stage;
use super::{BREATH, BREATH_FOR_BYTE, LONGEST_BREATH, Watcher};
use crate::path::FilePath;
use crate::watch::{ClockReading, EventHint, name};

impl Watcher {
    /// Something may have happened.
    pub fn hint(&mut self, hint: &EventHint, now: ClockReading) {
        match hint {
            EventHint::At(path) => self.hint_at(path, now),
            EventHint::Anywhere => self.schedule.sweep(now.at),
            EventHint::EventsLost(cause) => {
                self.roots.go_blind(cause.clone());
                self.settle_pace(now);
            }
        }
    }

    pub(super) fn hint_at(&mut self, path: &Path, now: ClockReading) {
        self.hint_on_the_way(path, now);
        if let Some((path, file)) = self.files.entry(path) {
            let path = path.clone();
            let earliest = file.read.map_or(now.at, |read| {
                now.at.max(read.at + breath(read.signature.size))
            });
            match file.stage {
                Stage::Queued { .. } => self.set_hinted(&path),
                Stage::New | Stage::Known => self.schedule.soon(&path, earliest),
            }
        } else if self.tree.has(path) {
            self.schedule.soon(&path.into(), now.at);
        } else if path.parent().is_some_and(|folder| self.tree.has(folder)) {
            self.hint_of_unknown(path, now);
        } else if self.roots.has(path) {
            self.visit_roots(now);
        } else if let Some(above) = path.ancestors().find(|folder| self.tree.has(folder)) {
            // Folders were made in folders that are not known yet.
            self.schedule.soon(&above.into(), now.at);
        }
    }

    pub(super) fn set_hinted(&mut self, path: &FilePath) {
        self.files
            .change(path, |file| file.stage = Stage::Queued { hinted: true });
    }

    /// A file by this name is taken without listing its folder, so that a thousand new ones cost no thousand listings.
    pub(super) fn hint_of_unknown(&mut self, path: &Path, now: ClockReading) {
        let passed_over = path.file_name().is_none_or(name::is_ignored);
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() && !passed_over => {
                self.add(&path.into(), false, now)
            }
            Ok(metadata) if metadata.is_dir() && !passed_over => {
                path.parent()
                    .into_iter()
                    .for_each(|folder| self.schedule.soon(&folder.into(), now.at));
            }
            Ok(_) | Err(_) => {}
        }
    }
}

/// How long a file of this size is left alone after it was read.
fn breath(size: u64) -> Duration {
    let bytes = u32::try_from(size).unwrap_or(u32::MAX);
    LONGEST_BREATH.min(BREATH + BREATH_FOR_BYTE * bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_dump_is_read_again_at_once_and_a_very_large_one_takes_its_time() {
        assert!(breath(300_000) < Duration::from_millis(12));
        assert!(breath(100_000_000) > Duration::from_millis(600));
        assert_eq!(breath(u64::MAX), LONGEST_BREATH);
    }
}
