//! Days that are left out, because memory is short.

use super::App;
use crate::lang::UiText;
use crate::watch::{LeftOutDays, WatchStatus};

impl App {
    /// Takes the status of the sources in; false if it is the same as before. Says so once days are left out, and again if more
    /// of them are.
    pub(super) fn update_status(&mut self, status: WatchStatus) -> bool {
        let (before, now) = (self.status().left_out, status.left_out);
        let changed = self.sources.update(status);
        if let Some(left_out) = now.filter(|_| now != before) {
            self.inform(self.left_out_text(left_out));
        }
        changed
    }

    /// Which days are left out, and why.
    pub fn left_out_text(&self, LeftOutDays { first, limit }: LeftOutDays) -> UiText {
        UiText::OlderLeftOut {
            day: first.to_string(),
            limit: limit.message(self.config.lang).into_owned(),
        }
    }

    /// Says that there is no earlier day in the list.
    pub(super) fn say_no_earlier_day(&mut self) {
        let text = match self.status().left_out {
            Some(left_out) => self.left_out_text(left_out),
            None => UiText::NoEarlierDay,
        };
        self.inform(text);
    }
}
