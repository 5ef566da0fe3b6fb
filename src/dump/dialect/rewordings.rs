//! Later wordings of an item in an export or an archive of dianbao, which print it again under its id. Only the last counts.

use std::collections::HashMap;

use super::item_field::ItemField;
use super::roles::ItemRole;
use crate::dump::record::Record;

/// How many hexadecimal digits follow the `x` of an id that is not the wire's own number.
const ID_DIGITS: usize = 16;

/// Which records were printed again.
#[derive(Debug, Default)]
pub(super) struct Rewordings {
    /// The last record of each id.
    last: HashMap<String, usize>,
    superseded: Vec<usize>,
}

impl Rewordings {
    /// Notes a record that was made of fields.
    pub(super) fn note(&mut self, fields: &[ItemField<'_>], record: usize) {
        let id = fields.iter().find(|field| field.role == ItemRole::Id);
        if let Some(id) = id.filter(|id| is_own_id(&id.value)) {
            self.superseded
                .extend(self.last.insert(id.value.to_string(), record));
        }
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

/// Whether fields are those of an item that this program printed.
pub(super) fn are_exported(fields: &[ItemField<'_>]) -> bool {
    let mut ids = fields.iter().filter(|field| field.role == ItemRole::Id);
    ids.any(|id| is_own_id(&id.value))
}

fn is_own_id(id: &str) -> bool {
    let digits = id.strip_prefix('x').unwrap_or_default();
    let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    digits.len() == ID_DIGITS && digits.as_bytes().iter().all(is_digit)
}
