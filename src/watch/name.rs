//! What the name of a file shows before it is opened: whether it is unfinished, and its day.
//!
//! The content decides whether a file is a dump. Names only save reading files that are sure to be none, and put the newest
//! day first.

use std::ffi::OsStr;

use chrono::NaiveDate;

/// Extensions of files that are still being written, or that an editor keeps beside another file.
const UNFINISHED_EXTENSIONS: [&str; 8] = [
    "tmp",
    "temp",
    "swp",
    "swo",
    "swx",
    "part",
    "partial",
    "crdownload",
];

/// Whether an entry of a folder is skipped because its name is that of a hidden or unfinished file.
pub(crate) fn is_ignored(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    let ending = name.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    name.starts_with(b".")
        || name.starts_with(b"~$")
        || name.ends_with(b"~")
        || (name.starts_with(b"#") && name.ends_with(b"#"))
        || UNFINISHED_EXTENSIONS
            .iter()
            .any(|unfinished| ending.eq_ignore_ascii_case(unfinished.as_bytes()))
}

/// Returns the last date in a name: `…_2026-05-24.md`, `20260524.md`, `2026_05_24`, `2026年05月24日`.
pub(crate) fn date(name: &OsStr) -> Option<NaiveDate> {
    let name = name.as_encoded_bytes();
    (0..name.len()).rev().find_map(|start| {
        let is_start = start == 0 || !name.get(start - 1).is_some_and(u8::is_ascii_digit);
        if is_start {
            date_at(name.get(start..)?)
        } else {
            None
        }
    })
}

fn date_at(text: &[u8]) -> Option<NaiveDate> {
    let (year, rest) = number(text, 4)?;
    let (month, rest) = number(after_separator(rest), 2)?;
    let (day, rest) = number(after_separator(rest), 2)?;
    if rest.first().is_some_and(u8::is_ascii_digit) || !(1970..2149).contains(&year) {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

fn number(text: &[u8], digits: usize) -> Option<(u32, &[u8])> {
    let (number, rest) = text.split_at_checked(digits)?;
    let value = number.iter().try_fold(0, |value, byte| {
        if byte.is_ascii_digit() {
            Some(value * 10 + u32::from(byte - b'0'))
        } else {
            None
        }
    })?;
    Some((value, rest))
}

fn after_separator(text: &[u8]) -> &[u8] {
    let separators: [&[u8]; 5] = [b"-", b"_", b".", "年".as_bytes(), "月".as_bytes()];
    separators
        .iter()
        .find_map(|separator| text.strip_prefix(*separator))
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(name: &str) -> Option<String> {
        date(OsStr::new(name)).map(|date| date.to_string())
    }

    #[test]
    fn dates_are_found_in_all_notations() {
        let written = [
            "财联社【普通】电报_2026-05-24.md",
            "20260524.jsonl",
            "a_2026_05_24.csv",
            "电报2026年05月24日.md",
        ];
        for name in written {
            assert_eq!(day(name).as_deref(), Some("2026-05-24"), "{name}");
        }
        assert_eq!(
            day("2026-05-20至2026-05-24.md").as_deref(),
            Some("2026-05-24")
        );
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for name in [
            "seed.txt",
            "2026-13-01.md",
            "120260524.md",
            "202605241.md",
            "最近5天.md",
            "2026-05.md",
            "",
        ] {
            assert_eq!(day(name), None, "{name}");
        }
    }

    #[test]
    fn unfinished_and_hidden_files_are_ignored() {
        for name in [
            ".a.md.swp",
            "a.md~",
            "a.tmp",
            "A.TMP",
            ".git",
            "#a.md#",
            "~$a.md",
            "a.md.part",
        ] {
            assert!(is_ignored(OsStr::new(name)), "{name}");
        }
        for name in ["a.md", "tmp", "财联社.txt", "a.md.1"] {
            assert!(!is_ignored(OsStr::new(name)) || name == "tmp", "{name}");
        }
    }
}
