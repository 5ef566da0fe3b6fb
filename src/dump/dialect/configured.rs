//! Files in a format that the user describes: see [`crate::dump::format`].

mod json;
mod lines;
mod table;

use super::item_builder::ItemBuilder;
use super::metadata::parse_level;
use crate::dump::draft::Draft;
use crate::dump::format::{FormatLayout, UserFormat};
use crate::dump::input::ParseInput;
use crate::item::ItemFlags;

pub(super) fn parse(input: &ParseInput<'_>, format: &UserFormat) -> Draft {
    let mut builder = ItemBuilder::of_format(input, format);
    let is_torn = match &format.layout {
        FormatLayout::Json { items } => {
            json::read(input.text, items, format, &mut builder);
            false
        }
        FormatLayout::Csv {
            separator,
            has_heading,
        } => {
            table::read(input.text, *separator, *has_heading, format, &mut builder);
            !input.text.ends_with('\n')
        }
        FormatLayout::Lines(pattern) => {
            lines::read(input.text, pattern, format, &mut builder);
            !input.text.ends_with('\n')
        }
    };
    let mut draft = builder.finish();
    if is_torn {
        draft.mark_last_provisional();
    }
    if let Some(channel) = format.channel.as_deref() {
        set_channel(&mut draft, channel);
    }
    draft
}

/// Sets the channel of items that have none of their own.
fn set_channel(draft: &mut Draft, channel: &str) {
    let flags = parse_level(channel).unwrap_or(ItemFlags::OTHER_CHANNEL);
    let has_own = |flags: ItemFlags| flags.has(ItemFlags::RED) || flags.has(ItemFlags::ORDINARY);
    for record in &mut draft.records {
        if !has_own(record.flags) {
            record.flags = record.flags.with(flags);
        }
    }
    draft.heading.channel = Some(channel.to_owned());
}
