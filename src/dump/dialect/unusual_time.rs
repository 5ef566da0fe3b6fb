//! Times in forms that few programs write, rewritten in a usual one: `上午9:31`, `9时31分5秒`, `May 31, 2026 9:31 AM`.

use super::datetime::{TimeOfDay, parse_date, parse_time};

/// Longest text that is rewritten, in bytes. A longer one is prose.
const MAX_LEN: usize = 64;

/// Words for a half of the day, with the half. 中午 may be in either.
const HALVES: [(&str, &str); 8] = [
    ("凌晨", "AM"),
    ("早上", "AM"),
    ("早晨", "AM"),
    ("上午", "AM"),
    ("下午", "PM"),
    ("傍晚", "PM"),
    ("晚上", "PM"),
    ("晚间", "PM"),
];

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Rewrites a time in one of the usual forms. `None` if it has none of the unusual ones.
pub(super) fn usual_time(text: &str) -> Option<String> {
    if text.len() > MAX_LEN || !text.contains(|c: char| c.is_ascii_digit() || is_wide_digit(c)) {
        return None;
    }
    let narrow: String = text.chars().map(narrow).collect();
    if let Some(number) = number_of_date_call(&narrow) {
        return Some(number.to_owned());
    }
    let plain = without_weekday(&narrow);
    let plain = digits_and_colons(&plain);
    let plain = month_first(&plain).unwrap_or(plain);
    let plain = date_first(&plain).unwrap_or(plain);
    let plain = colons_after_date(&plain).unwrap_or(plain);
    (plain != text).then_some(plain)
}

const fn is_wide_digit(c: char) -> bool {
    matches!(c, '０'..='９')
}

/// The ASCII character of a full-width one.
fn narrow(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// The number in `/Date(1780191065000+0800)/`. It counts from 1970 UTC, whatever the offset.
fn number_of_date_call(text: &str) -> Option<&str> {
    let inner = text.trim_matches(['/', '\\']).strip_prefix("Date(")?;
    let number = inner.strip_suffix(')')?;
    let end = number.find(['+', '-']).unwrap_or(number.len());
    number.get(..end)
}

/// Takes out `星期日`, `(周日)` and the like.
fn without_weekday(text: &str) -> String {
    let is_name = |c: char| "一二三四五六日天".contains(c);
    for word in ["星期", "礼拜", "周"] {
        let found = text.find(word).and_then(|at| {
            let (before, rest) = text.split_at_checked(at)?;
            let after = rest.strip_prefix(word)?.strip_prefix(is_name)?;
            Some((before, after))
        });
        if let Some((before, after)) = found {
            let before = before.trim_end_matches(['(', ' ', ',']);
            let after = after.trim_start_matches([')', ' ', ',']);
            return format!("{before} {after}").trim().to_owned();
        }
    }
    let in_brackets = text.split_once('(').and_then(|(before, rest)| {
        let (inside, after) = rest.split_once(')')?;
        place_in(inside, &WEEKDAYS).map(|_| format!("{before} {}", after.trim()))
    });
    in_brackets.unwrap_or_else(|| text.to_owned())
}

/// The place of the name that a word of letters begins with.
fn place_in(word: &str, names: &[&str]) -> Option<usize> {
    let start = word.get(..3)?.to_ascii_lowercase();
    let is_word = word.bytes().all(|byte| byte.is_ascii_alphabetic());
    names
        .iter()
        .position(|name| *name == start)
        .filter(|_| is_word)
}

/// Writes `上午9时31分5秒` as `9:31:5 AM`.
fn digits_and_colons(text: &str) -> String {
    let mut plain = text.to_owned();
    let mut half = None;
    for (word, name) in HALVES {
        if let Some((before, after)) = plain.split_once(word) {
            plain = format!("{} {}", before.trim_end(), after.trim_start());
            half = Some(name);
        }
    }
    let with_colons = plain.replace(['时', '点'], ":");
    let mut plain = with_colons.replace('秒', "").replace('分', ":");
    if plain.trim_end().ends_with(':') && plain != text {
        let len = plain.trim_end().trim_end_matches(':').len();
        plain.truncate(len);
    }
    match half {
        Some(half) => format!("{} {half}", plain.trim()),
        None => plain,
    }
}

/// Writes a date with an English month, `May 31, 2026 9:31 AM` or `31-May-2026 9:31`, as `2026-5-31 9:31 AM`.
fn month_first(text: &str) -> Option<String> {
    let (mut year, mut month, mut day) = (None, None, None);
    let mut rest = Vec::new();
    for word in words(text) {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if let (Some(found), None) = (place_in(word, &MONTHS), month) {
            month = Some(found + 1);
        } else if word.len() == 4 && year.is_none() && digits == word {
            year = word.parse::<u32>().ok();
        } else if matches!(digits.len(), 1 | 2) && day.is_none() && is_ordinal(word, digits) {
            day = digits.parse::<u32>().ok();
        } else if place_in(word, &WEEKDAYS).is_none() && word != "at" {
            rest.push(word);
        }
    }
    Some(format!("{}-{}-{} {}", year?, month?, day?, rest.join(" ")))
}

/// The words of a text, and the parts of a date such as `31-May-2026`.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split([' ', ',', '(', ')']);
    let parts = words.flat_map(|word| {
        let is_date = word.contains(|c: char| c.is_ascii_alphabetic()) && !word.contains(':');
        word.split(if is_date { '-' } else { ' ' })
    });
    parts
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !word.is_empty())
}

/// Whether a word is a day of a month: `31` or `31st`.
fn is_ordinal(word: &str, digits: &str) -> bool {
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    let ending = word.get(digits.len()..).unwrap_or_default();
    is_number && ["", "st", "nd", "rd", "th"].contains(&ending)
}

/// Writes `09:31:05 2026-05-31` with the date first.
fn date_first(text: &str) -> Option<String> {
    let (TimeOfDay::Valid(..), rest) = parse_time(text)? else {
        return None;
    };
    let time = text.strip_suffix(rest)?;
    let date = rest.trim();
    let (_, len) = parse_date(date)?;
    (len == date.len()).then(|| format!("{date} {time}"))
}

/// Writes `2026-05-31 09-31-05`, `2026-05-31-09:31` and `20260531 0931` with colons and a space.
fn colons_after_date(text: &str) -> Option<String> {
    let text = text.trim();
    let (_, len) = parse_date(text)?;
    let (date, rest) = text.split_at_checked(len)?;
    let clock = rest.trim_start_matches(['-', '_', ' ', 'T', ',', '/']);
    let end = clock
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '.' | ':'))
        .unwrap_or(clock.len());
    let is_divided = rest.len() > clock.len();
    let (clock, after) = clock.split_at_checked(end).filter(|_| end > 0)?;
    let are_digits = is_divided && clock.bytes().all(|byte| byte.is_ascii_digit());
    let colons = match clock.len() {
        4 | 6 if are_digits => pairs(clock)?.join(":"),
        _ if clock.contains(':') => clock.to_owned(),
        _ => clock.replace(['-', '.'], ":"),
    };
    Some(format!("{date} {colons}{after}"))
}

/// The pairs of a row of digits.
fn pairs(digits: &str) -> Option<Vec<&str>> {
    (0..digits.len())
        .step_by(2)
        .map(|at| digits.get(at..at + 2))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unusual_forms_become_usual() {
        for (text, usual) in [
            ("上午9:31", Some("9:31 AM")),
            ("2026-05-31 下午 02:31:05", Some("2026-05-31 02:31:05 PM")),
            ("9时31分5秒", Some("9:31:5")),
            ("9点31分", Some("9:31")),
            ("2026-05-31 星期日 09:31", Some("2026-05-31 09:31")),
            ("2026年5月31日（周日）09:31", Some("2026年5月31日 09:31")),
            ("2026-05-31(Sun) 09:31", Some("2026-05-31 09:31")),
            ("Sunday, May 31, 2026 9:31 AM", Some("2026-5-31 9:31 AM")),
            (
                "31-May-2026 09:31:05 -0500",
                Some("2026-5-31 09:31:05 -0500"),
            ),
            ("May 31st, 2026 at 09:31", Some("2026-5-31 09:31")),
            ("09:31:05 2026/05/31", Some("2026/05/31 09:31:05")),
            ("2026-05-31-09-31-05", Some("2026-05-31 09:31:05")),
            ("2026-05-31_0931", Some("2026-05-31 09:31")),
            ("２０２６－０５－３１　０９：３１", Some("2026-05-31 09:31")),
            ("/Date(1780191065000+0800)/", Some("1780191065000")),
            ("2026-05-31 09:31:05.123 XYZ", None),
            ("2026-05-31", None),
            ("soon", None),
        ] {
            assert_eq!(usual_time(text).as_deref(), usual, "{text}");
        }
    }
}
