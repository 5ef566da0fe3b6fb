//! Reports that the file of rules or a watchlist has changed, to a command that goes on.

use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, bounded};

use crate::config::Config;
use crate::query::Watchlists;
use crate::rules::RulesWatch;
use crate::watch::FolderWatch;
use crate::watchlist;

/// Reports a change. Further changes add no message while one waits.
pub(super) struct ChangeReports {
    sender: Sender<()>,
    waiting: Receiver<()>,
}

impl ChangeReports {
    /// How long to wait for more changes: a file that is written has several, and so has a reader that is scrolled.
    pub(super) const PAUSE: Duration = Duration::from_millis(50);

    pub(super) fn new() -> Self {
        let (sender, waiting) = bounded(1);
        Self { sender, waiting }
    }

    /// What reports a change.
    pub(super) fn reporter(&self) -> impl Fn() + Clone + Send + Sync + use<> + 'static {
        let sender = self.sender.clone();
        move || sender.try_send(()).unwrap_or_default()
    }

    /// Is ready to receive from while a report waits.
    pub(super) const fn waiting(&self) -> &Receiver<()> {
        &self.waiting
    }

    /// Takes the report that waits, if there is one.
    pub(super) fn take(&self) -> bool {
        self.waiting.try_recv().is_ok()
    }
}

/// The file of rules and the folder of watchlists, which are watched.
pub(super) struct RuleSources {
    changed: ChangeReports,
    rules: Option<RulesWatch>,
    lists: Option<FolderWatch>,
    folder: Option<PathBuf>,
}

impl RuleSources {
    /// Begins to watch.
    pub(super) fn new(config: &Config) -> Self {
        let changed = ChangeReports::new();
        let folder = config.lists.clone();
        Self {
            rules: RulesWatch::start(&config.rules, changed.reporter()),
            lists: (folder.as_deref()).map(|folder| FolderWatch::start(folder, changed.reporter())),
            folder,
            changed,
        }
    }

    /// The reports of changes.
    pub(super) const fn changed(&self) -> &ChangeReports {
        &self.changed
    }

    /// Takes the report that waits, if there is one, with those of the same change that come a little later.
    pub(super) fn take_change(&self) -> bool {
        let has_changed = self.changed.take();
        if has_changed {
            thread::sleep(ChangeReports::PAUSE);
            self.changed.take();
        }
        has_changed
    }

    /// Reads the lists after a change, and goes on watching rules and lists where they are now: their folders may have been made.
    pub(super) fn read_lists(&mut self) -> Watchlists {
        self.rules.iter_mut().for_each(RulesWatch::follow);
        self.lists.iter_mut().for_each(FolderWatch::follow);
        let read = self.folder.as_deref().map(watchlist::read_folder);
        read.unwrap_or_default().watchlists()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// While a reader wrote what it saw, a change of the rules was lost.
    #[test]
    fn change_is_not_lost_for_one_of_another_kind() {
        let (state, rules) = (ChangeReports::new(), ChangeReports::new());
        let (state_changed, rules_changed) = (state.reporter(), rules.reporter());
        (0..9).for_each(|_| state_changed());
        rules_changed();
        assert!(state.take() && rules.take());
        assert!(!state.take() && !rules.take());
    }
}
