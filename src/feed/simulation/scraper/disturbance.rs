//! What else happens to the scraper's folder: it is deleted and created again, moved and linked, and dumps are rotated.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::dump::MAX_UNSEEN;
use super::{Dice, DiskAction, SimulatedDump, SimulatedScraper, SimulatedStory};

/// Rotation makes no more dumps.
const MAX_DUMPS: usize = 6;

/// Work that concerns more than one dump.
#[derive(Debug, Default)]
pub(super) struct Disturbance {
    /// A dump whose next actions come before those of others, and how many: folders are being created.
    first: Option<(usize, usize)>,
    /// A folder that was moved out of the tree.
    away: Option<MovedFolder>,
    /// Whether no work is begun any more.
    ending: bool,
}

#[derive(Debug)]
struct MovedFolder {
    folder: PathBuf,
    from: PathBuf,
    dumps: Vec<(usize, PathBuf, Vec<SimulatedStory>)>,
    /// For how long.
    gone: Duration,
}

impl Disturbance {
    pub(super) fn wait(&mut self, passed: Duration) {
        self.away.iter_mut().for_each(|away| away.gone += passed);
    }
}

impl SimulatedScraper {
    /// Begins no more work. Otherwise one of many dumps would always be at work.
    pub(in super::super) fn stop(&mut self) {
        self.disturbance
            .iter_mut()
            .for_each(|disturbance| disturbance.ending = true);
        self.absences
            .iter_mut()
            .for_each(|absences| absences.ending = true);
    }

    /// Begins work again.
    pub(in super::super) fn go_on(&mut self) {
        self.disturbance
            .iter_mut()
            .for_each(|disturbance| disturbance.ending = false);
        self.absences
            .iter_mut()
            .for_each(|absences| absences.ending = false);
    }

    /// Returns the dump whose actions come before those of others.
    pub(super) fn first_to_finish(&mut self) -> Option<usize> {
        let disturbance = self.disturbance.as_mut()?;
        if let Some((index, left)) = disturbance.first.take() {
            disturbance.first = (left > 1).then(|| (index, left - 1));
            return Some(index);
        }
        let ending = disturbance.ending;
        self.dumps
            .iter()
            .position(|dump| ending && !dump.work.is_empty())
    }

    /// Begins a disturbance around a dump without work.
    pub(super) fn disturb(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        let exists = self.dumps[index].exists;
        match dice.below(9) {
            0 if exists && self.dumps.len() < MAX_DUMPS => self.rotate(index, dice),
            1 => self.all_anew(index),
            2 => self.all_gone(index),
            3 => self.move_folder(index),
            4 => self.move_out_and_in(index, dice),
            5 => self.link(dice),
            6 if exists => self.link_and_remove(index, dice),
            7 if exists => self.folder_in_its_place(index, dice),
            8 if exists => self.move_deep(index, dice),
            _ => Vec::new(),
        }
    }

    /// `x.md` -> `x.md.1`, and a new `x.md` with a new story.
    fn rotate(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        let number = self.next_number();
        let story = self.story(dice);
        let dump = &mut self.dumps[index];
        let mut name = dump.path.clone().into_os_string();
        name.push(format!(".{number}"));
        let old = std::mem::replace(&mut dump.stories, vec![story]);
        dump.before.clear();
        let (path, to, channel) = (dump.path.clone(), PathBuf::from(name), dump.channel);
        let coding = dump.coding;
        let rotated = SimulatedDump {
            before: old.clone(),
            stories: old,
            seen_at: path.clone(),
            // Until a reader has seen it there, a story at its old place may pass for a later wording of one of its own.
            unseen: MAX_UNSEEN,
            coding,
            ..SimulatedDump::new(to.clone(), channel)
        };
        self.dumps.push(rotated);
        self.refill(
            index,
            vec![
                DiskAction::Rename(path.clone(), to),
                DiskAction::Create(path),
            ],
            dice,
        )
    }

    /// Deletes the root, creates it again, and writes every dump as it was.
    fn all_anew(&mut self, index: usize) -> Vec<DiskAction> {
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
    fn all_gone(&mut self, index: usize) -> Vec<DiskAction> {
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

    /// Moves the folder of a dump to another name or place in the tree.
    fn move_folder(&mut self, index: usize) -> Vec<DiskAction> {
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
    fn move_out_and_in(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
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
                (dump.exists, dump.path, dump.stories) = (true, path, stories);
                // It was away, and no reader has seen it here again.
                (dump.unseen, dump.idle) = (gone, Duration::ZERO);
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

    /// Links to dumps and folders, also in circles. They add nothing to the list.
    fn link(&mut self, dice: &mut Dice) -> Vec<DiskAction> {
        let number = self.next_number();
        let below = self.dumps[2].path.parent().unwrap().to_owned();
        let folder = if below.is_dir() && dice.percent(50) {
            &below
        } else {
            &self.root
        };
        let path = folder.join(format!("{}link{number}", ["", "z"][dice.below(2)]));
        let to = match dice.below(5) {
            0 => self.root.clone(),
            1 => PathBuf::from("."),
            2 => path.clone(),
            3 => below,
            _ => self.dumps[dice.below(3)].path.clone(),
        };
        vec![DiskAction::Link(to, path)]
    }

    /// Gives a dump a second name, and removes one of both.
    fn link_and_remove(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        let number = self.next_number();
        let dump = &mut self.dumps[index];
        let other = dump.path.with_file_name(format!("second{number}.md"));
        let link = DiskAction::HardLink(dump.path.clone(), other.clone());
        let gone = if dice.percent(50) {
            std::mem::replace(&mut dump.path, other)
        } else {
            other
        };
        vec![link, DiskAction::Remove(gone)]
    }

    /// Puts a folder in the place of a dump for a moment.
    fn folder_in_its_place(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        let path = self.dumps[index].path.clone();
        let bytes = self.dumps[index].bytes();
        let mut work = vec![
            DiskAction::Remove(path.clone()),
            DiskAction::MakeFolder(path.clone()),
        ];
        if dice.percent(50) {
            work.push(DiskAction::MakeFolders(path.join("deeper")));
        }
        work.extend([
            DiskAction::RemoveFolder(path.clone()),
            DiskAction::Create(path.clone()),
            DiskAction::Append(path, bytes),
        ]);
        work
    }

    /// Moves a dump into a deep tree that is created at once.
    fn move_deep(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
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

    fn next_number(&mut self) -> usize {
        self.written += 1;
        self.written
    }

    fn lead(&mut self, index: usize, pieces: usize) {
        // The action that begins the work does the first.
        let first = pieces
            .checked_sub(1)
            .filter(|left| *left > 0)
            .map(|left| (index, left));
        self.disturbance.as_mut().unwrap().first = first;
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
