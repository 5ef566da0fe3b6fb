//! An item's text at full density.

use std::ops::Range;

use crate::app::{App, WrappedItem};
use crate::config::theme::Role;
use crate::query::ReadingRule;
use crate::timeline::ItemRef;
use crate::ui::canvas::LookSpan;
use crate::ui::highlights::{self, figure_spans};
use crate::ui::rule_looks;

/// An item's text at full density, wrapped once for all of its lines.
pub(in crate::ui) struct WrappedRow<'a> {
    pub(super) text: WrappedItem<'a>,
    pub(super) title_spans: Vec<LookSpan>,
    body_matches: Vec<LookSpan>,
    figures: Vec<LookSpan>,
}

impl<'a> WrappedRow<'a> {
    pub(in crate::ui) fn new(app: &App, item: ItemRef<'a>, columns: u16) -> Self {
        let text = WrappedItem::new(item, app.config.text_metrics, columns, &app.knowledge);
        let label = item
            .story()
            .column
            .map(|column| LookSpan::new(0..column.len() + "【】".len(), Role::Dim));
        let has_title = item.story().title.is_some();
        let (title, body) = (text.title.as_str(), text.body.as_str());
        let in_title = rule_looks::hits(app, item, title, ReadingRule::Headline);
        let title_matches = highlights::headline_matches(app, title);
        let mut body_matches = rule_looks::hits(app, item, body, ReadingRule::of_body(has_title));
        body_matches.extend(highlights::body_matches(app, body, has_title));
        let title_spans = label.into_iter().chain(in_title).chain(title_matches);
        Self {
            title_spans: title_spans.collect(),
            body_matches,
            figures: figure_spans(text.body.as_str())
                .filter(|_| !app.sources.is_past(item))
                .collect(),
            text,
        }
    }

    /// Returns the spans of a piece of the body. On a selected row figures have no colours.
    pub(super) fn body_spans(&self, piece: &Range<usize>, selected: bool) -> Vec<LookSpan> {
        let figures = self.figures.iter().filter(|_| !selected);
        figures
            .chain(&self.body_matches)
            .filter_map(|span| span.clip(piece))
            .collect()
    }
}
