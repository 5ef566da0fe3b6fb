//! An item before it is a record.

use super::item_time::ItemTime;
use crate::dump::record::Extra;
use crate::item::{ItemFlags, NewsDay};

/// The parts of one item; missing ones are empty.
#[derive(Default)]
pub(super) struct RawItem<'a> {
    pub(super) line: u32,
    pub(super) title: &'a str,
    pub(super) text: &'a str,
    pub(super) flags: ItemFlags,
    pub(super) time: ItemTime,
    /// Its news day, if that does not follow from the time.
    pub(super) day: Option<NewsDay>,
    pub(super) extra: Extra,
}
