//! The keys, by section, from the table of actions; in two columns where there is room.

use super::PageLine;
use crate::action::{Action, HelpSection, Scope};
use crate::app::App;
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::text::{Printable, sanitise_line};
use crate::ui::hints::keys;

/// From how many columns on two stand side by side.
const TWO_COLUMNS: u16 = 90;
/// The columns of the keys.
const KEYS: u16 = 17;
/// Between two columns.
const GAP: u16 = 2;

pub(super) fn lines(app: &App, columns: u16) -> Vec<PageLine> {
    let mut all = vec![PageLine {
        pieces: vec![(
            0,
            own(&app.config.lang.text(UiText::HelpTitle)),
            Role::Title,
        )],
    }];
    let counts = own(&app.config.lang.text(UiText::HelpCounts));
    let wrapped = app
        .config
        .text_metrics
        .wrap(counts.as_str(), usize::from(columns));
    all.extend(wrapped.into_iter().map(|range| PageLine {
        pieces: vec![(0, counts.slice(range).into_owned(), Role::Dim)],
    }));
    if columns < TWO_COLUMNS {
        all.extend(
            HelpSection::ALL
                .into_iter()
                .flat_map(|section| lines_of(app, section, columns)),
        );
        return all;
    }
    let middle = columns / 2;
    let sections = HelpSection::ALL
        .into_iter()
        .map(|section| lines_of(app, section, middle - GAP));
    let (left, right) = halves(sections.collect());
    for n in 0..left.len().max(right.len()) {
        let mut line = left.get(n).cloned().unwrap_or_default();
        let beside = right.get(n).cloned().unwrap_or_default().pieces;
        line.pieces.extend(
            beside
                .into_iter()
                .map(|(x, text, role)| (x + middle, text, role)),
        );
        all.push(line);
    }
    all
}

/// Sections in two columns, the left one no shorter than the right one.
fn halves(sections: Vec<Vec<PageLine>>) -> (Vec<PageLine>, Vec<PageLine>) {
    let half = sections.iter().map(Vec::len).sum::<usize>() / 2;
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for section in sections {
        if left.len() < half && right.is_empty() {
            left.extend(section)
        } else {
            right.extend(section)
        }
    }
    (left, right)
}

fn lines_of(app: &App, section: HelpSection, columns: u16) -> Vec<PageLine> {
    let title = PageLine {
        pieces: vec![(0, own(section.title(app.config.lang)), Role::Label)],
    };
    let actions =
        Action::in_section(section).flat_map(|action| lines_of_action(app, action, columns));
    [PageLine::default(), title]
        .into_iter()
        .chain(actions)
        .collect()
}

/// The keys of an action, and beside them what it does; nothing where no key is bound to it.
fn lines_of_action(app: &App, action: Action, columns: u16) -> Vec<PageLine> {
    let scopes = [Scope::List, Scope::Detail];
    let Some(bound) = scopes
        .map(|scope| keys(app, scope, action))
        .into_iter()
        .find(|keys| !keys.is_empty())
    else {
        return Vec::new();
    };
    let text_metrics = app.config.text_metrics;
    let at = KEYS.min(columns / 2);
    let bound = text_metrics
        .truncate(&bound.join(" "), usize::from(at.saturating_sub(2)))
        .into_owned();
    let help = own(action.help(app.config.lang));
    let wrapped = text_metrics.wrap(help.as_str(), usize::from(columns.saturating_sub(at)));
    let mut lines: Vec<_> = wrapped
        .into_iter()
        .map(|range| PageLine {
            pieces: vec![(at, help.slice(range).into_owned(), Role::Text)],
        })
        .collect();
    if let Some(first) = lines.first_mut() {
        first.pieces.insert(0, (1, own(&bound), Role::Key));
    }
    lines
}

fn own(text: &str) -> Printable<'static> {
    sanitise_line(text).into_owned()
}
