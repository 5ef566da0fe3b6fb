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
    /// The page of rules covers the panes.
    Rules,
}

impl Scope {
    /// All scopes.
    pub const ALL: [Self; 4] = [Self::List, Self::Detail, Self::Page, Self::Rules];

    /// Returns the name of its section in `keymap.toml`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Detail => "detail",
            Self::Page => "page",
            Self::Rules => "rules",
        }
    }
}
