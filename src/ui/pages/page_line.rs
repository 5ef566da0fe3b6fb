//! A line of a page.

use ratatui::style::Style;

use crate::app::App;
use crate::config::theme::Role;
use crate::text::{Printable, sanitise_line};
use crate::ui::canvas::LookSpan;
use crate::ui::quote::Quote;

/// The indent of the further lines of a wrapped text, in columns.
const HANGING: u16 = 2;

/// The headline of an item on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) struct PageHeadline {
    /// The column where it begins.
    pub column: u16,
    pub text: Printable<'static>,
    pub role: Role,
    /// What rules and the query find in it.
    pub spans: Vec<LookSpan>,
    /// The look of the item's row.
    pub look: Option<Style>,
    /// A hit that the headline does not show, after it, and the column where it begins.
    pub quote: Option<(u16, Quote)>,
}

/// A line of a page: pieces of text, each at a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) struct PageLine {
    pub pieces: Vec<(u16, Printable<'static>, Role)>,
    /// Pieces that show a look of the user, as far as the line is not selected.
    pub samples: Vec<(u16, Printable<'static>, Style)>,
    /// The headline of an item, last of the pieces, as the list shows it.
    pub headline: Option<PageHeadline>,
    /// The entry that it belongs to, if it can be selected.
    pub entry: Option<u16>,
    /// The column where the entry ends, if other text is beside it.
    pub entry_end: Option<u16>,
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
            samples: Vec::new(),
            headline: None,
            entry: None,
            entry_end: None,
        }
    }

    /// Adds a piece.
    #[must_use]
    pub(super) fn with(mut self, column: u16, text: &str, role: Role) -> Self {
        let text = sanitise_line(text).into_owned();
        self.pieces.push((column, text, role));
        self
    }

    /// Adds a piece that shows a look.
    pub(super) fn add_sample(&mut self, column: u16, text: &str, look: Style) {
        let text = sanitise_line(text).into_owned();
        self.samples.push((column, text, look));
    }

    /// Adds a piece at the right end of `columns`, if there is room beside the others.
    #[must_use]
    pub(super) fn with_right(self, app: &App, text: &str, role: Role, columns: u16) -> Self {
        let width = |text: &str| {
            let width = app.config.text_metrics.width(text);
            u16::try_from(width).unwrap_or(u16::MAX)
        };
        let at = columns.saturating_sub(width(text));
        let ends = self.pieces.iter();
        let end = ends
            .map(|(x, text, _)| x.saturating_add(width(text.as_str())))
            .max();
        if end.is_some_and(|end| end >= at) {
            return self;
        }
        self.with(at, text, role)
    }

    /// Makes it a line of an entry.
    #[must_use]
    pub(super) const fn of_entry(mut self, entry: u16) -> Self {
        self.entry = Some(entry);
        self
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
