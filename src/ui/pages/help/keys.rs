//! The keys of every action by section, in two columns if there is room.

use crate::action::{Action, HelpSection};
use crate::app::App;
use crate::config::settings::Digits;
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::text::sanitise_line;
use crate::ui::key_names::keys;
use crate::ui::pages::page_line::PageLine;

/// The narrowest page with two columns of sections.
const MIN_TWO_COLUMNS: u16 = 90;
/// Columns for the keys of an action.
const KEYS_WIDTH: u16 = 17;
/// Columns between the two columns of sections.
const GAP: u16 = 2;

/// Returns the lines, those of the first section above the others.
pub(super) fn lines(app: &App, first: Option<HelpSection>, columns: u16) -> Vec<PageLine> {
    let lang = app.config.lang;
    let counts = lang.text(match app.config.settings.digits {
        Digits::Counts => UiText::HelpCounts,
        Digits::Views => UiText::HelpKeys,
    });
    let counts = sanitise_line(&counts);
    let wrapped = app
        .config
        .text_metrics
        .wrap(counts.as_str(), usize::from(columns));
    let mut lines: Vec<_> = wrapped
        .into_iter()
        .map(|range| PageLine::at(0, counts.slice(range).into_owned(), Role::Dim))
        .collect();
    if columns < MIN_TWO_COLUMNS {
        lines.extend(sections(app, first, columns).into_iter().flatten());
        return lines;
    }
    let middle = columns / 2;
    let (left, right) = split(sections(app, first, middle - GAP));
    for n in 0..left.len().max(right.len()) {
        let mut line = left.get(n).cloned().unwrap_or_default();
        let beside = right.get(n).cloned().unwrap_or_default().pieces;
        let beside = beside
            .into_iter()
            .map(|(x, text, role)| (x + middle, text, role));
        line.pieces.extend(beside);
        lines.push(line);
    }
    lines
}

/// Splits sections into two columns, the left one not shorter than the right one.
fn split(sections: Vec<Vec<PageLine>>) -> (Vec<PageLine>, Vec<PageLine>) {
    let half = sections.iter().map(Vec::len).sum::<usize>() / 2;
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for section in sections {
        if left.len() < half && right.is_empty() {
            left.extend(section);
        } else {
            right.extend(section);
        }
    }
    (left, right)
}

fn sections(app: &App, first: Option<HelpSection>, columns: u16) -> Vec<Vec<PageLine>> {
    let section = |section: HelpSection| {
        let title = PageLine::new(section.title(app.config.lang), Role::Label);
        let actions = Action::in_section(section);
        let actions = actions.flat_map(|action| action_lines(app, action, columns));
        [PageLine::default(), title]
            .into_iter()
            .chain(actions)
            .collect()
    };
    let others = HelpSection::ALL.into_iter();
    let others = others.filter(|section| Some(*section) != first);
    first.into_iter().chain(others).map(section).collect()
}

/// Returns the keys of an action with its help beside them; nothing if it has no key.
fn action_lines(app: &App, action: Action, columns: u16) -> Vec<PageLine> {
    let bound = action
        .scopes()
        .iter()
        .map(|&scope| keys(app, scope, action))
        .find(|keys| !keys.is_empty());
    let Some(bound) = bound else {
        return Vec::new();
    };
    let text_metrics = app.config.text_metrics;
    let column = KEYS_WIDTH.min(columns / 2);
    let lang = app.config.lang;
    let texts = [Some(action.help(lang)), action.help_elsewhere(lang)];
    let width = usize::from(columns.saturating_sub(column));
    let wrapped = texts.into_iter().flatten().flat_map(|text| {
        let text = sanitise_line(text);
        let ranges = text_metrics.wrap(text.as_str(), width).into_iter();
        ranges
            .map(|range| text.slice(range).into_owned())
            .collect::<Vec<_>>()
    });
    let mut lines: Vec<_> = wrapped
        .map(|text| PageLine::at(column, text, Role::Text))
        .collect();
    if let Some(first) = lines.first_mut() {
        let bound = bound.join(" ");
        let bound = text_metrics.truncate(&bound, usize::from(column.saturating_sub(2)));
        let bound = sanitise_line(&bound).into_owned();
        first.pieces.insert(0, (1, bound, Role::Key));
    }
    lines
}
