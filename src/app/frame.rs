//! The model before and after a frame: measured sizes, and items that were drawn.

use super::scroll::Scroll;
use super::{App, Focus, Mode, PaneId, ScreenMetrics};

impl App {
    /// Takes in the sizes of a layout.
    pub(super) fn measure(&mut self, metrics: ScreenMetrics) {
        self.metrics = metrics;
        for &pane in PaneId::ALL {
            self.scroll_text(pane, Scroll::Lines(0));
        }
        self.clamp_page();
        let metrics = &self.metrics;
        let focused = metrics.panes[self.focus.pane].area;
        if !self.focus.alone && focused.height == 0 {
            self.focus = Focus::LIST;
        }
        let height = metrics.panes[PaneId::List].area.height;
        let text_metrics = self.config.text_metrics;
        self.list
            .resize(height, metrics.list_text_width, text_metrics);
    }

    /// Marks drawn items as seen; returns whether one was new, so that the counts of new items change.
    pub(super) fn mark_drawn(&mut self) -> bool {
        if self.unseen.is_empty() || matches!(self.mode, Mode::Page(_)) {
            return false;
        }
        let in_view = if self.focus == Focus::ZEN {
            self.list.selected_key().into_iter().collect()
        } else {
            self.list.keys_in_view()
        };
        let mut redraw = false;
        for key in in_view {
            redraw |= self.unseen.mark_seen(key);
        }
        redraw
    }
}
