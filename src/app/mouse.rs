//! The mouse: wheel, click, and drags of the divider and of scroll bars. Coordinates go up to 65535, and may be off the
//! screen.

use std::sync::Arc;

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::mouse_drag::Drag;
use super::scroll::Scroll;
use super::view::View;
use super::{App, Divider, Focus, Mode, PaneId};
use crate::action::Action;

/// Lines that one notch of the wheel scrolls.
const WHEEL_LINES: i32 = 3;

impl App {
    /// Takes a mouse event; returns whether the screen may look different.
    pub(super) fn handle_mouse(&mut self, event: MouseEvent) -> bool {
        let at = Position::new(event.column, event.row);
        match event.kind {
            MouseEventKind::ScrollDown => self.turn_wheel(at, WHEEL_LINES),
            MouseEventKind::ScrollUp => self.turn_wheel(at, -WHEEL_LINES),
            MouseEventKind::Down(MouseButton::Left) => self.press_button(at),
            MouseEventKind::Drag(MouseButton::Left) => self.drag_to(at),
            MouseEventKind::Up(MouseButton::Left) => {
                self.drag = None;
                false
            }
            MouseEventKind::Down(_)
            | MouseEventKind::Up(_)
            | MouseEventKind::Drag(_)
            | MouseEventKind::Moved
            | MouseEventKind::ScrollLeft
            | MouseEventKind::ScrollRight => false,
        }
    }

    fn turn_wheel(&mut self, at: Position, lines: i32) -> bool {
        self.notices.dismiss();
        let scroll = Scroll::Lines(lines.into());
        match self.metrics.pane_at(at) {
            _ if self.step_palette(lines.signum().into()) => {}
            _ if matches!(self.mode, Mode::Page(_)) => self.scroll_page_view(scroll),
            Some(PaneId::List) => self.list.scroll_view(lines),
            Some(pane) => {
                self.list.stop_following();
                self.scroll_text(pane, scroll);
            }
            None => {}
        }
        true
    }

    fn press_button(&mut self, at: Position) -> bool {
        let dismissed = self.notices.dismiss();
        self.click(at) || dismissed
    }

    /// Starts a drag, or selects or opens what was clicked on; false if nothing changed.
    fn click(&mut self, at: Position) -> bool {
        if self.palette().is_some() {
            let area = self.metrics.body;
            return area.contains(at) && self.click_palette(at.y - area.y);
        }
        if matches!(self.mode, Mode::Page(_)) {
            let area = self.metrics.page.area;
            return area.contains(at) && self.click_page(at.y - area.y);
        }
        self.jumps.begin(None);
        self.drag = Drag::at(at, &self.metrics);
        match self.drag {
            Some(Drag::Divider) => return false,
            Some(Drag::ScrollBar(PaneId::List)) => {
                self.remember_place();
                return self.drag_to(at);
            }
            Some(Drag::ScrollBar(_)) => return self.drag_to(at),
            None => {}
        }
        if let Some(view) = self.view_at(at) {
            self.switch_view(&view);
            return true;
        }
        if self.is_on_pill(at) {
            self.remember_place();
            self.go_to_newest();
            return true;
        }
        match self.metrics.pane_at(at) {
            Some(PaneId::List) => self.click_list(at),
            Some(pane) => self.click_text(pane),
            None => false,
        }
    }

    /// Selects an item; a click on the selected one opens it. False if there is none.
    fn click_list(&mut self, at: Position) -> bool {
        let line = at.y - self.metrics.panes[PaneId::List].area.y;
        let Some(index) = self.list.item_on_line(line) else {
            return false;
        };
        let is_selected = self.list.is_selected_row(index);
        if is_selected && self.focus.pane == PaneId::List && matches!(self.mode, Mode::Normal) {
            self.matches.set_jump(None);
            self.list.stop_following();
            if !self.unfolds_for(Action::Open) {
                self.open();
            }
        } else {
            if self.list.is_far(index) {
                self.remember_place();
            }
            self.focus = Focus::LIST;
            self.list.go_to(index);
        }
        true
    }

    /// Gives the keys to a pane of text; false if it has them already, or if a prompt or page has them.
    fn click_text(&mut self, pane: PaneId) -> bool {
        let takes_keys = self.focus.pane != pane && matches!(self.mode, Mode::Normal);
        if takes_keys {
            self.matches.set_jump(None);
            self.list.stop_following();
            self.focus = Focus::on(pane);
        }
        takes_keys
    }

    /// The view whose name is at a position.
    fn view_at(&self, at: Position) -> Option<Arc<View>> {
        let is_normal = matches!(self.mode, Mode::Normal);
        let mut names = self.metrics.views.iter();
        let (_, nth) = names.find(|(area, _)| is_normal && area.contains(at))?;
        self.views.all().nth(*nth).cloned()
    }

    /// Whether a position is on the button at the right end of the last line.
    fn is_on_pill(&self, at: Position) -> bool {
        let size = self.metrics.size;
        let is_last_line = at.y.saturating_add(1) == size.height;
        let Some(pill) = self
            .pill()
            .filter(|_| is_last_line && matches!(self.mode, Mode::Normal))
        else {
            return false;
        };
        let width = self.config.text_metrics.width(&pill);
        at.x < size.width && usize::from(at.x) + width + 1 >= usize::from(size.width)
    }

    /// Moves what the mouse holds; false if it holds nothing.
    fn drag_to(&mut self, at: Position) -> bool {
        match self.drag {
            None => return false,
            Some(Drag::Divider) => self.drag_divider(at),
            Some(Drag::ScrollBar(PaneId::List)) => {
                let bar = self.metrics.panes[PaneId::List].bar;
                let last = self.list.visible().len().saturating_sub(1);
                self.list.go_to_rank(scaled(at.y, bar, last));
            }
            Some(Drag::ScrollBar(pane)) => {
                let metrics = self.metrics.panes[pane];
                let offset = scaled(at.y, metrics.bar, usize::from(metrics.max_offset()));
                self.offsets[pane] = offset as u16;
            }
        }
        true
    }

    /// Gives the list the space between its corner and the mouse.
    fn drag_divider(&mut self, at: Position) {
        let shared = self.metrics.shared;
        match self.metrics.divider {
            Some(Divider::Column(_)) => {
                let list = at.x.saturating_sub(shared.x).saturating_add(1);
                self.split.set_columns(list, shared.width);
            }
            Some(Divider::Row(_)) => {
                let list = at.y.saturating_sub(shared.y);
                self.split.set_rows(list, shared.height);
            }
            None => {}
        }
    }
}

/// Scales a row of a scroll bar to 0 (its top) to `max` (its bottom).
fn scaled(row: u16, bar: Rect, max: usize) -> usize {
    let last = usize::from(bar.height.saturating_sub(1)).max(1);
    usize::from(row.saturating_sub(bar.y)).min(last) * max / last
}
