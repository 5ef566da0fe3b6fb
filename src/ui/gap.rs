//! The text about a gap in the flow of items.

use crate::item::Stamp;
use crate::lang::{Lang, UiText};

/// Describes the gap between two successive items of a busy session.
pub(super) fn text(lang: Lang, from: Stamp, until: Stamp) -> String {
    let clock = |stamp: Stamp| stamp.time().format("%H:%M").to_string();
    let text = UiText::Gap {
        from: clock(from),
        until: clock(until),
        minutes: until.minute() - from.minute(),
    };
    lang.text(text).into_owned()
}
