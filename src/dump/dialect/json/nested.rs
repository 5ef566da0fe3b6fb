//! A text or a time that is itself a list or object: `{"rendered": "…"}`, `["…", {"type": "bold", "text": "…"}]`,
//! `{"$date": "…"}`, `[2026, 5, 31, 9, 31, 5]`.

use std::borrow::Cow;

use super::values::{JsonElement, elements};
use crate::dump::dialect::instant::WrittenTime;
use crate::dump::dialect::item_field::ItemField;
use crate::dump::dialect::item_role::ItemRole;
use crate::dump::dialect::no_value::value;
use crate::dump::dialect::roles::{place_of, role_of};

/// Names of the text in an object, as [`place_of`] compares them, the best first.
const TEXT_NAMES: &[&str] = &[
    "plaintext",
    "rendered",
    "text",
    "content",
    "value",
    "#text",
    "$t",
    "cdata",
    "$",
    "zhcn",
    "zh",
    "cn",
    "html",
];

/// The value of a field of this role whose JSON is a list or object; `None` if it has none.
pub(super) fn nested_value(role: ItemRole, json: &str) -> Option<Cow<'_, str>> {
    match role {
        ItemRole::Time | ItemRole::StoredTime => nested_time(json).map(Cow::Owned),
        ItemRole::Title | ItemRole::Text | ItemRole::Summary => nested_text(json).map(Cow::Owned),
        ItemRole::Stocks | ItemRole::Subjects | ItemRole::Export => Some(json.into()),
        ItemRole::Id
        | ItemRole::Address
        | ItemRole::Level
        | ItemRole::Importance
        | ItemRole::Wire
        | ItemRole::Source
        | ItemRole::Part
        | ItemRole::Remarks => None,
    }
}

/// The title and the text of a message whose text is JSON again, `{\"title\": \"…\", \"text\": \"…\"}`, as chats store it.
pub(super) fn message_fields(text: &str) -> Vec<ItemField<'static>> {
    if !text.starts_with("{\"") || !text.ends_with('}') {
        return Vec::new();
    }
    let elements = elements(text);
    let values = || elements.iter().flatten();
    let of_role = |wanted: ItemRole| {
        let is_wanted = move |(name, _): &&(Cow<'_, str>, Cow<'_, str>)| {
            role_of(name).is_some_and(|(role, _)| role == wanted)
        };
        values().filter(is_wanted).map(|(_, value)| &**value)
    };
    let title = of_role(ItemRole::Title).next().map(str::to_owned);
    let text: String = of_role(ItemRole::Text).collect();
    let field = |name: &'static str, role, value: String| {
        ItemField::new(name.into(), (role, 0), value.into())
    };
    let title = title.map(|title| field("title", ItemRole::Title, title));
    let text = (!text.is_empty()).then(|| field("text", ItemRole::Text, text));
    title.into_iter().chain(text).collect()
}

/// Joins the texts of a list. Texts alone are paragraphs; texts of objects are pieces of one, as chats write them.
fn nested_text(json: &str) -> Option<String> {
    let elements = elements(json);
    let is_paragraphs = elements.iter().all(|element| unnamed(element).is_some());
    let texts: Vec<&str> = elements.iter().filter_map(text_of).collect();
    let text = texts.join(if is_paragraphs { "\n" } else { "" });
    value(&text).is_some().then_some(text)
}

fn text_of<'e>(element: &'e JsonElement<'_>) -> Option<&'e str> {
    let named = element
        .iter()
        .filter_map(|(name, text)| Some((place_of(name, TEXT_NAMES)?, &**text)));
    unnamed(element).or_else(|| Some(named.min_by_key(|(place, _)| *place)?.1))
}

/// The value of an element that is no object.
fn unnamed<'e>(element: &'e JsonElement<'_>) -> Option<&'e str> {
    match element.as_slice() {
        [(name, text)] if name.is_empty() => Some(text),
        _ => None,
    }
}

/// The first value in an object that is a time, or the time that a list of numbers makes. A list of times is a column.
fn nested_time(json: &str) -> Option<String> {
    let elements = elements(json);
    let numbers: Vec<&str> = elements.iter().filter_map(unnamed).collect();
    if let [year, month, day, clock @ ..] = numbers.as_slice()
        && year.len() == 4
    {
        let clock = clock.get(..clock.len().min(3)).unwrap_or_default();
        return Some(format!("{year}-{month}-{day} {}", clock.join(":")));
    }
    if !numbers.is_empty() {
        return None;
    }
    let mut values = elements.iter().flatten().map(|(_, text)| text);
    let is_time = |text: &&Cow<'_, str>| {
        !matches!(WrittenTime::parse(text), Ok(WrittenTime::Date(_)) | Err(_))
    };
    values.find(is_time).map(ToString::to_string)
}
