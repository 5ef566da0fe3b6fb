//! The mouse: wheel, click, drag of the divider. Coordinates can be anything up to 65535, also outside of the screen.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::page::Scroll;
use super::{App, Divider, Effect, Focus, List, Metrics, Mode, Slot, act, moving, notice};
use crate::action::Action;

/// Lines that a notch of the wheel scrolls.
const NOTCH: i32 = 3;
/// The least and the most of the screen that a drag leaves to the list, in percent.
const SPLIT: (u32, u32) = (15, 85);

/// What the mouse did, in effects; `None` where it did nothing that can be seen.
pub(super) fn mouse(app: &mut App, event: MouseEvent) -> Option<Vec<Effect>> {
    use MouseEventKind as Kind;
    let acts = matches!(event.kind, Kind::ScrollDown | Kind::ScrollUp | Kind::Down(MouseButton::Left));
    let untold = acts && notice::drop(app);
    done(app, event).or_else(|| untold.then(Vec::new))
}

fn done(app: &mut App, event: MouseEvent) -> Option<Vec<Effect>> {
    let at = (event.column, event.row);
    match event.kind {
        MouseEventKind::ScrollDown => wheel(app, at, NOTCH),
        MouseEventKind::ScrollUp => wheel(app, at, -NOTCH),
        MouseEventKind::Down(MouseButton::Left) => return press(app, at),
        MouseEventKind::Drag(MouseButton::Left) if app.dragging => drag(app, at),
        MouseEventKind::Up(MouseButton::Left) => app.dragging = false,
        MouseEventKind::Down(_)
        | MouseEventKind::Up(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => return None,
    }
    Some(Vec::new())
}

/// Which line of an area a place of the screen is in.
fn inside(at: (u16, u16), corner: (u16, u16), size: (u16, u16)) -> Option<u16> {
    let column = at.0.checked_sub(corner.0)?;
    let row = at.1.checked_sub(corner.1)?;
    (column < size.0 && row < size.1).then_some(row)
}

fn wheel(app: &mut App, at: (u16, u16), lines: i32) {
    app.fresh.settle();
    let metrics = app.metrics;
    if matches!(app.mode, Mode::Page(_)) {
        act::scroll_page(app, Scroll::Lines(lines.into()));
    } else if inside(at, metrics.detail_at, metrics.detail).is_some() {
        act::scroll_detail(app, Scroll::Lines(lines.into()));
    } else if inside(at, metrics.list_at, metrics.list).is_some() {
        moving::scroll(app, lines);
    }
}

fn press(app: &mut App, at: (u16, u16)) -> Option<Vec<Effect>> {
    app.fresh.settle();
    let metrics = app.metrics;
    if matches!(app.mode, Mode::Page(_)) {
        return None;
    }
    app.dragging = on_divider(app, at);
    if app.dragging {
        return None;
    }
    if let Some(line) = inside(at, metrics.list_at, metrics.list) {
        return click(app, line);
    }
    let reads = inside(at, metrics.detail_at, metrics.detail).is_some() && app.focus == Focus::List;
    (reads && matches!(app.mode, Mode::Normal)).then(|| act::act(app, Action::Open, None))
}

/// A click selects; one on the selected item opens it.
fn click(app: &mut App, line: u16) -> Option<Vec<Effect>> {
    let slots = List::window(app, app.metrics.list.1);
    let Some(&Slot::Item { day, row, .. }) = slots.get(usize::from(line)) else { return None };
    let spot = app.shown.spot(day, row)?;
    let again = app.selected_spot() == Some(spot) && app.focus == Focus::List;
    if again && matches!(app.mode, Mode::Normal) {
        return Some(act::act(app, Action::Open, None));
    }
    app.focus = Focus::List;
    moving::go(app, spot);
    Some(Vec::new())
}

fn on_divider(app: &App, (column, row): (u16, u16)) -> bool {
    let screen = app.metrics.screen;
    match app.metrics.divider {
        Some(Divider::Column(at)) => column == at && row < screen.1,
        Some(Divider::Row(at)) => row == at && column < screen.0,
        None => false,
    }
}

/// The list gets what lies between its corner and the mouse.
fn drag(app: &mut App, (column, row): (u16, u16)) {
    let Metrics { list_at, list, detail, divider, .. } = app.metrics;
    let (to, all) = match divider {
        Some(Divider::Column(_)) => (column.saturating_sub(list_at.0), list.0 + detail.0 + 1),
        Some(Divider::Row(_)) => (row.saturating_sub(list_at.1), list.1 + detail.1 + 1),
        None => return,
    };
    let percent = u32::from(to) * 100 / u32::from(all.max(1));
    app.split = percent.clamp(SPLIT.0, SPLIT.1) as u16;
}
