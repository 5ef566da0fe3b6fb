//! Draws a pane of text from the line that it is scrolled to.

use ratatui::layout::Rect;

use crate::app::{App, PaneId};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::ui::canvas::{Canvas, rest_of_line};
use crate::ui::screen_layout::ScreenLayout;
use crate::ui::scrollbar::{self, ScrollExtent};

/// The lowest pane whose last row says how much of its text is below, in rows.
const MIN_HEIGHT_WITH_FOOT: u16 = 4;

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
    let (text, foot) = split_foot(area);
    let above = usize::from(app.offsets[pane]).min(lines.len().saturating_sub(view));
    let below = lines.len().saturating_sub(above + view);
    let text = if below > 0 { text } else { area };
    for (line, row) in lines.iter().skip(above).zip(text.rows()) {
        let style = canvas.text_style(line.role);
        let row = rest_of_line(row, row.x.saturating_add(line.indent));
        canvas.put_spans(row, &line.text, style, &line.spans);
    }
    if below > 0 {
        let more = below + usize::from(foot.height);
        draw_foot(canvas, app, foot, more);
    }
    let extent = ScrollExtent {
        above,
        view,
        total: lines.len(),
    };
    scrollbar::draw(canvas, layout.areas.panes[pane].bar, extent);
}

/// Splits off the last row for how much of the text is below. A short pane has only the scroll bar for it.
fn split_foot(area: Rect) -> (Rect, Rect) {
    let height = u16::from(area.height >= MIN_HEIGHT_WITH_FOOT);
    let text = Rect {
        height: area.height - height,
        ..area
    };
    let foot = Rect {
        y: text.bottom(),
        height,
        ..area
    };
    (text, foot)
}

fn draw_foot(canvas: &mut Canvas<'_>, app: &App, area: Rect, lines: usize) {
    let text = app.config.lang.text(UiText::MoreBelow { lines });
    canvas.put(area, &text, canvas.text_style(Role::Dim));
}
