//! The look of a rule as it is typed: `cyan`, `hits #d7af00`, or a table as in the file.

use ratatui::style::{Color, Style};

use crate::config::theme::{Look, Role};
use crate::rules::{RuleStyle, RuleValue};

/// What stands before the look of hits.
const HITS: &str = "hits";
/// What may stand before the look of a row.
const ROW: &str = "row";

/// Colours to choose from. Roles follow them.
const COLOURS: [&str; 6] = ["cyan", "yellow", "green", "magenta", "blue", "red"];
/// Roles to choose from.
const ROLES: [Role; 4] = [Role::Dim, Role::Warning, Role::Hit, Role::Figure];

/// What Tab offers: looks of rows, and then those of hits.
pub(super) fn choices() -> Vec<String> {
    let roles = ROLES.iter().map(|role| role.name());
    let looks: Vec<_> = COLOURS.into_iter().chain(roles).collect();
    let hits = looks.iter().map(|look| format!("{HITS} {look}"));
    let rows = looks.iter().map(|look| (*look).to_owned());
    rows.chain(hits).collect()
}

/// How the style of a rule is typed; empty for none.
pub(super) fn typed(style: RuleStyle) -> String {
    match (style.row, style.hits) {
        (None, None) => String::new(),
        (Some(look), None) if plain(look).is_some() => plain(look).unwrap_or_default(),
        (None, Some(look)) if plain(look).is_some() => {
            format!("{HITS} {}", plain(look).unwrap_or_default())
        }
        (row, hits) => {
            let part = |name: &str, look: Look| format!("{name} = {}", written(look));
            let row = row.map(|look| part(ROW, look));
            let hits = hits.map(|look| part(HITS, look));
            let parts: Vec<_> = row.into_iter().chain(hits).collect();
            format!("{{ {} }}", parts.join(", "))
        }
    }
}

/// The value for the file; `None` if it is no value.
pub(super) fn value(typed: &str) -> Option<RuleValue> {
    let typed = typed.trim();
    if typed.starts_with('{') {
        return RuleValue::parse(typed);
    }
    let (part, look) = match typed.split_once(char::is_whitespace) {
        Some((part @ (HITS | ROW), look)) => (part, look.trim()),
        Some(_) | None => (ROW, typed),
    };
    let look = look.to_lowercase().replace(['"', '\\'], "");
    RuleValue::parse(&format!("{{ {part} = \"{look}\" }}"))
}

/// A look as one word; `None` if it takes a table.
fn plain(look: Look) -> Option<String> {
    match look {
        Look::Role(role) => Some(role.name().to_owned()),
        Look::Own(style) => {
            let colour = style.fg?;
            (style == Style::new().fg(colour)).then(|| name(colour))
        }
    }
}

/// A look as the file writes it.
fn written(look: Look) -> String {
    let style = match (plain(look), look) {
        (Some(word), _) => return format!("\"{word}\""),
        (None, Look::Own(style)) => style,
        (None, Look::Role(_)) => Style::new(),
    };
    let colour = |key: &str, colour: Option<Color>| {
        colour.map(|colour| format!("{key} = \"{}\"", name(colour)))
    };
    let modifiers = crate::config::theme::modifier_names(style.add_modifier);
    let modifiers: Vec<_> = modifiers.map(|name| format!("\"{name}\"")).collect();
    let modifiers =
        (!modifiers.is_empty()).then(|| format!("modifiers = [{}]", modifiers.join(", ")));
    let parts = [colour("fg", style.fg), colour("bg", style.bg), modifiers];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    format!("{{ {} }}", parts.join(", "))
}

fn name(colour: Color) -> String {
    colour.to_string().to_lowercase()
}
