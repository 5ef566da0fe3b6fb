//! Sources that were missing at the start: what they had by then is no news.

use std::mem;
use std::path::Path;

use super::day::Day;
use super::day_changes::{Arrived, DayChanges};
use crate::item::Stamp;
use crate::path::FilePath;

/// Places that were found empty or missing at the start.
#[derive(Debug, Default)]
pub(super) struct LatePlaces {
    /// When the program started.
    pub(super) start: Stamp,
    pub(super) places: Vec<FilePath>,
}

impl LatePlaces {
    /// Takes the items from before the start out of those that arrived in a day, if only these places have them.
    pub(super) fn take_old(&self, day: &Day, changes: &mut DayChanges) {
        if self.places.is_empty() {
            return;
        }
        let arrived = mem::take(&mut changes.arrived).into_iter();
        (changes.past, changes.arrived) = arrived.partition(|item| self.is_old(day, item));
        changes.moved |= !changes.past.is_empty();
    }

    /// An entry has its minute alone in many dumps, so one of the same minute counts as later.
    fn is_old(&self, day: &Day, item: &Arrived) -> bool {
        let is_late = |path: &Path| self.places.iter().any(|it| path.starts_with(it));
        let are_late = |row| {
            let mut places = day.item(row).locations();
            places.all(|place| is_late(place.path()))
        };
        item.stamp.minute() < self.start.minute()
            && day.find_at(item.id, item.stamp).is_some_and(are_late)
    }
}
