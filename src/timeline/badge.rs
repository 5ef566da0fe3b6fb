//! The badge of an item: one character, the same in both languages, on the screen and in print.

use super::item_ref::ItemRef;

/// What is special about an item. The first that applies is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Badge {
    /// Red, and ordinary before.
    Promoted,
    /// Red from the start.
    Red,
    /// Reworded.
    Revised,
}

impl Badge {
    /// The badge of an item; `None` for an ordinary one. An item that is red no longer has none, even if it was promoted.
    pub fn of(item: ItemRef<'_>) -> Option<Self> {
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

    /// Its character, two columns wide.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Promoted => "升",
            Self::Red => "红",
            Self::Revised => "改",
        }
    }
}
