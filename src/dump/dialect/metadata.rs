//! What dialects write beside the text of an entry: level, stocks, subjects, title, number of entries.

use crate::dump::draft::Draft;
use crate::dump::error::DumpError;
use crate::dump::record::Extra;
use crate::dump::story;
use crate::item::{ItemFlags, Stock, normalize_code};

/// Words for a story that is printed red, in lower case.
const RED: [&str; 12] = [
    "重要",
    "重大",
    "紧急",
    "加红",
    "红",
    "高",
    "重磅",
    "important",
    "high",
    "urgent",
    "red",
    "breaking",
];
/// Words for an ordinary story, in lower case.
const ORDINARY: [&str; 8] = [
    "普通", "一般", "低", "中", "normal", "ordinary", "low", "medium",
];

/// Parses a level: a letter, or a word of another wire. A and B imply the channel 加红, C implies 普通.
pub(super) fn parse_level(level: &str) -> Option<ItemFlags> {
    let level = level.trim();
    let is_any = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(level));
    match level {
        "A" => Some(ItemFlags::LEVEL_A.with(ItemFlags::RED)),
        "B" => Some(ItemFlags::LEVEL_B.with(ItemFlags::RED)),
        "C" => Some(ItemFlags::LEVEL_C.with(ItemFlags::ORDINARY)),
        _ if is_any(&RED) => Some(ItemFlags::RED),
        _ if is_any(&ORDINARY) => Some(ItemFlags::ORDINARY),
        _ => None,
    }
}

/// Parses `英伟达(NVDA.US)`, `华电能源()`, `英伟达 NVDA.US` or a code alone.
pub(super) fn parse_stock(text: &str) -> Option<Stock> {
    let text = text.trim();
    let in_brackets = text
        .strip_suffix([')', '）'])
        .and_then(|text| text.rsplit_once(['(', '（']));
    let after_name = || {
        text.rsplit_once(' ')
            .filter(|(_, code)| normalize_code(code).is_some())
    };
    let (name, code) = match in_brackets.or_else(after_name) {
        Some((name, code)) => (name.trim(), code.trim()),
        None if normalize_code(text).is_some() => ("", text),
        None => (text, ""),
    };
    (!name.is_empty() || !code.is_empty()).then(|| Stock {
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

/// Sets the title of an entry, unless its text is this title or has one of its own.
pub(super) fn set_title(extra: &mut Extra, title: &str, text: &str) {
    let title = title.trim_matches(story::is_blank);
    let text = text.trim_matches(story::is_blank);
    if !title.is_empty() && title != "无标题" && title != text && story::title(text).is_none() {
        extra.title = Some(title.to_owned());
    }
}
