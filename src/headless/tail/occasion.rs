//! Why items are printed.

use std::collections::{BTreeMap, HashMap};

use crate::item::{ItemId, NewsDay};

/// Why an item is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Occasion {
    /// It was not there before.
    Arrived,
    /// It has another text than before.
    Revised,
    /// It has become red. Printed only if it did not match before.
    Promoted,
}

/// The items to look at, by news day.
pub(super) type DueItems = BTreeMap<NewsDay, HashMap<ItemId, Occasion>>;
