//! The part of a query that Tab completes: the name of a field, its value, or a word. For a field that does not exist it is the
//! name with its sign, wherever the cursor is in the value.

use crate::query::{FIELDS, Field, may_be_field};

/// The characters that end a word outside of quotation marks.
const SEPARATORS: &str = "()（）|｜";
/// The characters of the sign between a field and its value.
const SIGNS: &str = ":：<>=≤≥＜＞";

/// The word before the cursor.
#[derive(Debug)]
pub(super) struct CompletionPlace<'a> {
    /// Its first byte in the line; for a field's value, that of the value.
    pub start: usize,
    /// The byte after the part that a candidate replaces.
    pub end: usize,
    /// The field whose value it is.
    pub field: Option<&'static Field>,
    /// What was typed of it, without a quotation mark.
    pub typed: &'a str,
    /// Whether it is the name of no field, with a sign after it.
    pub is_wrong_field: bool,
}

impl<'a> CompletionPlace<'a> {
    /// Finds the word before the cursor, given as a byte of the line; `None` for a link or other text with a colon.
    pub(super) fn at(line: &'a str, cursor: usize) -> Option<Self> {
        let before = line.get(..cursor)?;
        let word = before.get(word_start(before)..)?;
        let word = word.trim_start_matches(['-', '!', '！']);
        let name_end = word.find(|c: char| !c.is_alphabetic());
        let (name, rest) = word.split_at(name_end.unwrap_or(word.len()));
        let value = rest.trim_start_matches(|c| SIGNS.contains(c));
        let has_sign = value.len() < rest.len();
        let field = FIELDS.iter().find(|field| field.names().contains(&name));
        let is_wrong_field = has_sign && field.is_none();
        if is_wrong_field && !(rest.starts_with([':', '：']) && may_be_field(name, value)) {
            return None;
        }
        let (field, typed, end) = match field {
            _ if !has_sign => (None, word, cursor),
            None => (None, name, cursor - value.len()),
            Some(_) => (field, value, cursor),
        };
        let start = if is_wrong_field {
            word.len()
        } else {
            typed.len()
        };
        Some(Self {
            start: cursor - start,
            end,
            field,
            typed: typed.trim_start_matches(['"', '“', '”']),
            is_wrong_field,
        })
    }
}

/// The first byte of the last word; quotation marks keep words together.
fn word_start(before: &str) -> usize {
    let (mut start, mut is_quoted) = (0, false);
    for (at, c) in before.char_indices() {
        if "\"“”".contains(c) {
            is_quoted = !is_quoted;
        } else if !is_quoted && (c.is_whitespace() || SEPARATORS.contains(c)) {
            start = at + c.len_utf8();
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("", Some((0, None, "")))]
    #[case("储能 sto", Some((7, None, "sto")))]
    #[case("-sto", Some((1, None, "sto")))]
    #[case("(a|stock:ywd", Some((9, Some("stock"), "ywd")))]
    #[case("级别>=", Some((8, Some("level"), "")))]
    #[case("source:\"央视 新", Some((7, Some("source"), "央视 新")))]
    #[case("储能 -colour:r", Some((8, None, "colour")))]
    #[case("https://a", None)]
    #[case("a:b", None)]
    #[case(":涨", None)]
    #[case("pe>30", None)]
    #[case("投资日历：6月", None)]
    fn word_before_the_cursor_is_completed(
        #[case] line: &str,
        #[case] expected: Option<(usize, Option<&str>, &str)>,
    ) {
        let place = CompletionPlace::at(line, line.len());
        let found = place.map(|place| {
            let field = place.field.map(|field| field.names()[0]);
            (place.start, field, place.typed)
        });
        assert_eq!(found, expected);
    }
}
