//! The part of the detail for its text.

use ratatui::layout::Rect;

use crate::app::Focus;

/// The widest line in columns: forty Chinese characters read well.
const MAX_WIDTH: u16 = 80;

/// The lowest detail with facts and blank lines above the text, in rows. In a lower one the text comes first.
const MIN_AIRY_HEIGHT: u16 = 12;

/// Whether a detail is too short for anything but the title above the text.
pub(in crate::ui) const fn is_short(detail: Rect) -> bool {
    detail.height < MIN_AIRY_HEIGHT
}

/// Returns the part of the detail's area for its text: of a comfortable width, and centred if the detail is alone.
pub(in crate::ui) fn text_area(detail: Rect, focus: Focus) -> Rect {
    let width = detail.width.min(MAX_WIDTH);
    let margin = if focus.alone {
        (detail.width - width) / 2
    } else {
        0
    };
    Rect {
        x: detail.x + margin,
        width,
        ..detail
    }
}
