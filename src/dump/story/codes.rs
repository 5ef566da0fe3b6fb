//! Securities that a text names by their codes: `(688428.SH)`, `(00700.HK)`, `(NVDA.US)`, `sz300308`, `（920161）`.

use std::ops::Range;

/// The codes in a text, in bytes, without the parentheses around them; ascending.
pub fn codes(text: &str) -> Vec<Range<usize>> {
    words(text).filter(|word| is_code(text, word)).collect()
}

/// One spelling for all of a code's spellings, to compare them by: `300308.SZ` for `sz300308`, `00700.HK` for `700.HK`,
/// `300308` for a number alone; `None` if it is no code.
pub fn canonical(code: &str) -> Option<String> {
    let code = code.trim();
    if let Some((symbol, market)) = marked(code) {
        let market = market.to_ascii_uppercase();
        return Some(match market.as_str() {
            "HK" => format!("{symbol:0>5}.HK"),
            "SS" => format!("{symbol}.SH"),
            _ => format!("{}.{market}", symbol.to_ascii_uppercase()),
        });
    }
    is_number(code).then(|| code.to_owned())
}

/// One spelling for a security wherever its code is written: as [`canonical`], but a number alone has the market that such
/// numbers are traded in, and the American exchanges are one market.
pub fn security(code: &str) -> Option<String> {
    let code = canonical(code)?;
    Some(match code.rsplit_once('.') {
        Some((symbol, "N" | "O")) => format!("{symbol}.US"),
        Some(_) => code,
        None => {
            let market = match code.get(..1) {
                Some("6") => "SH",
                Some("0" | "3") => "SZ",
                _ if code.starts_with("90") => "SH",
                _ => "BJ",
            };
            format!("{code}.{market}")
        }
    })
}

/// The runs of ASCII letters, digits and points in a text, without points at their ends.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'.';
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes.get(at..)?.iter().position(is_part)?;
        let run = bytes.get(start..)?.iter().take_while(|byte| is_part(byte)).count();
        at = start + run;
        let word = text.get(start..at)?;
        let trimmed = word.trim_matches('.');
        let from = start + word.len() - word.trim_start_matches('.').len();
        Some(from..from + trimmed.len())
    })
}

fn is_code(text: &str, word: &Range<usize>) -> bool {
    let Some(code) = text.get(word.clone()) else { return false };
    marked(code).is_some() || is_number(code) && is_parenthesised(text, word)
}

/// Symbol and market of a code that names its market, before or behind it.
fn marked(code: &str) -> Option<(&str, &str)> {
    if let Some((symbol, market)) = code.rsplit_once('.') {
        return trades(symbol, market).then_some((symbol, market));
    }
    let (market, symbol) = code.split_at_checked(2)?;
    let is_lower = market.bytes().all(|byte| byte.is_ascii_lowercase());
    let digits = symbol.bytes().all(|byte| byte.is_ascii_digit());
    (is_lower && digits && trades(symbol, &market.to_ascii_uppercase())).then_some((symbol, market))
}

/// Whether a market has symbols of this shape.
fn trades(symbol: &str, market: &str) -> bool {
    let digits = symbol.bytes().all(|byte| byte.is_ascii_digit());
    match market {
        "SH" | "SS" | "SZ" | "BJ" => digits && symbol.len() == 6,
        "HK" => digits && (1..=5).contains(&symbol.len()),
        "US" | "N" | "O" => is_ticker(symbol),
        _ => false,
    }
}

/// `NVDA`, `BRK.A`.
fn is_ticker(symbol: &str) -> bool {
    let (name, class) = symbol.split_once('.').unwrap_or((symbol, "A"));
    let upper = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    upper(name, 5) && upper(class, 1)
}

/// Whether six digits begin as the numbers of mainland stocks do.
fn is_number(code: &str) -> bool {
    const BEGINNINGS: [&str; 9] = ["00", "30", "60", "68", "92", "83", "87", "43", "90"];
    code.len() == 6
        && code.bytes().all(|byte| byte.is_ascii_digit())
        && BEGINNINGS.iter().any(|beginning| code.starts_with(beginning))
}

fn is_parenthesised(text: &str, word: &Range<usize>) -> bool {
    let before = text.get(..word.start).is_some_and(|before| before.ends_with(['(', '（']));
    let after = text.get(word.end..).is_some_and(|after| after.starts_with([')', '）']));
    before && after
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        codes(text).into_iter().map(|range| text.get(range).unwrap()).collect()
    }

    #[test]
    fn codes_are_found_with_their_market_before_or_behind() {
        let text = "云帆智造(688999.SH)、星河（00700.HK）与英伟达(NVDA.US)，sz300308涨超5%，伯克希尔（BRK.A.US）。";
        assert_eq!(found(text), ["688999.SH", "00700.HK", "NVDA.US", "sz300308", "BRK.A.US"]);
        assert_eq!(found("北交所的云帆科技（920206）；龙腾科技(920161)。"), ["920206", "920161"]);
        assert_eq!(found("见600999.SH."), ["600999.SH"]);
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

    #[test]
    fn spellings_of_a_code_have_one_in_common() {
        for (code, one) in [
            ("sz300308", "300308.SZ"),
            ("300308.SZ", "300308.SZ"),
            ("600999.SS", "600999.SH"),
            ("700.HK", "00700.HK"),
            ("hk00700", "00700.HK"),
            ("920394.BJ", "920394.BJ"),
            ("NVDA.US", "NVDA.US"),
            ("300308", "300308"),
        ] {
            assert_eq!(canonical(code).as_deref(), Some(one), "{code}");
        }
        for (code, one) in [
            ("300308", "300308.SZ"),
            ("000999", "000999.SZ"),
            ("688999", "688999.SH"),
            ("900999", "900999.SH"),
            ("920394", "920394.BJ"),
            ("NVDA.O", "NVDA.US"),
            ("hk00700", "00700.HK"),
        ] {
            assert_eq!(security(code).as_deref(), Some(one), "{code}");
        }
        assert_eq!((security("513110"), security("云帆")), (None, None));
        assert_eq!(canonical("云帆"), None);
        assert_eq!(canonical(""), None);
    }
}
