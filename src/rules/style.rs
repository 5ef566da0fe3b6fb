//! `style = { row = "cyan" }` or `{ hits = "#d7af00" }`: how a rule makes its items look.

use super::rule_table::RuleTable;
use crate::config::theme::Look;
use crate::config::{ConfigError, ConfigErrorKind, Expectation, suggest};

/// How the items of a rule look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleStyle {
    /// Their rows in the list.
    pub row: Option<Look>,
    /// What the query finds in them.
    pub hits: Option<Look>,
}

impl RuleStyle {
    /// Whether the rule changes nothing.
    pub const fn is_empty(&self) -> bool {
        self.row.is_none() && self.hits.is_none()
    }
}

/// The parts of an item that can be styled.
const PARTS: [&str; 2] = ["row", "hits"];

/// Reads the key `style`.
pub(super) fn read(rule: &RuleTable<'_>) -> Result<RuleStyle, ConfigError> {
    let mut style = RuleStyle::default();
    let Some(value) = rule.table.get("style") else {
        return Ok(style);
    };
    let document = rule.table.document;
    let Some(parts) = value.get_ref().as_table() else {
        return Err(document.invalid("style", &value.span(), Expectation::RuleStyle));
    };
    for (part, look) in parts {
        let name = part.get_ref().as_ref();
        let styled = match name {
            "row" => &mut style.row,
            "hits" => &mut style.hits,
            _ => {
                let kind = ConfigErrorKind::UnknownStylePart {
                    name: name.to_owned(),
                };
                return Err(document.error(&part.span(), kind, suggest(name, PARTS)));
            }
        };
        *styled = Some(Look::parse(document, name, look)?);
    }
    Ok(style)
}
