//! The responses that follow each other in a file.

use memchr::memchr_iter;
use serde::de::IgnoredAny;
use serde_json::{Deserializer, Error};

use crate::dump::dialect::cursor::LineCursor;

/// A response, or a piece of a file that should be one.
pub(super) struct ApiResponse<'a> {
    /// Its first line in the file.
    pub(super) line: u32,
    /// Its text up to its end, or up to where the next response may start.
    pub(super) text: &'a str,
    /// Whether it is one complete JSON value.
    pub(super) is_whole: bool,
    /// Whether it ends the file and may not be fully written yet.
    pub(super) is_last: bool,
}

/// How often the end of a response may be searched without success beyond the next line that may start one. Each search costs
/// a pass over the rest of the file. A list with an item a line needs it; a torn response never profits.
const MAX_LOOKAHEADS: usize = 16;

/// Iterates over the responses of a text.
pub(super) struct ApiResponses<'a> {
    cursor: LineCursor<'a>,
    lookaheads: usize,
}

impl<'a> ApiResponses<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self {
            cursor: LineCursor::new(text, 1),
            lookaheads: MAX_LOOKAHEADS,
        }
    }

    /// The length of the value at the start of a text and `true`; for a broken one the distance to the next, and `false`.
    fn extent(&mut self, text: &str) -> (usize, bool) {
        let next = next_opening(text);
        match end_of_value(text.get(..next).unwrap_or_default()) {
            Ok(end) => return (end, true),
            Err(error) if !error.is_eof() || next == text.len() || self.lookaheads == 0 => {
                return (next, false);
            }
            Err(_) => {}
        }
        if let Ok(end) = end_of_value(text) {
            return (end, true);
        }
        self.lookaheads -= 1;
        (next, false)
    }
}

impl<'a> Iterator for ApiResponses<'a> {
    type Item = ApiResponse<'a>;

    fn next(&mut self) -> Option<ApiResponse<'a>> {
        let start = self.cursor.skip(&[',', ' ', '\t', '\r', '\n', '\u{feff}']);
        if start.is_empty() {
            return None;
        }
        let (len, is_whole) = self.extent(start);
        let response = ApiResponse {
            line: self.cursor.line,
            text: start.get(..len).unwrap_or_default(),
            is_whole,
            is_last: len == start.len(),
        };
        self.cursor.move_to(self.cursor.at + len);
        Some(response)
    }
}

/// The start of the next line that may open another response, as the first one is opened. In a broken array, lines with items
/// open none.
fn next_opening(text: &str) -> usize {
    let is_array = text.starts_with('[');
    let is_opening = |at: &usize| match text.as_bytes().get(*at) {
        Some(b'[') => true,
        Some(b'{') => !is_array,
        Some(_) | None => false,
    };
    memchr_iter(b'\n', text.as_bytes())
        .map(|end| end + 1)
        .find(is_opening)
        .unwrap_or(text.len())
}

/// The end of the JSON value at the start of a text.
fn end_of_value(text: &str) -> Result<usize, Error> {
    let mut values = Deserializer::from_str(text).into_iter::<IgnoredAny>();
    match values.next() {
        Some(Err(error)) => Err(error),
        Some(Ok(IgnoredAny)) | None => Ok(values.byte_offset()),
    }
}
