//! One calendar day under `# … 2026-05-31`, each entry under a heading `## 00:08:23 …`: what `headings` and `download` share.

use memchr::memrchr;

use super::Source;
use super::calendar::{Clock, date_in};
use super::calendar_day::CalendarDay;
use super::draft::Draft;
use super::lines::{Block, blocks};
use super::metadata::check_count;
use crate::dump::story;
use crate::item::NewsDay;

/// What a line can be besides a part of a text.
pub(super) enum Mark {
    /// The heading of the day.
    Day(NewsDay),
    /// The heading of an entry.
    Entry(Clock),
}

/// What a line is; `entry` reads what stands after `## `.
pub(super) fn mark(line: &str, entry: impl FnOnce(&str) -> Option<Clock>) -> Option<Mark> {
    if let Some(rest) = line.strip_prefix("## ") {
        return entry(rest).map(Mark::Entry);
    }
    let heading = line.strip_prefix("# ")?;
    date_in(heading).map(|(date, _)| Mark::Day(date))
}

/// Splits a text at its headings; `entry` reads what stands under one of an entry.
pub(super) fn read(
    source: &Source<'_>,
    mark: impl Fn(&str) -> Option<Mark>,
    entry: impl Fn(&Block<Mark>, Clock, &mut CalendarDay, &mut Draft),
) -> Draft {
    let mut draft = Draft::default();
    draft.heading.wire = Some("财联社".to_owned());
    let mut day = CalendarDay::of_name(source);
    for block in blocks(without_torn_heading(source.text), mark) {
        match block.mark {
            Mark::Day(date) => day.headed(&mut draft, block.line, date),
            Mark::Entry(clock) => entry(&block, clock, &mut day, &mut draft),
        }
    }
    draft.heading.day = day.date();
    check_count(&mut draft, source.text);
    draft
}

/// Where the text of an entry stands: in its heading, if nothing else does, or as long as no more is written of what follows
/// than a part of the title once more. `is_torn` is whether the file ends in the middle of it.
pub(super) fn telling<'a>(title: &'a str, body: &'a str, is_torn: bool) -> &'a str {
    let is_empty = body.trim_matches(story::is_blank).is_empty();
    if is_empty || (is_torn && story::has_open_title(body)) {
        title
    } else {
        body
    }
}

/// A text without the beginning of a heading at its end: somebody is writing the next entry, which would else read as if it
/// belonged to the one before.
fn without_torn_heading(text: &str) -> &str {
    let start = memrchr(b'\n', text.as_bytes()).map_or(0, |at| at + 1);
    let (before, last) = text.split_at_checked(start).unwrap_or((text, ""));
    let is_torn = match last.strip_prefix("## ") {
        Some(time) => time
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'*')),
        None => matches!(last, "#" | "##"),
    };
    if is_torn { before } else { text }
}
