//! The texts of an empty list: why it is empty, and what would fill it.

use ratatui::layout::Rect;

use super::canvas::{Canvas, rest_of_line};
use crate::action::{Action, Scope};
use crate::app::{App, Mode, SearchKind};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::watch::SourceState;

pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, area: Rect) {
    let lines = lines(app);
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let top = usize::from(area.height.saturating_sub(height) / 3);
    for ((text, role), row) in lines.into_iter().zip(area.rows().skip(top)) {
        let width = canvas.width(&text).min(area.width);
        let line = rest_of_line(row, area.x + (area.width - width) / 2);
        canvas.put_truncated(line, &text, canvas.text_style(role));
    }
}

fn lines(app: &App) -> Vec<(String, Role)> {
    let lang = app.config.lang;
    let line = |text, role| (lang.text(text).into_owned(), role);
    if app.is_filtered() && !app.timeline.is_empty() {
        let filter = app.search(SearchKind::Filter);
        if !filter.pass().is_complete() {
            return vec![line(UiText::StillFiltering, Role::Dim)];
        }
        let query = filter.source().to_owned();
        let hint = key_without_filter(app);
        let hint = hint.map(|key| line(UiText::NothingMatchesHint { key }, Role::Dim));
        let nothing = line(UiText::NothingMatches { query }, Role::Text);
        return [nothing].into_iter().chain(hint).collect();
    }
    if app.status().loading > 0 || !app.sources.is_known() {
        return vec![line(UiText::StillLoading, Role::Dim)];
    }
    let missing = app.status().sources.iter().filter_map(|source| {
        let SourceState::Missing(cause) = &source.state else {
            return None;
        };
        let text = format!("{}: {}", source.path.display(), cause.message(lang));
        Some((text, Role::Error))
    });
    [line(UiText::NothingYet, Role::Text)]
        .into_iter()
        .chain(missing)
        .chain([line(UiText::HowToStart, Role::Dim)])
        .collect()
}

/// Returns the key that turns the filter off; in a prompt, the one that leaves it.
fn key_without_filter(app: &App) -> Option<String> {
    if matches!(app.mode, Mode::Prompt(_)) {
        return Some("Esc".to_owned());
    }
    let keys = app.config.keymap.keys(Scope::List, Action::ToggleFilter);
    keys.into_iter().next()
}
