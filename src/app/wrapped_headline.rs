//! How a headline is wrapped in a narrow list, where long headlines take two lines.

use std::ops::Range;

use super::line_prefix::line_prefix;
use crate::knowledge::Knowledge;
use crate::text::{Printable, TextMetrics, sanitise_line};
use crate::timeline::ItemRef;

/// A headline of one or two lines.
#[derive(Debug, Clone)]
pub struct WrappedHeadline<'a> {
    /// The printable headline with its column.
    pub text: Printable<'a>,
    /// The length of the column, in bytes.
    pub column: usize,
    /// Its lines as byte ranges, one or two. The second is too long for its line if the headline is cut.
    pub lines: Vec<Range<usize>>,
}

impl<'a> WrappedHeadline<'a> {
    /// Wraps a headline to two lines of `columns`.
    pub fn new(
        item: ItemRef<'a>,
        text_metrics: TextMetrics,
        columns: u16,
        knowledge: &Knowledge,
    ) -> Self {
        let text = Self::text(item, columns);
        let (column, _) = item.story().column_and_headline();
        let names = knowledge.names_in(text.as_str());
        let lines = text_metrics.wrap_headline(text.as_str(), usize::from(columns), &names);
        Self {
            text,
            column: column.len(),
            lines,
        }
    }

    /// Returns the headline with its column before it. No more of a long one than two lines can show.
    pub(super) fn text(item: ItemRef<'a>, columns: u16) -> Printable<'a> {
        let columns = columns.saturating_mul(2);
        match item.story().column_and_headline() {
            ("", headline) => sanitise_line(line_prefix(headline_text(headline), columns)),
            (column, title) => {
                let title = line_prefix(title, columns);
                sanitise_line(&format!("{column} {title}")).into_owned()
            }
        }
    }
}

/// Returns a headline without the full stop of an untitled flash: no headline has one, and it takes two columns.
pub fn headline_text(headline: &str) -> &str {
    headline.strip_suffix('。').unwrap_or(headline)
}
