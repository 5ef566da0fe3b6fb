//! Newest first, by importance, each entry a link; one calendar day, or a digest of several.
//!
//! ```text
//! **🔴 重要电报**
//!
//!   - [20:13] **[【title】body…](https://www.cls.cn/detail/2379401)**
//! ```
//!
//! New entries are inserted at the top of their section, so a dump is never appended to: the whole file is written anew.
//! An entry ends at its link; one without a link ends at the next entry.

use super::calendar::{Clock, clock_at, date_in};
use super::calendar_day::CalendarDay;
use super::draft::Draft;
use super::lines::{Block, blocks, range_in};
use super::{Dialect, Evidence, Source, Way, heading};
use crate::dump::entry::Extra;
use crate::dump::error::DumpError;
use crate::item::{ItemFlags, NewsDay};

pub(super) struct Sections;

/// What a line can be besides a part of a text.
enum Mark {
    Entry(Clock),
    /// 重要 or 一般.
    Section(ItemFlags),
    Date(NewsDay),
    /// A heading of something else, or a rule.
    Other,
}

impl Way for Sections {
    fn dialect(&self) -> Dialect {
        Dialect::Sections
    }

    fn evidence(&self, text: &str) -> Option<Evidence> {
        let flags = || text.lines().filter_map(mark);
        let sectioned = flags().any(|mark| matches!(mark, Mark::Section(_)));
        let entered = flags().any(|mark| matches!(mark, Mark::Entry(Clock::Time(..))));
        match (sectioned, entered) {
            (true, true) => Some(Evidence::certain("- [HH:MM] under 重要电报 or 一般电报")),
            (false, true) if text.contains(LINK) => {
                Some(Evidence::certain("- [HH:MM] with links to the wire"))
            }
            (true, false) => Some(Evidence::likely("a section 重要电报 or 一般电报")),
            (false, true | false) => None,
        }
    }

    fn read(&self, source: &Source<'_>) -> Draft {
        let mut draft = Draft {
            heading: heading::file_name(source.name()),
            ..Draft::default()
        };
        draft.heading.wire = Some("财联社".to_owned());
        draft.heading.channel = None;
        let mut day = CalendarDay::of_name(source);
        let mut section = None;
        for block in blocks(source.text, mark) {
            match block.mark {
                Mark::Section(flags) => section = Some(flags),
                Mark::Date(date) => {
                    day.begin(date);
                    draft.heading.day = None;
                }
                Mark::Entry(clock) => {
                    let Some(entry) =
                        day.entry(&mut draft, block.line, clock, section.unwrap_or_default())
                    else {
                        continue;
                    };
                    let (text, extra) = linked(source.text, &block);
                    let has_link = extra.url.is_some();
                    if !draft.push(source.text, range_in(source.text, text), entry, Some(extra)) {
                        draft.problem(block.line, DumpError::EntryWithoutText);
                    } else if !has_link && block.rest.end == source.text.len() {
                        draft.last_is_provisional();
                    }
                }
                Mark::Other => {}
            }
        }
        draft
    }
}

fn mark(line: &str) -> Option<Mark> {
    if let Some(rest) = line.trim_start().strip_prefix("- [") {
        let (clock, rest) = clock_at(rest)?;
        return rest.starts_with(']').then_some(Mark::Entry(clock));
    }
    if line.starts_with("━━") {
        return Some(Mark::Other);
    }
    let title = line.strip_prefix("**").or_else(|| line.strip_prefix('#'))?;
    match title {
        _ if title.contains("重要电报") && title.contains('🔴') => {
            Some(Mark::Section(ItemFlags::RED))
        }
        _ if title.contains("一般电报") && title.contains('📰') => {
            Some(Mark::Section(ItemFlags::ORDINARY))
        }
        _ if line.starts_with("## ") => {
            Some(date_in(title).map_or(Mark::Other, |(date, _)| Mark::Date(date)))
        }
        _ => None,
    }
}

const LINK: &str = "](https://www.cls.cn/detail/";

/// An entry's text without the flags of bold and link around it, and its link.
fn linked<'a>(text: &'a str, block: &Block<Mark>) -> (&'a str, Extra) {
    let whole = text
        .get(block.head.start..block.rest.end)
        .unwrap_or_default();
    let after_time = whole
        .split_once(']')
        .map_or("", |(_, rest)| rest)
        .trim_start();
    let after_time = after_time.strip_prefix("**").unwrap_or(after_time);
    let Some((body, link)) = after_time.rsplit_once(LINK) else {
        return (unlinked(after_time), Extra::default());
    };
    let id: &str = link
        .split(|c: char| !c.is_ascii_digit())
        .next()
        .unwrap_or_default();
    let url = (link
        .get(id.len()..)
        .is_some_and(|rest| rest.starts_with(')')))
    .then(|| format!("https://www.cls.cn/detail/{id}"));
    let wire_id = if url.is_some() { id.parse().ok() } else { None };
    (
        body.strip_prefix('[').unwrap_or(body),
        Extra {
            wire_id,
            url,
            ..Extra::default()
        },
    )
}

/// The text of an entry that has no link, or of one whose link is not yet written to its end.
fn unlinked(text: &str) -> &str {
    let text = text.trim_end();
    let text = match text.rsplit_once("](") {
        Some((body, link)) if LINK.get(2..).is_some_and(|whole| whole.starts_with(link)) => body,
        Some(_) | None => text.strip_suffix("**").unwrap_or(text),
    };
    match text.strip_prefix('[') {
        Some(inner) if inner.ends_with(']') => inner.strip_suffix(']').unwrap_or(inner),
        Some(inner) if !inner.contains(']') => inner,
        Some(_) | None => text,
    }
}
