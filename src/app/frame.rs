//! The model before and after a frame: measured sizes, and which new items were drawn.

use super::app::App;
use super::mode::Mode;
use super::screen::{Focus, Metrics};
use super::scroll::Scroll;

impl App {
    /// Takes in the sizes of a layout.
    pub(super) fn measure(&mut self, metrics: Metrics) {
        self.metrics = metrics;
        let (lines, height) = (metrics.detail_lines, metrics.detail.1);
        self.detail.scroll(Scroll::Lines(0), lines, height);
        if self.focus == Focus::Detail && height == 0 {
            self.focus = Focus::List;
        }
        let text_metrics = self.config.text_metrics;
        self.list
            .resize(metrics.list.1, metrics.list_text, text_metrics);
    }

    /// Notes which new items were drawn; false if none was. Their counts are drawn again otherwise.
    pub(super) fn mark_drawn(&mut self) -> bool {
        if self.unseen.is_empty() || matches!(self.mode, Mode::Page(_)) {
            return false;
        }
        let in_view = match self.focus {
            Focus::Zen => self.list.selected_key().into_iter().collect(),
            Focus::List | Focus::Detail => self.list.keys_in_view(),
        };
        let mut redraw = false;
        for key in in_view {
            redraw |= self.unseen.mark_seen(key);
        }
        redraw
    }
}
