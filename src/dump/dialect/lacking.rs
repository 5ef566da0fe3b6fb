//! What JSON or a table lacks to be a dump, for `check`.

use super::item_role::ItemRole;
use super::json::scanner::{JsonScanner, JsonToken, unescape};
use super::lines::line_at;
use super::roles::role_of;

/// What the fields of a file lack. Each has the names of its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LackingField {
    /// No field has the name of a time.
    Time(String),
    /// No field has the name of a title or text.
    Text(String),
    /// The fields of times have values that are no times.
    ReadableTime(String),
    /// It is a list of lists without names for their elements.
    Names,
}

/// How many names are shown.
const MAX_NAMES: usize = 12;

/// Looks at the beginning of a text. `None` if it is neither JSON nor a table, or if nothing is known to be lacking.
pub fn lacking_field(text: &str) -> Option<LackingField> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let names = if text.starts_with(['{', '[']) {
        json_names(text)
    } else {
        table_names(line_at(text, 0))?
    };
    let with = |roles: &[ItemRole]| -> Vec<&str> {
        let has_role =
            |name: &&String| role_of(name).is_some_and(|(role, _)| roles.contains(&role));
        names.iter().filter(has_role).map(String::as_str).collect()
    };
    let times = with(&[ItemRole::Time, ItemRole::StoredTime]);
    let texts = with(&[ItemRole::Title, ItemRole::Text, ItemRole::Summary]);
    let shown = || {
        names
            .iter()
            .take(MAX_NAMES)
            .cloned()
            .collect::<Vec<_>>()
            .join(", ")
    };
    match (times.is_empty(), texts.is_empty()) {
        _ if names.is_empty() => is_list_of_lists(text).then_some(LackingField::Names),
        (true, _) => Some(LackingField::Time(shown())),
        (false, true) => Some(LackingField::Text(shown())),
        (false, false) => Some(LackingField::ReadableTime(times.join(", "))),
    }
}

/// Whether a list begins with a list that has values.
fn is_list_of_lists(text: &str) -> bool {
    let mut tokens = JsonScanner::new(text, 0);
    let are_lists = (0..2).all(|_| tokens.next() == Some(JsonToken::OpenArray));
    are_lists && matches!(tokens.next(), Some(JsonToken::Text(_) | JsonToken::Word(_)))
}

/// The names of all fields, each once.
fn json_names(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut last = None;
    for token in JsonScanner::new(text, 0) {
        match (token, last.take()) {
            (JsonToken::Colon, Some(name)) => {
                let name = unescape(name).into_owned();
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            (JsonToken::Text(text), _) => last = Some(text),
            (JsonToken::Other | JsonToken::TornText, _) => break,
            (_, _) => {}
        }
    }
    names
}

/// The names in the first row of a table; `None` if none of them means anything.
fn table_names(heading: &str) -> Option<Vec<String>> {
    let divider = heading.chars().find(|c| matches!(c, ',' | '\t' | ';'))?;
    let names: Vec<String> = heading
        .split(divider)
        .map(|name| name.trim().trim_matches('"').to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    names
        .iter()
        .any(|name| role_of(name).is_some())
        .then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_is_lacking() {
        let names = "a, title".to_owned();
        for (text, lacking) in [
            (
                r#"[{"a": 1, "title": "甲"}, {"a""#,
                Some(LackingField::Time(names.clone())),
            ),
            ("\u{feff}a,title\n1,甲\n", Some(LackingField::Time(names))),
            (
                r#"{"time": "09:31", "msg": "甲"}"#,
                Some(LackingField::Text("time, msg".into())),
            ),
            ("时间;作者\n", Some(LackingField::Text("时间, 作者".into()))),
            (
                r#"{"time": "soon", "text": "甲"}"#,
                Some(LackingField::ReadableTime("time".into())),
            ),
            ("甲，乙", None),
            ("a,b\n1,2\n", None),
            ("[1, 2]", None),
            (
                r#"[["甲", "2026-05-31 09:31"], ["乙""#,
                Some(LackingField::Names),
            ),
        ] {
            assert_eq!(lacking_field(text), lacking, "{text}");
        }
    }
}
