//! Which places of a text are lit: what the filter and find asked for.

use std::ops::Range;

use super::canvas::Mark;
use crate::app::{App, SearchKind};
use crate::config::theme::Role;
use crate::query::Matcher;

/// Where the words asked for by filter and find stand in a text.
pub(super) fn in_text(app: &App, text: &str) -> Vec<Mark> {
    asked(app)
        .flat_map(|matcher| matcher.highlights(text))
        .map(hit)
        .collect()
}

/// The same in a headline, where initials in pinyin are found too.
pub(super) fn in_headline(app: &App, text: &str) -> Vec<Mark> {
    asked(app)
        .flat_map(|matcher| matcher.headline_highlights(text))
        .map(hit)
        .collect()
}

fn asked(app: &App) -> impl Iterator<Item = &Matcher> {
    let filter = app.search(SearchKind::Filter).matcher();
    let filter = filter.filter(|_| app.is_filtered());
    filter
        .into_iter()
        .chain(app.search(SearchKind::Find).matcher())
}

const fn hit(range: Range<usize>) -> Mark {
    Mark {
        range,
        role: Role::Hit,
    }
}
