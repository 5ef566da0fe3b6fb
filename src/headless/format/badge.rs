//! The one mark of an item, as the reader draws it: 升, else 红, else 改.

use super::paint::{BADGE_RED, BADGE_REVISED, PLAIN, Paint, Style};
use crate::timeline::ItemRef;

/// Prints the badge of an item, or two blanks without one.
pub(super) fn put_badge(out: &mut Vec<u8>, paint: &Paint, item: ItemRef<'_>) {
    let (badge, style) = badge(item).unwrap_or(("  ", PLAIN));
    paint.put(out, badge, style);
}

fn badge(item: ItemRef<'_>) -> Option<(&'static str, Style)> {
    if item.is_promoted() {
        Some(("升", BADGE_RED))
    } else if item.flags().is_red() {
        Some(("红", BADGE_RED))
    } else if item.revision() > 0 {
        Some(("改", BADGE_REVISED))
    } else {
        None
    }
}
