//! Shows what is new in the status line of tmux.

use super::reader::Reader;
use crate::bar::{BarFormat, BarStyle, BarTarget};
use crate::tmux::TmuxValues;

impl Reader {
    /// Leaves the options of tmux to other readers: a stopped one would let them grow old. False if it did not set them.
    pub(super) fn leave_tmux(&mut self) -> bool {
        self.in_tmux = None;
        self.workers.tmux.take().is_some()
    }

    /// Hands the options of tmux over if they may be other ones. That costs a comparison of numbers, and of a change a walk over
    /// the newest items.
    pub(super) fn show_in_tmux(&mut self) {
        let Some(options) = &self.workers.tmux else {
            return;
        };
        let version = self.app.bar_version();
        if version.is_none() || self.in_tmux == version {
            return;
        }
        self.in_tmux = version;
        let (facts, config) = (self.app.bar_facts(), &self.app.config);
        let style = BarStyle {
            target: BarTarget::TmuxOption,
            lang: config.lang,
            text_metrics: config.text_metrics,
            columns: None,
        };
        options.set(TmuxValues {
            line: BarFormat::usual(config.lang, true).line(&facts, style),
            unseen: facts.unseen,
            red: facts.red,
            hits: facts.hits,
        });
    }
}
