//! Securities that a text names by their codes: `(688428.SH)`, `(00700.HK)`, `(NVDA.US)`, `sz300308`, `（920161）`.

use std::ops::Range;

use crate::item::{has_market, market_of_fund, market_of_stock};

/// Funds are called so; what is called otherwise has no fund's number.
const FUNDS: [&str; 3] = ["ETF", "LOF", "REIT"];
/// How far before its number a fund is called one at most, in characters.
const FARTHEST: usize = 12;
/// How long the name of its house is at most, which may stand between: `纳指ETF华泰柏瑞`.
const HOUSE: usize = 6;

/// The codes in a text, in bytes, without the parentheses around them; ascending.
pub fn codes(text: &str) -> Vec<Range<usize>> {
    words(text).filter(|word| is_code(text, word)).collect()
}

/// Whether a fund's name ends a text, right before a number: `全球芯片LOF`, `纳指ETF国泰`, `港美互联股票（LOF）`.
pub fn ends_with_fund(text: &str) -> bool {
    let from = text
        .char_indices()
        .rev()
        .take(FARTHEST)
        .last()
        .map_or(0, |(at, _)| at);
    let tail = text.get(from..).unwrap_or_default();
    let house = FUNDS
        .iter()
        .filter_map(|kind| tail.rsplit_once(kind))
        .map(|(_, house)| house);
    let is_house = |c: char| c.is_alphabetic() || matches!(c, ')' | '）');
    house
        .into_iter()
        .any(|house| house.chars().count() <= HOUSE && house.chars().all(is_house))
}

/// Whether this is the name of a fund.
pub fn is_fund(name: &str) -> bool {
    FUNDS.iter().any(|kind| name.contains(kind))
}

/// The runs of ASCII letters, digits and points in a text, without points at their ends.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'.';
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes.get(at..)?.iter().position(is_part)?;
        let run = bytes
            .get(start..)?
            .iter()
            .take_while(|byte| is_part(byte))
            .count();
        at = start + run;
        let word = text.get(start..at)?;
        let trimmed = word.trim_matches('.');
        let from = start + word.len() - word.trim_start_matches('.').len();
        Some(from..from + trimmed.len())
    })
}

fn is_code(text: &str, word: &Range<usize>) -> bool {
    let Some(code) = text.get(word.clone()) else {
        return false;
    };
    has_market(code)
        || parenthesised(text, word).is_some_and(|before| is_number_after(code, before))
}

/// Whether a number alone is a security's, where this stands before it.
fn is_number_after(number: &str, before: &str) -> bool {
    market_of_stock(number).is_some()
        || (market_of_fund(number).is_some() && ends_with_fund(before))
}

/// What stands before the parentheses around a word.
fn parenthesised<'a>(text: &'a str, word: &Range<usize>) -> Option<&'a str> {
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
    fn codes_are_found_with_their_market_before_or_behind() {
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
    fn a_fund_s_number_is_a_code_where_a_fund_stands_before_it() {
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
