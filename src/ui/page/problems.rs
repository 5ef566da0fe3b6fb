//! How it stands with the sources; what was wrong in the dumps: file, line, what was found, what was expected; and where
//! the flow stood still. Newest day first.

use std::collections::HashSet;
use std::sync::Arc;

use super::{PageLine, sources};
use crate::app::App;
use crate::config::theme::Role;
use crate::dump::Dump;
use crate::item::Stamp;
use crate::lang::UiText;
use crate::text::sanitise_line;

/// The most lines: nobody reads more, and the page is made for every frame.
const MOST: usize = 1000;

/// Of how many days gaps are told: those of a month ago move nobody, and `check` has them all.
const DAYS: usize = 30;

pub(super) fn lines(app: &App, columns: u16) -> Vec<PageLine> {
    let lang = app.config.lang;
    let line = |text: &str, role| PageLine {
        pieces: vec![(0, sanitise_line(text).into_owned(), role)],
    };
    let mut lines = sources::lines(app, columns);
    lines.extend([
        PageLine::default(),
        line(&lang.text(UiText::ProblemsTitle), Role::Title),
        PageLine::default(),
    ]);
    let above = lines.len();
    lines.extend(gaps(app).flat_map(|gap| set(app, &gap, columns, Role::Warning)));
    for dump in dumps(app) {
        let name = dump
            .path
            .file_name()
            .unwrap_or(dump.path.as_os_str())
            .to_string_lossy();
        for problem in &dump.problems {
            lines.extend(set(
                app,
                &format!("{name}:{}: {}", problem.line, problem.error.message(lang)),
                columns,
                Role::Text,
            ));
        }
        if lines.len() >= MOST {
            lines.truncate(MOST);
            lines.push(line("……", Role::Dim));
            return lines;
        }
    }
    if lines.len() == above {
        lines.push(line(&lang.text(UiText::NoProblems), Role::Dim));
    }
    lines
}

/// The gaps in the flow of the last days.
fn gaps(app: &App) -> impl Iterator<Item = String> {
    let days = app.timeline.days().iter().rev().take(DAYS);
    days.flat_map(|day| day.gaps().iter().rev().map(move |&row| (day, row as usize)))
        .map(|(day, row)| {
            let (from, until) = (
                day.item(row.saturating_sub(1)).stamp(),
                day.item(row).stamp(),
            );
            let (clock, minutes) = (
                |stamp: Stamp| stamp.time().format("%H:%M").to_string(),
                until.minute() - from.minute(),
            );
            let told = app.config.lang.text(UiText::Gap {
                from: clock(from),
                until: clock(until),
                minutes,
            });
            format!("{}  {told}", app.config.lang.date(day.day().date()))
        })
}

/// Every dump that has problems, once, though it has entries of several days; those without any at the end.
fn dumps(app: &App) -> impl Iterator<Item = &Arc<Dump>> {
    let mut known = HashSet::new();
    let all = app.timeline.days().iter().rev().flat_map(|day| day.dumps());
    let all = all.chain(
        app.status()
            .empty_dumps
            .iter()
            .map(|empty_dumps| &empty_dumps.0),
    );
    all.filter(move |dump| !dump.problems.is_empty() && known.insert(Arc::as_ptr(dump)))
}

/// A text in lines of so many columns, those after the first indented.
pub(super) fn set(app: &App, text: &str, columns: u16, role: Role) -> Vec<PageLine> {
    let text = sanitise_line(text);
    let lines = app
        .config
        .text_metrics
        .wrap(text.as_str(), usize::from(columns.saturating_sub(2)))
        .into_iter()
        .enumerate();
    let piece = |(n, range)| {
        (
            if n == 0 { 0 } else { 2 },
            text.slice(range).into_owned(),
            role,
        )
    };
    lines
        .map(|line| PageLine {
            pieces: vec![piece(line)],
        })
        .collect()
}
