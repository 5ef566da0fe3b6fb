//! The sources as the page of problems begins with them: how each is followed, when it was last
//! written to (whether its scraper lives), and how old the newest entry in it is (whether the wire does).

use super::PageLine;
use super::problems::set;
use crate::app::App;
use crate::config::theme::Role;
use crate::item::Stamp;
use crate::lang::UiText;
use crate::watch::{SourceState, SourceStatus};

/// What is wrong in the configuration; what is told of each source, then of each file or folder that could not be read.
pub(super) fn lines(app: &App, columns: u16) -> Vec<PageLine> {
    let fault = app.config.errors.iter().flat_map(|fault| {
        let why = fault.message(app.config.lang);
        set(
            app,
            &app.config.lang.text(UiText::DefaultsInForce { why }),
            columns,
            Role::Error,
        )
    });
    let sources = app
        .status()
        .sources
        .iter()
        .flat_map(|source| set(app, &told(app, source), columns, role(source)));
    let troubles = app.status().errors.iter().flat_map(|trouble| {
        let cause = trouble.cause.message(app.config.lang);
        set(
            app,
            &format!("{}: {cause}", trouble.path.display()),
            columns,
            Role::Error,
        )
    });
    fault.chain(sources).chain(troubles).collect()
}

const fn role(source: &SourceStatus) -> Role {
    match source.state {
        SourceState::Watching => Role::Text,
        SourceState::Polling(_) => Role::Warning,
        SourceState::Missing(_) => Role::Error,
    }
}

fn told(app: &App, source: &SourceStatus) -> String {
    let lang = app.config.lang;
    let state = match &source.state {
        SourceState::Watching => lang.text(UiText::Watching),
        SourceState::Polling(cause) => lang.text(UiText::PollingBecause {
            cause: cause.message(lang).into_owned(),
        }),
        SourceState::Missing(cause) => lang.text(UiText::MissingBecause {
            cause: cause.message(lang).into_owned(),
        }),
    };
    let newest = newest(app, source).map(|stamp| {
        let at = lang.moment(stamp.time().naive_local());
        lang.text(UiText::NewestEntry {
            at,
            age: app.age(stamp),
        })
        .into_owned()
    });
    let written = source
        .written
        .map(|at| lang.text(UiText::Written { age: app.age(at) }).into_owned());
    let parts = [
        Some(source.path.display().to_string()),
        Some(state.into_owned()),
        written,
        newest,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
}

/// When the newest item went out of which a record stands in this source. Walks days until one has a dump of it.
fn newest(app: &App, source: &SourceStatus) -> Option<Stamp> {
    let mut days = app.timeline.days().iter().rev();
    let day = days.find(|day| {
        day.dumps()
            .iter()
            .any(|dump| dump.path.starts_with(&source.path))
    })?;
    let mut items = day.items().rev();
    let newest = items.find(|item| {
        item.places()
            .iter()
            .any(|place| place.path().starts_with(&source.path))
    })?;
    Some(newest.stamp())
}
