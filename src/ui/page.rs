//! Pages of text over list and detail: the keys, and the problems found in the dumps.
//!
//! Both are made of the one table they belong to: the actions with the keys bound to them now, and the dumps' problems.

mod help;
mod problems;
mod sources;

use ratatui::layout::Rect;

use super::bar::{self, Extent};
use super::canvas::{Canvas, from};
use super::layout::Layout;
use crate::app::{App, PageKind};
use crate::config::theme::Role;
use crate::text::Printable;

/// A line of a page: pieces of text, each from a column on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PageLine {
    pieces: Vec<(u16, Printable<'static>, Role)>,
}

/// The lines of a page set in so many columns.
pub(super) fn lines(app: &App, kind: PageKind, columns: u16) -> Vec<PageLine> {
    let columns = columns.saturating_sub(2 * MARGIN + 1);
    match kind {
        PageKind::Help => help::lines(app, columns),
        PageKind::Problems => problems::lines(app, columns),
    }
}

/// Left and right of a page.
const MARGIN: u16 = 1;

/// How many lines of a page are in view.
pub(super) const fn height(body: Rect) -> u16 {
    body.height
}

pub(super) fn draw(canvas: &mut Canvas<'_>, layout: &Layout, scroll: u16) {
    let body = layout.panes.body;
    let view = usize::from(body.height);
    let above = usize::from(scroll).min(layout.page.len().saturating_sub(view));
    let inner = Rect {
        width: body.width.saturating_sub(MARGIN + 1),
        ..body
    };
    for (line, y) in layout.page.iter().skip(above).zip(body.y..body.bottom()) {
        for (x, text, role) in &line.pieces {
            let style = canvas.style(Role::Text).patch(canvas.style(*role));
            let row = from(
                Rect {
                    y,
                    height: 1,
                    ..inner
                },
                (body.x + MARGIN).saturating_add(*x),
            );
            canvas.put(row, text, style);
        }
    }
    let bar = Rect {
        x: body.right().saturating_sub(1),
        width: body.width.min(1),
        ..body
    };
    bar::draw(
        canvas,
        bar,
        Extent {
            above,
            view,
            total: layout.page.len(),
        },
    );
}
