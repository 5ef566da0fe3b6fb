//! The layout of a frame: the areas of the screen, and the lines of panes and page.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::areas::Areas;
use super::detail::DetailKey;
use super::gutter::Gutter;
use super::pages::PageLine;
use super::segments::PlacedSegment;
use super::text_line::TextLine;
use crate::app::{PageEntries, PaneMap, PaneMetrics, ScreenMetrics};
use crate::text::TextMetrics;

/// The layout of a frame, made from the size of the screen and the model before drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreenLayout {
    pub(super) areas: Areas,
    /// What the header shows.
    pub(super) header: Vec<PlacedSegment>,
    /// How wide characters are.
    pub(super) text_metrics: TextMetrics,
    pub(super) gutter: Gutter,
    /// The lines of the panes of text; none for the list.
    pub(super) lines: PaneMap<Arc<[TextLine]>>,
    /// The detail's lines are kept while this stays the same.
    pub(super) detail_key: Option<DetailKey>,
    /// The lines of the open page.
    pub(super) page: Arc<[PageLine]>,
    pub(super) page_area: Rect,
    /// The lines below the open page, which do not scroll.
    pub(super) foot: Arc<[PageLine]>,
    pub(super) foot_area: Rect,
}

impl ScreenLayout {
    /// Returns what the model needs to know of the layout.
    pub fn metrics(&self) -> ScreenMetrics {
        let areas = &self.areas;
        let measure = |area, bar, lines: usize| PaneMetrics {
            area,
            bar,
            lines: u16::try_from(lines).unwrap_or(u16::MAX),
        };
        ScreenMetrics {
            size: areas.screen.as_size(),
            views: self
                .header
                .iter()
                .flat_map(|segment| segment.targets(self.text_metrics))
                .collect(),
            panes: PaneMap::new(|pane| {
                let bar = if areas.bar_is_divider(pane) {
                    Rect::ZERO
                } else {
                    areas.panes[pane].bar
                };
                measure(areas.panes[pane].area, bar, self.lines[pane].len())
            }),
            page: measure(self.page_area, Rect::ZERO, self.page.len()),
            page_entries: PageEntries::new(self.page.iter().map(|line| line.entry)),
            body: areas.body,
            list_text_width: self.gutter.text_area(areas.list()).width,
            shared: areas.shared,
            divider: areas.divider,
        }
    }
}
