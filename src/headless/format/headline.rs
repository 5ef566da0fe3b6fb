//! The headline of an item: its column, and its title without that column, or else its body.

use super::paint::{DIM, Paint, Span};
use crate::dump::story::without_column;
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
        let story = item.story();
        match (story.column, story.title) {
            (Some(column), Some(title)) => {
                let column = sanitise_line(column);
                let text = format!("{column} {}", without_column(title, column.as_str()));
                Self {
                    text: sanitise_line(&text).into_owned(),
                    column: column.as_str().len(),
                }
            }
            (_, _) => Self {
                text: sanitise_line(story.headline()).into_owned(),
                column: 0,
            },
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
