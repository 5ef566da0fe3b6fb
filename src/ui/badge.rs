//! How the badge of an item is drawn: as a filled cell, readable without colours.

use crate::config::theme::Role;
use crate::state::Mark;
use crate::timeline::Badge;

/// The columns of a badge.
pub(super) const BADGE_COLUMNS: u16 = 2;

/// The mark of an item that is gone, where its row has no room to say so. It takes the place of the badge, dim.
pub(super) const GONE: &str = "移";

/// The mark of a starred item.
pub(super) const STAR: &str = "★";
/// The mark of an item that has a note and no star.
const NOTED: &str = "☆";

/// The star of a mark.
pub(super) const fn star_of(mark: &Mark) -> &'static str {
    if mark.starred_at.is_some() {
        STAR
    } else {
        NOTED
    }
}

/// Returns the role of a badge.
pub(super) const fn badge_role(badge: Badge) -> Role {
    match badge {
        Badge::Promoted | Badge::Red => Role::BadgeRed,
        Badge::Revised => Role::BadgeRevised,
    }
}
