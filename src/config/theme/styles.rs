//! A theme in memory, and its variants: with red falls, and without colours.

use ratatui::style::{Modifier, Style};

use super::role::Role;

/// A style for every role.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Theme {
    /// In the order of [`Role::ALL`].
    styles: [Style; Role::ALL.len()],
}

impl Theme {
    /// Returns a theme without any style.
    pub(super) const fn plain() -> Self {
        Self {
            styles: [Style::new(); Role::ALL.len()],
        }
    }

    /// Returns the style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }

    pub(super) fn set(&mut self, role: Role, style: Style) {
        self.styles[role as usize] = style;
    }

    /// Swaps the styles of rise and fall unless rises are red, as in the files.
    #[must_use]
    pub fn with_red_up(mut self, red_up: bool) -> Self {
        if !red_up {
            self.styles.swap(Role::Rise as usize, Role::Fall as usize);
        }
        self
    }

    /// Replaces colours by modifiers, for `NO_COLOR`.
    #[must_use]
    pub fn without_colours(mut self) -> Self {
        for &role in Role::ALL {
            let modifiers = self.style(role).add_modifier | monochrome(role);
            self.set(role, Style::new().add_modifier(modifiers));
        }
        self
    }
}

/// Returns the modifiers that distinguish a role without colours.
const fn monochrome(role: Role) -> Modifier {
    match role {
        Role::Selected | Role::BadgeRed | Role::BadgeRevised => Modifier::REVERSED,
        Role::SelectedAway | Role::Inserted | Role::HitPinyin => Modifier::UNDERLINED,
        Role::Hit => Modifier::BOLD.union(Modifier::UNDERLINED),
        Role::RedHeadline
        | Role::Star
        | Role::Fresh
        | Role::Title
        | Role::Label
        | Role::Rise
        | Role::Fall
        | Role::Figure
        | Role::Key
        | Role::Error
        | Role::Warning
        | Role::BorderFocused => Modifier::BOLD,
        Role::Removed => Modifier::CROSSED_OUT,
        Role::Dim | Role::Time | Role::Separator => Modifier::DIM,
        Role::Text | Role::Hour | Role::Header | Role::Status | Role::Border => Modifier::empty(),
    }
}
