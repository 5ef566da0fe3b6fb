//! Scroll bars of one column.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use crate::config::theme::Role;

/// What a scroll bar shows, in lines or items.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScrollExtent {
    /// Above the view.
    pub above: usize,
    /// In view.
    pub view: usize,
    /// In all.
    pub total: usize,
}

/// Draws the thumb over the cells of `area`; nothing if everything is in view.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, extent: ScrollExtent) {
    for cell in thumb_area(area, extent).rows() {
        draw_cell(canvas, cell);
    }
}

/// Draws the thumb like [`draw`], but only over blank cells.
pub(super) fn draw_behind_text(canvas: &mut Canvas<'_>, area: Rect, extent: ScrollExtent) {
    for cell in thumb_area(area, extent).rows() {
        if canvas.is_blank(cell.as_position()) {
            draw_cell(canvas, cell);
        }
    }
}

fn draw_cell(canvas: &mut Canvas<'_>, cell: Rect) {
    let style = canvas.text_style(Role::BorderFocused);
    canvas.fill(cell, canvas.line_chars().thumb, style);
}

/// Returns the part of a bar that its thumb covers.
fn thumb_area(area: Rect, extent: ScrollExtent) -> Rect {
    let (y, height) = thumb(area.height, extent).unwrap_or_default();
    Rect {
        y: area.y + y,
        height,
        ..area
    }
}

/// Returns the first row and the height of the thumb.
fn thumb(height: u16, extent: ScrollExtent) -> Option<(u16, u16)> {
    let ScrollExtent { above, view, total } = extent;
    if height == 0 || total <= view {
        return None;
    }
    let rows = usize::from(height);
    let size = (rows * view / total).clamp(1, rows);
    let range = total - view;
    // Rounded, so the thumb is at an end only if the view is.
    let at = ((rows - size) * above.min(range) + range / 2) / range;
    Some((at as u16, size as u16))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(10, (0, 10, 100), Some((0, 1)))]
    #[case(10, (45, 10, 100), Some((5, 1)))]
    #[case(10, (90, 10, 100), Some((9, 1)))]
    #[case(10, (10_000, 10, 100), Some((9, 1)))]
    #[case(10, (0, 10, 10), None)]
    #[case(0, (0, 0, 10), None)]
    #[case(1, (3, 1, 10), Some((0, 1)))]
    fn thumb_follows_the_view(
        #[case] height: u16,
        #[case] (above, view, total): (usize, usize, usize),
        #[case] expected: Option<(u16, u16)>,
    ) {
        assert_eq!(thumb(height, ScrollExtent { above, view, total }), expected);
    }
}
