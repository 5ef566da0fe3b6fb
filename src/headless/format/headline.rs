//! The headline of an item: its column, and its title without that column, or else its body.

use super::paint::{DIM, Paint, Span};
use crate::text::{Printable, sanitise_line};
use crate::timeline::ItemRef;

/// A printable headline on one line.
pub(super) struct Headline {
    pub(super) text: Printable<'static>,
    /// The bytes of the column at its start.
    column: usize,
}

impl Headline {
    pub(super) fn new(item: ItemRef<'_>) -> Self {
        let (column, headline) = item.story().column_and_headline();
        let column = sanitise_line(column);
        let column = column.as_str();
        let text = if column.is_empty() {
            sanitise_line(headline)
        } else {
            sanitise_line(&format!("{column} {headline}")).into_owned()
        };
        Self {
            text: text.into_owned(),
            column: column.len(),
        }
    }

    /// Returns its spans: the column, figures, and hits.
    pub(super) fn spans(&self, paint: &Paint) -> Vec<Span> {
        let column = Span {
            range: 0..self.column,
            style: DIM,
        };
        paint.headline_spans(self.text.as_str(), vec![column])
    }
}
