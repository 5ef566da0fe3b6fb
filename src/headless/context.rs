//! The input of every command without a screen.

use std::time::SystemTime;

use crate::config::Config;
use crate::item::Stamp;
use crate::moment::TimeContext;
use crate::query::Watchlists;
use crate::state::KeeperSetup;
use crate::timeline::Timeline;
use crate::watch::WatchSettings;

/// The configuration, the input and the clock of a command.
#[derive(Debug)]
pub struct CommandContext<'a> {
    /// The configuration in force.
    pub config: &'a Config,
    /// The query of the command line.
    pub query: Option<&'a str>,
    /// The lists that a query can name.
    pub watchlists: Watchlists,
    /// The paths to read, and how to read them.
    pub input: WatchSettings,
    /// What is remembered, and where.
    pub state: KeeperSetup,
    /// The time at which the command was started.
    pub now: Stamp,
    /// Returns the columns of standard output; `None` if it is no terminal.
    pub columns: fn() -> Option<u16>,
    /// Whether output to a terminal may be coloured: `NO_COLOR` is not set.
    pub allows_colour: bool,
}

impl CommandContext<'_> {
    /// Reads times that are relative to a moment and to the loaded items.
    pub(super) fn with_time_context<T>(
        &self,
        now: Stamp,
        timeline: &Timeline,
        read: impl FnOnce(&TimeContext<'_>) -> T,
    ) -> T {
        read(&TimeContext {
            now,
            newest: timeline.newest().map(|item| item.stamp()),
            rollover: self.config.settings.rollover,
            clock_day: None,
            has_days: &|days| timeline.has_any_day(days.first, days.last),
        })
    }

    /// The same command at a later time, with the lists that there are by then.
    pub(super) fn at(&self, now: Stamp, watchlists: Watchlists) -> Self {
        Self {
            now,
            watchlists,
            config: self.config,
            query: self.query,
            input: self.input.clone(),
            state: self.state.clone(),
            columns: self.columns,
            allows_colour: self.allows_colour,
        }
    }
}

/// The time now, of a command that goes on; 1970 if the clock is outside 1970 to 2106.
pub(super) fn now() -> Stamp {
    Stamp::from_system(SystemTime::now()).unwrap_or_default()
}
