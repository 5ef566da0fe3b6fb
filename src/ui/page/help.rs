//! The keys, by section, from the table of actions; in two columns where there is room.

use super::PageLine;
use crate::action::{Action, Section};
use crate::app::App;
use crate::config::keymap::Scope;
use crate::config::theme::Role;
use crate::lang::Say;
use crate::text::{Printable, sanitise_line};
use crate::ui::hints::keys;

/// From how many columns on two stand side by side.
const TWO_COLUMNS: u16 = 100;
/// The columns of the keys.
const KEYS: u16 = 18;

pub(super) fn lines(app: &App, columns: u16) -> Vec<PageLine> {
    let mut all = vec![PageLine { pieces: vec![(0, own(&app.config.lang.say(Say::HelpTitle)), Role::Title)] }];
    let counts = own(&app.config.lang.say(Say::HelpCounts));
    let wrapped = app.config.ruler.wrap(counts.as_str(), usize::from(columns));
    all.extend(
        wrapped.into_iter().map(|range| PageLine { pieces: vec![(0, counts.slice(range).into_owned(), Role::Dim)] }),
    );
    let sections = Section::ALL.iter().map(|&section| lines_of(app, section, columns));
    if columns < TWO_COLUMNS {
        all.extend(sections.flatten());
        return all;
    }
    let (left, right) = halves(sections.collect());
    let middle = columns / 2;
    for n in 0..left.len().max(right.len()) {
        let mut line = left.get(n).cloned().unwrap_or_default();
        let beside = right.get(n).cloned().unwrap_or_default().pieces;
        line.pieces.extend(beside.into_iter().map(|(x, text, role)| (x + middle, text, role)));
        all.push(line);
    }
    all
}

/// Sections in two columns, the left one no shorter than the right one.
fn halves(sections: Vec<Vec<PageLine>>) -> (Vec<PageLine>, Vec<PageLine>) {
    let half = sections.iter().map(Vec::len).sum::<usize>() / 2;
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for section in sections {
        if left.len() < half && right.is_empty() { left.extend(section) } else { right.extend(section) }
    }
    (left, right)
}

fn lines_of(app: &App, section: Section, columns: u16) -> Vec<PageLine> {
    let lang = app.config.lang;
    let title = PageLine { pieces: vec![(0, own(section.title(lang)), Role::Label)] };
    let keys_width = KEYS.min(columns / 2);
    let actions = Action::of(section).filter_map(|action| {
        let bound = keys(app, Scope::List, action);
        let bound = if bound.is_empty() { keys(app, Scope::Detail, action) } else { bound };
        let bound = app.config.ruler.truncate(&bound.join(" "), usize::from(keys_width.saturating_sub(1))).into_owned();
        let pieces = vec![(1, own(&bound), Role::Key), (keys_width + 1, own(action.help(lang)), Role::Text)];
        (!bound.is_empty()).then_some(PageLine { pieces })
    });
    [PageLine::default(), title].into_iter().chain(actions).collect()
}

fn own(text: &str) -> Printable<'static> {
    sanitise_line(text).into_owned()
}
