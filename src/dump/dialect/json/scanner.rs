//! Splits JSON, and what Python prints for the same values, into tokens without building values.
//!
//! It goes on where a parser must stop: dumps have `NaN` from pandas, halves of surrogate pairs where a text was cut, and files
//! that end within an item. Tokens are slices, so that each has its place in the file. A test compares it with `serde_json`.

use std::borrow::Cow;

use memchr::memchr3;

/// A token. Texts have no quotes around them and are still escaped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::dump::dialect) enum JsonToken<'a> {
    OpenObject,
    CloseObject,
    OpenArray,
    CloseArray,
    Colon,
    Comma,
    Text(&'a str),
    /// A number, `true`, `false`, `null` or one of the words that programs write for no number.
    Word(&'a str),
    /// A text that a line break or the end of the file cuts off.
    TornText,
    /// Anything else.
    Other,
}

/// Words that are values beside numbers. JavaScript and Python write those that JSON does not have.
const WORDS: [&str; 11] = [
    "null",
    "true",
    "false",
    "NaN",
    "nan",
    "Infinity",
    "-Infinity",
    "undefined",
    "None",
    "True",
    "False",
];

/// Iterates over the tokens of a text.
pub(in crate::dump::dialect) struct JsonScanner<'a> {
    text: &'a str,
    /// Where the next token is searched.
    pub(in crate::dump::dialect) at: usize,
    /// Where the last token starts.
    pub(in crate::dump::dialect) start: usize,
}

impl<'a> JsonScanner<'a> {
    /// The tokens from `at` on.
    pub(in crate::dump::dialect) const fn new(text: &'a str, at: usize) -> Self {
        Self {
            text,
            at,
            start: at,
        }
    }

    /// The rest of a text after its opening quote. Python writes single ones.
    fn scan_text(&mut self, from: usize, quote: u8) -> JsonToken<'a> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let Some(found) = memchr3(quote, b'\\', b'\n', rest) else {
                self.at = bytes.len();
                return JsonToken::TornText;
            };
            at += found;
            match (bytes.get(at), bytes.get(at + 1)) {
                (Some(byte), _) if *byte == quote => break,
                (Some(b'\\'), Some(next)) if *next != b'\n' => at += 2,
                (Some(b'\\'), _) => at += 1,
                (_, _) => {
                    self.at = at;
                    return JsonToken::TornText;
                }
            }
        }
        self.at = at + 1;
        JsonToken::Text(self.text.get(from..at).unwrap_or_default())
    }

    /// The name at the last token, if it has no quotes: `{time: 1}`, as scripts write objects.
    pub(super) fn bare_name(&mut self) -> Option<&'a str> {
        let rest = self.text.get(self.start..)?;
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
        let len = rest.find(|c: char| !is_part(c))?;
        let is_name = rest.get(len..)?.trim_start().starts_with(':') && len > 0;
        is_name.then(|| {
            self.at = self.start + len;
            rest.get(..len)
        })?
    }

    fn scan_word(&mut self, start: usize) -> JsonToken<'a> {
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let is_part =
            |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_');
        let len = rest.iter().take_while(is_part).count();
        let word = self.text.get(start..start + len).unwrap_or_default();
        if !is_number(word) && !WORDS.contains(&word) {
            return JsonToken::Other;
        }
        self.at = start + len;
        JsonToken::Word(word)
    }
}

/// How many bytes of white space and byte order marks a text starts with.
fn blank_len(bytes: &[u8]) -> usize {
    let mut len = 0;
    loop {
        match bytes.get(len..) {
            Some([b' ' | b'\n' | b'\r' | b'\t', ..]) => len += 1,
            Some([0xEF, 0xBB, 0xBF, ..]) => len += 3,
            Some(_) | None => return len,
        }
    }
}

/// Whether a word has the form of a number. More is accepted than in JSON, such as `+1` or `01`: the value is read later.
fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches(['-', '+']);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-'))
}

impl<'a> Iterator for JsonScanner<'a> {
    type Item = JsonToken<'a>;

    fn next(&mut self) -> Option<JsonToken<'a>> {
        self.start = self.at + blank_len(self.text.as_bytes().get(self.at..)?);
        let start = self.start;
        let token = match self.text.as_bytes().get(start)? {
            quote @ (b'"' | b'\'') => return Some(self.scan_text(start + 1, *quote)),
            b'{' => JsonToken::OpenObject,
            b'}' => JsonToken::CloseObject,
            b'[' => JsonToken::OpenArray,
            b']' => JsonToken::CloseArray,
            b':' => JsonToken::Colon,
            b',' => JsonToken::Comma,
            _ => return Some(self.scan_word(start)),
        };
        self.at = start + 1;
        Some(token)
    }
}

/// Replaces the escapes in a text. Half a surrogate pair and an escape that does not exist become U+FFFD.
pub(in crate::dump::dialect) fn unescape(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'\\', text.as_bytes()) else {
        return Cow::Borrowed(text);
    };
    let (start, mut rest) = text.split_at_checked(first).unwrap_or((text, ""));
    let mut plain = String::with_capacity(text.len());
    plain.push_str(start);
    while let Some(escape) = rest.strip_prefix('\\') {
        let (c, len) = parse_escape(escape);
        plain.push(c);
        let after = escape.get(len..).unwrap_or_default();
        let end = memchr::memchr(b'\\', after.as_bytes()).unwrap_or(after.len());
        plain.push_str(after.get(..end).unwrap_or_default());
        rest = after.get(end..).unwrap_or_default();
    }
    Cow::Owned(plain)
}

/// The character of an escape without its backslash, and the length of the escape.
fn parse_escape(escape: &str) -> (char, usize) {
    let c = escape.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
    let plain = match c {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        '"' | '\'' | '\\' | '/' => c,
        'u' => return parse_unicode(escape),
        'x' => return parse_hex(escape),
        _ => char::REPLACEMENT_CHARACTER,
    };
    (plain, c.len_utf8().min(escape.len()))
}

/// The character of `xa0`, as Python writes it.
fn parse_hex(escape: &str) -> (char, usize) {
    let digits = escape.get(1..3);
    let code = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
    code.map_or((char::REPLACEMENT_CHARACTER, 1), |code| (code.into(), 3))
}

/// The character of `u4e00`, or of a pair of surrogates.
fn parse_unicode(escape: &str) -> (char, usize) {
    let unit = |text: &str| u16::from_str_radix(text.strip_prefix('u')?.get(..4)?, 16).ok();
    let Some(first) = unit(escape) else {
        return (char::REPLACEMENT_CHARACTER, 1);
    };
    let second = escape
        .get(5..)
        .and_then(|rest| unit(rest.strip_prefix('\\')?));
    let pair = [first, second.unwrap_or(0)];
    let decoded = char::decode_utf16(pair).next().and_then(Result::ok);
    let len = if decoded.is_some_and(|c| c.len_utf16() == 2) {
        11
    } else {
        5
    };
    (decoded.unwrap_or(char::REPLACEMENT_CHARACTER), len)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    /// Any JSON value as text, with random values.
    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            "[a-z\"\\\\/\n\t\u{1f600}中文\u{7}]{0,8}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::vec(("[a-z\"中]{0,4}", inner), 0..5)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    /// The texts and words of a value in the order of its JSON.
    fn scalars(value: &Value, out: &mut Vec<String>) {
        match value {
            Value::String(text) => out.push(text.clone()),
            Value::Array(values) => values.iter().for_each(|value| scalars(value, out)),
            Value::Object(fields) => {
                for (name, value) in fields {
                    out.push(name.clone());
                    scalars(value, out);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => out.push(value.to_string()),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn valid_json_is_read_as_serde_reads_it(value in any_json(), is_pretty in any::<bool>()) {
            let text = if is_pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
            let mut expected = Vec::new();
            scalars(&value, &mut expected);
            let read: Vec<String> = JsonScanner::new(&text, 0)
                .filter_map(|token| match token {
                    JsonToken::Text(text) => Some(unescape(text).into_owned()),
                    JsonToken::Word(word) => Some(word.to_owned()),
                    JsonToken::TornText | JsonToken::Other => panic!("{token:?} in {text}"),
                    _ => None,
                })
                .collect();
            assert_eq!(read, expected, "{text}");
        }

        #[test]
        fn any_escapes_are_replaced(text in "[\\\\ud8-f0-9nE中]{0,24}") {
            let _ = unescape(&text);
        }
    }

    #[test]
    fn half_a_pair_becomes_a_replacement() {
        for (escaped, plain) in [
            ("a\\ud83db", "a\u{fffd}b"),
            ("\\ud83d\\ude00", "\u{1f600}"),
            ("\\ud83d\\u4e2d", "\u{fffd}中"),
            ("\\ude00", "\u{fffd}"),
            ("\\u12", "\u{fffd}12"),
            ("\\x\\/\\u6b63", "\u{fffd}/正"),
            ("\\", "\u{fffd}"),
        ] {
            assert_eq!(unescape(escaped), plain, "{escaped}");
        }
    }

    #[test]
    fn torn_texts_end_at_the_line() {
        use JsonToken::{Colon, Comma, OpenObject, Other, Text, TornText, Word};
        let tokens: Vec<_> = JsonScanner::new("{\"a\\\n\"b\": NaN, oops", 0)
            .take(6)
            .collect();
        assert_eq!(tokens[..2], [OpenObject, TornText]);
        assert_eq!(tokens[2..], [Text("b"), Colon, Word("NaN"), Comma]);
        assert_eq!(JsonScanner::new("oops", 0).next(), Some(Other));
    }
}
