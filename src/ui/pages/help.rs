//! The page of help: keys, marks with queries to try, and fields. `Tab` changes the part.

mod fields;
mod keys;
mod marks;
mod queries;

use super::page_line::PageLine;
use crate::action::{Action, Scope};
use crate::app::{App, HelpPart, Page};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::text::sanitise_line;
use crate::ui::key_names::first_key;

/// Columns between two names of parts.
const GAP: u16 = 3;

pub(super) fn lines(app: &App, page: Page, columns: u16) -> Vec<PageLine> {
    let mut lines = vec![parts(app, page.part, columns), PageLine::default()];
    lines.extend(match page.part {
        HelpPart::Keys => keys::lines(app, page.first_section, columns),
        HelpPart::Queries => [marks::lines(app, columns), queries::lines(app, columns)].concat(),
        HelpPart::Fields => fields::lines(app, columns),
    });
    lines
}

/// The names of the parts, the open one in brackets, and the key that changes it if there is room.
fn parts(app: &App, open: HelpPart, columns: u16) -> PageLine {
    let (lang, metrics) = (app.config.lang, app.config.text_metrics);
    let (mut line, mut x) = (PageLine::default(), 0);
    let mut put = |text: &str, role, x: u16| {
        // A name without room leaves its mark in the last column, behind the others.
        let start = x.min(columns.saturating_sub(1));
        let shown = metrics.truncate(text, usize::from(columns.saturating_sub(start)));
        line.pieces
            .push((start, sanitise_line(&shown).into_owned(), role));
        let width = u16::try_from(metrics.width(text)).unwrap_or(u16::MAX);
        x.saturating_add(width)
    };
    for part in HelpPart::ALL {
        let title = lang.text(part.title());
        if part == open {
            x = put(&format!("[{title}]"), Role::Title, x);
        } else {
            x = put(&format!(" {title} "), Role::Dim, x);
        }
        x += GAP - 2;
    }
    if let Some(key) = first_key(app, Scope::Page, Action::SwitchFocus) {
        let hint = lang.text(UiText::HelpNextPart { key });
        if usize::from(x + GAP) + metrics.width(&hint) <= columns.into() {
            put(&hint, Role::Dim, x + GAP);
        }
    }
    line
}
