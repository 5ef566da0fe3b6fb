//! The detail: the selected item's lines as the layout has set them, from where they are scrolled to.

use ratatui::layout::Rect;

use super::bar::{self, Extent};
use super::canvas::{Canvas, from};
use super::layout::{Layout, owned};
use crate::app::App;
use crate::config::theme::Role;
use crate::lang::UiText;

pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, layout: &Layout) {
    let (text, bar) = (layout.text, layout.panes.detail_bar);
    if layout.lines.is_empty() && !text.is_empty() && !app.list.visible().is_empty() {
        let style = canvas.style(Role::Text).patch(canvas.style(Role::Dim));
        canvas.put(
            text,
            &owned(&app.config.lang.text(UiText::NoSelection)),
            style,
        );
        return;
    }
    let above = usize::from(app.detail.offset())
        .min(layout.lines.len().saturating_sub(usize::from(text.height)));
    for (line, y) in layout.lines.iter().skip(above).zip(text.y..text.bottom()) {
        let style = canvas.style(Role::Text).patch(canvas.style(line.role));
        let row = from(
            Rect {
                y,
                height: 1,
                ..text
            },
            text.x.saturating_add(line.indent),
        );
        canvas.put_marked(row, &line.text, style, &line.marks);
    }
    let extent = Extent {
        above,
        view: usize::from(text.height),
        total: layout.lines.len(),
    };
    bar::draw(canvas, bar, extent);
}
