//! The two searches of the reader.

/// Which search something belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchKind {
    /// The filter: the list holds only matches.
    Filter,
    /// Find in place: matches are highlighted, nothing is hidden.
    Find,
}

impl SearchKind {
    /// Both searches.
    pub(super) const ALL: [Self; 2] = [Self::Filter, Self::Find];
}
