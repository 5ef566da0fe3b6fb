//! The roles that a theme styles.

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident $name:literal)*) => {
        /// The purpose of a piece of the screen.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Role {
            $($(#[$doc])* $role,)*
        }

        impl Role {
            /// All roles.
            pub const ALL: &'static [Self] = &[$(Self::$role,)*];

            /// Returns its name in a theme.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$role => $name,)* }
            }
        }
    };
}

roles! {
    /// Running text. Its background is that of the screen.
    Text "text"
    /// Text that need not be read: datelines, places in files, hints.
    Dim "dim"
    /// Titles in the detail.
    Title "title"
    /// The times of the list.
    Time "time"
    /// The time of the first item of an hour, and of the first item after a gap.
    Hour "hour"
    /// The headline of a red item.
    RedHeadline "red-headline"
    /// The badge of a red item.
    BadgeRed "badge-red"
    /// The badge of a revised item.
    BadgeRevised "badge-revised"
    /// The star of an item.
    Star "star"
    /// An item that has arrived and not been on screen.
    Fresh "fresh"
    /// A label: the name of a section, a mode or a company.
    Label "label"
    /// The selected row while the list has the focus.
    Selected "selected"
    /// The selected row while the detail has the focus.
    SelectedAway "selected-away"
    /// A match of a query: the characters as typed, or the name of a stock.
    Hit "hit"
    /// Characters that match as pinyin.
    HitPinyin "hit-pinyin"
    /// A percentage or an amount that rose.
    Rise "rise"
    /// A percentage or an amount that fell.
    Fall "fall"
    /// Any other figure.
    Figure "figure"
    /// Text that a later wording adds.
    Inserted "inserted"
    /// Text that a later wording removes.
    Removed "removed"
    /// A row that separates days or sessions.
    Separator "separator"
    /// The header line.
    Header "header"
    /// The status line.
    Status "status"
    /// A key named in a hint.
    Key "key"
    /// Lines between panes, and the scroll bar.
    Border "border"
    /// The thumb of the scroll bar, and the border of the focused pane.
    BorderFocused "border-focused"
    /// An error.
    Error "error"
    /// A warning.
    Warning "warning"
}
