//! The responses that stand in a file one after the other.

use memchr::memchr_iter;
use serde::de::IgnoredAny;
use serde_json::{Deserializer, Error};

/// A response, or a piece of a file that should be one.
pub(super) struct Response<'a> {
    /// The line of the file on which it begins.
    pub(super) line: u32,
    /// From its first character to its end, or to where the next one may begin.
    pub(super) text: &'a str,
    /// Whether it is a JSON value from beginning to end.
    pub(super) is_whole: bool,
    /// Whether nothing stands behind it, so that it may not be written to its end yet.
    pub(super) is_last: bool,
}

/// How often the end of a response is looked for in vain beyond the line that may open the next one; each time costs a pass
/// over the rest of the file. A list of items that stand on lines of their own needs it, a torn response has no use of it.
const PASSES: usize = 16;

/// Goes through the responses of a text.
pub(super) struct Responses<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    passes: usize,
}

impl<'a> Responses<'a> {
    pub(super) const fn of(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            passes: PASSES,
        }
    }

    fn advance(&mut self, by: usize) {
        let passed = self.text.get(self.at..self.at + by).unwrap_or_default();
        self.line += memchr_iter(b'\n', passed.as_bytes()).count() as u32;
        self.at += by;
    }

    /// How long the value is that begins a text; where it is broken, how far it is to the next, and `false`.
    fn extent(&mut self, text: &str) -> (usize, bool) {
        let next = next_opening(text);
        match end_of_value(text.get(..next).unwrap_or_default()) {
            Ok(end) => return (end, true),
            Err(error) if !error.is_eof() || next == text.len() || self.passes == 0 => {
                return (next, false);
            }
            Err(_) => {}
        }
        end_of_value(text).map_or_else(
            |_| {
                self.passes -= 1;
                (next, false)
            },
            |end| (end, true),
        )
    }
}

impl<'a> Iterator for Responses<'a> {
    type Item = Response<'a>;

    fn next(&mut self) -> Option<Response<'a>> {
        let rest = self.text.get(self.at..)?;
        let start = rest.trim_start_matches([',', ' ', '\t', '\r', '\n', '\u{feff}']);
        self.advance(rest.len() - start.len());
        if start.is_empty() {
            return None;
        }
        let (len, is_whole) = self.extent(start);
        let text = start.get(..len).unwrap_or_default();
        let response = Response {
            line: self.line,
            text,
            is_whole,
            is_last: len == start.len(),
        };
        self.advance(len);
        Some(response)
    }
}

/// Where the next line begins that may open another response: one that begins as the first does. In an array that is broken
/// somewhere, lines with items open none.
fn next_opening(text: &str) -> usize {
    let is_array = text.starts_with('[');
    let opens = |at: &usize| match text.as_bytes().get(*at) {
        Some(b'[') => true,
        Some(b'{') => !is_array,
        Some(_) | None => false,
    };
    memchr_iter(b'\n', text.as_bytes())
        .map(|end| end + 1)
        .find(opens)
        .unwrap_or(text.len())
}

/// Where the JSON value ends that begins a text.
fn end_of_value(text: &str) -> Result<usize, Error> {
    let mut values = Deserializer::from_str(text).into_iter::<IgnoredAny>();
    match values.next() {
        Some(Err(error)) => Err(error),
        Some(Ok(IgnoredAny)) | None => Ok(values.byte_offset()),
    }
}
