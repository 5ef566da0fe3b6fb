//! What else happens to the scraper's folder: it is deleted and created again, moved and linked, and dumps are rotated.

mod moved_folder;
mod root;

use std::path::PathBuf;
use std::time::Duration;

use super::dump::MAX_UNSEEN;
use super::{Dice, DiskAction, SimulatedDump, SimulatedScraper, SimulatedStory};
use moved_folder::MovedFolder;

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
}
