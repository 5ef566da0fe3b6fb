//! Which roles have which colours. The screen asks for roles only.

use ratatui::style::Style;

/// What a piece of the screen is for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Role {
    /// Running text.
    Text,
    /// What is there but need not be read: datelines, places in files, hints.
    Dim,
    /// Titles in the detail.
    Title,
    /// The time gutter.
    Time,
    /// The red channel's marker and headline.
    Red,
    /// An item that arrived and has not been on screen.
    Fresh,
    /// A column (栏目) or another label.
    Label,
    /// The selected row while the list takes the keys.
    Selected,
    /// The selected row while it does not.
    SelectedAway,
    /// What a query matched.
    Hit,
    /// A percentage or an amount that rose.
    Rise,
    /// One that fell.
    Fall,
    /// One that did neither, or that does not say.
    Figure,
    /// A row that separates days.
    Separator,
    /// The header line.
    Header,
    /// The status line.
    Status,
    /// A key named in a hint.
    Key,
    /// Lines between panes, and the scroll bar.
    Border,
    /// The scroll bar's thumb, and the border of the pane that takes the keys.
    BorderFocused,
    /// Something wrong.
    Error,
    /// Something to mind.
    Warning,
}

/// A theme: a style for every role.
#[derive(Clone, Debug)]
pub struct Theme {}

impl Theme {
    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        let _ = role;
        todo!("config helper")
    }
}

impl Default for Theme {
    fn default() -> Self {
        todo!("config helper: the terminal's 16 colours")
    }
}
