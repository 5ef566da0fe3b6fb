//! The offset from UTC behind a time of day.

use chrono::FixedOffset;

/// Names of UTC and of China's time zone. CST means China's, never Chicago's.
const ZONES: &[(&str, i32)] = &[
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("ut", 0),
    ("zulu", 0),
    ("cst", 8),
    ("bjt", 8),
    ("hkt", 8),
    ("prc", 8),
    ("asia/shanghai", 8),
    ("asia/hong_kong", 8),
];

/// Largest offset in use, in hours.
const MAX_HOURS: i32 = 14;

/// Parses what follows a time of day: `Z`, ` UTC`, `+0000`, `-05:00`, `UTC+8`, `+08:00[Asia/Shanghai]`. `usual` for a text that
/// is no offset; `None` for an offset that cannot be read.
pub(in crate::dump) fn parse_offset(text: &str, usual: FixedOffset) -> Option<FixedOffset> {
    let text = text.trim_matches([' ', '(', ')']);
    let text = text
        .split_once('[')
        .map_or(text, |(offset, _)| offset.trim_end());
    if !text.starts_with(|c: char| c.is_ascii_alphabetic() || is_sign(c)) {
        return Some(usual);
    }
    let (zone, numbers) = text
        .find(is_sign)
        .map_or((text, ""), |at| text.split_at(at));
    if numbers.is_empty() {
        let is_zone = |(name, _): &&(&str, i32)| name.eq_ignore_ascii_case(zone);
        let (_, hours) = ZONES.iter().find(is_zone)?;
        return FixedOffset::east_opt(hours * 3600);
    }
    let is_utc = zone.is_empty()
        || ["utc", "gmt"]
            .iter()
            .any(|name| name.eq_ignore_ascii_case(zone.trim()));
    parse_numbers(numbers).filter(|_| is_utc)
}

const fn is_sign(c: char) -> bool {
    matches!(c, '+' | '-' | '\u{2212}')
}

/// Parses `+8`, `+08`, `+0800` or `+08:00`.
fn parse_numbers(text: &str) -> Option<FixedOffset> {
    let digits = text.trim_start_matches(is_sign);
    let (hours, minutes) = match (digits.split_once(':'), digits.len()) {
        (Some(parts), _) => parts,
        (None, 4) => digits.split_at_checked(2)?,
        (None, _) => (digits, "0"),
    };
    let number = |digits: &str, max: i32| -> Option<i32> {
        let is_number =
            (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits
            .parse()
            .ok()
            .filter(|number| is_number && *number <= max)
    };
    let seconds = number(hours, MAX_HOURS)? * 3600 + number(minutes, 59)? * 60;
    FixedOffset::east_opt(if text.starts_with('+') {
        seconds
    } else {
        -seconds
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::item::BEIJING;

    #[rstest]
    #[case("", 480)]
    #[case("Z", 0)]
    #[case("z", 0)]
    #[case("UTC", 0)]
    #[case(" GMT", 0)]
    #[case("+00:00", 0)]
    #[case("+0000", 0)]
    #[case("-00:00", 0)]
    #[case("+08:00", 480)]
    #[case("+8", 480)]
    #[case("+08", 480)]
    #[case("-05:00", -300)]
    #[case("\u{2212}0500", -300)]
    #[case("+05:30", 330)]
    #[case("UTC+8", 480)]
    #[case("GMT+08:00", 480)]
    #[case("+08:00[Asia/Shanghai]", 480)]
    #[case("Asia/Shanghai", 480)]
    #[case("CST", 480)]
    #[case("(北京时间)", 480)]
    #[case("北京时间", 480)]
    #[case("来源：晨星网", 480)]
    fn offset_is_read(#[case] text: &str, #[case] minutes: i32) {
        assert_eq!(
            parse_offset(text, BEIJING),
            FixedOffset::east_opt(minutes * 60),
            "{text}"
        );
    }

    #[rstest]
    #[case("+99:00")]
    #[case("+08:75")]
    #[case("+080000")]
    #[case("EST+5")]
    #[case("XYZ")]
    #[case("-")]
    #[case("+a")]
    fn other_offset_is_unknown(#[case] text: &str) {
        assert_eq!(parse_offset(text, BEIJING), None, "{text}");
    }
}
