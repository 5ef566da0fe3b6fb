//! The detail: the lines of the selected item, from the one it is scrolled to.

use crate::app::App;
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::ui::canvas::{Canvas, rest_of_line};
use crate::ui::layout::Layout;
use crate::ui::scrollbar::{self, ScrollExtent};

pub(in crate::ui) fn draw(canvas: &mut Canvas<'_>, app: &App, layout: &Layout) {
    let (area, lines) = (layout.text, &layout.lines);
    if lines.is_empty() && !area.is_empty() && !app.list.visible().is_empty() {
        let text = app.config.lang.text(UiText::NoSelection);
        canvas.put(area, &text, canvas.text_style(Role::Dim));
        return;
    }
    let view = usize::from(area.height);
    let above = usize::from(app.detail.offset()).min(lines.len().saturating_sub(view));
    for (line, row) in lines.iter().skip(above).zip(area.rows()) {
        let style = canvas.text_style(line.role);
        let row = rest_of_line(row, row.x.saturating_add(line.indent));
        canvas.put_spans(row, &line.text, style, &line.spans);
    }
    let extent = ScrollExtent {
        above,
        view,
        total: lines.len(),
    };
    scrollbar::draw(canvas, layout.areas.detail_bar, extent);
}
