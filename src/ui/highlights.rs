//! Spans of a text with a role of their own: matches of view, filter and find, and figures.

use super::canvas::LookSpan;
use crate::app::{App, SearchKind};
use crate::config::theme::Role;
use crate::query::{Highlight, HitKind, Matcher};
use crate::text::{Direction, figures};
use crate::timeline::ItemRef;

/// Returns the matches of view, filter and find in a text.
pub(super) fn matches(app: &App, text: &str) -> Vec<LookSpan> {
    filter(app)
        .into_iter()
        .chain(find(app))
        .flat_map(|matcher| matcher.highlights(text))
        .map(matched)
        .collect()
}

/// Returns the matches of view, filter and find in a body. That of an item without a title is its headline.
pub(super) fn body_matches(app: &App, text: &str, has_title: bool) -> Vec<LookSpan> {
    if has_title {
        matches(app, text)
    } else {
        headline_matches(app, text)
    }
}

/// Returns the matches of view, filter and find in a headline, where pinyin initials match too.
pub(super) fn headline_matches(app: &App, text: &str) -> Vec<LookSpan> {
    filter(app)
        .into_iter()
        .chain(find(app))
        .flat_map(|matcher| matcher.headline_highlights(text))
        .map(matched)
        .collect()
}

/// Returns the queries that an item matches, find before filter and view.
pub(super) fn matching<'a>(app: &'a App, item: ItemRef<'_>) -> impl Iterator<Item = &'a Matcher> {
    let find = find(app).filter(|_| app.is_found(item));
    find.into_iter().chain(filter(app))
}

fn filter(app: &App) -> Option<&Matcher> {
    app.narrowing_search()?.matcher()
}

fn find(app: &App) -> Option<&Matcher> {
    app.search(SearchKind::Find).matcher()
}

/// Returns the span of a hit.
pub(super) fn matched(hit: Highlight) -> LookSpan {
    let role = match hit.kind {
        HitKind::Literal | HitKind::Name => Role::Hit,
        HitKind::Reading => Role::HitPinyin,
    };
    LookSpan::new(hit.range, role)
}

/// Returns the figures of a text, with a role by their direction.
pub(super) fn figure_spans(text: &str) -> impl Iterator<Item = LookSpan> {
    figures(text).into_iter().map(|figure| {
        let role = match figure.direction {
            Direction::Rise => Role::Rise,
            Direction::Fall => Role::Fall,
            Direction::Neutral => Role::Figure,
        };
        LookSpan::new(figure.range, role)
    })
}
