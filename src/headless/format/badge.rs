//! The badge of an item in print.

use super::paint::{BADGE_RED, BADGE_REVISED, PLAIN, Paint, Style};
use crate::timeline::{Badge, ItemRef};

/// Prints the badge of an item, or two blanks without one.
pub(super) fn put_badge(out: &mut Vec<u8>, paint: &Paint, item: ItemRef<'_>) {
    let badge = Badge::of(item);
    let text = badge.map_or("  ", Badge::text);
    paint.put(out, text, badge.map_or(PLAIN, style));
}

const fn style(badge: Badge) -> Style {
    match badge {
        Badge::Promoted | Badge::Red => BADGE_RED,
        Badge::Revised => BADGE_REVISED,
    }
}
