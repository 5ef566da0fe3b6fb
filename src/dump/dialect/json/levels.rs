//! Lists and objects as the JSON grammar has them, one level at a time.
//!
//! A format of the user says where the items are, so a reader walks from the outermost value to them. [`super::walk`] searches
//! the items of other files.

use std::borrow::Cow;

use super::scanner::{JsonScanner, JsonToken, unescape};

/// Deepest nesting.
const MAX_DEPTH: usize = 64;

/// Where a list or object cannot be read further.
#[derive(Clone, Copy, Debug)]
pub(in crate::dump::dialect) struct JsonFault {
    /// Where the list or object starts.
    pub(in crate::dump::dialect) start: usize,
    /// Where the fault is.
    pub(in crate::dump::dialect) at: usize,
    /// Where the next item can start.
    pub(in crate::dump::dialect) resume: usize,
    /// Whether the rest is missing, rather than wrong.
    pub(in crate::dump::dialect) is_torn: bool,
}

/// A value in a list or object.
pub(in crate::dump::dialect) struct NestedValue<'a> {
    /// Its name in an object.
    pub(in crate::dump::dialect) name: Cow<'a, str>,
    pub(in crate::dump::dialect) start: usize,
    /// Where it ends; `None` for a list or object, whose end is not known yet.
    pub(in crate::dump::dialect) end: Option<usize>,
}

/// Visits the values of the list or object at `at`, in their order. `visit` returns where a value ends. Returns where the list
/// or object ends.
pub(in crate::dump::dialect) fn visit_values<'a>(
    text: &'a str,
    at: usize,
    visit: &mut dyn FnMut(NestedValue<'a>) -> Result<usize, JsonFault>,
) -> Result<usize, JsonFault> {
    let mut scanner = JsonScanner::new(text, at);
    let (is_object, closing) = match scanner.next() {
        Some(JsonToken::OpenObject) => (true, JsonToken::CloseObject),
        Some(JsonToken::OpenArray) => (false, JsonToken::CloseArray),
        token => return Err(fault(text, at, &scanner, token)),
    };
    loop {
        let token = scanner.next();
        if token == Some(closing) {
            return Ok(scanner.at);
        }
        let value = if is_object {
            named_value(&mut scanner, token)
        } else {
            value_of(&scanner, token, Cow::Borrowed(""))
        };
        let value = value.map_err(|token| fault(text, at, &scanner, token))?;
        scanner.at = visit(value)?;
        match scanner.next() {
            Some(JsonToken::Comma) => {}
            token if token == Some(closing) => return Ok(scanner.at),
            token => return Err(fault(text, at, &scanner, token)),
        }
    }
}

/// Reads a member of an object from the token of its name on. The error is an unexpected token.
fn named_value<'a>(
    scanner: &mut JsonScanner<'a>,
    token: Option<JsonToken<'a>>,
) -> Result<NestedValue<'a>, Option<JsonToken<'a>>> {
    let Some(JsonToken::Text(name)) = token else {
        return Err(token);
    };
    let colon = scanner.next();
    if colon != Some(JsonToken::Colon) {
        return Err(colon);
    }
    let token = scanner.next();
    value_of(scanner, token, unescape(name))
}

/// The value that begins with the last token.
fn value_of<'a>(
    scanner: &JsonScanner<'a>,
    token: Option<JsonToken<'a>>,
    name: Cow<'a, str>,
) -> Result<NestedValue<'a>, Option<JsonToken<'a>>> {
    let end = match token {
        Some(JsonToken::Text(_) | JsonToken::Word(_)) => Some(scanner.at),
        Some(JsonToken::OpenObject | JsonToken::OpenArray) => None,
        _ => return Err(token),
    };
    let start = scanner.start;
    Ok(NestedValue { name, start, end })
}

/// Where the value that starts at `at` ends.
pub(in crate::dump::dialect) fn end_of_value(text: &str, at: usize) -> Result<usize, JsonFault> {
    nested_end(text, at, 0)
}

fn nested_end(text: &str, at: usize, depth: usize) -> Result<usize, JsonFault> {
    if depth == MAX_DEPTH {
        return Err(JsonFault {
            start: at,
            at,
            resume: at + 1,
            is_torn: false,
        });
    }
    visit_values(text, at, &mut |value| match value.end {
        Some(end) => Ok(end),
        None => nested_end(text, value.start, depth + 1),
    })
}

fn fault(
    text: &str,
    start: usize,
    scanner: &JsonScanner<'_>,
    token: Option<JsonToken<'_>>,
) -> JsonFault {
    let before = text.get(..scanner.start).unwrap_or_default();
    // The next item begins where the rest of this one should be.
    let is_next = token == Some(JsonToken::OpenObject) && before.ends_with(['\n', '}']);
    let is_cut = matches!(token, None | Some(JsonToken::TornText));
    JsonFault {
        start,
        at: scanner.start,
        resume: if is_cut { scanner.at } else { scanner.start },
        is_torn: is_cut || is_next,
    }
}
