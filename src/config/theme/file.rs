//! The file of a theme: `role = { fg = "…", bg = "…", modifiers = ["…"] }`.

use ratatui::style::{Color, Modifier, Style};

use super::role::Role;
use super::styles::Theme;
use crate::config::document::{Document, SpannedValue};
use crate::config::error::{
    ConfigError, ConfigErrorKind, ConfigErrors, Expectation, quoted, suggest,
};

/// The shipped themes: name and file.
pub const SHIPPED: [(&str, &str); 3] = [
    (
        "terminal",
        include_str!("../../../assets/themes/terminal.toml"),
    ),
    ("dark", include_str!("../../../assets/themes/dark.toml")),
    ("light", include_str!("../../../assets/themes/light.toml")),
];

/// The key that names the shipped theme on which a user's theme is based.
const BASE: &str = "based-on";

/// The keys of a style.
pub(in crate::config) const STYLE_KEYS: [&str; 3] = ["fg", "bg", "modifiers"];

/// The modifiers by name.
pub(in crate::config) const MODIFIERS: [(&str, Modifier); 6] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("crossed-out", Modifier::CROSSED_OUT),
];

/// The names of modifiers, as themes have them.
pub fn modifier_names(modifiers: Modifier) -> impl Iterator<Item = &'static str> {
    let known = MODIFIERS.iter();
    known.filter_map(move |(name, modifier)| modifiers.contains(*modifier).then_some(*name))
}

impl Theme {
    /// Returns a shipped theme.
    pub fn shipped(name: &str) -> Option<Self> {
        let (name, text) = SHIPPED.iter().find(|(known, _)| *known == name)?;
        parse(Document { name, text }, Self::plain()).ok()
    }

    /// Parses a user's theme, based on the default one unless it says otherwise. `name` is its name in errors.
    pub fn parse(name: &str, text: &str) -> Result<Self, ConfigErrors> {
        parse(Document { name, text }, Self::default())
    }
}

impl Default for Theme {
    /// Returns the theme of the terminal's own sixteen colours.
    fn default() -> Self {
        Self::shipped("terminal").unwrap_or(Self::plain().without_colours())
    }
}

/// Parses a theme. Roles that it does not name are those of its `based-on`, or of `base`.
fn parse(document: Document<'_>, base: Theme) -> Result<Theme, ConfigErrors> {
    let mut table = document.parse()?;
    let mut theme = match table.remove(BASE) {
        Some(value) => parse_base(document, &value)?,
        None => base,
    };
    let roles = Role::ALL.iter().map(|&role| (role.name(), role));
    let mut errors = Vec::new();
    for (name, value) in &table {
        let unknown = |name| ConfigErrorKind::UnknownRole { name };
        let style = document
            .known(name.get_ref(), &name.span(), roles.clone(), unknown)
            .and_then(|role| Ok((role, parse_style(document, role.name(), value)?)));
        match style {
            Ok((role, style)) => theme.set(role, style),
            Err(error) => errors.push(error),
        }
    }
    ConfigErrors::check(errors)?;
    Ok(theme)
}

/// Parses `based-on`. Shipped themes have none, which ends the recursion.
fn parse_base(document: Document<'_>, value: &SpannedValue<'_>) -> Result<Theme, ConfigError> {
    let name = document.string(BASE, value)?;
    Theme::shipped(name).ok_or_else(|| {
        let names = quoted(SHIPPED.map(|(known, _)| known));
        document.invalid(BASE, &value.span(), Expectation::OneOf { names })
    })
}

pub(super) fn parse_style(
    document: Document<'_>,
    role: &str,
    value: &SpannedValue<'_>,
) -> Result<Style, ConfigError> {
    let mut style = Style::new();
    for (key, value) in document.table(role, value)? {
        match key.get_ref().as_ref() {
            "fg" => style = style.fg(parse_colour(document, "fg", value)?),
            "bg" => style = style.bg(parse_colour(document, "bg", value)?),
            "modifiers" => style = style.add_modifier(parse_modifiers(document, value)?),
            other => {
                let expected = suggest(other, STYLE_KEYS);
                let name = other.to_owned();
                let kind = ConfigErrorKind::UnknownStyleKey { name };
                return Err(document.error(&key.span(), kind, expected));
            }
        }
    }
    Ok(style)
}

fn parse_colour(
    document: Document<'_>,
    key: &str,
    value: &SpannedValue<'_>,
) -> Result<Color, ConfigError> {
    let colour = document.string(key, value)?.parse();
    colour.map_err(|_| document.invalid(key, &value.span(), Expectation::Colour))
}

fn parse_modifiers(
    document: Document<'_>,
    value: &SpannedValue<'_>,
) -> Result<Modifier, ConfigError> {
    let mut all = Modifier::empty();
    for name in document.strings("modifiers", value)? {
        let known = MODIFIERS.iter().find(|(known, _)| *known == name);
        let (_, modifier) = known.ok_or_else(|| {
            let names = quoted(MODIFIERS.map(|(known, _)| known));
            document.invalid("modifiers", &value.span(), Expectation::SomeOf { names })
        })?;
        all |= *modifier;
    }
    Ok(all)
}

#[cfg(test)]
mod tests;
