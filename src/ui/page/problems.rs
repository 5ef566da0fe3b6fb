//! What was wrong in the dumps: file, line, what was found, what was expected; newest day first.

use std::collections::HashSet;
use std::sync::Arc;

use super::PageLine;
use crate::app::App;
use crate::config::theme::Role;
use crate::dump::Dump;
use crate::lang::Say;
use crate::text::sanitise_line;

/// The most lines: nobody reads more, and the page is made for every frame.
const MOST: usize = 1000;

pub(super) fn lines(app: &App, columns: u16) -> Vec<PageLine> {
    let lang = app.config.lang;
    let line = |text: &str, role| PageLine { pieces: vec![(0, sanitise_line(text).into_owned(), role)] };
    let mut lines = vec![line(&lang.say(Say::ProblemsTitle), Role::Title), PageLine::default()];
    for dump in dumps(app) {
        let name = dump.path.file_name().unwrap_or(dump.path.as_os_str()).to_string_lossy();
        for problem in &dump.problems {
            lines.extend(set(app, &format!("{name}:{}: {problem}", problem.line), columns));
        }
        if lines.len() >= MOST {
            lines.truncate(MOST);
            lines.push(line("……", Role::Dim));
            return lines;
        }
    }
    if lines.len() == 2 {
        lines.push(line(&lang.say(Say::NoProblems), Role::Dim));
    }
    lines
}

/// Every dump that has problems, once, though it has entries of several days.
fn dumps(app: &App) -> impl Iterator<Item = &Arc<Dump>> {
    let mut known = HashSet::new();
    let all = app.timeline.days().iter().rev().flat_map(|day| day.dumps());
    all.filter(move |dump| !dump.problems.is_empty() && known.insert(Arc::as_ptr(dump)))
}

fn set(app: &App, text: &str, columns: u16) -> Vec<PageLine> {
    let text = sanitise_line(text);
    let lines = app.config.ruler.wrap(text.as_str(), usize::from(columns.saturating_sub(2))).into_iter().enumerate();
    let piece = |(n, range)| (if n == 0 { 0 } else { 2 }, text.slice(range).into_owned(), Role::Text);
    lines.map(|line| PageLine { pieces: vec![piece(line)] }).collect()
}
