//! Pages of text over list and detail.

mod basket;
mod help;
mod page_line;
mod problems;
mod rules;
mod sources;

use std::sync::Arc;

use ratatui::layout::Rect;

use super::canvas::{Canvas, rest_of_line};
use super::row_style::RowStyle;
use super::scrollbar::{self, ScrollExtent};
use crate::action::PageKind;
use crate::app::{App, Page};
use crate::config::theme::Role;
use page_line::PageHeadline;
pub(super) use page_line::PageLine;
pub(super) use rules::preview_counts;

/// Columns left and right of a page's text.
const MARGIN: u16 = 1;

/// Returns the lines of a page in `columns`, including its margins and scroll bar.
pub(super) fn lines(app: &App, page: Page, columns: u16) -> Vec<PageLine> {
    let columns = columns.saturating_sub(2 * MARGIN + 1);
    match page.kind {
        PageKind::Basket => basket::lines(app, columns),
        PageKind::Help => help::lines(app, page, columns),
        PageKind::Problems => problems::lines(app, columns),
        PageKind::Rules => rules::lines(app, columns),
    }
}

/// Divides the body between a page of so many lines and what is below it, which does not scroll.
pub(super) fn split(page: Page, body: Rect, lines: usize) -> (Rect, Rect) {
    match page.kind {
        PageKind::Rules => rules::split(body, lines),
        PageKind::Basket | PageKind::Help | PageKind::Problems => {
            let none = Rect {
                y: body.bottom(),
                height: 0,
                ..body
            };
            (body, none)
        }
    }
}

/// Returns the lines below a page.
pub(super) fn foot_lines(app: &App, area: Rect) -> Arc<[PageLine]> {
    let columns = area.width.saturating_sub(2 * MARGIN + 1);
    if area.height == 0 {
        return Arc::default();
    }
    rules::result_lines(app, columns, area.height).into()
}

/// Draws the lines in view, those of the selected entry as the list draws its selected row.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, lines: &[PageLine], page: Page) {
    let view = usize::from(area.height);
    let above = usize::from(page.offset).min(lines.len().saturating_sub(view));
    let inner = Rect {
        width: area.width.saturating_sub(MARGIN + 1),
        ..area
    };
    for (line, row) in lines.iter().skip(above).zip(area.rows()) {
        let selected = (line.entry == Some(page.selected)).then(|| canvas.style(Role::Selected));
        let look = line.headline.as_ref().and_then(|headline| headline.look);
        let style = RowStyle::on(canvas.style(Role::Text), selected).tinted(look);
        canvas.blank(row, style.base);
        let beside = RowStyle::on(canvas.style(Role::Text), None);
        if let Some(end) = line.entry_end {
            let rest = rest_of_line(row, (row.x + MARGIN).saturating_add(end));
            canvas.blank(rest, beside.base);
        }
        let row = Rect {
            width: inner.width,
            ..row
        };
        for (column, text, role) in &line.pieces {
            let row = rest_of_line(row, (row.x + MARGIN).saturating_add(*column));
            let is_beside = line.entry_end.is_some_and(|end| *column >= end);
            let style = if is_beside { &beside } else { &style };
            canvas.put_spans(row, text, style.role(canvas, *role), &[]);
        }
        if let Some(headline) = &line.headline {
            let row = rest_of_line(row, (row.x + MARGIN).saturating_add(headline.column));
            let own = style.headline(canvas, headline.role);
            canvas.put_spans(row, &headline.text, own, &headline.spans);
            if let Some((at, quote)) = &headline.quote {
                let rest = rest_of_line(row, row.x.saturating_add(at - headline.column));
                let dim = style.role(canvas, Role::Dim);
                canvas.put_spans(rest, &quote.text, dim, &quote.spans);
            }
        }
        for (column, text, own) in &line.samples {
            let row = rest_of_line(row, (row.x + MARGIN).saturating_add(*column));
            let own = if selected.is_some() {
                style.base
            } else {
                style.base.patch(*own)
            };
            canvas.put_spans(row, text, own, &[]);
        }
    }
    let bar = Rect {
        x: area.right().saturating_sub(1),
        width: area.width.min(1),
        ..area
    };
    let extent = ScrollExtent {
        above,
        view,
        total: lines.len(),
    };
    scrollbar::draw(canvas, bar, extent);
}
