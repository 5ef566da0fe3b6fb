//! Folders with dumps move: within the tree, out of it and back. A dump moves into a deep tree.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Dice, DiskAction, SimulatedDump, SimulatedScraper, SimulatedStory};

/// A folder that was moved out of the tree.
#[derive(Debug)]
pub(super) struct MovedFolder {
    folder: PathBuf,
    from: PathBuf,
    dumps: Vec<(usize, PathBuf, Vec<SimulatedStory>)>,
    /// For how long.
    pub(super) gone: Duration,
}

impl SimulatedScraper {
    /// Moves the folder of a dump to another name or place in the tree.
    pub(super) fn move_folder(&mut self, index: usize) -> Vec<DiskAction> {
        let Some(folder) = self.folder_at_rest(index) else {
            return Vec::new();
        };
        let number = self.next_number();
        let to = self.root.join(format!("moved{number}"));
        let (made, to) = if number.is_multiple_of(2) {
            (None, to)
        } else {
            (Some(to.clone()), to.join("within"))
        };
        for dump in self
            .dumps
            .iter_mut()
            .filter(|dump| dump.path.starts_with(&folder))
        {
            dump.path = to.join(dump.path.strip_prefix(&folder).unwrap());
            dump.idle = Duration::ZERO;
        }
        let work: Vec<_> = made
            .map(DiskAction::MakeFolders)
            .into_iter()
            .chain([DiskAction::Rename(folder, to)])
            .collect();
        self.lead(index, work.len());
        work
    }

    /// Moves the folder of a dump out of the tree, or moves the last one back.
    pub(super) fn move_out_and_in(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        if let Some(MovedFolder {
            folder,
            from,
            dumps,
            gone,
        }) = self
            .disturbance
            .as_mut()
            .and_then(|known| known.away.take())
        {
            let taken = dumps
                .iter()
                .any(|(at, ..)| self.dumps[*at].exists || !self.dumps[*at].work.is_empty());
            if taken || from.exists() || !from.parent().unwrap().exists() {
                return Vec::new();
            }
            for (at, path, stories) in dumps {
                let dump = &mut self.dumps[at];
                (dump.path, dump.stories) = (path, stories);
                dump.come_back(gone);
            }
            self.lead(index, 1);
            return vec![DiskAction::Rename(folder, from)];
        }
        let Some(from) = self.folder_at_rest(index) else {
            return Vec::new();
        };
        let number = self.next_number();
        let folder = self.root.with_file_name(format!("out{number}"));
        self.lead(index, 1);
        if dice.percent(50) {
            self.lead(index, 2);
            let within = self
                .dumps
                .iter_mut()
                .filter(|dump| dump.path.starts_with(&from));
            within.for_each(|dump| dump.idle = Duration::ZERO);
            return vec![
                DiskAction::Rename(from.clone(), folder.clone()),
                DiskAction::Rename(folder, from),
            ];
        }
        let mut dumps = Vec::new();
        for (at, dump) in self
            .dumps
            .iter_mut()
            .enumerate()
            .filter(|(_, dump)| dump.path.starts_with(&from))
        {
            dump.before.clear();
            if std::mem::take(&mut dump.exists) {
                dumps.push((at, dump.path.clone(), std::mem::take(&mut dump.stories)));
            }
            dump.path = self.root.join(format!("instead{at}.md"));
        }
        let away = MovedFolder {
            folder: folder.clone(),
            from: from.clone(),
            dumps,
            gone: Duration::ZERO,
        };
        self.disturbance.as_mut().unwrap().away = Some(away);
        vec![DiskAction::Rename(from, folder)]
    }

    /// Moves a dump into a deep tree that is created at once.
    pub(super) fn move_deep(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        let number = self.next_number();
        let deep: PathBuf = (0..=dice.below(6))
            .map(|level| format!("deep{number}_{level}"))
            .collect();
        let folder = self.root.join(deep);
        let dump = &mut self.dumps[index];
        let to = folder.join(dump.path.file_name().unwrap());
        let from = std::mem::replace(&mut dump.path, to.clone());
        // Nothing moves the folder that still has it.
        self.lead(index, 2);
        vec![
            DiskAction::MakeFolders(folder),
            DiskAction::Rename(from, to),
        ]
    }

    /// Returns the folder of a dump if it is below the root and no dump in it is at work.
    fn folder_at_rest(&self, index: usize) -> Option<PathBuf> {
        let folder = self.dumps[index]
            .path
            .parent()
            .filter(|folder| **folder != *self.root)?;
        let is_busy = |dump: &SimulatedDump| dump.path.starts_with(folder) && !dump.work.is_empty();
        let is_free = Path::exists(folder) && !self.dumps.iter().any(is_busy);
        is_free.then(|| folder.to_owned())
    }
}
