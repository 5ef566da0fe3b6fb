//! A dump that has only the newest entries: each write adds some at its new end, and drops as many at its old end.

use super::{Dice, DiskAction, SimulatedScraper, SimulatedStory};

/// The dump of a rolling schedule that rolls.
pub(super) const ROLLING: usize = 0;

/// The most entries that it has.
const MAX_ENTRIES: usize = 6;

impl SimulatedScraper {
    /// Every text that the rolling dump ever had.
    pub(in super::super) fn rolling_texts(&self) -> impl Iterator<Item = &String> {
        self.rolled.iter()
    }

    /// Makes the entries that are there the first of a rolling dump.
    pub(super) fn begin_rolling(&mut self, dice: &mut Dice) {
        self.dumps[ROLLING].stories.clear();
        for _ in 0..=dice.below(MAX_ENTRIES) {
            self.add_newest(dice);
        }
    }

    fn add_newest(&mut self, dice: &mut Dice) {
        let story = SimulatedStory {
            minute: self.written,
            ..self.story(dice)
        };
        self.rolled.insert(story.text.clone());
        self.note(&story);
        self.dumps[ROLLING].stories.push(story);
    }

    /// Adds entries and drops the oldest.
    pub(super) fn roll(&mut self, dice: &mut Dice) -> Vec<DiskAction> {
        for _ in 0..=dice.below(3) {
            self.add_newest(dice);
        }
        let stories = &mut self.dumps[ROLLING].stories;
        let surplus = stories.len().saturating_sub(MAX_ENTRIES);
        stories.drain(..surplus);
        match dice.below(4) {
            0 => self.replace_as_it_is(ROLLING, dice),
            1 => self.delete_and_write(ROLLING, dice),
            _ => {
                let first = vec![DiskAction::Cut(self.dumps[ROLLING].path.clone(), 0)];
                self.refill(ROLLING, first, dice)
            }
        }
    }
}
