//! Has the query of the selected rule searched, and shows what it finds.

use super::rule_preview::newest_first;
use super::{App, PreviewCounts, SearchKind};
use crate::action::PageKind;
use crate::item::NewsDay;
use crate::timeline::ItemRef;

impl App {
    /// Has the query of the selected row searched while the page of rules is open.
    pub(super) fn follow_preview(&mut self) {
        let selected = self.selected_rule_row();
        let source = selected.map(|row| row.source().into_owned());
        let source = source.unwrap_or_default();
        if source == self.preview.search.source() {
            return;
        }
        if let Ok(Some(query)) = self.parse_search(&source) {
            self.start_search(SearchKind::Preview, query);
        } else {
            // The query of a rule may name a list that is gone by now.
            self.clear_search(SearchKind::Preview);
            self.preview.forget();
        }
    }

    /// Whether the page of rules is on screen.
    pub(super) fn shows_rules(&self) -> bool {
        self.open_page()
            .is_some_and(|page| page.kind == PageKind::Rules)
    }

    /// The query whose items are below the table; empty for everything.
    pub fn preview_source(&self) -> &str {
        self.preview.search.source()
    }

    /// The newest items that the query finds, `count` at most, the newest first.
    pub fn preview_items(&self, count: usize) -> Vec<ItemRef<'_>> {
        if self.preview.search.is_active() {
            let days = self.preview.shown().values().rev();
            return days.flat_map(newest_first).take(count).collect();
        }
        let days = self.timeline.days().iter().rev();
        let items = days.flat_map(|day| (0..day.len()).rev().map(|row| day.item(row)));
        items.take(count).collect()
    }

    /// How many items the query finds.
    pub fn preview_counts(&self) -> PreviewCounts {
        let newest = self.newest_day();
        if !self.preview.search.is_active() {
            return PreviewCounts {
                on_newest_day: self.timeline.days().last().map_or(0, |day| day.len()),
                all: self.timeline.len(),
                is_complete: true,
            };
        }
        let pass = self.preview.search.pass();
        let on_day = |day: NewsDay| Some(self.preview.shown().get(&day)?.rows.len());
        PreviewCounts {
            on_newest_day: newest.and_then(on_day).unwrap_or_default(),
            all: pass.counts().all,
            is_complete: pass.is_complete(),
        }
    }
}
