//! How the badge of an item is drawn: as a filled cell, readable without colours.

use crate::config::theme::Role;
use crate::timeline::Badge;

/// The columns of a badge.
pub(super) const BADGE_COLUMNS: u16 = 2;

/// Returns the role of a badge.
pub(super) const fn badge_role(badge: Badge) -> Role {
    match badge {
        Badge::Promoted | Badge::Red => Role::BadgeRed,
        Badge::Revised => Role::BadgeRevised,
    }
}
