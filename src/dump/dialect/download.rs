//! One calendar day, each entry under a heading with its time and title, and stocks and subjects after its text; a plain
//! flavour has neither level nor stocks nor subjects.
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
//! A text without a title stands in the heading and nowhere else. Headings of level A are bold.

use super::calendar::{Clock, clock_at};
use super::calendar_day::CalendarDay;
use super::draft::Draft;
use super::entry_headings::{self, Mark};
use super::lines::{Block, range_in};
use super::metadata::{give_title, level, listed, stock};
use super::{Dialect, Evidence, Source, Way};
use crate::dump::entry::Extra;
use crate::dump::error::DumpError;
use crate::item::ItemFlags;

pub(super) struct Download;

impl Way for Download {
    fn dialect(&self) -> Dialect {
        Dialect::Download
    }

    fn evidence(&self, text: &str) -> Option<Evidence> {
        let mut head = text.lines().take(8);
        let counted = head.any(|line| line.starts_with("> 共") && line.trim_end().ends_with('条'));
        let entered = text
            .lines()
            .any(|line| matches!(mark(line), Some(Mark::Entry(Clock::Time(..)))));
        match (counted, entered) {
            (true, true) => Some(Evidence::certain(
                "## HH:MM:SS title, under a count of entries",
            )),
            (false, true) => Some(Evidence::likely("## HH:MM:SS title")),
            (true, false) => Some(Evidence::likely("a count of entries: > 共 … 条")),
            (false, false) => None,
        }
    }

    fn read(&self, source: &Source<'_>) -> Draft {
        let mut draft = entry_headings::read(source, mark, |block, clock, day, draft| {
            read_entry(source.text, block, clock, day, draft);
        });
        if !source.text.trim_end().ends_with("---") {
            draft.last_is_provisional();
        }
        draft
    }
}

fn mark(line: &str) -> Option<Mark> {
    entry_headings::mark(line, |entry| {
        let (clock, rest) = clock_at(entry.trim_start_matches('*'))?;
        (rest.is_empty() || rest.starts_with([' ', '*', '['])).then_some(clock)
    })
}

fn read_entry(
    text: &str,
    block: &Block<Mark>,
    clock: Clock,
    day: &mut CalendarDay,
    draft: &mut Draft,
) {
    let (title, flags) = heading(text.get(block.head.clone()).unwrap_or_default());
    let Some(entry) = day.entry(draft, block.line, clock, flags) else {
        return;
    };
    let is_torn = block.rest.end == text.len() && !text.ends_with('\n');
    let rest = text.get(block.rest.clone()).unwrap_or_default();
    let (body, mut extra) = footed(if is_torn {
        without_torn_foot(rest)
    } else {
        rest
    });
    let told = entry_headings::telling(title, body, is_torn);
    give_title(&mut extra, title, told);
    if !draft.push(text, range_in(text, told), entry, Some(extra)) {
        draft.problem(block.line, DumpError::EntryWithoutText);
    }
}

/// What a heading `## 00:08:15 [C] title` says after the time.
fn heading(line: &str) -> (&str, ItemFlags) {
    let rest = line.trim_start_matches(['#', ' ', '*']);
    let rest = clock_at(rest).map_or("", |(_, rest)| rest).trim();
    let rest = rest.trim_start_matches("**").trim_start();
    let levelled = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let (title, flags) = match levelled.and_then(|(letter, rest)| Some((rest, level(letter)?))) {
        Some((title, flags)) => (title, flags),
        None => (rest, ItemFlags::default()),
    };
    let title = title.trim();
    let bold = title.strip_prefix("**").unwrap_or(title);
    (bold.strip_suffix("**").unwrap_or(bold).trim(), flags)
}

/// A text without the beginning of a line at its end that is not its own.
fn without_torn_foot(text: &str) -> &str {
    let start = text.rfind('\n').map_or(0, |at| at + 1);
    let (before, last) = text.split_at_checked(start).unwrap_or((text, ""));
    let is_foot = ["---", "- 📈", "- 🏷"]
        .iter()
        .any(|foot| foot.starts_with(last));
    if is_foot { before } else { text }
}

/// A text without the lines at its end that are not its own, and what these say.
fn footed(text: &str) -> (&str, Extra) {
    let mut extra = Extra::default();
    let mut rest = text.trim_end();
    loop {
        let (before, line) = rest.rsplit_once('\n').unwrap_or(("", rest));
        if let Some(stocks) = line.strip_prefix("- 📈") {
            extra.stocks = listed(stocks, &['|']).filter_map(stock).collect();
        } else if let Some(subjects) = line
            .strip_prefix("- 🏷")
            .map(|line| line.trim_start_matches('\u{fe0f}'))
        {
            extra.subjects = listed(subjects, &[',', '，']).map(str::to_owned).collect();
        } else if line.trim_end() != "---" {
            return (rest, extra);
        }
        rest = before.trim_end();
    }
}
