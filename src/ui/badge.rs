//! The badge of an item: one character in a filled cell, the same in both languages and readable without colours.

use crate::config::theme::Role;
use crate::timeline::ItemRef;

/// What is special about an item. The first that applies is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Badge {
    /// Red, and ordinary before.
    Promoted,
    /// Red from the start.
    Red,
    /// Reworded.
    Revised,
}

impl Badge {
    /// The badge's columns.
    pub(super) const COLUMNS: u16 = 2;

    /// The badge of an item; `None` for an ordinary one.
    pub(super) fn of(item: ItemRef<'_>) -> Option<Self> {
        if item.flags().is_red() {
            Some(if item.is_promoted() {
                Self::Promoted
            } else {
                Self::Red
            })
        } else {
            (item.revision() > 0).then_some(Self::Revised)
        }
    }

    /// The character in the cell.
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::Promoted => "升",
            Self::Red => "红",
            Self::Revised => "改",
        }
    }

    pub(super) const fn role(self) -> Role {
        match self {
            Self::Promoted | Self::Red => Role::BadgeRed,
            Self::Revised => Role::BadgeRevised,
        }
    }
}
