//! Items as they are on a screen, and as `list` prints them.

use std::collections::BTreeSet;
use std::fmt::{self, Debug, Formatter};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// What both have in common.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct SeenItem {
    /// `1-6`
    day: String,
    /// `09:31`
    pub(super) minute: String,
    /// The number in its text. None if the text breaks off before.
    pub(super) number: Option<String>,
}

impl Debug for SeenItem {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let number = self.number.as_deref().unwrap_or("?");
        write!(f, "{} {} {number}", self.day, self.minute)
    }
}

/// Returns the number of a text. No two texts of a scraper have the same.
pub(super) fn number(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once('第')?;
    let (number, _) = rest.split_once('号')?;
    number
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(number)
}

pub(super) fn numbers<'a>(texts: impl IntoIterator<Item = &'a String>) -> BTreeSet<String> {
    let numbers = texts.into_iter().filter_map(|text| number(text));
    numbers.map(str::to_owned).collect()
}

/// Returns the items of a screen, from its top.
pub(super) fn on_screen(screen: &vt100::Screen) -> Vec<SeenItem> {
    let (_, columns) = screen.size();
    let (mut day, mut items) = (String::new(), Vec::new());
    for row in screen.rows(0, columns.get()) {
        let mut chars = row.chars();
        // Of an item, whether it is new or selected.
        let mark = chars.next();
        let rest = chars.as_str();
        if mark == Some('─') {
            day = day_of_heading(rest).unwrap_or(day);
        } else if let Some(item) = item(rest, &day) {
            items.push(item);
        }
    }
    items
}

/// `─ 2026年1月6日 周二 ──`
fn day_of_heading(heading: &str) -> Option<String> {
    let (_, date) = heading.split_once('年')?;
    let (month, rest) = date.split_once('月')?;
    let (day, _) = rest.split_once('日')?;
    Some(format!("{month}-{day}"))
}

/// `09:31 红 …`, or `01-06 09:31 红 …` where a heading is not worth its line.
fn item(row: &str, day: &str) -> Option<SeenItem> {
    let (date, rest) = match row.split_at_checked(6) {
        Some((date, rest)) if date.as_bytes()[2] == b'-' => (plain_day(date.trim()), rest),
        _ => (day.to_owned(), row),
    };
    let (minute, text) = rest.split_at_checked(5)?;
    (minute.as_bytes()[2] == b':').then(|| SeenItem {
        day: date,
        minute: minute.to_owned(),
        number: number(text).map(str::to_owned),
    })
}

/// Returns the items that a new process finds, newest first, and their texts.
pub(super) fn fresh(root: &Path) -> (Vec<SeenItem>, BTreeSet<String>) {
    let output = Command::new(env!("CARGO_BIN_EXE_dianbao"))
        .args(["--no-config", "list", "--format", "jsonl"])
        .arg(root)
        .output()
        .unwrap();
    let (mut items, mut texts) = (Vec::new(), BTreeSet::new());
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        let (time, text) = (string(&value, "time"), string(&value, "text"));
        items.push(SeenItem {
            day: plain_day(&time[5..10]),
            minute: time[11..16].to_owned(),
            number: number(&text).map(str::to_owned),
        });
        texts.insert(text);
    }
    (items, texts)
}

/// `01-06` without zeros.
fn plain_day(day: &str) -> String {
    let parts = day.split('-').map(|part| part.trim_start_matches('0'));
    parts.collect::<Vec<_>>().join("-")
}

/// Returns a field, with line ends as the scraper knows them.
pub(super) fn string(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap().trim().replace("\r\n", "\n")
}
