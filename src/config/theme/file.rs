//! The file of a theme: `role = { fg = "…", bg = "…", modifiers = ["…"] }`.

use ratatui::style::{Color, Modifier, Style};

use super::{Role, SHIPPED, Theme};
use crate::config::document::{Document, Value};
use crate::config::fault::{ConfigError, Fault, instead};
use crate::lang::{Found, Instead, quoted};

const MODIFIERS: [(&str, Modifier); 6] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("crossed-out", Modifier::CROSSED_OUT),
];

const KEYS: [&str; 3] = ["fg", "bg", "modifiers"];

/// Reads a theme; roles that it does not name are those of the one that it names as `based-on`, or else of `ground`.
pub(super) fn read(document: Document<'_>, ground: Theme) -> Result<Theme, ConfigError> {
    let table = document.parse()?;
    let (mut theme, mut faults) = (ground, Vec::new());
    if let Some(value) = table.get("based-on") {
        theme = base(document, value)?;
    }
    for (name, value) in table
        .iter()
        .filter(|(name, _)| name.get_ref() != "based-on")
    {
        let role = Role::ALL
            .iter()
            .copied()
            .find(|role| role.name() == name.get_ref());
        let Some(role) = role else {
            let known = Role::ALL.iter().map(|role| role.name());
            faults.push(document.fault(
                &name.span(),
                Found::NoRole {
                    name: name.get_ref().to_string(),
                },
                instead(name.get_ref(), known),
            ));
            continue;
        };
        match style(document, role.name(), value) {
            Ok(style) => theme.set(role, style),
            Err(fault) => faults.push(fault),
        }
    }
    ConfigError::check(faults)?;
    Ok(theme)
}

fn base(document: Document<'_>, value: &Value<'_>) -> Result<Theme, Fault> {
    let name = document.string("based-on", value)?;
    let known = SHIPPED.iter().map(|(known, _)| *known);
    // A shipped theme is based on none, so that this ends.
    Theme::shipped(name).ok_or_else(|| {
        document.wrong(
            "based-on",
            value,
            Instead::OneOfThese {
                names: quoted(known),
            },
        )
    })
}

fn style(document: Document<'_>, role: &str, value: &Value<'_>) -> Result<Style, Fault> {
    let mut style = Style::new();
    for (key, value) in document.table(role, value)? {
        match key.get_ref().as_ref() {
            "fg" => style = style.fg(colour(document, "fg", value)?),
            "bg" => style = style.bg(colour(document, "bg", value)?),
            "modifiers" => style = style.add_modifier(modifiers(document, value)?),
            other => {
                let found = Found::NoStyle {
                    name: other.to_owned(),
                };
                return Err(document.fault(&key.span(), found, instead(other, KEYS)));
            }
        }
    }
    Ok(style)
}

fn colour(document: Document<'_>, key: &str, value: &Value<'_>) -> Result<Color, Fault> {
    let text = document.string(key, value)?;
    text.parse()
        .map_err(|_| document.wrong(key, value, Instead::Colour))
}

fn modifiers(document: Document<'_>, value: &Value<'_>) -> Result<Modifier, Fault> {
    let mut all = Modifier::empty();
    for name in document.strings("modifiers", value)? {
        let known = MODIFIERS.iter().find(|(known, _)| *known == name);
        let names = MODIFIERS.iter().map(|(known, _)| *known);
        let (_, modifier) = known.ok_or_else(|| {
            document.wrong(
                "modifiers",
                value,
                Instead::SomeOf {
                    names: quoted(names),
                },
            )
        })?;
        all |= *modifier;
    }
    Ok(all)
}
