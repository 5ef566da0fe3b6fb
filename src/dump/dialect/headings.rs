//! One calendar day, each entry under a heading with its time and title, and metadata before its text.
//!
//! ```text
//! ## 00:08:23｜title
//!
//! - id: `2370637`
//! - level: C
//! - subjects: 环球市场情报，中东冲突
//! - url: https://…
//!
//! 【title】body…
//! ```

use super::datetime::{TimeOfDay, parse_time};
use super::entry_headings::{self, DatedHeading, HeadedEntry};
use super::lines::line_at;
use super::metadata::{parse_level, parse_stock, split_list};
use crate::dump::draft::Draft;
use crate::dump::input::{Detection, ParseInput};
use crate::dump::record::Extra;
use crate::item::ItemFlags;

pub(super) fn detect(text: &str) -> Option<Detection> {
    let is_entry = |line| {
        matches!(
            classify(line),
            Some(DatedHeading::Entry(TimeOfDay::Valid(..)))
        )
    };
    if text.lines().any(is_entry) {
        return Some(Detection::Certain("## HH:MM:SS｜title"));
    }
    let first = text.lines().next()?;
    (first.starts_with("# ") && first.contains("快讯归档"))
        .then_some(Detection::Likely("a heading with 快讯归档"))
}

pub(super) fn parse(input: &ParseInput<'_>) -> Draft {
    let (mut draft, ends_with_heading) = entry_headings::parse(input, classify, parse_entry);
    if ends_with_heading || !input.text.ends_with('\n') {
        draft.mark_last_provisional();
    }
    draft
}

fn classify(line: &str) -> Option<DatedHeading> {
    entry_headings::classify(line, |rest| {
        let (time, rest) = parse_time(rest)?;
        rest.starts_with('｜').then_some(time)
    })
}

/// Reads the lines `- name: value` before the text.
fn parse_entry<'a>(head: &'a str, rest: &'a str, _: bool) -> HeadedEntry<'a> {
    let title = head.split_once('｜').map_or("", |(_, title)| title.trim());
    let mut entry = HeadedEntry {
        title: if title == "无标题" { "" } else { title },
        body: rest,
        flags: ItemFlags::default(),
        extra: Extra::default(),
    };
    loop {
        let rest = entry.body.trim_start_matches(['\r', '\n']);
        let line = line_at(rest, 0);
        if is_torn_field(rest) {
            entry.body = "";
            return entry;
        }
        entry.body = rest;
        if !parse_field(line, &mut entry) {
            return entry;
        }
        entry.body = rest.get(line.len()..).unwrap_or_default();
    }
}

/// Reads a line of metadata; `false` if it is none.
fn parse_field(line: &str, entry: &mut HeadedEntry<'_>) -> bool {
    let Some((name, value)) = line
        .strip_prefix("- ")
        .and_then(|line| line.split_once(':'))
    else {
        return false;
    };
    let value = value.trim().trim_matches('`');
    let extra = &mut entry.extra;
    match name {
        "id" => extra.wire_id = value.parse().ok(),
        "level" => entry.flags = parse_level(value).unwrap_or_default(),
        "url" => extra.url = Some(value.to_owned()).filter(|url| !url.is_empty()),
        "stocks" => extra.stocks = split_list(value, &['，']).filter_map(parse_stock).collect(),
        "subjects" => {
            extra.subjects = split_list(value, &['，', ',']).map(str::to_owned).collect();
        }
        other => return !other.is_empty() && is_field_name(other),
    }
    true
}

/// Whether the file may end in a line of metadata.
fn is_torn_field(rest: &str) -> bool {
    let after_dash = rest
        .strip_prefix("- ")
        .filter(|after| !after.contains('\n'));
    let name = after_dash.and_then(|after| after.split(':').next());
    rest == "-" || name.is_some_and(is_field_name)
}

fn is_field_name(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}
