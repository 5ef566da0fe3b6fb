//! The badge of an item in print.

use super::paint::{BADGE_RED, BADGE_REVISED, PLAIN, Paint, Style};
use crate::timeline::{Badge, ItemRef};

/// The badge of an item, or two blanks without one.
#[derive(Clone, Copy, Debug)]
pub(super) struct PrintedBadge {
    text: &'static str,
    style: Style,
}

impl PrintedBadge {
    /// The badge of an item. One that is printed again, because its text was changed, is marked as revised even if it is red.
    pub(super) fn new(item: ItemRef<'_>, is_again: bool) -> Self {
        let badge = if is_again {
            Some(Badge::Revised)
        } else {
            Badge::of(item)
        };
        let style = if item.flags().is_red() {
            BADGE_RED
        } else {
            badge.map_or(PLAIN, |_| BADGE_REVISED)
        };
        Self {
            text: badge.map_or("  ", Badge::text),
            style,
        }
    }

    pub(super) fn put(self, out: &mut Vec<u8>, paint: &Paint) {
        paint.put(out, self.text, self.style);
    }
}
