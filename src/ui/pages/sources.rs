//! The sources at the top of the page of problems: how each is followed, when it was last written, and how old its newest
//! item is. The first age shows whether the scraper is alive, the second whether the wire is.

use super::page_line::PageLine;
use crate::app::App;
use crate::config::theme::Role;
use crate::item::Stamp;
use crate::lang::UiText;
use crate::watch::{SourceState, SourceStatus};

/// Returns the errors in the configuration and in the rules, every source, the days that are left out, and every file or folder that could not be read.
pub(super) fn lines(app: &App, columns: u16) -> Vec<PageLine> {
    let lang = app.config.lang;
    let config = app.config.errors.iter().map(|error| {
        let why = error.message(lang);
        let text = lang.text(UiText::DefaultsInForce { why });
        (text.into_owned(), Role::Error)
    });
    let rules = app.rules.errors().map(|errors| {
        let why = errors.first_message(lang);
        let text = lang.text(app.wrong_rules_text(why));
        (text.into_owned(), Role::Error)
    });
    let programs = app.failed_programs();
    let programs = programs.map(|text| (text.to_owned(), Role::Error));
    let sources = app.status().sources.iter();
    let sources = sources.map(|source| (describe(app, source), role(source)));
    let errors = app.status().errors.iter().map(|error| {
        let text = format!("{}: {}", error.path.display(), error.cause.message(lang));
        (text, Role::Error)
    });
    let left_out = app.status().left_out.map(|left_out| {
        let text = lang.text(app.left_out_text(left_out));
        (text.into_owned(), Role::Warning)
    });
    config
        .chain(rules)
        .chain(programs)
        .chain(sources)
        .chain(left_out)
        .chain(errors)
        .flat_map(|(text, role)| PageLine::wrap(app, &text, columns, role))
        .collect()
}

const fn role(source: &SourceStatus) -> Role {
    match source.state {
        SourceState::Watching => Role::Text,
        SourceState::Polling(_) => Role::Warning,
        SourceState::Missing(_) => Role::Error,
    }
}

fn describe(app: &App, source: &SourceStatus) -> String {
    let lang = app.config.lang;
    let state = match &source.state {
        SourceState::Watching => UiText::Watching,
        SourceState::Polling(cause) => UiText::PollingBecause {
            cause: cause.message(lang).into_owned(),
        },
        SourceState::Missing(cause) => UiText::MissingBecause {
            cause: cause.message(lang).into_owned(),
        },
    };
    let written = source
        .written
        .map(|at| UiText::Written { age: app.age(at) });
    let newest = newest(app, source).map(|stamp| UiText::NewestEntry {
        at: lang.moment(stamp.time().naive_local()),
        age: app.age(stamp),
    });
    let texts = [Some(state), written, newest].into_iter().flatten();
    let texts = texts.map(|text| lang.text(text).into_owned());
    let parts: Vec<_> = [source.path.display().to_string()]
        .into_iter()
        .chain(texts)
        .collect();
    parts.join("  ")
}

/// Returns when the newest item of a source went out. Walks back to a day with a dump of the source.
fn newest(app: &App, source: &SourceStatus) -> Option<Stamp> {
    let mut days = app.timeline.days().iter().rev();
    let day = days.find(|day| {
        let mut dumps = day.dumps().iter();
        dumps.any(|dump| dump.path.starts_with(&source.path))
    })?;
    let mut items = day.items().rev();
    let newest = items.find(|item| {
        item.locations()
            .any(|location| location.path().starts_with(&source.path))
    })?;
    Some(newest.stamp())
}
