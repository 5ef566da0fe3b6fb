//! Codes as lists and exports write them.

use crate::item::normalize_code;

const MARKETS: [&str; 4] = ["SH", "SZ", "BJ", "HK"];

/// The normal form of a code: `300308.SZ` for `SZ300308`, `SZ.300308`, `="300308"` and `'300308`; `None` if it is no code. Five
/// digits that begin with 0 are a code of Hong Kong.
pub(super) fn code_of(written: &str) -> Option<String> {
    let plain = bare(written);
    if plain.len() == 5 && plain.starts_with('0') && plain.bytes().all(|b| b.is_ascii_digit()) {
        return normalize_code(&format!("{plain}.HK"));
    }
    let upper = || normalize_code(&plain.to_ascii_uppercase());
    normalize_code(plain).or_else(upper).or_else(|| {
        let (market, rest) = plain.split_at_checked(2)?;
        let market = market.to_ascii_uppercase();
        let number = rest.strip_prefix('.').unwrap_or(rest);
        if market == "US" && rest.starts_with('.') {
            return normalize_code(&format!("{}.US", number.to_ascii_uppercase()));
        }
        let is_known = MARKETS.contains(&market.as_str());
        let code = is_known.then(|| format!("{number}.{market}"))?;
        normalize_code(&code)
    })
}

/// Whether a word is written as a code: digits alone, or digits beside a market.
pub(super) fn is_like_code(word: &str) -> bool {
    let word = word.to_ascii_uppercase();
    let beside_market = MARKETS.iter().find_map(|market| {
        let before = word.strip_prefix(market);
        before.or_else(|| word.strip_suffix(market))
    });
    let number = beside_market.unwrap_or(&word).trim_matches('.');
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// A cell without what keeps spreadsheets from reading it as a number: `="300308"`, `= "300308"`, `'300308`.
pub(super) fn bare(cell: &str) -> &str {
    let cell = cell.trim();
    let cell = cell.strip_prefix('=').map_or(cell, str::trim_start);
    let cell = cell.strip_prefix('\'').unwrap_or(cell);
    cell.trim_matches('"').trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_exports_have_one_form() {
        for (written, code) in [
            ("300308", "300308.SZ"),
            ("SZ300308", "300308.SZ"),
            ("sh600519", "600519.SH"),
            ("SH.600519", "600519.SH"),
            ("=\"300308\"", "300308.SZ"),
            ("= \"300308\"", "300308.SZ"),
            ("'300308", "300308.SZ"),
            ("\"300308\"", "300308.SZ"),
            ("00700", "00700.HK"),
            ("HK00700", "00700.HK"),
            ("HK.00700", "00700.HK"),
            ("700.hk", "00700.HK"),
            ("us.nvda", "NVDA.US"),
            ("NVDA.O", "NVDA.US"),
            ("BJ920394", "920394.BJ"),
        ] {
            assert_eq!(code_of(written).as_deref(), Some(code), "{written}");
        }
        for other in [
            "腾讯", "", "=", "12345", "SZ", "SZ30030", "US", "电", "股0700",
        ] {
            assert_eq!(code_of(other), None, "{other}");
        }
    }

    #[test]
    fn typo_of_a_code_is_like_a_code() {
        for typo in ["60051", "999999", "SZ30030", "sh.60051", "60051.SH", "1"] {
            assert!(is_like_code(typo), "{typo}");
        }
        for word in ["5G", "SH", "", ".", "3D打印", "HKD", "远山", "2.5"] {
            assert!(!is_like_code(word), "{word}");
        }
    }
}
