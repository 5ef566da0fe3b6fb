//! Moving the selection, and scrolling the list under it.

use super::geometry::Geometry;
use super::selection::put;
use super::{App, Spot};

/// Selects an item because the user went there: the list scrolls no more than it must; where it is far away, it comes
/// to stand in the middle.
pub(super) fn go(app: &mut App, to: Spot) {
    let geometry = Geometry::of(app);
    let from = app.selected_spot();
    let line = match from.and_then(|from| geometry.distance(from, to)) {
        Some(lines) => app.list.line + lines,
        None if geometry.height == 0 => app.list.line,
        None => geometry.height / 2,
    };
    let line = geometry.settle(to, line);
    land(app, to, line);
}

/// Selects an item on a line near to the top of the screen, so that what follows it is in view.
pub(super) fn go_to_top(app: &mut App, to: Spot) {
    let geometry = Geometry::of(app);
    let line = geometry.top(to);
    land(app, to, line);
}

fn land(app: &mut App, spot: Spot, line: i32) {
    put(app, Some(spot));
    app.list.line = line;
    app.list.wanted = None;
}

/// Some items down, or up where `by` is negative.
///
/// Of an item that reaches beyond the edge of the screen the rest comes in view first, line by line.
pub(super) fn step(app: &mut App, by: i64) {
    let Some(spot) = app.selected_spot() else {
        return;
    };
    let rest = hidden(app, spot, by);
    if rest > 0 {
        let lines = rest.min(i32::try_from(by.unsigned_abs()).unwrap_or(i32::MAX));
        app.list.line -= if by > 0 { lines } else { -lines };
        return;
    }
    let items = usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX);
    let rank = app.shown.rank(spot);
    let to = if by > 0 {
        rank.saturating_add(items)
    } else {
        rank.saturating_sub(items)
    };
    if let Some(to) = app.shown.at(to) {
        go(app, to);
    }
}

/// How many lines of an item that is higher than the screen are out of view, in the direction of `by`.
fn hidden(app: &App, spot: Spot, by: i64) -> i32 {
    let geometry = Geometry::of(app);
    let height = geometry.item(spot);
    if geometry.height == 0 || height <= geometry.height {
        return 0;
    }
    if by > 0 {
        app.list.line + height - geometry.height
    } else {
        -app.list.line
    }
}

/// Scrolls by so many lines, up where negative; the selection goes with the text and keeps its line as far as it can.
pub(super) fn page(app: &mut App, lines: i32) {
    let Some(spot) = app.selected_spot() else {
        return;
    };
    let geometry = Geometry::of(app);
    let (to, line) = geometry.shifted(spot, app.list.line, lines);
    let settled = geometry.settle(to, line);
    if to == spot && settled == app.list.line {
        return step(app, i64::from(lines.signum()));
    }
    land(app, to, settled);
}

/// Scrolls by so many lines, up where negative; the selection stays on its item while that is in view.
pub(super) fn scroll(app: &mut App, lines: i32) {
    let Some(spot) = app.selected_spot() else {
        return;
    };
    let geometry = Geometry::of(app);
    let line = geometry.fill(spot, app.list.line - lines);
    let (to, line) = geometry.nearest_in_view(spot, line);
    if (to, line) != (spot, app.list.line) {
        land(app, to, line);
    }
}
