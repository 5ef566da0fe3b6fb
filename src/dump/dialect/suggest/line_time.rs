//! How a time is written within a line.

use std::sync::LazyLock;

use regex::Regex;

/// The forms of times, the surest first.
pub(super) const TIME_FORMS: [&str; 5] = [
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ T_]*\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?: ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?",
    r"20\d{12}",
    r"1\d{9}(?:\d{3})?",
    r"\d{1,2}[-/月]\d{1,2}日? +\d{1,2}:\d{2}(?::\d{2})?",
    r"\d{1,2}:\d{2}(?::\d{2})?",
];

/// The forms as regular expressions, in the same order. They match no part of a longer number.
pub(super) fn time_regexes() -> &'static [Regex] {
    static REGEXES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
        let regex = |form: &&str| Regex::new(&format!(r"(?:^|\D)({form})(?:\D|$)")).ok();
        TIME_FORMS.iter().filter_map(regex).collect()
    });
    &REGEXES
}

/// Whether a text is long enough for a time. Short numbers can be days of a spreadsheet, but mostly they count something.
pub(super) fn is_whole_time(text: &str) -> bool {
    let is_number = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let digits = text.split('.').next().unwrap_or_default().len();
    !is_number || matches!(digits, 8 | 10 | 12 | 13 | 14 | 16 | 19)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_a_regex() {
        assert_eq!(time_regexes().len(), TIME_FORMS.len());
    }

    #[test]
    fn count_is_no_time() {
        for text in ["2026-01-06 09:30", "1780191065", "20260106093015", "09:30"] {
            assert!(is_whole_time(text), "{text}");
        }
        for text in ["46173", "12", "123456789"] {
            assert!(!is_whole_time(text), "{text}");
        }
    }
}
