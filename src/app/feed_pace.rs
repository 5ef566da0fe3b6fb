//! Whether the wire is silent although it should not be.

use super::App;
use crate::pace::{FeedPace, NewestAge};

impl App {
    /// The pace of the feed. Two settings say after how many minutes it is slow, and silent.
    pub fn feed_pace(&self) -> FeedPace {
        let limits = self.config.settings.pace_limits();
        let age = self.newest_age();
        age.map_or(FeedPace::Usual, |age| age.pace(limits))
    }

    /// The minute when trading begins or ends today; `None` if it does not, or for an archive.
    pub(super) fn next_bell(&self) -> Option<u32> {
        self.newest_age()?.next_bell()
    }

    fn newest_age(&self) -> Option<NewestAge> {
        let (now, newest) = (self.now, self.newest_stamp()?);
        Some(NewestAge { now, newest })
    }
}
