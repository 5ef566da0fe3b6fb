//! What the list says when there is nothing in it, and what would bring something.

use ratatui::layout::Rect;

use super::canvas::{Canvas, from};
use super::layout::owned;
use crate::action::{Action, Scope};
use crate::app::{App, Mode, SearchKind};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::watch::SourceState;

pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, area: Rect) {
    let lines = lines(app);
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let top = area.y + area.height.saturating_sub(height) / 3;
    for ((text, role), y) in lines.into_iter().zip(top..area.bottom()) {
        let text = canvas
            .text_metrics()
            .truncate(&text, usize::from(area.width))
            .into_owned();
        let width = u16::try_from(canvas.text_metrics().width(&text)).unwrap_or(area.width);
        let x = area.x + area.width.saturating_sub(width) / 2;
        let style = canvas.style(Role::Text).patch(canvas.style(role));
        canvas.put(
            from(
                Rect {
                    y,
                    height: 1,
                    ..area
                },
                x,
            ),
            &owned(&text),
            style,
        );
    }
}

fn lines(app: &App) -> Vec<(String, Role)> {
    let lang = app.config.lang;
    let say = |say, role| (lang.text(say).into_owned(), role);
    if app.is_filtered() && !app.timeline.is_empty() {
        if !app.search(SearchKind::Filter).pass().is_complete() {
            return vec![say(UiText::StillFiltering, Role::Dim)];
        }
        let matches = say(
            UiText::NothingMatches {
                query: app.search(SearchKind::Filter).source().to_owned(),
            },
            Role::Text,
        );
        let hint = way_out(app).map(|key| say(UiText::NothingMatchesHint { key }, Role::Dim));
        return [matches].into_iter().chain(hint).collect();
    }
    if app.status().loading > 0 || !app.sources.is_known() {
        return vec![say(UiText::StillLoading, Role::Dim)];
    }
    let missing = app
        .status()
        .sources
        .iter()
        .filter_map(|source| match &source.state {
            SourceState::Missing(cause) => Some((
                format!("{}: {}", source.path.display(), cause.message(lang)),
                Role::Error,
            )),
            SourceState::Watching | SourceState::Polling(_) => None,
        });
    [say(UiText::NothingYet, Role::Text)]
        .into_iter()
        .chain(missing)
        .chain([say(UiText::HowToStart, Role::Dim)])
        .collect()
}

/// The key that takes the filter away: where it is still being typed, that of the prompt.
fn way_out(app: &App) -> Option<String> {
    match app.mode {
        Mode::Prompt(_) => Some("Esc".to_owned()),
        Mode::Normal | Mode::Page(_) => app
            .config
            .keymap
            .keys(Scope::List, Action::ToggleFilter)
            .into_iter()
            .next(),
    }
}
