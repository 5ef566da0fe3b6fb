//! What dialects say about an entry beside its text: levels, stocks, subjects, and titles that stand outside of it.

use super::draft::Draft;
use crate::dump::entry::Extra;
use crate::dump::error::DumpError;
use crate::dump::story;
use crate::item::{ItemFlags, Stock};

/// The level of an entry, with the channel that follows from it: A and B are 加红, C is 普通.
pub(super) fn level(letter: &str) -> Option<ItemFlags> {
    match letter.trim() {
        "A" => Some(ItemFlags::LEVEL_A.with(ItemFlags::RED)),
        "B" => Some(ItemFlags::LEVEL_B.with(ItemFlags::RED)),
        "C" => Some(ItemFlags::LEVEL_C.with(ItemFlags::ORDINARY)),
        _ => None,
    }
}

/// `英伟达(NVDA.US)`, `华电能源()`.
pub(super) fn stock(text: &str) -> Option<Stock> {
    let text = text.trim();
    let (name, code) = match text
        .strip_suffix([')', '）'])
        .and_then(|text| text.rsplit_once(['(', '（']))
    {
        Some((name, code)) => (name.trim(), code.trim()),
        None => (text, ""),
    };
    (!name.is_empty()).then(|| Stock {
        name: name.to_owned(),
        code: code.to_owned(),
    })
}

/// Compares the number of entries that the head of a dump promises, `- item_count: 156` or `> 共 156 条`, with what
/// was found: where they differ, entries were lost before this program saw them.
pub(super) fn check_count(draft: &mut Draft, text: &str) {
    for (line, content) in (1..).zip(text.lines().take(8)) {
        let promised = content
            .strip_prefix("- item_count:")
            .or_else(|| content.strip_prefix("> 共")?.trim_end().strip_suffix('条'));
        let Some(promised) = promised.and_then(|number| number.trim().parse::<usize>().ok()) else {
            continue;
        };
        let found = draft.records.len();
        if promised != found {
            draft.problem(line, DumpError::CountDiffers { promised, found });
        }
        return;
    }
}

/// The parts of a list, trimmed; empty ones are left out.
pub(super) fn listed<'a>(
    text: &'a str,
    separators: &'static [char],
) -> impl Iterator<Item = &'a str> {
    text.split(separators)
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// Gives an entry a title that stands outside of its text, unless the text opens with it.
pub(super) fn give_title(extra: &mut Extra, title: &str, text: &str) {
    let title = title.trim_matches(story::is_blank);
    let text = text.trim_start_matches(story::is_blank);
    if !title.is_empty()
        && title != "无标题"
        && story::title(text).is_none()
        && !text.starts_with(title)
    {
        extra.title = Some(title.to_owned());
    }
}
