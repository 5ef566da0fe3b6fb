//! A look that the user gives to something of their own: a role of the theme, or colours.

use ratatui::style::{Modifier, Style};

use super::file::parse_style;
use super::palette::Palette;
use super::role::Role;
use crate::config::document::{Document, SpannedValue};
use crate::config::error::{ConfigError, Expectation};

/// How something looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// As a role of the theme.
    Role(Role),
    /// In a style of its own.
    Own(Style),
}

impl From<Role> for Look {
    fn from(role: Role) -> Self {
        Self::Role(role)
    }
}

impl Look {
    /// Reads the name of a role, a colour, or a style as themes have it.
    pub fn parse(
        document: Document<'_>,
        key: &str,
        value: &SpannedValue<'_>,
    ) -> Result<Self, ConfigError> {
        let Some(name) = value.get_ref().as_str() else {
            return match value.get_ref().as_table() {
                Some(_) => parse_style(document, key, value).map(Self::Own),
                None => Err(document.invalid(key, &value.span(), Expectation::Look)),
            };
        };
        let role = Role::ALL.iter().find(|role| role.name() == name);
        let colour = || Some(Self::Own(Style::new().fg(name.parse().ok()?)));
        let look = role.copied().map(Self::Role).or_else(colour);
        look.ok_or_else(|| document.invalid(key, &value.span(), Expectation::Look))
    }
}

/// The colours that can be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ColourRange {
    /// Those that the terminal shows.
    pub palette: Palette,
    /// Whether the user wants none.
    pub no_color: bool,
}

impl ColourRange {
    /// Fits a style of the user. Without colours, its modifiers and those of `plain` are left.
    pub fn fit(self, style: Style, plain: Modifier) -> Style {
        if self.no_color {
            Style::new().add_modifier(style.add_modifier | plain)
        } else {
            self.palette.fit(style)
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    #[test]
    fn own_colours_fit_every_terminal() {
        let gold = Style::new()
            .fg(Color::Rgb(0xd7, 0xaf, 0))
            .bg(Color::Indexed(52));
        let fitted = |palette| {
            let range = ColourRange {
                palette,
                no_color: false,
            };
            range.fit(gold, Modifier::BOLD)
        };
        assert_eq!(fitted(Palette::True), gold);
        assert_eq!(
            fitted(Palette::Indexed),
            Style::new().fg(Color::Indexed(178)).bg(Color::Indexed(52))
        );
        assert_eq!(
            fitted(Palette::Sixteen),
            Style::new().fg(Color::Yellow).bg(Color::Black)
        );
        let none = ColourRange {
            no_color: true,
            ..ColourRange::default()
        };
        assert_eq!(none.fit(gold, Modifier::BOLD), Style::new().bold());
    }
}
