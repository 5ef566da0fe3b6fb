//! What a change did to the timeline.

use std::sync::Arc;

use super::day_changes::Arrived;
use super::snapshot::Timeline;
use crate::item::{ItemId, NewsDay};

/// The result of a change.
#[derive(Debug, Clone, Default)]
pub struct Update {
    /// The timeline after it.
    pub timeline: Arc<Timeline>,
    /// The days that were rebuilt, ascending. Days without items are no longer in the timeline.
    pub changed: Vec<NewsDay>,
    /// Items that were never there before. Empty for the initial load. Some may be gone again if this joins several changes;
    /// once they are back, they do not arrive again.
    pub arrived: Vec<Arrived>,
    /// Items that were never there before and are no news: they are from before the start, and of a source that was missing then.
    pub past: Vec<Arrived>,
    /// Items that were there before and became red.
    pub promoted: Vec<Arrived>,
    /// Items that were there before and have another wording.
    pub revised: Vec<Arrived>,
    /// Whether items that were there before may be gone, at another time, or red no longer.
    pub moved: bool,
    /// Old and new id of stories whose id changed, such as one for which a dump now gives the wire's number.
    pub renamed: Vec<(ItemId, ItemId)>,
}
