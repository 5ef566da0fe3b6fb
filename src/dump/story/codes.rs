//! Securities that a text names by their codes: `(688428.SH)`, `(00700.HK)`, `(NVDA.US)`, `sz300308`, `（920161）`.

use std::ops::Range;

use crate::item::{has_market, market_of_fund, market_of_stock};

/// The kinds of funds. A number counts as a fund's only after one of these.
const FUND_KINDS: [&str; 3] = ["ETF", "LOF", "REIT"];
/// How far before a number the kind of a fund is searched, in characters.
const MAX_FUND_DISTANCE: usize = 12;
/// Longest name of a fund house between kind and number, in characters: `纳指ETF华泰柏瑞`.
const MAX_HOUSE: usize = 6;

/// The ranges of the codes in a text, in bytes, without the parentheses around them; ascending.
pub fn codes(text: &str) -> Vec<Range<usize>> {
    words(text).filter(|word| is_code(text, word)).collect()
}

/// Whether a text ends with the name of a fund: `全球芯片LOF`, `纳指ETF国泰`, `港美互联股票（LOF）`.
pub fn ends_with_fund(text: &str) -> bool {
    let tail = last_chars(text, MAX_FUND_DISTANCE);
    let is_house = |c: char| c.is_alphabetic() || matches!(c, ')' | '）');
    FUND_KINDS
        .iter()
        .filter_map(|kind| tail.rsplit_once(kind))
        .any(|(_, house)| house.chars().count() <= MAX_HOUSE && house.chars().all(is_house))
}

/// Whether this is the name of a fund.
pub fn is_fund(name: &str) -> bool {
    FUND_KINDS.iter().any(|kind| name.contains(kind))
}

/// The last characters of a text, at most `max`.
pub(super) fn last_chars(text: &str, max: usize) -> &str {
    let start = text.char_indices().rev().take(max).last();
    start.and_then(|(at, _)| text.get(at..)).unwrap_or_default()
}

/// The runs of ASCII letters, digits and points in a text, without points at their ends.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = next_part(bytes, at)?;
        let run = bytes
            .get(start..)?
            .iter()
            .take_while(|byte| is_part(**byte))
            .count();
        at = start + run;
        let word = text.get(start..at)?;
        let trimmed = word.trim_matches('.');
        let from = start + word.len() - word.trim_start_matches('.').len();
        Some(from..from + trimmed.len())
    })
}

const fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'.'
}

/// The place of the next part of a word. Chinese text is skipped by eight bytes.
fn next_part(bytes: &[u8], from: usize) -> Option<usize> {
    const NOT_ASCII: u64 = 0x8080_8080_8080_8080;
    let mut at = from;
    while let Some(next) = bytes.get(at..)?.first_chunk() {
        let ascii = !u64::from_le_bytes(*next) & NOT_ASCII;
        at += ascii.trailing_zeros() as usize / 8;
        if ascii != 0 {
            if bytes.get(at).copied().is_some_and(is_part) {
                return Some(at);
            }
            at += 1;
        }
    }
    Some(at + bytes.get(at..)?.iter().position(|&byte| is_part(byte))?)
}

fn is_code(text: &str, word: &Range<usize>) -> bool {
    text.get(word.clone()).is_some_and(|code| {
        has_market(code)
            || before_parentheses(text, word).is_some_and(|before| is_number_after(code, before))
    })
}

/// Whether a number alone is a code, after this text.
fn is_number_after(number: &str, before: &str) -> bool {
    market_of_stock(number).is_some()
        || (market_of_fund(number).is_some() && ends_with_fund(before))
}

/// The text before the parentheses around a word; `None` if there are none.
fn before_parentheses<'a>(text: &'a str, word: &Range<usize>) -> Option<&'a str> {
    let before = text.get(..word.start)?.strip_suffix(['(', '（'])?;
    text.get(word.end..)?
        .starts_with([')', '）'])
        .then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        codes(text)
            .into_iter()
            .map(|range| text.get(range).unwrap())
            .collect()
    }

    #[test]
    fn codes_have_their_market_on_either_side() {
        let text = "云帆智造(688999.SH)、星河（00700.HK）与英伟达(NVDA.US)，sz300308涨超5%，伯克希尔（BRK.A.US）。";
        assert_eq!(
            found(text),
            ["688999.SH", "00700.HK", "NVDA.US", "sz300308", "BRK.A.US"]
        );
        assert_eq!(
            found("北交所的云帆科技（920206）；龙腾科技(920161)。"),
            ["920206", "920161"]
        );
        assert_eq!(found("见600999.SH."), ["600999.SH"]);
    }

    #[test]
    fn fund_number_is_a_code_after_a_fund() {
        let text = "星河芯片ETF(513998)、云帆互联股票（LOF）(160998)、远山ETF帆航（159998）涨停，跳水REIT(508998)。";
        assert_eq!(found(text), ["513998", "160998", "159998", "508998"]);
        assert_eq!(
            found(
                "某ETF规模扩大，共有产品(159998)只，邮编(510000)。ETF成交额扩大至历史最高（159998）。"
            ),
            [""; 0]
        );
    }

    #[test]
    fn other_numbers_and_words_are_no_codes() {
        for text in [
            "共600519股",
            "（2026）",
            "(202605)",
            "3.14",
            "CES 2026",
            "U.S.",
            "A.US.B",
            "sh6030",
            "SZ",
            "1.5.HK",
            "..",
            "",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
