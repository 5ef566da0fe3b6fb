//! A dump as it is shown.

use std::sync::Arc;

use super::compare::{EntryKey, entry_key, finished};
use crate::dump::Dump;

/// A dump as it is shown, perhaps with entries that its file lacks.
#[derive(Debug, Clone)]
pub(crate) struct ShownDump {
    pub(super) dump: Arc<Dump>,
    /// The last entry of the file when it was last complete. While it is written anew, what is shown may end with another.
    pub(super) last: Option<EntryKey>,
}

impl ShownDump {
    /// A dump as its file has it.
    pub(super) fn complete(dump: Arc<Dump>) -> Self {
        let last = last_entry(&dump);
        Self { dump, last }
    }
}

/// The last entry of a dump that is not unfinished.
pub(super) fn last_entry(dump: &Dump) -> Option<EntryKey> {
    let last = finished(dump).next_back()?;
    Some(entry_key(dump, last))
}
