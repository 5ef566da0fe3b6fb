//! An open page: its part, what is scrolled off, and the selected entry.

use std::ops::Range;

use super::help_part::HelpPart;
use super::page_entries::PageEntries;
use super::screen::PaneMetrics;
use super::scroll::Scroll;
use crate::action::{HelpSection, PageKind};

/// An open page, which covers the panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// What it shows.
    pub kind: PageKind,
    /// The part of it; only the page of help has several.
    pub part: HelpPart,
    /// The section that the keys of the page of help begin with; `None` for their usual order.
    pub first_section: Option<HelpSection>,
    /// The number of lines scrolled off at the top.
    pub offset: u16,
    /// The selected entry, if it has entries.
    pub selected: u16,
    /// Whether it was laid out since it was opened.
    is_laid_out: bool,
}

impl Page {
    /// A page at its top.
    pub(super) fn new(kind: PageKind) -> Self {
        Self {
            kind,
            part: HelpPart::default(),
            first_section: None,
            offset: 0,
            selected: 0,
            is_laid_out: false,
        }
    }

    /// The page of help, at the keys of a section.
    pub(super) fn of_help(first_section: HelpSection) -> Self {
        Self {
            first_section: Some(first_section),
            ..Self::new(PageKind::Help)
        }
    }

    /// Moves through the entries line by line, or scrolls. Beyond the first and the last entry, and while the selected one is
    /// not in view, the text scrolls.
    pub(super) fn scroll(&mut self, scroll: Scroll, metrics: PaneMetrics, entries: &PageEntries) {
        let Some(last) = entries.last() else {
            self.offset = metrics.scroll(self.offset, scroll);
            return;
        };
        let to = match scroll {
            Scroll::Lines(_) if !self.shows_selected(metrics, entries) => self.selected,
            Scroll::Lines(count) => {
                let to = i64::from(self.selected).saturating_add(count);
                u16::try_from(to.clamp(0, last.into())).unwrap_or(last)
            }
            Scroll::Halves(_) | Scroll::Screens(_) | Scroll::Line(_) => self.selected,
            Scroll::Top | Scroll::Bottom => {
                self.selected = if scroll == Scroll::Top { 0 } else { last };
                self.selected
            }
        };
        if to == self.selected {
            self.scroll_view(scroll, metrics, entries);
        } else {
            self.selected = to;
            self.reveal(metrics, entries);
        }
    }

    /// Scrolls the text. The selected entry stays in view, or another one becomes it.
    pub(super) fn scroll_view(
        &mut self,
        scroll: Scroll,
        metrics: PaneMetrics,
        entries: &PageEntries,
    ) {
        self.offset = metrics.scroll(self.offset, scroll);
        self.selected = entries.nearest(self.selected, self.view(metrics));
    }

    /// Selects an entry, which is shown as soon as the page is laid out with it.
    pub(super) const fn select(&mut self, entry: u16) {
        (self.selected, self.is_laid_out) = (entry, false);
    }

    /// Keeps within the page after it was laid out anew. The pages of problems and rules begin where the selected one is in view.
    pub(super) fn clamp(&mut self, metrics: PaneMetrics, entries: &PageEntries) {
        self.selected = self.selected.min(entries.last().unwrap_or(0));
        self.offset = metrics.scroll(self.offset, Scroll::Lines(0));
        if !self.is_laid_out && matches!(self.kind, PageKind::Problems | PageKind::Rules) {
            self.reveal_selected(metrics, entries);
        }
        self.is_laid_out = true;
    }

    /// Scrolls as little as needed to show the selected entry, or its beginning. With the first entry, what is above it is shown too.
    fn reveal(&mut self, metrics: PaneMetrics, entries: &PageEntries) {
        let lines = entries.lines(self.selected);
        let height = metrics.area.height;
        if self.selected == 0 && lines.end <= height {
            self.offset = 0;
        } else if lines.start < self.offset {
            self.offset = lines.start;
        } else if lines.end > self.offset.saturating_add(height) {
            self.offset = (lines.end - height).min(lines.start);
        }
    }

    /// Shows the selected entry if it is not in view; whether it was not.
    pub(super) fn reveal_selected(&mut self, metrics: PaneMetrics, entries: &PageEntries) -> bool {
        let is_hidden = !entries.is_empty() && !self.shows_selected(metrics, entries);
        if is_hidden {
            self.reveal(metrics, entries);
        }
        is_hidden
    }

    /// Selects the entry on a row of the page's area; `Some(true)` if it was selected before, `None` if there is none.
    pub(super) fn select_row(&mut self, row: u16, entries: &PageEntries) -> Option<bool> {
        let entry = entries.at(self.offset.saturating_add(row))?;
        let was_selected = self.selected == entry;
        self.selected = entry;
        Some(was_selected)
    }

    /// Whether a line of the selected entry is in view.
    fn shows_selected(self, metrics: PaneMetrics, entries: &PageEntries) -> bool {
        let lines = entries.lines(self.selected);
        let view = self.view(metrics);
        lines.start < view.end && view.start < lines.end
    }

    /// The lines in view.
    const fn view(self, metrics: PaneMetrics) -> Range<u16> {
        self.offset..self.offset.saturating_add(metrics.area.height)
    }
}
