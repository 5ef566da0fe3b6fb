//! What a scraper does besides adding and removing: it revises and promotes stories, writes many at once, encodes a dump
//! anew, and writes or touches a dump without changing it.

use std::time::{Duration, SystemTime};

use super::dump_coding::DumpCoding;
use super::{Dice, DiskAction, SimulatedDisk, SimulatedScraper};

/// The dumps that a promoted story leaves and joins.
const ORDINARY: usize = 0;
const RED: usize = 1;

impl SimulatedScraper {
    /// Begins a variation of a dump that exists and is without work.
    pub(super) fn vary(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        match dice.below(8) {
            0 => self.burst(index, dice),
            1 => self.revise(index, dice),
            2 if index == RED => self.promote(dice),
            3 => self.insert_late(index, dice),
            4 => self.recode(index, dice),
            5 => self.touch(index, dice),
            6 => self.write_again(index, dice),
            _ => self.change_all(index, dice),
        }
    }

    /// Appends many stories at once.
    fn burst(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        let before = self.dumps[index].bytes().len();
        for _ in 0..3 + dice.below(20) {
            let story = self.story(dice);
            self.dumps[index].stories.push(story);
        }
        self.write_end(index, before, dice)
    }

    /// Adds a sentence to a story, with another figure.
    fn reword(&mut self, index: usize, dice: &mut Dice) {
        let stories = &mut self.dumps[index].stories;
        if stories.is_empty() {
            return;
        }
        let at = dice.below(stories.len());
        self.written += 1;
        let story = &mut stories[at];
        let figure: String = story
            .text
            .chars()
            .filter(char::is_ascii_digit)
            .take(3)
            .collect();
        let other = (100 + self.written).to_string();
        story.text = story.text.replace(&figure, &other);
        if dice.percent(50) {
            story.text.push_str("数据经过更正。");
        }
        self.ever.insert(story.text.clone(), story.minute);
    }

    fn revise(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        self.reword(index, dice);
        self.write_anyhow(index, dice)
    }

    /// Moves a story from the ordinary dump to the red one, each written on its own.
    fn promote(&mut self, dice: &mut Dice) -> Vec<DiskAction> {
        let ordinary = &mut self.dumps[ORDINARY];
        let is_free = ordinary.exists && ordinary.work.is_empty() && !ordinary.must_be_seen();
        if !is_free || ordinary.stories.is_empty() {
            return Vec::new();
        }
        ordinary.before.clone_from(&ordinary.stories);
        ordinary.overlaid = false;
        let story = ordinary.stories.remove(dice.below(ordinary.stories.len()));
        let before = self.dumps[RED].bytes().len();
        self.dumps[RED].stories.push(story);
        self.dumps[ORDINARY].work = self.write_anyhow(ORDINARY, dice).into();
        self.dumps[ORDINARY].idle = Duration::ZERO;
        self.write_end(RED, before, dice)
    }

    /// Writes a story before all others.
    fn insert_late(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        let story = self.story(dice);
        self.dumps[index].stories.insert(0, story);
        self.write_anyhow(index, dice)
    }

    /// Encodes or packs a dump in another way.
    fn recode(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        self.dumps[index].coding = *dice.pick(&DumpCoding::ALL);
        self.write_anyhow(index, dice)
    }

    fn touch(&self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        let time = if dice.percent(50) {
            self.disk
                .as_ref()
                .map_or_else(SystemTime::now, SimulatedDisk::now)
        } else {
            SystemTime::UNIX_EPOCH
        };
        vec![DiskAction::Touch(self.dumps[index].path.clone(), time)]
    }

    /// Writes the same bytes over themselves, or as a new file.
    fn write_again(&self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        if dice.percent(50) {
            return self.write_anyhow(index, dice);
        }
        let dump = &self.dumps[index];
        vec![DiskAction::WriteAt(dump.path.clone(), 0, dump.bytes())]
    }

    /// Takes a story away, rewords another, and adds a third, in one write.
    fn change_all(&mut self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        let stories = &mut self.dumps[index].stories;
        if !stories.is_empty() {
            stories.remove(dice.below(stories.len()));
        }
        self.reword(index, dice);
        self.insert(index, dice);
        self.write_anyhow(index, dice)
    }

    /// Writes the whole dump in any way that never leaves a mixture of old and new bytes.
    fn write_anyhow(&self, index: usize, dice: &mut Dice) -> Vec<DiskAction> {
        let path = self.dumps[index].path.clone();
        match dice.below(3) {
            0 => self.replace_as_it_is(index, dice),
            1 => self.refill(index, vec![DiskAction::Cut(path, 0)], dice),
            _ => self.delete_and_write(index, dice),
        }
    }
}
