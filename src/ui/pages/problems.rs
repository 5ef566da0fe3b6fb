//! The page of problems: the state of the sources, gaps in the flow of items, and what could not be read in the dumps. Newest
//! day first.

use std::collections::HashSet;
use std::sync::Arc;

use super::page_line::PageLine;
use super::sources;
use crate::action::PageKind;
use crate::app::App;
use crate::config::theme::Role;
use crate::dump::Dump;
use crate::lang::UiText;
use crate::ui::gap;

/// The most lines: the page is made for every frame, and more are not read.
const MAX_LINES: usize = 1000;
/// The number of days whose gaps are listed. `dianbao check` lists all of them.
const GAP_DAYS: usize = 30;

pub(super) fn lines(app: &App, columns: u16) -> Vec<PageLine> {
    let lang = app.config.lang;
    let mut lines = sources::lines(app, columns);
    lines.extend([
        PageLine::default(),
        PageLine::new(PageKind::Problems.title(lang), Role::Title),
        PageLine::default(),
    ]);
    let above = lines.len();
    lines.extend(gaps(app).flat_map(|gap| PageLine::wrap(app, &gap, columns, Role::Warning)));
    for dump in dumps(app) {
        let name = dump.path.file_name().unwrap_or(dump.path.as_os_str());
        let name = name.to_string_lossy();
        for problem in &dump.problems {
            let text = format!("{name}:{}: {}", problem.line, problem.error.message(lang));
            lines.extend(PageLine::wrap(app, &text, columns, Role::Text));
        }
        if lines.len() >= MAX_LINES {
            lines.truncate(MAX_LINES);
            lines.push(PageLine::new("……", Role::Dim));
            return lines;
        }
    }
    if lines.len() == above {
        lines.push(PageLine::new(&lang.text(UiText::NoProblems), Role::Dim));
    }
    lines
}

/// Returns the gaps of the last days.
fn gaps(app: &App) -> impl Iterator<Item = String> {
    let lang = app.config.lang;
    let days = app.timeline.days().iter().rev().take(GAP_DAYS);
    let gaps = days.flat_map(|day| day.gaps().iter().rev().map(move |&row| (day, row as usize)));
    gaps.map(move |(day, row)| {
        let from = day.item(row.saturating_sub(1)).stamp();
        let gap = gap::text(lang, from, day.item(row).stamp());
        format!("{}  {gap}", lang.date(day.day().date()))
    })
}

/// Returns every dump with problems once, even if it has items of several days. Dumps without items come last.
fn dumps(app: &App) -> impl Iterator<Item = &Arc<Dump>> {
    let mut seen = HashSet::new();
    let dumps = app.timeline.days().iter().rev().flat_map(|day| day.dumps());
    let empty = app.status().empty_dumps.iter().map(|empty| &empty.0);
    dumps
        .chain(empty)
        .filter(move |dump| !dump.problems.is_empty() && seen.insert(Arc::as_ptr(dump)))
}
