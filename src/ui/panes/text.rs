//! Draws a pane of text from the line that it is scrolled to.

use ratatui::layout::Rect;

use crate::app::{App, PaneId};
use crate::ui::canvas::{Canvas, rest_of_line};
use crate::ui::screen_layout::ScreenLayout;
use crate::ui::scrollbar::{self, ScrollExtent};

/// Draws the lines of a pane in `area`, and its scroll bar.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    app: &App,
    layout: &ScreenLayout,
    pane: PaneId,
    area: Rect,
) {
    let lines = &layout.lines[pane];
    let view = usize::from(area.height);
    let above = usize::from(app.offsets[pane]).min(lines.len().saturating_sub(view));
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
    scrollbar::draw(canvas, layout.areas.panes[pane].bar, extent);
}
