//! Actions -> changes of the model.

use super::moving::{go, page, step};
use super::{App, Effect};
use crate::action::Action;

/// Does what was asked for, `count` times where that makes sense.
pub(super) fn act(app: &mut App, action: Action, count: Option<u32>) -> Vec<Effect> {
    let times = i64::from(count.unwrap_or(1));
    let screen = i32::from(app.metrics.list.1);
    let lines = |lines: i32| lines.max(1).saturating_mul(i32::try_from(times).unwrap_or(i32::MAX));
    match action {
        Action::Down => step(app, times),
        Action::Up => step(app, -times),
        Action::Top => to_rank(app, count.map_or(0, |count| count as usize - 1)),
        Action::Bottom => to_rank(app, count.map_or(usize::MAX, |count| count as usize - 1)),
        Action::HalfPageDown => page(app, lines(screen / 2)),
        Action::HalfPageUp => page(app, -lines(screen / 2)),
        Action::PageDown => page(app, lines(screen - 2)),
        Action::PageUp => page(app, -lines(screen - 2)),
        Action::Quit => return vec![Effect::Quit],
        _ => {}
    }
    Vec::new()
}

fn to_rank(app: &mut App, rank: usize) {
    if let Some(spot) = app.shown.at(rank) {
        go(app, spot);
    }
}
