//! Walking through the wordings that the selected item had.

use super::{App, Effect, notice};
use crate::lang::UiText;

/// To the wording before the one that is shown.
pub(super) fn earlier(app: &mut App, times: usize) -> Vec<Effect> {
    show(
        app,
        |nth, _| nth.saturating_sub(times),
        UiText::NoEarlierWording,
    )
}

/// To the wording after the one that is shown.
pub(super) fn later(app: &mut App, times: usize) -> Vec<Effect> {
    show(
        app,
        |nth, present| nth.saturating_add(times).min(present),
        UiText::NoLaterWording,
    )
}

fn show(app: &mut App, to: impl Fn(usize, usize) -> usize, end: UiText) -> Vec<Effect> {
    let Some(present) = app.selected().map(|item| item.revision()) else {
        return notice::say(app, UiText::NoSelection);
    };
    if present == 0 {
        return notice::say(app, UiText::NotRevised);
    }
    let nth = app.wording.map_or(present, |nth| nth.min(present));
    let to = to(nth, present);
    if to == nth {
        return notice::say(app, end);
    }
    app.wording = (to < present).then_some(to);
    app.detail_scroll = 0;
    Vec::new()
}
