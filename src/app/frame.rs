//! The model before and after a frame: measured sizes, and items that were on the screen.

use super::scroll::Scroll;
use super::{App, Effect, Focus, ItemKey, PaneId, ScreenMetrics};
use crate::item::Stamp;

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

    /// The items on the screen.
    pub(super) fn in_view(&self) -> Vec<ItemKey> {
        if self.open_page().is_some() {
            Vec::new()
        } else if self.focus == Focus::ZEN {
            self.list.selected_key().into_iter().collect()
        } else {
            self.list.keys_in_view()
        }
    }

    /// Notes which unseen items are on the screen. They count as seen after a while.
    pub(super) fn watch_drawn(&mut self) {
        self.note_dwelling();
        let in_view = self.in_view();
        let unseen = in_view.into_iter().filter(|&key| self.unseen.has(key));
        self.attention.watch(unseen, self.now);
        self.wake_when_seen();
    }

    /// Marks the items that were on the screen long enough; false if there are none.
    pub(super) fn mark_watched_seen(&mut self) -> bool {
        let mut seen = self.attention.take_seen(self.now);
        seen.retain(|&key| self.see(key));
        self.remember_seen(&seen, false);
        self.wake_when_seen();
        !seen.is_empty()
    }

    /// Marks the selected item: it was opened.
    pub(super) fn mark_selected_seen(&mut self) {
        if let Some(key) = self.list.selected_key()
            && self.list.selected_fold().is_none()
            && self.see(key)
        {
            self.remember_seen(&[key], false);
        }
    }

    fn wake_when_seen(&mut self) {
        let at = self.attention.next_seen(self.now);
        self.effects.extend(at.map(Effect::WakeAt));
    }

    /// Asks for the time at this moment.
    pub(super) fn wake_at(&mut self, at: Stamp) {
        self.effects.push(Effect::WakeAt(at));
    }
}
