//! One calendar day, each entry under a heading with its time and title, stocks and subjects after its text. A plain variant
//! has neither level nor stocks nor subjects.
//!
//! ```text
//! ## 00:08:15 [C] title-or-whole-text
//!
//! 【title】body…
//!
//! - 📈 星河航天(sz399999) | 云帆智造()
//! - 🏷️ 环球市场情报, 美股动态
//!
//! ---
//! ```
//!
//! A text without a title is in the heading only. Headings of level A are bold.

use super::datetime::{TimeOfDay, parse_time};
use super::entry_headings::{self, DatedHeading, HeadedEntry};
use super::lines::unfinished_line;
use super::metadata::{parse_level, parse_stock, split_list};
use crate::dump::draft::Draft;
use crate::dump::input::{Detection, ParseInput};
use crate::dump::record::Extra;
use crate::item::ItemFlags;

pub(super) fn detect(text: &str) -> Option<Detection> {
    let is_count = |line: &str| line.starts_with("> 共") && line.trim_end().ends_with('条');
    let is_entry = |line| {
        matches!(
            classify(line),
            Some(DatedHeading::Entry(TimeOfDay::Valid(..)))
        )
    };
    let has_count = text.lines().take(8).any(is_count);
    match (has_count, text.lines().any(is_entry)) {
        (true, true) => Some(Detection::Certain(
            "## HH:MM:SS title, under a count of entries",
        )),
        (false, true) => Some(Detection::Likely("## HH:MM:SS title")),
        (true, false) => Some(Detection::Likely("a count of entries: > 共 … 条")),
        (false, false) => None,
    }
}

pub(super) fn parse(input: &ParseInput<'_>) -> Draft {
    let (mut draft, _) = entry_headings::parse(input, classify, parse_entry);
    if !input.text.trim_end().ends_with("---") {
        draft.mark_last_provisional();
    }
    draft
}

fn classify(line: &str) -> Option<DatedHeading> {
    entry_headings::classify(line, |rest| {
        let (time, rest) = parse_time(rest.trim_start_matches('*'))?;
        (rest.is_empty() || rest.starts_with([' ', '*', '['])).then_some(time)
    })
}

fn parse_entry<'a>(head: &'a str, rest: &'a str, is_torn: bool) -> HeadedEntry<'a> {
    let (title, flags) = parse_heading(head);
    let (body, extra) = parse_footer(if is_torn {
        without_torn_footer(rest)
    } else {
        rest
    });
    HeadedEntry {
        title,
        body,
        flags,
        extra,
    }
}

/// The title and level of `## 00:08:15 [C] title`.
fn parse_heading(line: &str) -> (&str, ItemFlags) {
    let rest = line.trim_start_matches(['#', ' ', '*']);
    let rest = parse_time(rest).map_or("", |(_, rest)| rest).trim();
    let rest = rest.trim_start_matches("**").trim_start();
    let levelled = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let (title, flags) = levelled
        .and_then(|(letter, rest)| Some((rest, parse_level(letter)?)))
        .unwrap_or((rest, ItemFlags::default()));
    let title = title.trim();
    let title = title.strip_prefix("**").unwrap_or(title);
    (title.strip_suffix("**").unwrap_or(title).trim(), flags)
}

/// Drops an unfinished line at the end if it may begin a line of the footer.
fn without_torn_footer(text: &str) -> &str {
    let (start, last) = unfinished_line(text);
    let is_footer = ["---", "- 📈", "- 🏷"]
        .iter()
        .any(|line| line.starts_with(last));
    text.get(..start).filter(|_| is_footer).unwrap_or(text)
}

/// Splits off the lines after the text: stocks, subjects and the rule.
fn parse_footer(text: &str) -> (&str, Extra) {
    let mut extra = Extra::default();
    let mut rest = text.trim_end();
    loop {
        let (before, line) = rest.rsplit_once('\n').unwrap_or(("", rest));
        if let Some(stocks) = line.strip_prefix("- 📈") {
            extra.stocks = split_list(stocks, &['|']).filter_map(parse_stock).collect();
        } else if let Some(subjects) = line.strip_prefix("- 🏷") {
            let subjects = subjects.trim_start_matches('\u{fe0f}');
            extra.subjects = split_list(subjects, &[',', '，'])
                .map(str::to_owned)
                .collect();
        } else if line.trim_end() != "---" {
            return (rest, extra);
        }
        rest = before.trim_end();
    }
}
