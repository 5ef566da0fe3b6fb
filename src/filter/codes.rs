//! Finds any of many codes of six digits, such as a list of all stocks.
//!
//! Of six bytes in a row the last one is looked at. If it is no digit, no code has it, and the next five end no code either.
//! An automaton of thousands of codes reads every byte and takes ten times as long.

use std::ops::Range;

/// The length of a code, in bytes.
const LEN: usize = 6;
/// The number of codes that there can be.
const CODES: usize = 1_000_000;

/// Finds codes.
#[derive(Debug)]
pub(super) struct CodeFinder {
    /// A bit for each number that is a code.
    wanted: Box<[u64]>,
}

impl CodeFinder {
    /// A finder of those of these strings that [`is_code`].
    pub(super) fn new<'a>(codes: impl Iterator<Item = &'a str>) -> Self {
        let mut wanted = vec![0; CODES.div_ceil(64)];
        for code in codes.filter(|code| is_code(code)) {
            let number = number(code.as_bytes());
            if let Some(bits) = wanted.get_mut(number / 64) {
                *bits |= 1 << (number % 64);
            }
        }
        let wanted = wanted.into();
        Self { wanted }
    }

    /// The first occurrence of any code, in bytes.
    pub(super) fn find(&self, text: &[u8]) -> Option<Range<usize>> {
        let mut end = LEN;
        loop {
            // A code that ends here or in the next five bytes has a digit here.
            while !text.get(end - 1)?.is_ascii_digit() {
                end += LEN;
            }
            let window = text.get(end - LEN..end)?;
            match window.iter().rposition(|byte| !byte.is_ascii_digit()) {
                Some(other) => end += other + 1,
                None if self.is_wanted(number(window)) => return Some(end - LEN..end),
                None => end += 1,
            }
        }
    }

    fn is_wanted(&self, number: usize) -> bool {
        let bits = self.wanted.get(number / 64);
        bits.is_some_and(|bits| bits >> (number % 64) & 1 == 1)
    }
}

/// Whether a string has the form of a code.
pub(super) fn is_code(string: &str) -> bool {
    string.len() == LEN && string.bytes().all(|byte| byte.is_ascii_digit())
}

fn number(digits: &[u8]) -> usize {
    let values = digits.iter().map(|digit| usize::from(digit - b'0'));
    values.fold(0, |number, value| number * 10 + value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn find_returns_the_first_code(
            codes in prop::collection::vec("[01]{6}", 1..20),
            text in "[01]{0,9}[公a01 ]{0,30}",
        ) {
            let finder = CodeFinder::new(codes.iter().map(String::as_str));
            let first = codes.iter().filter_map(|code| text.find(code.as_str())).min();
            let found = finder.find(text.as_bytes());
            prop_assert_eq!(found.clone().map(|found| found.start), first);
            if let Some(found) = found {
                prop_assert!(codes.iter().any(|code| code.as_bytes() == &text.as_bytes()[found.clone()]));
            }
        }
    }

    #[test]
    fn only_six_digits_are_a_code() {
        assert!(is_code("600519"));
        for other in ["60051", "6005190", "60051a", "６０", ""] {
            assert!(!is_code(other), "{other}");
        }
    }
}
