//! The page of problems: the state of the sources, then every problem as an entry that opens its place.

use super::page_line::PageLine;
use super::sources;
use crate::action::PageKind;
use crate::app::{App, Flaw, ListedProblem};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::ui::gap;

pub(super) fn lines(app: &App, columns: u16) -> Vec<PageLine> {
    let lang = app.config.lang;
    let mut lines = sources::lines(app, columns);
    lines.extend([
        PageLine::default(),
        PageLine::new(PageKind::Problems.title(lang), Role::Title),
        PageLine::default(),
    ]);
    let above = lines.len();
    for (entry, problem) in (0..).zip(app.problems()) {
        let (text, role) = describe(app, problem);
        let wrapped = PageLine::wrap(app, &text, columns, role);
        lines.extend(wrapped.into_iter().map(|line| line.of_entry(entry)));
    }
    if lines.len() == above {
        lines.push(PageLine::new(&lang.text(UiText::NoProblems), Role::Dim));
    }
    lines
}

fn describe(app: &App, problem: ListedProblem<'_>) -> (String, Role) {
    let lang = app.config.lang;
    let name = problem.path.file_name();
    let name = name.unwrap_or(problem.path.as_os_str()).to_string_lossy();
    match problem.flaw {
        Flaw::Gap { day, from, until } => {
            let gap = gap::text(lang, from, until);
            let text = format!("{}  {gap}", lang.date(day.date()));
            (text, Role::Warning)
        }
        Flaw::Unreadable(error) => {
            let text = format!("{name}:{}: {}", problem.line, error.message(lang));
            (text, Role::Text)
        }
        Flaw::Rule(error) => (error.short_message(lang), Role::Error),
        Flaw::NoDump(reason) => {
            let file = name.into_owned();
            let text = lang.text(match reason {
                None => UiText::FileIsNoDump { file },
                Some(reason) => {
                    let why = reason.message(lang).into_owned();
                    UiText::FileIsNoDumpBecause { file, why }
                }
            });
            (text.into_owned(), Role::Dim)
        }
    }
}
