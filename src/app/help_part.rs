//! The parts of the page of help.

use crate::lang::UiText;

/// A part of the page of help; `Tab` goes on to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HelpPart {
    /// The keys of every action.
    #[default]
    Keys,
    /// Marks as the list draws them, and queries to try.
    Queries,
    /// The fields of queries.
    Fields,
}

impl HelpPart {
    /// All parts, from the left.
    pub const ALL: [Self; 3] = [Self::Keys, Self::Queries, Self::Fields];

    /// Its name.
    pub const fn title(self) -> UiText {
        match self {
            Self::Keys => UiText::HelpPartKeys,
            Self::Queries => UiText::HelpPartQueries,
            Self::Fields => UiText::HelpPartFields,
        }
    }

    /// The next part; after the last one, the first.
    pub(super) const fn next(self) -> Self {
        match self {
            Self::Keys => Self::Queries,
            Self::Queries => Self::Fields,
            Self::Fields => Self::Keys,
        }
    }
}
