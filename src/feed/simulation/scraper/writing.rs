//! Writes a dump as the simulated scraper does: it appends, writes over, replaces, truncates, deletes and renames.

use std::path::PathBuf;

use super::disk_action::torn;
use super::rolling::ROLLING;
use super::{Dice, DiskAction, SimulatedScraper};

impl SimulatedScraper {
    pub(super) fn start_write(&mut self, index: usize, dice: &mut Dice, log: &mut Vec<String>) {
        let dump = &mut self.dumps[index];
        dump.before = if dump.exists {
            dump.stories.clone()
        } else {
            Vec::new()
        };
        dump.overlaid = false;
        if self.disturbance.is_some() && dice.percent(30) {
            let work = self.disturb(index, dice);
            log.push(format!("{index} disturbs in {} pieces", work.len()));
            self.dumps[index].work = work.into();
            return;
        }
        let dump = &self.dumps[index];
        if self.varies && dump.exists && dice.percent(50) {
            let work = self.vary(index, dice);
            log.push(format!("{index} varies in {} pieces", work.len()));
            self.dumps[index].work = work.into();
            return;
        }
        let work = match dice.below(11) {
            _ if self.rolls && index == ROLLING => self.roll(dice),
            _ if !dump.exists => self.write_anew(index, dice),
            0..=2 => self.append(index, dice),
            3 if self.dumps[index].may_be_overlaid() => self.write_over(index, dice),
            4 => self.replace(index, dice),
            5 => self.truncate_and_fill(index, dice),
            6 => self.delete_and_write(index, dice),
            7 => self.delete(index),
            8 if !dump.coding.is_packed() => self.conceal(index, dice),
            9 => self.rename(index, dice),
            _ => self.take_away_and_truncate(index, dice),
        };
        let work = if self.disturbance.is_none() && index == 2 && dice.percent(15) {
            self.folder_anew(index, dice)
        } else {
            work
        };
        log.push(format!("{index} begins {} pieces", work.len()));
        self.dumps[index].work = work.into();
    }

    fn append(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        let before = self.dumps[index].bytes().len();
        let story = self.story(dice);
        self.dumps[index].stories.push(story);
        self.write_end(index, before, dice)
    }

    /// Writes what follows the first bytes. A packed dump is written anew.
    pub(super) fn write_end(
        &self,
        index: usize,
        before: usize,
        dice: &mut Dice,
    ) -> Vec<DiskAction> {
        let dump = &self.dumps[index];
        if dump.coding.is_packed() {
            return self.replace_as_it_is(index, dice);
        }
        let bytes = dump.bytes();
        let path = dump.path.clone();
        torn(&bytes[before..], dice)
            .into_iter()
            .map(|piece| DiskAction::Append(path.clone(), piece))
            .collect()
    }

    pub(super) fn insert(&mut self, index: usize, dice: &mut Dice) {
        self.insert_behind(index, 0, dice);
    }

    /// Inserts a story with at least this number of others before it.
    fn insert_behind(&mut self, index: usize, others: usize, dice: &mut Dice) {
        let story = self.story(dice);
        let stories = &mut self.dumps[index].stories;
        let at = dice.below(stories.len() + 1);
        stories.insert(at.max(others), story);
    }

    fn write_over(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        self.insert_behind(index, self.dumps[index].first_overlay(), dice);
        let dump = &mut self.dumps[index];
        dump.overlaid = true;
        dump.overlaid_unseen = !dump.writing.is_zero();
        let (bytes, path, mut offset) = (dump.bytes(), dump.path.clone(), 0);
        let mut work = Vec::new();
        for piece in torn(&bytes, dice) {
            let length = piece.len();
            work.push(DiskAction::WriteAt(path.clone(), offset, piece));
            offset += length;
        }
        work.push(DiskAction::Cut(path, bytes.len()));
        work
    }

    fn replace(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        self.insert(index, dice);
        self.replace_as_it_is(index, dice)
    }

    pub(super) fn replace_as_it_is(&self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        let (bytes, path) = (self.dumps[index].bytes(), self.dumps[index].path.clone());
        let aside = PathBuf::from(format!("{}.tmp", path.display()));
        let mut work = vec![DiskAction::Create(aside.clone())];
        work.extend(
            torn(&bytes, dice)
                .into_iter()
                .map(|piece| DiskAction::Append(aside.clone(), piece)),
        );
        work.push(DiskAction::Rename(aside, path));
        work
    }

    pub(super) fn refill(
        &self,
        index: usize,
        first: Vec<DiskAction>,
        dice: &mut Dice,
    ) -> Vec<DiskAction> {
        let (bytes, path) = (self.dumps[index].bytes(), self.dumps[index].path.clone());
        let mut work = first;
        work.extend(
            torn(&bytes, dice)
                .into_iter()
                .map(|piece| DiskAction::Append(path.clone(), piece)),
        );
        work
    }

    fn truncate_and_fill(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        if dice.percent(70) {
            self.insert(index, dice);
        }
        let first = vec![DiskAction::Cut(self.dumps[index].path.clone(), 0)];
        self.refill(index, first, dice)
    }

    fn take_away_and_truncate(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        let stories = &mut self.dumps[index].stories;
        if !stories.is_empty() {
            stories.remove(dice.below(stories.len()));
        }
        self.truncate_and_fill(index, dice)
    }

    pub(super) fn delete_and_write(&self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        let path = self.dumps[index].path.clone();
        self.refill(
            index,
            vec![DiskAction::Remove(path.clone()), DiskAction::Create(path)],
            dice,
        )
    }

    fn write_anew(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        self.dumps[index].exists = true;
        self.insert(index, dice);
        let path = self.dumps[index].path.clone();
        self.refill(index, vec![DiskAction::Create(path)], dice)
    }

    fn delete(&mut self, index: usize) -> Vec<DiskAction> {
        let dump = &mut self.dumps[index];
        dump.exists = false;
        dump.stories.clear();
        vec![DiskAction::Remove(dump.path.clone())]
    }

    /// Replaces a figure by another of the same length, and keeps size and time of the file.
    fn conceal(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        let dump = &mut self.dumps[index];
        if dump.stories.is_empty() {
            return Vec::new();
        }
        let story = dice.below(dump.stories.len());
        self.written += 1;
        let story = &mut dump.stories[story];
        let figure = 100 + self.written;
        let old: String = story
            .text
            .chars()
            .filter(char::is_ascii_digit)
            .take(3)
            .collect();
        story.text = story.text.replace(&old, &figure.to_string());
        self.ever.insert(story.text.clone(), story.minute);
        vec![DiskAction::Conceal(dump.path.clone(), dump.bytes())]
    }

    fn rename(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        let name = format!(
            "{}_2026-01-06_{}.md",
            ["a", "b", "c", "d", "e", "f"][index],
            dice.below(1000)
        );
        let dump = &mut self.dumps[index];
        let to = dump.path.with_file_name(name);
        let from = std::mem::replace(&mut dump.path, to.clone());
        if from == to {
            Vec::new()
        } else {
            vec![DiskAction::Rename(from, to)]
        }
    }

    fn folder_anew(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        self.written += 1;
        let dump = &mut self.dumps[index];
        dump.exists = true;
        let folder = self.root.join("below");
        dump.path = folder.join("c.md");
        let path = dump.path.clone();
        let gone = if dice.percent(50) {
            DiskAction::RemoveFolder(folder.clone())
        } else {
            DiskAction::Rename(
                folder.clone(),
                self.root.with_file_name(format!("away{}", self.written)),
            )
        };
        self.refill(
            index,
            vec![
                gone,
                DiskAction::MakeFolder(folder),
                DiskAction::Create(path),
            ],
            dice,
        )
    }
}
