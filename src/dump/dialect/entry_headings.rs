//! One calendar day under `# … 2026-05-31`, each entry under a heading `## 00:08:23 …`: shared by `headings` and `download`.

use super::calendar_day::CalendarDraft;
use super::datetime::{TimeOfDay, find_date};
use super::lines::{blocks, unfinished_line};
use super::metadata::{check_entry_count, set_title};
use crate::dump::draft::Draft;
use crate::dump::input::ParseInput;
use crate::dump::record::Extra;
use crate::dump::story;
use crate::item::{ItemFlags, NewsDay};

/// A heading.
pub(super) enum DatedHeading {
    Day(NewsDay),
    Entry(TimeOfDay),
}

/// Classifies a line; `parse_time` gets the text after `## `.
pub(super) fn classify(
    line: &str,
    parse_time: impl FnOnce(&str) -> Option<TimeOfDay>,
) -> Option<DatedHeading> {
    if let Some(rest) = line.strip_prefix("## ") {
        return parse_time(rest).map(DatedHeading::Entry);
    }
    let (date, _) = find_date(line.strip_prefix("# ")?)?;
    Some(DatedHeading::Day(date))
}

/// An entry with its heading.
pub(super) struct HeadedEntry<'a> {
    pub(super) title: &'a str,
    pub(super) body: &'a str,
    pub(super) flags: ItemFlags,
    pub(super) extra: Extra,
}

/// Splits a text at its headings. `parse_entry` gets the heading of an entry, the lines below it, and whether the file ends in
/// the middle of these lines.
///
/// Also returns whether the last entry has no more than its heading so far.
pub(super) fn parse<'a>(
    input: &ParseInput<'a>,
    classify: fn(&str) -> Option<DatedHeading>,
    parse_entry: fn(&'a str, &'a str, bool) -> HeadedEntry<'a>,
) -> (Draft, bool) {
    let text = input.text;
    let mut day = CalendarDraft::new(input);
    let mut ends_with_heading = false;
    for block in blocks(without_unfinished_heading(text), classify) {
        let time = match block.kind {
            DatedHeading::Entry(time) => time,
            DatedHeading::Day(date) => {
                day.start_headed(block.line, date);
                continue;
            }
        };
        let is_last = block.rest.end == text.len();
        let is_torn = is_last && !text.ends_with('\n');
        let head = text.get(block.head).unwrap_or_default();
        let rest = text.get(block.rest).unwrap_or_default();
        let mut entry = parse_entry(head, rest, is_torn);
        let chosen = choose_text(entry.title, entry.body, is_torn);
        set_title(&mut entry.extra, entry.title, chosen);
        let is_pushed = day.push(block.line, time, entry.flags, chosen, entry.extra);
        ends_with_heading = is_pushed && is_last && chosen == entry.title;
    }
    day.draft.heading.day = day.date();
    check_entry_count(&mut day.draft, text);
    (day.draft, ends_with_heading)
}

/// The text of an entry: its body, or its title if the body is empty or, in a torn file, a part of the title written again.
fn choose_text<'a>(title: &'a str, body: &'a str, is_torn: bool) -> &'a str {
    let is_empty = body.trim_matches(story::is_blank).is_empty();
    if is_empty || (is_torn && story::has_unclosed_title(body)) {
        title
    } else {
        body
    }
}

/// Drops an unfinished heading at the end, which would be read as text of the entry before.
fn without_unfinished_heading(text: &str) -> &str {
    let (start, last) = unfinished_line(text);
    let is_heading = match last.strip_prefix("## ") {
        Some(time) => time
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'*')),
        None => matches!(last, "#" | "##"),
    };
    text.get(..start).filter(|_| is_heading).unwrap_or(text)
}
