//! JSON in the texts of other JSON: `{"body": "{\\"data\\": …}"}`, as gateways and message queues pass it on.

use super::scanner::{JsonScanner, JsonToken, unescape};
use crate::dump::dialect::cursor::LineCursor;

/// The texts that may be JSON, unescaped, with their lines.
pub(super) fn encoded_texts(text: &str) -> impl Iterator<Item = (u32, String)> {
    let mut cursor = LineCursor::new(text, 1);
    let mut scanner = JsonScanner::new(text, 0);
    std::iter::from_fn(move || {
        loop {
            let token = scanner.next()?;
            if let JsonToken::Text(inner) = token
                && inner.trim_start().starts_with(['{', '['])
                && inner.contains('\\')
            {
                cursor.move_to(scanner.start);
                return Some((cursor.line, unescape(inner).into_owned()));
            }
            if matches!(token, JsonToken::TornText | JsonToken::Other) {
                return None;
            }
        }
    })
}
