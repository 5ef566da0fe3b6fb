//! Dumps that are not kept, because memory is short.

use std::mem;
use std::sync::Arc;

use super::Watcher;
use crate::dump::Dump;
use crate::item::NewsDay;
use crate::path::FilePath;
use crate::watch::debounce::Debounce;

impl Watcher {
    /// Every dump that is shown, with its file.
    pub(crate) fn held_dumps(&self) -> impl Iterator<Item = (&FilePath, &Arc<Dump>)> {
        self.files.iter().filter_map(|(path, file)| {
            let shown = file.debounce.shown()?;
            Some((file.archive.as_ref().unwrap_or(path), shown))
        })
    }

    /// Forgets the dumps of a file. It is read again once it changes.
    pub(crate) fn leave_out(&mut self, path: &FilePath) {
        let members = self.files.change(path, |file| mem::take(&mut file.members));
        for member in members.unwrap_or_default() {
            self.remove(&member);
        }
        self.pending.remove(path);
        self.update_ids(path, |file| {
            file.is_left_out = true;
            file.debounce = Debounce::default();
            file.shown_id = None;
        });
    }

    /// From now on keeps no dump that has only items of earlier days.
    pub(crate) const fn leave_out_before(&mut self, first: NewsDay) {
        self.first_day = Some(first);
    }

    /// Whether nothing that was read at a path is to be kept. What is shown of it is not dropped here.
    pub(super) fn holds_old_days(&self, path: &FilePath, dumps: &[&Arc<Dump>]) -> bool {
        let Some(first) = self.first_day else {
            return false;
        };
        let is_old = |dump: &&Arc<Dump>| {
            let mut days = dump.records.iter().map(|record| record.day);
            !dump.records.is_empty() && days.all(|day| day < first.previous())
        };
        let is_shown = self.files.get(path).is_some_and(|file| {
            file.debounce.shown().is_some()
                || file.debounce.is_pending()
                || !file.members.is_empty()
        });
        !is_shown && !dumps.is_empty() && dumps.iter().all(is_old)
    }
}
