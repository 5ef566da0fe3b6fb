//! The one writer of the timeline: takes dumps as they are read, and publishes snapshots.

use std::path::Path;
use std::sync::Arc;

use super::{Day, Timeline};
use crate::dump::Dump;
use crate::item::{ItemId, NewsDay};

/// What happened to a dump.
#[derive(Debug, Clone)]
pub enum Change {
    /// It was read, for the first time or again.
    Read(Arc<Dump>),
    /// It is gone, and its entries with it.
    Gone(Arc<Path>),
}

/// What a change did.
#[derive(Debug, Clone, Default)]
pub struct Update {
    /// The timeline as it is now.
    pub timeline: Arc<Timeline>,
    /// The days that were built anew, ascending. Days without items are no longer in the timeline.
    pub changed: Vec<NewsDay>,
    /// Items that were not there before, in days that were; whole days that are new to the timeline are not counted
    /// as arrived when they come from a load.
    pub arrived: Vec<(NewsDay, ItemId)>,
    /// Identities that became others: a story known by its content for which a dump now gives the wire's number.
    pub renamed: Vec<(ItemId, ItemId)>,
}

/// Holds every dump that is there, and the days made from them.
#[derive(Debug, Default)]
pub struct Store {}

impl Store {
    /// Takes changes in; any order of them gives the same timeline.
    pub fn apply(&mut self, changes: Vec<Change>) -> Update {
        let _ = changes;
        todo!("timeline helper")
    }

    /// Takes dumps of whose days the caller has already built what these dumps alone give, as loaders do in parallel.
    /// A day of which other dumps are known is built anew. Nothing counts as arrived.
    pub fn adopt(&mut self, dumps: Vec<Arc<Dump>>, built: Vec<Arc<Day>>) -> Update {
        let _ = (dumps, built);
        todo!("timeline helper")
    }

    /// The timeline as it is now.
    pub fn timeline(&self) -> Arc<Timeline> {
        todo!("timeline helper")
    }
}
