//! Which items the last run had listed, and which of them nobody had seen.

use std::collections::{BTreeMap, HashMap};

use crate::item::{ItemId, NewsDay, Stamp};
use crate::state::{KnownItem, Remembered};
use crate::timeline::ItemRef;

/// The items that the last run had listed.
#[derive(Debug)]
pub struct LastRun {
    /// From which day on they are known.
    pub from: NewsDay,
    /// When somebody was last there; `None` if these sources were never read.
    pub left: Option<Stamp>,
    /// The same, of any sources.
    left_any: Option<Stamp>,
    days: BTreeMap<NewsDay, HashMap<ItemId, KnownItem>>,
}

/// What the last run knew of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// It is new, or was changed since.
    No,
    /// It was listed under this id, and nobody had seen it.
    Unseen,
    /// It was listed, and somebody had seen it.
    Seen {
        /// False if it had another id.
        as_it_is: bool,
    },
}

impl LastRun {
    /// Takes over what the state file has.
    pub fn new(remembered: &Remembered) -> Self {
        let days = remembered.known_items.iter().map(|(day, items)| {
            let items = items.iter().map(|item| (item.id, *item));
            (*day, items.collect())
        });
        Self {
            from: remembered.known_from,
            left: remembered.kept_at,
            left_any: remembered.last_kept,
            days: days.collect(),
        }
    }

    /// Whether nobody has seen an item, as far as the last run knew.
    pub fn is_unseen(&self, item: ItemRef<'_>) -> bool {
        self.is_unseen_as(self.known(item), item)
    }

    /// The same for an item of which this was known.
    pub fn is_unseen_as(&self, known: Known, item: ItemRef<'_>) -> bool {
        match known {
            Known::No => self.is_new(item),
            Known::Unseen => true,
            Known::Seen { .. } => false,
        }
    }

    /// Whether an item that was not listed is new. If these sources are read for the first time, it is only what came after
    /// the last reader of other ones: a dump may be opened alone.
    fn is_new(&self, item: ItemRef<'_>) -> bool {
        self.left.is_some() || self.left_any.is_some_and(|left| item.stamp() > left)
    }

    /// What was known of an item.
    pub fn known(&self, item: ItemRef<'_>) -> Known {
        let Some(day) = self.days.get(&item.day()) else {
            return Known::No;
        };
        let id = item.id();
        let other = || item.all_ids().into_iter().find_map(|id| day.get(&id));
        let print = print(item);
        match day.get(&id).or_else(other) {
            Some(known) if known.print.is_some_and(|known| known != print) => Known::No,
            Some(known) if known.is_unseen => Known::Unseen,
            Some(known) => Known::Seen {
                as_it_is: known.id == id,
            },
            None => Known::No,
        }
    }
}

/// A hash of an item's wording and colour.
pub fn print(item: ItemRef<'_>) -> u32 {
    let hash = item.text_hash();
    let folded = (hash ^ hash >> 32) as u32;
    folded ^ u32::from(item.flags().is_red())
}
