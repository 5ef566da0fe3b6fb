//! How the screen is divided, as far as the model has to know: sizes come from the layout, choices from the user.

/// What the layout of the screen gives the model to reckon with, in columns and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Metrics {
    /// Size of the list's inner area; 0 where there is none.
    pub list: (u16, u16),
    /// Left upper corner of the list's inner area on the screen.
    pub list_at: (u16, u16),
    /// Columns in which the list sets the text of an item: its width without the time gutter and the scroll bar.
    pub list_text: u16,
    /// Size of the detail's inner area; 0 where there is none.
    pub detail: (u16, u16),
    /// Left upper corner of the detail's inner area on the screen.
    pub detail_at: (u16, u16),
    /// Where the divider between list and detail stands.
    pub divider: Option<Divider>,
    /// The columns of the scroll bars of list and detail; `None` for one that is not there, or that is the divider.
    pub bars: (Option<u16>, Option<u16>),
    /// How many lines the detail's text has when set.
    pub detail_lines: u16,
    /// How many lines the page (help, problems) has, and how many of them fit.
    pub page: (u16, u16),
    /// Size of the whole screen.
    pub screen: (u16, u16),
}

/// The line between list and detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Divider {
    /// A column of the screen: list left, detail right.
    Column(u16),
    /// A row of the screen: list above, detail below.
    Row(u16),
}

/// The list's share of the screen, in percent. Columns and rows are divided each in their own way: who makes the list
/// narrow beside the detail does not mean it to be low above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split {
    /// Of the columns, where list and detail stand side by side.
    pub columns: u16,
    /// Of the rows, where the detail stands below the list.
    pub rows: u16,
}

impl Default for Split {
    fn default() -> Self {
        Self {
            columns: 45,
            rows: 45,
        }
    }
}

/// Which pane takes the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    /// The list.
    #[default]
    List,
    /// The detail.
    Detail,
    /// The detail, alone on the screen.
    Zen,
}

/// How list and detail stand to each other; what does not fit falls back to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Arrangement {
    /// As fits the size of the screen.
    #[default]
    Auto,
    /// Detail beside the list.
    SideBySide,
    /// Detail below the list.
    Stacked,
    /// No detail.
    ListAlone,
}

impl Arrangement {
    /// The one that follows when the user asks for another.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Auto => Self::SideBySide,
            Self::SideBySide => Self::Stacked,
            Self::Stacked => Self::ListAlone,
            Self::ListAlone => Self::Auto,
        }
    }
}

/// How much of an item the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    /// One line: the title, or the body of an untitled flash.
    #[default]
    Headline,
    /// Two lines: the headline, and the beginning of the body.
    TwoLines,
    /// The whole text.
    Full,
}

impl Density {
    /// The one that follows when the user asks for another.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Headline => Self::TwoLines,
            Self::TwoLines => Self::Full,
            Self::Full => Self::Headline,
        }
    }
}
