//! Records -> days of ordered, merged items, with a revision number.
//!
//! The news day is the unit: a [`Timeline`] is an ordered list of immutable [`Day`]s, shared by `Arc`, so that a change
//! rebuilds the days it touches and nothing else moves. [`Store`] is the one writer; everybody else holds snapshots.

mod day;
mod item_ref;
mod store;

use std::sync::Arc;

pub use day::{Day, Row};
pub use item_ref::{ItemRef, Place};
pub use store::{Change, Store, Update};

use crate::item::{ItemId, NewsDay};

/// All news days known at one moment, oldest first. Cloning it copies pointers.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    days: Vec<Arc<Day>>,
    generation: u64,
}

impl Timeline {
    /// The days, oldest first.
    pub fn days(&self) -> &[Arc<Day>] {
        &self.days
    }

    /// One day.
    pub fn day(&self, day: NewsDay) -> Option<&Arc<Day>> {
        self.index(day).map(|index| &self.days[index])
    }

    /// Where a day stands among [`Self::days`].
    pub fn index(&self, day: NewsDay) -> Option<usize> {
        self.days.binary_search_by_key(&day, |d| d.day()).ok()
    }

    /// How many items there are in all days.
    pub fn len(&self) -> usize {
        self.days.iter().map(|day| day.len()).sum()
    }

    /// Whether there is no item at all.
    pub fn is_empty(&self) -> bool {
        self.days.iter().all(|day| day.is_empty())
    }

    /// Grows with every change.
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// The item of this identity in this day.
    pub fn item(&self, day: NewsDay, id: ItemId) -> Option<ItemRef<'_>> {
        let day = self.day(day)?;
        day.find(id).map(|row| day.item(row))
    }
}
