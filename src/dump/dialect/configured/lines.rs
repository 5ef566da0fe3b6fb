//! Lines that a pattern matches. Each begins an entry, and the lines below it continue its text.

use std::borrow::Cow;

use crate::dump::decode::prefix;
use crate::dump::dialect::item_builder::ItemBuilder;
use crate::dump::dialect::item_field::ItemField;
use crate::dump::dialect::item_role::ItemRole;
use crate::dump::dialect::lines::{Block, blocks};
use crate::dump::error::DumpError;
use crate::dump::format::{FieldPlace, LinePattern, UserFormat};
use crate::dump::story::is_blank;

/// How many bytes of a line are matched. A pattern can be slow: 17 MB in one line took 39 s. The rest of the line continues the
/// text.
const MAX_LINE: usize = 64 << 10;
/// The rank of lines below an entry that has no group for a text.
const LAST: u8 = u8::MAX;

pub(super) fn read(
    text: &str,
    pattern: &LinePattern,
    format: &UserFormat,
    builder: &mut ItemBuilder<'_>,
) {
    let is_first = |line: &str| pattern.regex().is_match(prefix(line, MAX_LINE));
    let blocks = blocks(text, |line| is_first(line).then_some(()));
    let first = blocks.first().map_or(text.len(), |block| block.head.start);
    report_unmatched(text.get(..first).unwrap_or_default(), format, builder);
    for block in blocks {
        let fields = fields(text, &block, pattern, format);
        builder.take(&fields, block.line, None);
    }
}

/// Reports lines above the first entry. A scraper that writes another format than the one described has nothing but these.
fn report_unmatched(above: &str, format: &UserFormat, builder: &mut ItemBuilder<'_>) {
    let is_written = |line: &str| !line.trim_matches(is_blank).is_empty();
    let mut lines = (1..)
        .zip(above.lines())
        .filter(|(_, line)| is_written(line));
    if let Some((first, found)) = lines.next() {
        let error = DumpError::UnmatchedLines {
            format: format.name.to_string(),
            count: 1 + lines.count(),
            found: excerpt(found),
        };
        builder.report(first, error);
    }
}

/// The beginning of a line, for a message.
fn excerpt(line: &str) -> String {
    const MAX_CHARS: usize = 40;
    let line = line.trim_matches(is_blank);
    let ellipsis = line.chars().nth(MAX_CHARS).map(|_| '…');
    line.chars().take(MAX_CHARS).chain(ellipsis).collect()
}

fn fields<'a>(
    text: &'a str,
    block: &Block<()>,
    pattern: &LinePattern,
    format: &'a UserFormat,
) -> Vec<ItemField<'a>> {
    let head = prefix(text.get(block.head.clone()).unwrap_or_default(), MAX_LINE);
    let rest = text.get(block.head.start + head.len()..block.rest.end);
    let rest = rest.unwrap_or_default();
    let Some(groups) = pattern.regex().captures(head) else {
        return Vec::new();
    };
    let mut fields: Vec<ItemField<'a>> = Vec::new();
    for (field, rank) in format.ranked_fields() {
        let group = match &field.place {
            FieldPlace::Name(name) => groups.name(name),
            FieldPlace::Number(number) => groups.get(*number),
        };
        if let Some(group) = group {
            let value = Cow::Borrowed(head.get(group.range()).unwrap_or_default());
            let name = field.place.to_string().into();
            fields.push(ItemField::new(name, (field.role.item_role(), rank), value));
        }
    }
    continue_text(&mut fields, rest.trim_end_matches(is_blank));
    fields
}

/// Appends the lines below an entry to its text.
fn continue_text(fields: &mut Vec<ItemField<'_>>, rest: &str) {
    if rest.is_empty() {
        return;
    }
    let own = fields.iter_mut().find(|field| field.role == ItemRole::Text);
    if let Some(field) = own {
        field.value = format!("{}{rest}", field.value).into();
    } else {
        let rest = rest.trim_matches(is_blank).to_owned().into();
        fields.push(ItemField::new("…".into(), (ItemRole::Text, LAST), rest));
    }
}
