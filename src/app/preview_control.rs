//! Has the query of the selected rule searched, and shows what it finds.

use super::rule_preview::newest_first;
use super::{App, Mode, PreviewCounts, SearchKind};
use crate::action::PageKind;
use crate::item::NewsDay;
use crate::query::QueryError;
use crate::timeline::ItemRef;

impl App {
    /// Has the query of the selected row searched while the page of rules is open.
    pub(super) fn follow_preview(&mut self) {
        if self.is_rule_typed() {
            return;
        }
        let selected = self.selected_rule_row();
        let source = selected.map(|row| row.source().into_owned());
        // The query of a rule may name a list that is gone by now.
        if self.search_preview(&source.unwrap_or_default()).is_err() {
            self.end_preview();
        }
    }

    /// Whether something about a rule is being typed.
    const fn is_rule_typed(&self) -> bool {
        match &self.mode {
            Mode::Prompt(prompt) => prompt.line.kind().is_about_rule(),
            Mode::Normal | Mode::Page(_) => false,
        }
    }

    /// Searches for the items below the table; an empty query finds everything.
    pub(super) fn search_preview(&mut self, source: &str) -> Result<(), QueryError> {
        if source.trim() == self.preview.search.source() {
            return Ok(());
        }
        match self.parse_search(source)? {
            Some(query) => self.start_search(SearchKind::Preview, query),
            None => self.end_preview(),
        }
        Ok(())
    }

    fn end_preview(&mut self) {
        self.clear_search(SearchKind::Preview);
        self.preview.forget();
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
