//! Scroll bars: one column, with a thumb where the view stands.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use crate::config::theme::Role;

/// What a scroll bar tells, in whatever is counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// How much lies above.
    pub above: usize,
    /// How much is in view.
    pub view: usize,
    /// How much there is.
    pub total: usize,
}

/// Draws the thumb over whatever stands in `area`; nothing where everything is in view.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, extent: Extent) {
    let Some((y, height)) = thumb(area.height, extent) else {
        return;
    };
    let style = canvas
        .style(Role::Text)
        .patch(canvas.style(Role::BorderFocused));
    let thumb = canvas.lines().thumb;
    canvas.fill(
        Rect {
            y: area.y + y,
            height,
            ..area
        },
        thumb,
        style,
    );
}

/// First row and height of the thumb.
fn thumb(height: u16, Extent { above, view, total }: Extent) -> Option<(u16, u16)> {
    if height == 0 || total <= view {
        return None;
    }
    let rows = usize::from(height);
    let size = (rows * view / total).clamp(1, rows);
    let range = total - view;
    // Rounded, so that only the ends are drawn at the ends.
    let at = ((rows - size) * above.min(range) + range / 2) / range;
    Some((at as u16, size as u16))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thumb_stands_where_the_view_does() {
        let of = |above| {
            thumb(
                10,
                Extent {
                    above,
                    view: 10,
                    total: 100,
                },
            )
        };
        assert_eq!(of(0), Some((0, 1)));
        assert_eq!(of(45), Some((5, 1)));
        assert_eq!(of(90), Some((9, 1)));
        assert_eq!(of(10_000), Some((9, 1)));
        assert_eq!(
            thumb(
                10,
                Extent {
                    above: 0,
                    view: 10,
                    total: 10
                }
            ),
            None
        );
        assert_eq!(
            thumb(
                0,
                Extent {
                    above: 0,
                    view: 0,
                    total: 10
                }
            ),
            None
        );
        assert_eq!(
            thumb(
                1,
                Extent {
                    above: 3,
                    view: 1,
                    total: 10
                }
            ),
            Some((0, 1))
        );
    }
}
