//! The searches of the reader.

/// Which search something belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchKind {
    /// The query of the view: the list holds only matches, or those of the filter among them.
    View,
    /// The filter: the list holds only matches.
    Filter,
    /// Find in place: matches are highlighted, nothing is hidden.
    Find,
    /// The query of a rule: the page of rules shows what it finds.
    Preview,
}

impl SearchKind {
    /// All searches; that of the view comes before the filter, whose query it is a part of.
    pub(super) const ALL: [Self; 4] = [Self::View, Self::Filter, Self::Find, Self::Preview];
}
