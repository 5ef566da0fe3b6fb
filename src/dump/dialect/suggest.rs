//! Guesses the format of a file that no dialect knows, for the user to correct.
//!
//! Each kind of layout guesses roles from values: a column of times is the time, the one with the longest prose is the text.
//! Each guess is tried on the file. The one that reads the most items wins.

mod columns;
mod json;
mod layout_guess;
mod line_time;
mod lines;
mod table;

use std::path::Path;

use chrono::NaiveDate;

use super::configured;
use crate::dump::draft::Draft;
use crate::dump::format::{FileGlob, UserFormat, UserFormats};
use crate::dump::input::ParseInput;
use crate::dump::wire;
use crate::item::{BEIJING, NewsDay, Rollover};
use layout_guess::LayoutGuess;

/// A format that was guessed.
#[derive(Debug)]
pub struct SuggestedFormat {
    /// The format. Its name and glob are made of the file's name.
    pub format: UserFormat,
    /// A value of each of its fields.
    pub samples: Vec<String>,
    /// The names of the fields that are not used.
    pub unused: Vec<String>,
    /// How many items can be read by it.
    pub items: usize,
    /// Whether the times have no date, so the file's name or `--date` has to have it.
    pub is_undated: bool,
}

/// Guesses the format of a text from a file of this name; `None` if it shows no times and texts.
pub fn suggest(path: &Path, text: &str) -> Option<SuggestedFormat> {
    let guesses = [json::guess(text), table::guess(text), lines::guess(text)];
    let tried = guesses
        .into_iter()
        .flatten()
        .filter_map(|guess| try_guess(path, text, guess));
    // The first of several that are equally good: fields say more than lines.
    tried.reduce(|best, other| {
        if other.items > best.items {
            other
        } else {
            best
        }
    })
}

/// Reads the text by a guess. A file without a date gets one, to see whether anything else is lacking.
fn try_guess(path: &Path, text: &str, guess: LayoutGuess) -> Option<SuggestedFormat> {
    let (fields, samples) = guess.fields.into_iter().unzip();
    let named = wire::named_in(&path.file_name().unwrap_or_default().to_string_lossy());
    let format = UserFormat {
        name: name_of(path).into(),
        glob: FileGlob::new(&glob_of(path)).ok()?,
        layout: guess.layout,
        fields,
        zone: BEIJING,
        time_format: None,
        wire: named.map(Into::into),
        channel: None,
    };
    let read = |date: Option<NewsDay>| -> Draft {
        let input = ParseInput {
            path,
            text,
            rollover: Rollover::default(),
            date,
            formats: &UserFormats::default(),
        };
        configured::parse(&input, &format)
    };
    let dated = read(None).records.len();
    let items = if dated == 0 {
        read(any_day()).records.len()
    } else {
        dated
    };
    (items > 0).then(|| SuggestedFormat {
        samples,
        unused: guess.unused,
        items,
        is_undated: dated == 0,
        format,
    })
}

/// A day for times without a date, to read them at all.
fn any_day() -> Option<NewsDay> {
    NewsDay::from_date(NaiveDate::from_ymd_opt(2026, 1, 6)?)
}

/// A name for the format of a file: the letters of the file's name.
fn name_of(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let letters = stem.trim_matches(|c: char| !c.is_alphabetic());
    let name: String = letters
        .chars()
        .take(24)
        .filter(|c| !c.is_control())
        .collect();
    if name.is_empty() {
        "own".to_owned()
    } else {
        name
    }
}

/// A glob for files that are named like this one: with other digits.
fn glob_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let (stem, end) = match name.rsplit_once('.') {
        Some((stem, end)) if !stem.is_empty() => (stem, Some(end)),
        Some(_) | None => (&*name, None),
    };
    let mut glob = String::new();
    for c in stem.chars() {
        match c {
            '0'..='9' if glob.ends_with('*') => {}
            '-' | '_' | '.'
                if glob.ends_with('*') && stem.contains(|c: char| c.is_ascii_digit()) =>
            {
                glob.push(c);
            }
            '0'..='9' | '*' | '?' | '[' | ']' | '{' | '}' | '\\' | '\u{fffd}' => glob.push('*'),
            c => glob.push(c),
        }
    }
    while let Some(at) = ["*-*", "*_*", "*.*", "**"]
        .iter()
        .find_map(|run| glob.find(run))
    {
        let len = if glob.get(at..at + 2) == Some("**") {
            2
        } else {
            3
        };
        glob.replace_range(at..at + len, "*");
    }
    end.map_or(glob.clone(), |end| format!("{glob}.{end}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glob_leaves_the_digits_open() {
        for (name, glob, format) in [
            ("robot-2026-01-06.json", "robot-*.json", "robot"),
            ("a/20260106.log", "*.log", "own"),
            ("新闻_06.txt", "新闻_*.txt", "新闻"),
            ("news.csv", "news.csv", "news"),
            ("x[1].log", "x*.log", "x"),
            ("noend", "noend", "noend"),
            ("-", "-", "own"),
        ] {
            assert_eq!(glob_of(Path::new(name)), glob);
            assert_eq!(name_of(Path::new(name)), format);
        }
    }
}
