//! The places where keys are typed.

/// A place that has key bindings of its own, beside the common ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Scope {
    /// The list has the focus.
    List,
    /// The detail has the focus.
    Detail,
    /// A page (help, problems) covers the panes.
    Page,
}

impl Scope {
    /// All scopes.
    pub const ALL: [Self; 3] = [Self::List, Self::Detail, Self::Page];

    /// Returns the name of its section in `keymap.toml`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Detail => "detail",
            Self::Page => "page",
        }
    }
}
