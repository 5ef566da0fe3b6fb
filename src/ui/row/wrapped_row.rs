//! An item's text at full density.

use std::ops::Range;

use crate::app::{App, WrappedItem};
use crate::config::theme::Role;
use crate::timeline::ItemRef;
use crate::ui::canvas::RoleSpan;
use crate::ui::highlights::{self, figure_spans};

/// An item's text at full density, wrapped once for all of its lines.
pub(in crate::ui) struct WrappedRow<'a> {
    pub(super) text: WrappedItem<'a>,
    pub(super) title_spans: Vec<RoleSpan>,
    body_matches: Vec<RoleSpan>,
    figures: Vec<RoleSpan>,
}

impl<'a> WrappedRow<'a> {
    pub(in crate::ui) fn new(app: &App, item: ItemRef<'a>, columns: u16) -> Self {
        let text = WrappedItem::new(item, app.config.text_metrics, columns, &app.knowledge);
        let label = item.story().column.map(|column| RoleSpan {
            range: 0..column.len() + "【】".len(),
            role: Role::Dim,
        });
        let matches = highlights::headline_matches(app, text.title.as_str());
        Self {
            title_spans: label.into_iter().chain(matches).collect(),
            body_matches: highlights::body_matches(
                app,
                text.body.as_str(),
                item.story().title.is_some(),
            ),
            figures: figure_spans(text.body.as_str())
                .filter(|_| !app.sources.is_past(item))
                .collect(),
            text,
        }
    }

    /// Returns the spans of a piece of the body. On a selected row figures have no colours.
    pub(super) fn body_spans(&self, piece: &Range<usize>, selected: bool) -> Vec<RoleSpan> {
        let figures = self.figures.iter().filter(|_| !selected);
        figures
            .chain(&self.body_matches)
            .filter_map(|span| span.clip(piece))
            .collect()
    }
}
