//! Which roles have which colours. The screen asks for roles only.
//!
//! A theme is a TOML file with a table for each role. Three are shipped; a user's own needs to name only the roles that it
//! changes, the rest are those of the theme it is based on.

mod file;
mod palette;

use ratatui::style::{Modifier, Style};

pub use palette::Palette;

use super::document::Document;
use super::fault::ConfigError;

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident $name:literal)*) => {
        /// What a piece of the screen is for.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Role {
            $($(#[$doc])* $role,)*
        }

        impl Role {
            /// All roles.
            pub const ALL: &'static [Self] = &[$(Self::$role,)*];

            /// Its name in a theme.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$role => $name,)* }
            }
        }
    };
}

roles! {
    /// Running text; its background is the screen's.
    Text "text"
    /// What is there but need not be read: datelines, places in files, hints.
    Dim "dim"
    /// Titles in the detail.
    Title "title"
    /// The time gutter.
    Time "time"
    /// The red channel's marker and headline.
    Red "red"
    /// An item that arrived and has not been on screen.
    Fresh "fresh"
    /// A column (栏目) or another label.
    Label "label"
    /// The selected row while the list takes the keys.
    Selected "selected"
    /// The selected row while it does not.
    SelectedAway "selected-away"
    /// What a query matched.
    Hit "hit"
    /// A percentage or an amount that rose.
    Rise "rise"
    /// One that fell.
    Fall "fall"
    /// One that did neither, or that does not say.
    Figure "figure"
    /// What a later wording of a story has and the one before had not.
    Inserted "inserted"
    /// What an earlier wording had and the one after has not.
    Removed "removed"
    /// A row that separates days.
    Separator "separator"
    /// The header line.
    Header "header"
    /// The status line.
    Status "status"
    /// A key named in a hint.
    Key "key"
    /// Lines between panes, and the scroll bar.
    Border "border"
    /// The scroll bar's thumb, and the border of the pane that takes the keys.
    BorderFocused "border-focused"
    /// Something wrong.
    Error "error"
    /// Something to mind.
    Warning "warning"
}

/// The shipped themes: name and file.
pub const SHIPPED: [(&str, &str); 3] = [
    (
        "terminal",
        include_str!("../../assets/themes/terminal.toml"),
    ),
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
];

/// A theme: a style for every role.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Theme {
    /// In the order of [`Role::ALL`].
    styles: [Style; Role::ALL.len()],
}

impl Theme {
    /// A shipped theme.
    pub fn shipped(name: &str) -> Option<Self> {
        let (name, text) = SHIPPED.iter().find(|(known, _)| *known == name)?;
        file::read(Document { name, text }, Self::plain()).ok()
    }

    /// A user's theme; what it does not name is as in the default. `name` is the file as messages are to call it, `text` what stands in it.
    pub fn read(name: &str, text: &str) -> Result<Self, ConfigError> {
        file::read(Document { name, text }, Self::default())
    }

    const fn plain() -> Self {
        Self {
            styles: [Style::new(); Role::ALL.len()],
        }
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }

    fn set(&mut self, role: Role, style: Style) {
        self.styles[role as usize] = style;
    }

    /// The theme with rises red and falls green, as themes are written, or the other way round.
    #[must_use]
    pub fn with_red_up(mut self, red_up: bool) -> Self {
        if !red_up {
            self.styles.swap(Role::Rise as usize, Role::Fall as usize);
        }
        self
    }

    /// The theme without its colours, for `NO_COLOR`: what must be told apart is told by modifiers instead.
    ///
    /// Colours are reset rather than left out, because what lies below may have some.
    #[must_use]
    pub fn without_colours(mut self) -> Self {
        for &role in Role::ALL {
            let modifiers = self.style(role).add_modifier | instead_of_colour(role);
            self.set(role, Style::new().add_modifier(modifiers));
        }
        self
    }
}

/// What tells a role apart where there are no colours.
const fn instead_of_colour(role: Role) -> Modifier {
    match role {
        Role::Selected => Modifier::REVERSED,
        Role::SelectedAway | Role::Label | Role::Inserted => Modifier::UNDERLINED,
        Role::Hit => Modifier::BOLD.union(Modifier::UNDERLINED),
        Role::Red
        | Role::Fresh
        | Role::Title
        | Role::Rise
        | Role::Fall
        | Role::Figure
        | Role::Key
        | Role::Error
        | Role::Warning
        | Role::BorderFocused => Modifier::BOLD,
        Role::Removed => Modifier::CROSSED_OUT,
        Role::Dim => Modifier::DIM,
        Role::Text | Role::Time | Role::Separator | Role::Header | Role::Status | Role::Border => {
            Modifier::empty()
        }
    }
}

impl Default for Theme {
    /// The terminal's own sixteen colours.
    fn default() -> Self {
        Self::shipped("terminal").unwrap_or(Self::plain().without_colours())
    }
}

#[cfg(test)]
mod tests;
