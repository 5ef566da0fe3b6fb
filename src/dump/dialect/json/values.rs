//! Lists and objects within an item, such as its stocks.

use std::borrow::Cow;

use super::scanner::{JsonScanner, JsonToken, unescape};

/// The list or object that starts at `at`; `None` if it is cut off or broken.
pub(super) fn skip_value(text: &str, at: usize) -> Option<&str> {
    let mut scanner = JsonScanner::new(text, at);
    let mut depth = 0_usize;
    loop {
        match scanner.next()? {
            JsonToken::OpenObject | JsonToken::OpenArray => depth += 1,
            JsonToken::CloseObject | JsonToken::CloseArray => depth = depth.checked_sub(1)?,
            JsonToken::Colon | JsonToken::Comma | JsonToken::Text(_) | JsonToken::Word(_) => {}
            JsonToken::TornText | JsonToken::Other => return None,
        }
        if depth == 0 {
            return text.get(at..scanner.at);
        }
    }
}

/// The names and values of an element. One that is no object has a value without a name.
pub(in crate::dump::dialect) type JsonElement<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

/// The elements of a list, those of a map of objects, or an object as the only one. Deeper objects count as part of their
/// element.
pub(in crate::dump::dialect) fn elements(json: &str) -> Vec<JsonElement<'_>> {
    let mut elements = vec![JsonElement::new()];
    let (mut depth, mut name) = (0_usize, Cow::Borrowed(""));
    let mut tokens = JsonScanner::new(json, 0).peekable();
    let is_list = json.starts_with('[') || is_map_of_objects(json);
    while let Some(token) = tokens.next() {
        let value = match token {
            JsonToken::OpenObject | JsonToken::OpenArray => {
                depth += 1;
                continue;
            }
            JsonToken::CloseObject | JsonToken::CloseArray => {
                depth = depth.saturating_sub(1);
                continue;
            }
            JsonToken::Comma if is_list && depth == 1 => {
                elements.push(JsonElement::new());
                continue;
            }
            JsonToken::Comma | JsonToken::Colon => continue,
            JsonToken::Text(text) if tokens.peek() == Some(&JsonToken::Colon) => {
                name = unescape(text);
                continue;
            }
            JsonToken::Text(text) => unescape(text),
            JsonToken::Word(word) => Cow::Borrowed(word),
            JsonToken::TornText | JsonToken::Other => break,
        };
        if let Some(element) = elements.last_mut() {
            element.push((std::mem::take(&mut name), value));
        }
    }
    elements
}

/// Whether an object's first value is an object.
fn is_map_of_objects(json: &str) -> bool {
    let mut tokens = JsonScanner::new(json, 0);
    let is_named = tokens.next() == Some(JsonToken::OpenObject)
        && matches!(tokens.next(), Some(JsonToken::Text(_)))
        && tokens.next() == Some(JsonToken::Colon);
    is_named && tokens.next() == Some(JsonToken::OpenObject)
}
