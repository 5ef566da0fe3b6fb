//! Later wordings of an item in an export or an archive of dianbao, which print it again under its id. The last
//! counts; the others are earlier wordings.

use std::collections::{HashMap, HashSet};

use crate::dump::record::Record;
use crate::item::{ItemFlags, ItemId};

/// Which records were printed again.
#[derive(Debug, Default)]
pub(super) struct Rewordings {
    /// The last record of each id.
    last: HashMap<ItemId, usize>,
    superseded: Vec<(usize, ItemId)>,
}

impl Rewordings {
    /// Notes a record of an item with this id.
    pub(super) fn note(&mut self, id: ItemId, record: usize) {
        let earlier = self.last.insert(id, record);
        self.superseded.extend(earlier.map(|earlier| (earlier, id)));
    }

    /// Marks the records that were printed again later, and removes those with the same text.
    pub(super) fn settle(&mut self, records: &mut Vec<Record>, text: &str) {
        if self.superseded.is_empty() {
            return;
        }
        let text_of = |at: usize| text.get(records.get(at)?.range());
        let is_same = |(at, id): &(usize, ItemId)| {
            self.last.get(id).and_then(|&last| text_of(last)) == text_of(*at)
        };
        let (doubles, superseded): (Vec<_>, Vec<_>) = self.superseded.drain(..).partition(is_same);
        for (at, _) in superseded {
            if let Some(record) = records.get_mut(at) {
                record.flags = record.flags.with(ItemFlags::SUPERSEDED);
            }
        }
        let doubles: HashSet<usize> = doubles.into_iter().map(|(at, _)| at).collect();
        let mut at = 0;
        records.retain(|_| {
            at += 1;
            !doubles.contains(&(at - 1))
        });
    }
}
