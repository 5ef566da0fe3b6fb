//! Codes of securities. Dumps write them as `sh603505`, `603505.SH` or `603505`; items have one form.

/// Normalizes a code: `300308.SZ` for `sz300308` and `300308`, `00700.HK` for `700.HK`, `NVDA.US` for `NVDA.O`; `None` if it is
/// no code.
///
/// A number alone gets the market of its first digits. The American exchanges count as one market.
pub fn normalize_code(code: &str) -> Option<String> {
    let code = code.trim();
    let Some((symbol, market)) = split_market(code) else {
        let market = market_of_stock(code).or_else(|| market_of_fund(code))?;
        return Some(format!("{code}.{market}"));
    };
    let market = market.to_ascii_uppercase();
    Some(match market.as_str() {
        "HK" => format!("{symbol:0>5}.HK"),
        "SS" => format!("{symbol}.SH"),
        "N" | "O" => format!("{symbol}.US"),
        _ => format!("{symbol}.{market}"),
    })
}

/// The other spellings of a code that has a market; none for any other text.
pub fn alternative_codes(code: &str) -> Vec<String> {
    let normal = normalize_code(code).filter(|_| has_market(code));
    let Some((symbol, market)) = normal.as_ref().and_then(|code| code.rsplit_once('.')) else {
        return Vec::new();
    };
    let mut codes = match market {
        "HK" => {
            let short = symbol.trim_start_matches('0');
            vec![
                format!("{symbol}.HK"),
                format!("{short:0>4}.HK"),
                format!("{short}.HK"),
                format!("hk{symbol}"),
            ]
        }
        "US" => ["US", "N", "O"]
            .map(|market| format!("{symbol}.{market}"))
            .to_vec(),
        "SH" => vec![
            format!("{symbol}.SH"),
            format!("{symbol}.SS"),
            format!("sh{symbol}"),
        ],
        other => vec![
            format!("{symbol}.{other}"),
            format!("{}{symbol}", other.to_ascii_lowercase()),
        ],
    };
    codes.retain(|other| !other.eq_ignore_ascii_case(code));
    codes
}

/// Whether a code has its market before or after its symbol.
pub fn has_market(code: &str) -> bool {
    split_market(code).is_some()
}

/// Splits a code that has a market into symbol and market.
fn split_market(code: &str) -> Option<(&str, &str)> {
    if let Some((symbol, market)) = code.rsplit_once('.') {
        return is_symbol(symbol, market).then_some((symbol, market));
    }
    let (market, symbol) = code.split_at_checked(2)?;
    let is_lower = market.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_lower && are_digits(symbol) && is_symbol(symbol, &market.to_ascii_uppercase()))
        .then_some((symbol, market))
}

/// Whether a symbol has the form of its market.
fn is_symbol(symbol: &str, market: &str) -> bool {
    match market {
        "SH" | "SS" | "SZ" | "BJ" => are_digits(symbol) && symbol.len() == 6,
        "HK" => are_digits(symbol) && (1..=5).contains(&symbol.len()),
        "US" | "N" | "O" => is_ticker(symbol),
        _ => false,
    }
}

/// Whether a symbol is a ticker: `NVDA`, `BRK.A`.
fn is_ticker(symbol: &str) -> bool {
    let (name, class) = symbol.split_once('.').unwrap_or((symbol, "A"));
    let is_upper = |part: &str, max: usize| {
        (1..=max).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    is_upper(name, 5) && is_upper(class, 1)
}

/// The market of a mainland stock by its number; `None` if no stock has such a number.
pub fn market_of_stock(number: &str) -> Option<&'static str> {
    Some(match first_digits(number)? {
        "60" | "68" | "90" => "SH",
        "00" | "30" => "SZ",
        "92" | "83" | "87" | "43" => "BJ",
        _ => return None,
    })
}

/// The market of a fund by its number: Shanghai for 513110, Shenzhen for 159915.
pub fn market_of_fund(number: &str) -> Option<&'static str> {
    Some(match first_digits(number)? {
        "50" | "51" | "52" | "53" | "55" | "56" | "58" => "SH",
        "15" | "16" | "18" => "SZ",
        _ => return None,
    })
}

/// The first two of six digits.
fn first_digits(number: &str) -> Option<&str> {
    let is_number = number.len() == 6 && are_digits(number);
    number.get(..2).filter(|_| is_number)
}

fn are_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_has_one_normal_form() {
        for (code, one) in [
            ("sz300308", "300308.SZ"),
            ("300308.SZ", "300308.SZ"),
            ("300308", "300308.SZ"),
            ("000999", "000999.SZ"),
            ("600999.SS", "600999.SH"),
            ("688999", "688999.SH"),
            ("900999", "900999.SH"),
            ("920394", "920394.BJ"),
            ("920394.BJ", "920394.BJ"),
            ("700.HK", "00700.HK"),
            ("hk00700", "00700.HK"),
            ("NVDA.US", "NVDA.US"),
            ("NVDA.O", "NVDA.US"),
            ("BRK.A.N", "BRK.A.US"),
            ("513110", "513110.SH"),
            ("159915", "159915.SZ"),
            (" 688999 ", "688999.SH"),
        ] {
            assert_eq!(normalize_code(code).as_deref(), Some(one), "{code}");
        }
        for other in [
            "云帆",
            "",
            "202605",
            "A.US.B",
            "SH688999",
            "1.5.HK",
            "70688999",
            "700123.SZ.",
            "7.SH",
        ] {
            assert_eq!(normalize_code(other), None, "{other}");
        }
    }

    #[test]
    fn alternative_codes_mean_the_same() {
        assert_eq!(alternative_codes("sh603505"), ["603505.SH", "603505.SS"]);
        assert_eq!(
            alternative_codes("700.HK"),
            ["00700.HK", "0700.HK", "hk00700"]
        );
        assert_eq!(alternative_codes("NVDA.US"), ["NVDA.N", "NVDA.O"]);
        for code in [
            "sz300308",
            "603505.SS",
            "00700.HK",
            "5.HK",
            "NVDA.O",
            "920394.BJ",
        ] {
            for way in alternative_codes(code) {
                assert_eq!(normalize_code(&way), normalize_code(code), "{code} {way}");
            }
        }
        assert_eq!(
            (alternative_codes("603505"), alternative_codes("云帆")),
            (vec![], vec![])
        );
    }
}
