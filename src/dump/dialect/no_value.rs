//! Words that programs write where a value is missing.

use crate::dump::story::is_blank;

/// What pandas, Python, JavaScript, databases and spreadsheets write for a missing value, in lower case.
const NO_VALUES: [&str; 14] = [
    "nan",
    "none",
    "null",
    "nil",
    "nat",
    "<na>",
    "n/a",
    "#n/a",
    "undefined",
    "-",
    "--",
    "—",
    "——",
    "[]",
];
/// Longest of them, in bytes.
const MAX_LEN: usize = 9;

/// A field's text without blanks around it; `None` if it says that there is no value.
pub(super) fn value(text: &str) -> Option<&str> {
    let text = text.trim_matches(is_blank);
    let is_word = || NO_VALUES.iter().any(|none| text.eq_ignore_ascii_case(none));
    let is_missing = text.is_empty() || text.len() <= MAX_LEN && is_word();
    (!is_missing).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_nothing_are_no_values() {
        for none in [
            "", " ", "nan", "NaN", "None", "NULL", "null", "NaT", "-", "--", "N/A", "\u{200c}",
            " none ",
        ] {
            assert_eq!(value(none), None, "{none:?}");
        }
        for some in ["0", "无", "nano", "None of us", "-1", "甲"] {
            assert_eq!(value(some), Some(some));
        }
    }
}
