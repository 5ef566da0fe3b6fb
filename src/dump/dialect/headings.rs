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

use super::calendar::{Clock, clock_at};
use super::calendar_day::CalendarDay;
use super::draft::Draft;
use super::entry_headings::{self, Mark};
use super::lines::{Block, line_at, range_in};
use super::metadata::{give_title, level, listed, stock};
use super::{Dialect, Evidence, Source, Way};
use crate::dump::entry::Extra;
use crate::dump::error::DumpError;
use crate::item::ItemFlags;

pub(super) struct Headings;

impl Way for Headings {
    fn dialect(&self) -> Dialect {
        Dialect::Headings
    }

    fn evidence(&self, text: &str) -> Option<Evidence> {
        if text
            .lines()
            .any(|line| matches!(mark(line), Some(Mark::Entry(Clock::Time(..)))))
        {
            return Some(Evidence::certain("## HH:MM:SS｜title"));
        }
        let empty = text
            .lines()
            .next()
            .is_some_and(|line| line.starts_with("# ") && line.contains("快讯归档"));
        empty.then(|| Evidence::likely("a heading with 快讯归档"))
    }

    fn read(&self, source: &Source<'_>) -> Draft {
        let mut draft = entry_headings::read(source, mark, |block, clock, day, draft| {
            read_entry(source.text, block, clock, day, draft);
        });
        if !source.text.ends_with('\n') {
            draft.last_is_provisional();
        }
        draft
    }
}

fn mark(line: &str) -> Option<Mark> {
    entry_headings::mark(line, |entry| {
        let (clock, rest) = clock_at(entry)?;
        rest.starts_with('｜').then_some(clock)
    })
}

fn read_entry(
    text: &str,
    block: &Block<Mark>,
    clock: Clock,
    day: &mut CalendarDay,
    draft: &mut Draft,
) {
    let head = text.get(block.head.clone()).unwrap_or_default();
    let title = head.split_once('｜').map_or("", |(_, title)| title).trim();
    let (mut extra, flags, body) = metadata(text, block);
    let Some(entry) = day.entry(draft, block.line, clock, flags) else {
        return;
    };
    let title = if title == "无标题" { "" } else { title };
    let is_last = block.rest.end == text.len();
    let told = entry_headings::telling(title, body, is_last && !text.ends_with('\n'));
    give_title(&mut extra, title, told);
    if !draft.push(text, range_in(text, told), entry, Some(extra)) {
        draft.problem(block.line, DumpError::EntryWithoutBody);
    } else if is_last && told == title {
        draft.last_is_provisional();
    }
}

/// Reads the lines `- name: value` that stand before the text, and gives what stands after them.
fn metadata<'a>(text: &'a str, block: &Block<Mark>) -> (Extra, ItemFlags, &'a str) {
    let (mut extra, mut flags) = (Extra::default(), ItemFlags::default());
    let mut rest = text.get(block.rest.clone()).unwrap_or_default();
    loop {
        rest = rest.trim_start_matches(['\r', '\n']);
        let line = line_at(rest, 0);
        if is_torn_field(rest) {
            return (extra, flags, "");
        }
        if !field(line, &mut extra, &mut flags) {
            return (extra, flags, rest);
        }
        rest = rest.get(line.len()..).unwrap_or_default();
    }
}

/// Takes one line of metadata; `false` if it is none.
fn field(line: &str, extra: &mut Extra, flags: &mut ItemFlags) -> bool {
    let Some((name, value)) = line
        .strip_prefix("- ")
        .and_then(|line| line.split_once(':'))
    else {
        return false;
    };
    let value = value.trim().trim_matches('`');
    match name {
        "id" => extra.wire_id = value.parse().ok(),
        "level" => *flags = level(value).unwrap_or_default(),
        "url" => extra.url = Some(value.to_owned()).filter(|url| !url.is_empty()),
        "stocks" => extra.stocks = listed(value, &['，']).filter_map(stock).collect(),
        "subjects" => extra.subjects = listed(value, &['，', ',']).map(str::to_owned).collect(),
        _ => {
            return !name.is_empty()
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        }
    }
    true
}

/// Whether the file ends within a line of metadata, as far as it is to be told from a text.
fn is_torn_field(rest: &str) -> bool {
    let name = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    let after_dash = rest
        .strip_prefix("- ")
        .filter(|after| !after.contains('\n'));
    rest == "-" || after_dash.is_some_and(|after| name(after.split(':').next().unwrap_or_default()))
}
