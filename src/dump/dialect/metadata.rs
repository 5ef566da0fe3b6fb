//! What dialects write beside the text of an entry: level, stocks, subjects, title, number of entries.

use crate::dump::draft::Draft;
use crate::dump::error::DumpError;
use crate::dump::record::Extra;
use crate::dump::story;
use crate::item::{ItemFlags, Stock};

/// Parses a level. A and B imply the channel 加红, C implies 普通.
pub(super) fn parse_level(letter: &str) -> Option<ItemFlags> {
    match letter.trim() {
        "A" => Some(ItemFlags::LEVEL_A.with(ItemFlags::RED)),
        "B" => Some(ItemFlags::LEVEL_B.with(ItemFlags::RED)),
        "C" => Some(ItemFlags::LEVEL_C.with(ItemFlags::ORDINARY)),
        _ => None,
    }
}

/// Parses `英伟达(NVDA.US)` or `华电能源()`.
pub(super) fn parse_stock(text: &str) -> Option<Stock> {
    let text = text.trim();
    let (name, code) = text
        .strip_suffix([')', '）'])
        .and_then(|text| text.rsplit_once(['(', '（']))
        .map_or((text, ""), |(name, code)| (name.trim(), code.trim()));
    (!name.is_empty()).then(|| Stock {
        name: name.to_owned(),
        code: code.to_owned(),
    })
}

/// Compares the number of entries in the first lines, `- item_count: 156` or `> 共 156 条`, with the number of records. If they
/// differ, a scraper lost entries.
pub(super) fn check_entry_count(draft: &mut Draft, text: &str) {
    let count = |line: &str| {
        let count = line
            .strip_prefix("- item_count:")
            .or_else(|| line.strip_prefix("> 共")?.trim_end().strip_suffix('条'))?;
        count.trim().parse().ok()
    };
    let found = draft.records.len();
    let promised = (1..)
        .zip(text.lines().take(8))
        .find_map(|(line, text)| Some((line, count(text)?)));
    if let Some((line, promised)) = promised
        && promised != found
    {
        draft.report(line, DumpError::CountDiffers { promised, found });
    }
}

/// Splits a list and trims its elements. Drops empty ones.
pub(super) fn split_list<'a>(
    text: &'a str,
    separators: &'static [char],
) -> impl Iterator<Item = &'a str> {
    text.split(separators)
        .map(str::trim)
        .filter(|element| !element.is_empty())
}

/// Sets the title of an entry, unless its text begins with it or has one of its own.
pub(super) fn set_title(extra: &mut Extra, title: &str, text: &str) {
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
