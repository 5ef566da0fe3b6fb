//! The root is deleted or moved away, and created again.

use std::time::Duration;

use super::{DiskAction, SimulatedScraper};

impl SimulatedScraper {
    /// Deletes the root, creates it again, and writes every dump as it was.
    pub(super) fn all_anew(&mut self, index: usize) -> Vec<DiskAction> {
        if self.is_busy() {
            return Vec::new();
        }
        self.lead(index, 3);
        let gone = self.take_root_away();
        let mut lead = vec![gone, DiskAction::MakeFolders(self.root.clone())];
        for (at, dump) in self.dumps.iter_mut().enumerate() {
            if !dump.exists {
                dump.path = self.root.join(format!("anew{at}.md"));
                continue;
            }
            dump.before.clone_from(&dump.stories);
            dump.overlaid = false;
            let path = dump.path.clone();
            // Each is created together with its folder.
            let folder = path.parent().unwrap().to_owned();
            dump.work = [
                DiskAction::MakeFolders(folder),
                DiskAction::Create(path.clone()),
                DiskAction::Append(path, dump.bytes()),
            ]
            .into();
            dump.idle = Duration::ZERO;
        }
        lead.extend(self.dumps[index].work.drain(..));
        lead
    }

    /// Deletes the root, and creates it again after a while. Dumps are written there later.
    pub(super) fn all_gone(&mut self, index: usize) -> Vec<DiskAction> {
        if self.is_busy() {
            return Vec::new();
        }
        self.lead(index, 2);
        let gone = self.take_root_away();
        for (at, dump) in self.dumps.iter_mut().enumerate() {
            dump.exists = false;
            dump.stories.clear();
            dump.before.clear();
            dump.path = self
                .root
                .join(if at == 2 {
                    "below".into()
                } else {
                    format!("again{at}")
                })
                .join(format!("{at}.md"));
        }
        let folders = self
            .dumps
            .iter()
            .map(|dump| DiskAction::MakeFolders(dump.path.parent().unwrap().to_owned()));
        let work: Vec<_> = [gone].into_iter().chain(folders).collect();
        self.lead(index, work.len());
        work
    }

    /// Deletes the root, or moves it away.
    fn take_root_away(&mut self) -> DiskAction {
        let number = self.next_number();
        if number.is_multiple_of(2) {
            DiskAction::RemoveFolder(self.root.clone())
        } else {
            DiskAction::Rename(
                self.root.clone(),
                self.root.with_file_name(format!("old{number}")),
            )
        }
    }
}
