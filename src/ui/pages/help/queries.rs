//! Queries to try, each with its hits in the user's own dumps.

use crate::action::{Action, Scope};
use crate::app::{App, QueryExample, query_examples};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::text::sanitise_line;
use crate::ui::key_names::first_key;
use crate::ui::pages::page_line::PageLine;

/// The narrowest page with query and explanation on one line.
const ONE_LINE: u16 = 60;
/// The column of the explanation on such a page.
const ABOUT: u16 = 30;
/// The column of a query, and that of its explanation below it.
const INDENT: u16 = 1;

pub(super) fn lines(app: &App, columns: u16) -> Vec<PageLine> {
    let lang = app.config.lang;
    let key = |scope, action| first_key(app, scope, action).unwrap_or_default();
    let heading = lang.text(UiText::QueriesHeading {
        filter: key(Scope::List, Action::Filter),
        find: key(Scope::List, Action::Find),
        open: key(Scope::Page, Action::Open),
    });
    let mut lines = PageLine::wrap(app, &heading, columns, Role::Label);
    for (nth, example) in (0..).zip(query_examples(lang)) {
        let count = count(app, usize::from(nth));
        let entry = entry(app, &example, &count, columns);
        lines.extend(entry.into_iter().map(|line| line.of_entry(nth)));
    }
    lines
}

/// The line of an example, or two if the page is narrow.
fn entry(app: &App, example: &QueryExample, count: &str, columns: u16) -> Vec<PageLine> {
    let query = PageLine::at(INDENT, sanitise_line(example.query), Role::Key);
    let about = app.config.lang.text(example.about.clone());
    if columns >= ONE_LINE {
        let line = query.with(ABOUT, &about, Role::Text);
        return vec![line.with_right(app, count, Role::Figure, columns)];
    }
    let about = PageLine::at(
        2 * INDENT + 1,
        sanitise_line(&about).into_owned(),
        Role::Dim,
    );
    vec![query.with_right(app, count, Role::Figure, columns), about]
}

/// The hits of the nth example; those in the newest days alone have a `+`.
fn count(app: &App, nth: usize) -> String {
    let Some(tally) = app.tally() else {
        return "…".to_owned();
    };
    let count = tally.hits.get(nth).copied().flatten();
    match count {
        Some(count) if tally.is_whole => count.to_string(),
        Some(count) => format!("{count}+"),
        None => "–".to_owned(),
    }
}
