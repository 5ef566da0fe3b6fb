//! The mouse: wheel, click, drag of the divider and of scroll bars. Coordinates can be anything up to 65535, also outside
//! of the screen.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::page::Scroll;
use super::{
    App, Divider, Effect, Focus, List, Metrics, Mode, Slot, act, jumping, list, moving, notice,
};
use crate::action::Action;

/// Lines that a notch of the wheel scrolls.
const NOTCH: i32 = 3;
/// The least and the most of the screen that a drag leaves to the list, in percent.
const SPLIT: (u32, u32) = (15, 85);

/// What the mouse holds while its button is down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drag {
    /// The line between list and detail.
    Divider,
    /// The scroll bar of the list.
    ListBar,
    /// The scroll bar of the detail.
    DetailBar,
}

/// What the mouse did, in effects; `None` where it did nothing that can be seen.
pub(super) fn mouse(app: &mut App, event: MouseEvent) -> Option<Vec<Effect>> {
    use MouseEventKind as Kind;
    let acts = matches!(
        event.kind,
        Kind::ScrollDown | Kind::ScrollUp | Kind::Down(MouseButton::Left)
    );
    let untold = acts && notice::drop(app);
    done(app, event).or_else(|| untold.then(Vec::new))
}

fn done(app: &mut App, event: MouseEvent) -> Option<Vec<Effect>> {
    let at = (event.column, event.row);
    match event.kind {
        MouseEventKind::ScrollDown => wheel(app, at, NOTCH),
        MouseEventKind::ScrollUp => wheel(app, at, -NOTCH),
        MouseEventKind::Down(MouseButton::Left) => return press(app, at),
        MouseEventKind::Drag(MouseButton::Left) => drag(app, app.drag?, at),
        MouseEventKind::Up(MouseButton::Left) => app.drag = None,
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
    app.drag = held(app, at);
    match app.drag {
        Some(Drag::Divider) => return None,
        Some(bar) => {
            drag(app, bar, at);
            return Some(Vec::new());
        }
        None => {}
    }
    if let Some(line) = inside(at, metrics.list_at, metrics.list) {
        return if on_waiting(app, at) {
            Some(jumping::newest(app))
        } else {
            click(app, line)
        };
    }
    let reads = inside(at, metrics.detail_at, metrics.detail).is_some() && app.focus == Focus::List;
    (reads && matches!(app.mode, Mode::Normal)).then(|| act::act(app, Action::Open, None))
}

/// A click selects; one on the selected item opens it.
fn click(app: &mut App, line: u16) -> Option<Vec<Effect>> {
    let slots = List::window(app, app.metrics.list.1);
    let Some(&Slot::Item { day, row, .. }) = slots.get(usize::from(line)) else {
        return None;
    };
    let spot = app.shown.spot(day, row)?;
    let again = app.selected_spot() == Some(spot) && app.focus == Focus::List;
    if again && matches!(app.mode, Mode::Normal) {
        return Some(act::act(app, Action::Open, None));
    }
    app.focus = Focus::List;
    moving::go(app, spot);
    Some(Vec::new())
}

/// Whether a place is in what says that new items wait.
fn on_waiting(app: &App, (column, row): (u16, u16)) -> bool {
    let Metrics { list, list_at, .. } = app.metrics;
    list::waiting_label(app).is_some_and(|(label, line)| {
        let width = app.config.text_metrics.width(&label);
        row == list_at.1 + line && usize::from(column) + width >= usize::from(list_at.0 + list.0)
    })
}

/// What of the screen can be dragged at a place.
fn held(app: &App, (column, row): (u16, u16)) -> Option<Drag> {
    let Metrics {
        screen,
        list,
        list_at,
        detail,
        detail_at,
        bars,
        divider,
        ..
    } = app.metrics;
    let on_divider = match divider {
        Some(Divider::Column(at)) => column == at && row < screen.1,
        Some(Divider::Row(at)) => row == at && column < screen.0,
        None => false,
    };
    let beside = |bar: Option<u16>, top: u16, height: u16| {
        bar == Some(column) && (top..top + height).contains(&row)
    };
    if on_divider {
        Some(Drag::Divider)
    } else if beside(bars.0, list_at.1, list.1) {
        Some(Drag::ListBar)
    } else if beside(bars.1, detail_at.1, detail.1) {
        Some(Drag::DetailBar)
    } else {
        None
    }
}

fn drag(app: &mut App, held: Drag, at: (u16, u16)) {
    let Metrics {
        list,
        list_at,
        detail,
        detail_at,
        ..
    } = app.metrics;
    match held {
        Drag::Divider => divide(app, at),
        Drag::ListBar => {
            let rank = share(at.1, list_at.1, list.1, app.shown.total.saturating_sub(1));
            if let Some(spot) = app.shown.at(rank) {
                moving::go(app, spot);
            }
        }
        Drag::DetailBar => {
            let most = share(at.1, detail_at.1, detail.1, usize::from(app.detail_most()));
            app.detail_scroll = u16::try_from(most).unwrap_or(u16::MAX);
        }
    }
}

/// How much of a whole lies above a row of the bar that stands for it: nothing at its top, all at its bottom.
fn share(row: u16, top: u16, height: u16, whole: usize) -> usize {
    let last = usize::from(height.saturating_sub(1)).max(1);
    let at = usize::from(row.saturating_sub(top)).min(last);
    at * whole / last
}

/// The list gets what lies between its corner and the mouse.
fn divide(app: &mut App, (column, row): (u16, u16)) {
    let Metrics {
        list_at,
        list,
        detail,
        divider,
        ..
    } = app.metrics;
    let percent = |to: u16, all: u16| {
        let percent = u32::from(to) * 100 / u32::from(all.max(1));
        percent.clamp(SPLIT.0, SPLIT.1) as u16
    };
    match divider {
        Some(Divider::Column(_)) => {
            app.split.columns = percent(column.saturating_sub(list_at.0), list.0 + detail.0 + 1);
        }
        Some(Divider::Row(_)) => {
            app.split.rows = percent(row.saturating_sub(list_at.1), list.1 + detail.1 + 1)
        }
        None => {}
    }
}
