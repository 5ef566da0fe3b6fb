//! A line of a page.

use crate::app::App;
use crate::config::theme::Role;
use crate::text::{Printable, sanitise_line};

/// The indent of the further lines of a wrapped text, in columns.
const HANGING: u16 = 2;

/// A line of a page: pieces of text, each at a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) struct PageLine {
    pub pieces: Vec<(u16, Printable<'static>, Role)>,
}

impl PageLine {
    /// Returns a line with one piece, at its left edge.
    pub(super) fn new(text: &str, role: Role) -> Self {
        Self::at(0, sanitise_line(text).into_owned(), role)
    }

    /// Returns a line with one piece.
    pub(super) fn at(column: u16, text: Printable<'static>, role: Role) -> Self {
        Self {
            pieces: vec![(column, text, role)],
        }
    }

    /// Wraps a text to `columns`. The lines after the first are indented.
    pub(super) fn wrap(app: &App, text: &str, columns: u16, role: Role) -> Vec<Self> {
        let text = sanitise_line(text);
        let columns = usize::from(columns.saturating_sub(HANGING));
        let lines = app.config.text_metrics.wrap(text.as_str(), columns);
        let lines = lines.into_iter().enumerate();
        lines
            .map(|(n, range)| {
                let column = if n == 0 { 0 } else { HANGING };
                Self::at(column, text.slice(range).into_owned(), role)
            })
            .collect()
    }
}
