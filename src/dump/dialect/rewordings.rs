//! Later wordings of an item in an export or an archive of dianbao, which print it again under its id. Only the last counts.

use std::collections::HashMap;

use crate::dump::record::Record;
use crate::item::ItemId;

/// Which records were printed again.
#[derive(Debug, Default)]
pub(super) struct Rewordings {
    /// The last record of each id.
    last: HashMap<ItemId, usize>,
    superseded: Vec<usize>,
}

impl Rewordings {
    /// Notes a record of an item with this id.
    pub(super) fn note(&mut self, id: ItemId, record: usize) {
        self.superseded.extend(self.last.insert(id, record));
    }

    /// Removes the records that were printed again later.
    pub(super) fn remove_from(&mut self, records: &mut Vec<Record>) {
        if self.superseded.is_empty() {
            return;
        }
        self.superseded.sort_unstable();
        let (mut at, superseded) = (0, &self.superseded);
        records.retain(|_| {
            at += 1;
            superseded.binary_search(&(at - 1)).is_err()
        });
    }
}
