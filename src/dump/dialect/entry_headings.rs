//! One calendar day under `# … 2026-05-31`, each entry under a heading `## 00:08:23 …`: what `headings` and `download` share.

use super::Source;
use super::calendar::{Clock, date_in};
use super::calendar_day::CalendarDay;
use super::draft::Draft;
use super::lines::{Block, blocks};
use super::metadata::check_count;
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
    for block in blocks(source.text, mark) {
        match block.mark {
            Mark::Day(date) => day.headed(&mut draft, block.line, date),
            Mark::Entry(clock) => entry(&block, clock, &mut day, &mut draft),
        }
    }
    draft.heading.day = day.date();
    check_count(&mut draft, source.text);
    draft
}
