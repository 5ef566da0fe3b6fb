//! The mouse: wheel, click, and drags of the divider and of scroll bars. Coordinates can be anything up to 65535, also
//! off the screen.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::app::App;
use super::mode::Mode;
use super::mouse_drag::Drag;
use super::screen::{Divider, Focus};
use super::scroll::Scroll;

/// Lines that one notch of the wheel scrolls.
const WHEEL_LINES: i32 = 3;
/// The smallest and largest share of the screen that a drag gives to the list, in percent.
const MIN_SPLIT: u32 = 15;
const MAX_SPLIT: u32 = 85;

impl App {
    /// Takes a mouse event; returns whether the screen may look different.
    pub(super) fn handle_mouse(&mut self, event: MouseEvent) -> bool {
        let at = (event.column, event.row);
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

    fn turn_wheel(&mut self, at: (u16, u16), lines: i32) -> bool {
        self.notices.dismiss();
        self.unseen.clear_highlights();
        let metrics = self.metrics;
        if matches!(self.mode, Mode::Page(_)) {
            self.scroll_page(Scroll::Lines(lines.into()));
        } else if row_inside(at, metrics.detail_at, metrics.detail).is_some() {
            self.scroll_detail(Scroll::Lines(lines.into()));
        } else if row_inside(at, metrics.list_at, metrics.list).is_some() {
            self.list.scroll_view(lines);
        }
        true
    }

    fn press_button(&mut self, at: (u16, u16)) -> bool {
        let dismissed = self.notices.dismiss();
        self.unseen.clear_highlights();
        self.click(at) || dismissed
    }

    /// Starts a drag, or selects or opens what was clicked on; false if nothing changed.
    fn click(&mut self, at: (u16, u16)) -> bool {
        let metrics = self.metrics;
        if matches!(self.mode, Mode::Page(_)) {
            return false;
        }
        self.drag = Drag::at(at, &metrics);
        match self.drag {
            Some(Drag::Divider) => return false,
            Some(Drag::ListBar | Drag::DetailBar) => return self.drag_to(at),
            None => {}
        }
        if let Some(line) = row_inside(at, metrics.list_at, metrics.list) {
            if !self.is_on_waiting_label(at) {
                return self.click_list(line);
            }
            self.go_to_newest();
            return true;
        }
        let in_detail = row_inside(at, metrics.detail_at, metrics.detail).is_some();
        in_detail && self.focus == Focus::List && self.open_by_click()
    }

    /// Selects an item; a click on the selected one opens it. False if there is none.
    fn click_list(&mut self, line: u16) -> bool {
        let Some(index) = self.list.item_on_line(line) else {
            return false;
        };
        let is_selected = self.list.selected_index() == Some(index);
        if is_selected && self.focus == Focus::List && self.open_by_click() {
            return true;
        }
        self.focus = Focus::List;
        self.list.go_to(index);
        true
    }

    /// Gives the keys to the detail; false if a prompt or a page has them.
    fn open_by_click(&mut self) -> bool {
        let is_normal = matches!(self.mode, Mode::Normal);
        if is_normal {
            self.matches.set_jump(None);
            self.open();
        }
        is_normal
    }

    /// Whether a place is on the label about waiting items.
    fn is_on_waiting_label(&self, (column, row): (u16, u16)) -> bool {
        let (list, list_at) = (self.metrics.list, self.metrics.list_at);
        self.waiting_label().is_some_and(|(label, line)| {
            let width = self.config.text_metrics.width(&label);
            let right = usize::from(list_at.0 + list.0);
            row == list_at.1 + line && usize::from(column) + width >= right
        })
    }

    /// Moves what the mouse holds; false if it holds nothing.
    fn drag_to(&mut self, at: (u16, u16)) -> bool {
        let metrics = self.metrics;
        match self.drag {
            None => return false,
            Some(Drag::Divider) => self.drag_divider(at),
            Some(Drag::ListBar) => {
                let last = self.list.visible().len().saturating_sub(1);
                let rank = scaled(at.1, metrics.list_at.1, metrics.list.1, last);
                self.list.go_to_rank(rank);
            }
            Some(Drag::DetailBar) => {
                let height = metrics.detail.1;
                let max = metrics.detail_lines.saturating_sub(height);
                let offset = scaled(at.1, metrics.detail_at.1, height, usize::from(max));
                self.detail.scroll_to(offset as u16);
            }
        }
        true
    }

    /// Gives the list the space between its corner and the mouse.
    fn drag_divider(&mut self, (column, row): (u16, u16)) {
        let metrics = self.metrics;
        let percent = |to: u16, all: u16| {
            let percent = u32::from(to) * 100 / u32::from(all.max(1));
            percent.clamp(MIN_SPLIT, MAX_SPLIT) as u16
        };
        match metrics.divider {
            Some(Divider::Column(_)) => {
                let all = metrics.list.0 + metrics.detail.0 + 1;
                self.split.columns = percent(column.saturating_sub(metrics.list_at.0), all);
            }
            Some(Divider::Row(_)) => {
                let all = metrics.list.1 + metrics.detail.1 + 1;
                self.split.rows = percent(row.saturating_sub(metrics.list_at.1), all);
            }
            None => {}
        }
    }
}

/// Returns the row within an area, counted from its top, that a place is on.
fn row_inside(at: (u16, u16), corner: (u16, u16), size: (u16, u16)) -> Option<u16> {
    let column = at.0.checked_sub(corner.0)?;
    let row = at.1.checked_sub(corner.1)?;
    (column < size.0 && row < size.1).then_some(row)
}

/// Scales a row of a scroll bar to 0 (its top) to `max` (its bottom).
fn scaled(row: u16, top: u16, height: u16, max: usize) -> usize {
    let last = usize::from(height.saturating_sub(1)).max(1);
    usize::from(row.saturating_sub(top)).min(last) * max / last
}
