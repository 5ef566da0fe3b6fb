//! The texts of an empty list: why it is empty, and what would fill it.

use std::path::Path;

use ratatui::layout::Rect;

use super::canvas::{Canvas, rest_of_line};
use super::hit_counts;
use super::key_names::first_key;
use crate::action::{Action, Scope};
use crate::app::{App, Mode, SearchKind};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::watch::{SourceState, is_stdin};

/// The name of the red channel: who filters by it as by a word means its items.
const RED_CHANNEL: &str = "加红";

pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, area: Rect) {
    let lines = lines(app, area.width);
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let top = usize::from(area.height.saturating_sub(height) / 3);
    for ((text, role), row) in lines.into_iter().zip(area.rows().skip(top)) {
        let width = canvas.width(&text).min(area.width);
        let line = rest_of_line(row, area.x + (area.width - width) / 2);
        canvas.put_truncated(line, &text, canvas.text_style(role));
    }
}

fn lines(app: &App, columns: u16) -> Vec<(String, Role)> {
    let line = |text, role| (app.config.lang.text(text).into_owned(), role);
    if app.is_filtered() && !app.timeline.is_empty() {
        let filter = app.search(SearchKind::Filter);
        if !filter.pass().is_complete() {
            return vec![line(UiText::StillFiltering, Role::Dim)];
        }
        let query = filter.source().to_owned();
        let is_channel = query.trim() == RED_CHANNEL;
        let red = is_channel.then(|| line(UiText::RedHint, Role::Text));
        let names = hit_counts::names_only(app).map(|text| (text, Role::Text));
        let hint = key_without_filter(app);
        let hint = hint.map(|key| line(UiText::NothingMatchesHint { key }, Role::Dim));
        let nothing = line(UiText::NothingMatches { query }, Role::Text);
        return [nothing]
            .into_iter()
            .chain(red)
            .chain(names)
            .chain(hint)
            .collect();
    }
    if let Some(view) = app.current_view_name().filter(|_| !app.timeline.is_empty()) {
        return lines_of_view(app, view);
    }
    if app.status().loading > 0 || !app.sources.is_known() {
        return vec![line(UiText::StillLoading, Role::Dim)];
    }
    waiting_lines(app, usize::from(columns))
}

/// Says that a view has no items, and which key leads out of it.
fn lines_of_view(app: &App, view: &str) -> Vec<(String, Role)> {
    let line = |text, role| (app.config.lang.text(text).into_owned(), role);
    if !app.search(SearchKind::View).pass().is_complete() {
        return vec![line(UiText::StillFiltering, Role::Dim)];
    }
    let view = view.to_owned();
    let nothing = line(UiText::NothingInView { view }, Role::Text);
    let hint = first_key(app, Scope::List, Action::Back)
        .map(|key| line(UiText::NothingInViewHint { key }, Role::Dim));
    [nothing].into_iter().chain(hint).collect()
}

/// Says which sources are followed, which cannot be read, and how to read others.
fn waiting_lines(app: &App, columns: usize) -> Vec<(String, Role)> {
    let lang = app.config.lang;
    let waiting = waiting_for(app, columns);
    let other = first_key(app, Scope::List, Action::Leave)
        .map(|key| lang.text(UiText::ReadOther { key }).into_owned());
    let missing = app.status().sources.iter().filter_map(|source| {
        let SourceState::Missing(cause) = &source.state else {
            return None;
        };
        let text = format!("{}: {}", source.path.display(), cause.message(lang));
        Some((text, Role::Error))
    });
    let mut lines = vec![(waiting.clone(), Role::Text)];
    lines.extend(missing);
    let Some(other) = other else { return lines };
    let both = format!("{waiting} · {other}");
    if lines.len() == 1 && app.config.text_metrics.width(&both) <= columns {
        return vec![(both, Role::Text)];
    }
    lines.push((other, Role::Dim));
    lines
}

/// Names the sources that are followed: their paths, or only their names if the paths do not fit.
fn waiting_for(app: &App, columns: usize) -> String {
    let lang = app.config.lang;
    let text = |name: &dyn Fn(&Path) -> String| {
        let sources = app.status().sources.iter();
        let followed = sources.filter(|it| !matches!(it.state, SourceState::Missing(_)));
        let names: Vec<_> = followed.map(|source| name(&source.path)).collect();
        let sources = names.join(lang.pick("、", ", "));
        let text = if names.is_empty() {
            UiText::NothingYet
        } else {
            UiText::WaitingFor { sources }
        };
        lang.text(text).into_owned()
    };
    let whole = text(&|path| shown_path(app, path));
    if app.config.text_metrics.width(&whole) <= columns {
        whole
    } else {
        text(&|path| shown_path(app, Path::new(path.file_name().unwrap_or(path.as_os_str()))))
    }
}

/// A path as on the screen: `~` for the home folder, and the name of standard input.
fn shown_path(app: &App, path: &Path) -> String {
    if is_stdin(path) {
        return app.config.lang.text(UiText::StandardInput).into_owned();
    }
    let home = app.config.home.as_deref();
    match home.and_then(|home| path.strip_prefix(home).ok()) {
        Some(below) => Path::new("~").join(below).display().to_string(),
        None => path.display().to_string(),
    }
}

/// Returns the key that turns the filter off; in a prompt, the one that leaves it.
fn key_without_filter(app: &App) -> Option<String> {
    if matches!(app.mode, Mode::Prompt(_)) {
        return Some("Esc".to_owned());
    }
    first_key(app, Scope::List, Action::ToggleFilter)
}
