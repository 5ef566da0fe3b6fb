//! Newest first, by importance, each entry a link; one calendar day, or a digest of several.
//!
//! ```text
//! **🔴 重要电报**
//!
//!   - [20:13] **[【title】body…](https://www.cls.cn/detail/2379401)**
//! ```
//!
//! The scraper inserts new entries at the top of their section and rewrites the whole file. An entry ends at its link; one
//! without a link ends at the next entry.

use super::calendar_day::CalendarDraft;
use super::datetime::{TimeOfDay, find_date, parse_time};
use super::lines::{Block, blocks};
use crate::dump::draft::Draft;
use crate::dump::input::{Detection, ParseInput};
use crate::dump::record::Extra;
use crate::item::{ItemFlags, NewsDay};

/// The kind of a line that is no text.
enum SectionLine {
    Entry(TimeOfDay),
    /// 重要 or 一般.
    Channel(ItemFlags),
    Date(NewsDay),
    /// Another heading, or a rule.
    Other,
}

pub(super) fn detect(text: &str) -> Option<Detection> {
    let kinds = || text.lines().filter_map(classify);
    let has_section = kinds().any(|kind| matches!(kind, SectionLine::Channel(_)));
    let has_entry = kinds().any(|kind| matches!(kind, SectionLine::Entry(TimeOfDay::Valid(..))));
    match (has_section, has_entry) {
        (true, true) => Some(Detection::Certain("- [HH:MM] under 重要电报 or 一般电报")),
        (true, false) => Some(Detection::Likely("a section 重要电报 or 一般电报")),
        (false, true) if text.contains(LINK) => {
            Some(Detection::Certain("- [HH:MM] with links to the wire"))
        }
        (false, true | false) => None,
    }
}

pub(super) fn parse(input: &ParseInput<'_>) -> Draft {
    let text = input.text;
    let mut day = CalendarDraft::new(input);
    day.draft.heading.day = input.path_day();
    let mut channel = ItemFlags::default();
    for block in blocks(text, classify) {
        match block.kind {
            SectionLine::Channel(flags) => channel = flags,
            SectionLine::Date(date) => {
                day.start(date);
                day.draft.heading.day = None;
            }
            SectionLine::Entry(time) => {
                let (entry, extra) = split_link(text, &block);
                let has_link = extra.url.is_some();
                let is_pushed = day.push(block.line, time, channel, entry, extra);
                if is_pushed && !has_link && block.rest.end == text.len() {
                    day.draft.mark_last_provisional();
                }
            }
            SectionLine::Other => {}
        }
    }
    day.draft
}

fn classify(line: &str) -> Option<SectionLine> {
    if let Some(rest) = line.trim_start().strip_prefix("- [") {
        let (time, rest) = parse_time(rest)?;
        return rest.starts_with(']').then_some(SectionLine::Entry(time));
    }
    if line.starts_with("━━") {
        return Some(SectionLine::Other);
    }
    let title = line.strip_prefix("**").or_else(|| line.strip_prefix('#'))?;
    if title.contains("重要电报") && title.contains('🔴') {
        Some(SectionLine::Channel(ItemFlags::RED))
    } else if title.contains("一般电报") && title.contains('📰') {
        Some(SectionLine::Channel(ItemFlags::ORDINARY))
    } else if line.starts_with("## ") {
        Some(find_date(title).map_or(SectionLine::Other, |(date, _)| SectionLine::Date(date)))
    } else {
        None
    }
}

const LINK: &str = "](https://www.cls.cn/detail/";

/// Splits an entry into its text, without the marks of bold and link, and its link.
fn split_link<'a>(text: &'a str, block: &Block<SectionLine>) -> (&'a str, Extra) {
    let whole = text
        .get(block.head.start..block.rest.end)
        .unwrap_or_default();
    let entry = whole.split_once(']').map_or("", |(_, rest)| rest);
    let entry = entry.trim_start();
    let entry = entry.strip_prefix("**").unwrap_or(entry);
    let Some((body, link)) = entry.rsplit_once(LINK) else {
        return (without_link(entry), Extra::default());
    };
    let mut extra = Extra::default();
    let digits = link.bytes().take_while(u8::is_ascii_digit).count();
    if let Some((id, rest)) = link.split_at_checked(digits)
        && rest.starts_with(')')
    {
        extra.url = Some(format!("https://www.cls.cn/detail/{id}"));
        extra.wire_id = id.parse().ok();
    }
    (body.strip_prefix('[').unwrap_or(body), extra)
}

/// The text of an entry without a link, or with an unfinished one.
fn without_link(text: &str) -> &str {
    let text = text.trim_end();
    let text = match text.rsplit_once("](") {
        Some((body, link)) if LINK.get(2..).is_some_and(|whole| whole.starts_with(link)) => body,
        Some(_) | None => text.strip_suffix("**").unwrap_or(text),
    };
    let Some(inner) = text.strip_prefix('[') else {
        return text;
    };
    match inner.strip_suffix(']') {
        Some(inner) => inner,
        None if inner.contains(']') => text,
        None => inner,
    }
}
