//! Codes of securities. Each is written in many ways, `sh603505`, `603505.SH`, `603505`; an item tells it in one.

/// The mainland's exchanges, as codes name them.
const MAINLAND: [&str; 3] = ["SH", "SZ", "BJ"];

/// The one way in which a security's code is told, whatever dialect or text it comes from: `300308.SZ` for `sz300308` and
/// for `300308`, `00700.HK` for `700.HK`, `NVDA.US` for `NVDA.O`; `None` for what is no code.
///
/// A number alone has the market in which such numbers are traded, and the American exchanges are one market.
pub fn normalize_code(code: &str) -> Option<String> {
    let code = code.trim();
    if let Some((symbol, market)) = marked(code) {
        let market = market.to_ascii_uppercase();
        return Some(match market.as_str() {
            "HK" => format!("{symbol:0>5}.HK"),
            "SS" => format!("{symbol}.SH"),
            "N" | "O" => format!("{symbol}.US"),
            _ => format!("{symbol}.{market}"),
        });
    }
    let market = market_of_stock(code).or_else(|| market_of_fund(code))?;
    Some(format!("{code}.{market}"))
}

/// The ways in which a code that names its market may be written besides; none for what is no such code.
pub fn alternative_codes(code: &str) -> Vec<String> {
    let Some((symbol, market)) =
        marked(code).and_then(|_| normalize_code(code)?.rsplit_once('.').map(owned))
    else {
        return Vec::new();
    };
    let ways = match market.as_str() {
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
    ways.into_iter()
        .filter(|way| !way.eq_ignore_ascii_case(code))
        .collect()
}

fn owned((symbol, market): (&str, &str)) -> (String, String) {
    (symbol.to_owned(), market.to_owned())
}

/// Whether a code names its market, before or behind its symbol.
pub fn has_market(code: &str) -> bool {
    marked(code).is_some()
}

/// Symbol and market of a code that names its market.
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
        "SS" => digits && symbol.len() == 6,
        "HK" => digits && (1..=5).contains(&symbol.len()),
        "US" | "N" | "O" => is_ticker(symbol),
        _ => MAINLAND.contains(&market) && digits && symbol.len() == 6,
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

/// The market of a mainland stock's number; `None` where six digits do not begin as those do.
pub fn market_of_stock(number: &str) -> Option<&'static str> {
    Some(match beginning(number)? {
        "60" | "68" | "90" => "SH",
        "00" | "30" => "SZ",
        "92" | "83" | "87" | "43" => "BJ",
        _ => return None,
    })
}

/// The market of a fund's number: 513110 is traded in Shanghai, 159915 in Shenzhen.
pub fn market_of_fund(number: &str) -> Option<&'static str> {
    Some(match beginning(number)? {
        "50" | "51" | "52" | "53" | "55" | "56" | "58" => "SH",
        "15" | "16" | "18" => "SZ",
        _ => return None,
    })
}

/// The first two of six digits.
fn beginning(number: &str) -> Option<&str> {
    let is_number = number.len() == 6 && number.bytes().all(|byte| byte.is_ascii_digit());
    number.get(..2).filter(|_| is_number)
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
