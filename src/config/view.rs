//! The choices of how the reader shows items: the order and density of the list, and its place beside the detail.

/// The names that a setting can have, and their values.
pub type Choices<T> = &'static [(&'static str, T)];

/// The order of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// The newest item is at the top.
    #[default]
    Newest,
    /// The oldest item is at the top.
    Oldest,
}

/// How much of an item the list shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Density {
    /// The title, or the body of an untitled flash: one line, or two where lines are short and rows are many.
    #[default]
    Headline,
    /// Two lines: the headline, and the beginning of the body.
    TwoLines,
    /// The whole text.
    Full,
}

impl Density {
    /// The next one, as the user cycles through them.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Headline => Self::TwoLines,
            Self::TwoLines => Self::Full,
            Self::Full => Self::Headline,
        }
    }
}

/// How list and detail share the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arrangement {
    /// The detail beside the list.
    SideBySide,
    /// The detail below the list.
    Stacked,
    /// No detail.
    ListAlone,
}

impl Arrangement {
    /// All arrangements, in the order of the key that changes them.
    pub const ALL: [Self; 3] = [Self::SideBySide, Self::Stacked, Self::ListAlone];
}

/// The choices of `order`.
pub const ORDERS: Choices<Order> = &[("newest", Order::Newest), ("oldest", Order::Oldest)];

/// The choices of `density`.
pub const DENSITIES: Choices<Density> = &[
    ("headline", Density::Headline),
    ("two-lines", Density::TwoLines),
    ("full", Density::Full),
];

/// The choices of `layout`; `None` for the one that suits the size of the screen.
pub const LAYOUTS: Choices<Option<Arrangement>> = &[
    ("auto", None),
    ("side-by-side", Some(Arrangement::SideBySide)),
    ("stacked", Some(Arrangement::Stacked)),
    ("list", Some(Arrangement::ListAlone)),
];
