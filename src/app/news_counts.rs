//! How many items are new, in one phrase for header and status line.

use super::{App, ItemKey, ListIndex, NewCounts, UnseenItems, VisibleItems, waiting};
use crate::config::Order;
use crate::lang::UiText;

/// The most items that are looked at to count those in the filtered list.
const MAX_COUNTED: usize = 20_000;

impl App {
    /// Says how many items nobody has seen: `新 12 · 红 1`, under a filter also how many it left: `新 12 · 筛选内新 9`. In a view
    /// only its own items count. `None` if all were seen.
    pub fn news_phrase(&self) -> Option<String> {
        let NewCounts { all, red } = self.unseen.counts();
        let view = self.views.current();
        let new = self.unseen_of(view).unwrap_or(all);
        if new == 0 {
            return None;
        }
        let red = Some(red).filter(|red| *red > 0 && view.is_everything());
        let counts = [
            Some(UiText::CountNew { new }),
            red.map(|red| UiText::CountRed { red }),
            self.listed_phrase(),
        ];
        let counts = counts.into_iter().flatten();
        let counts: Vec<_> = counts.map(|count| self.config.lang.text(count)).collect();
        Some(counts.join(" · "))
    }

    /// How many unseen items the filter left; `None` without a filter or unseen items.
    pub fn listed_phrase(&self) -> Option<UiText> {
        let is_counted = self.is_filtered() && !self.unseen.is_empty();
        let listed = self.listed_new.filter(|_| is_counted);
        listed.map(|listed| UiText::CountNewListed { listed })
    }

    /// The button at the right end of the last line if new items wait beyond the edge: `↑ 新 12 · 红 1`.
    pub fn pill(&self) -> Option<String> {
        if self.waiting() == 0 {
            return None;
        }
        let arrow = match self.list.visible().order() {
            Order::Newest => "↑",
            Order::Oldest => "↓",
        };
        Some(format!(" {arrow} {} ", self.news_phrase()?))
    }

    /// The unseen items of the list that are out of view.
    pub(super) fn unseen_elsewhere(&self) -> usize {
        let all = self.listed_new.filter(|_| self.narrowing().is_some());
        let in_view = self.in_view();
        let in_view = in_view.iter().filter(|key| self.unseen.is_unseen(**key));
        let all = all.unwrap_or_else(|| self.unseen.len());
        all.saturating_sub(in_view.count())
    }

    /// The number of unseen items of the list that are newer than one of it.
    pub fn unseen_newer_than(&self, index: ListIndex) -> usize {
        waiting::count_after(self.list.visible(), &self.unseen, index)
    }

    /// Notes that the item was seen; false if that was known.
    pub(super) fn see(&mut self, key: ItemKey) -> bool {
        let is_counted = self.unseen.is_unseen(key);
        let is_new = self.unseen.mark_seen(key);
        if is_counted {
            self.listed_new = self.listed_new.map(|listed| listed.saturating_sub(1));
        }
        is_new
    }

    /// Counts the unseen items that the view and the filter left.
    pub(super) fn count_listed_new(&mut self) {
        self.listed_new = if self.narrowing().is_some() {
            count_listed(self.list.visible(), &self.unseen)
        } else {
            None
        };
    }
}

/// Counts the unseen items of a list; `None` if there are too many.
fn count_listed(visible: &VisibleItems, unseen: &UnseenItems) -> Option<usize> {
    if unseen.len() > MAX_COUNTED {
        return None;
    }
    let hint = visible.first().unwrap_or_default();
    let listed = unseen.days().flat_map(|day| unseen.items_of(day));
    let listed = listed.filter_map(|(key, stamp)| visible.find_near(key, stamp, hint));
    Some(listed.count())
}
