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
        HelpPart::Keys => keys::lines(app, columns),
        HelpPart::Queries => [marks::lines(app, columns), queries::lines(app, columns)].concat(),
        HelpPart::Fields => fields::lines(app, columns),
    });
    lines
}

/// The names of the parts, the open one in brackets, and the key that changes it.
fn parts(app: &App, open: HelpPart, columns: u16) -> PageLine {
    let lang = app.config.lang;
    let (mut line, mut x) = (PageLine::default(), 0);
    let mut put = |text: &str, role, x: u16| {
        let width = app.config.text_metrics.width(text);
        let width = u16::try_from(width).unwrap_or(u16::MAX);
        if x.saturating_add(width) <= columns {
            line.pieces
                .push((x, sanitise_line(text).into_owned(), role));
        }
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
        put(&hint, Role::Dim, x + GAP);
    }
    line
}
