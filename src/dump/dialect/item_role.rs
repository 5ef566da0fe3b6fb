//! The roles that a field can have in an item.

/// What a field is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::dump) enum ItemRole {
    /// When the wire sent it: a date, a time of day, or both.
    Time,
    /// When it was stored or changed. It is a time if there is no other.
    StoredTime,
    Title,
    Text,
    /// A text if there is no other.
    Summary,
    Id,
    Address,
    Level,
    /// Whether it is important: 1 or `true`.
    Importance,
    Stocks,
    Subjects,
    /// The wire that sent it.
    Wire,
    /// Who reported it: a wire, or one of its sources.
    Source,
    /// An object with further fields of the item.
    Part,
    /// What only an export of this program has. Other files may use the names for anything.
    Export,
    /// Comments of readers and other stories, which look like items.
    Remarks,
}

impl ItemRole {
    /// Its name in `check`.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Time | Self::StoredTime => "time",
            Self::Title => "title",
            Self::Text | Self::Summary => "text",
            Self::Id => "id",
            Self::Address => "url",
            Self::Level | Self::Importance => "level",
            Self::Stocks => "stocks",
            Self::Subjects => "subjects",
            Self::Wire | Self::Source => "wire",
            Self::Part => "part",
            Self::Export => "export",
            Self::Remarks => "remarks",
        }
    }
}
