//! What the thread publishes.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::change::{Change, KnownItem, MarkedStory, ReadLine};
use super::marks::DayMarks;
use super::problem::StateProblem;
use crate::item::{NewsDay, Stamp};

/// What the last run left, as far as the first screen needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    /// The session; `None` if these sources were never read.
    pub session: Option<String>,
    /// When it was kept.
    pub kept_at: Option<Stamp>,
    /// When a session of any sources was kept last.
    pub last_kept: Option<Stamp>,
    /// From which day on listed items are remembered.
    pub known_from: NewsDay,
    /// The read line of each view.
    pub read_lines: Vec<(Arc<str>, ReadLine)>,
    /// The items that were listed, by day.
    pub known_items: BTreeMap<NewsDay, Vec<KnownItem>>,
}

/// What the thread publishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateEvent {
    /// The file is open.
    Opened(Remembered),
    /// The marks of some days. Those of the newest days come first, and each day once.
    Marks(Vec<(NewsDay, DayMarks)>),
    /// The marks of all days were published.
    MarksLoaded,
    /// Others have changed something.
    Changed(Vec<Change>),
    /// The marked stories of a day, or of all days.
    Stories(Option<NewsDay>, Vec<MarkedStory>),
    /// The two stories that were starred last, or fewer.
    LastStarred(Vec<MarkedStory>),
    /// Something cannot be kept.
    Problem(StateProblem),
    /// What could not be kept is kept now.
    Recovered,
    /// The thread panicked. It goes on with the next request.
    Panicked,
}
