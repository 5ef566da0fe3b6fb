//! How an item is printed: a line for people, JSON, CSV, Markdown.

mod csv;
mod jsonl;
mod markdown;
mod plain;
mod text;

use crate::cli::Format;
use crate::item::NewsDay;
use crate::query::Matcher;
use crate::timeline::ItemRef;

/// Prints items in one of the formats. Formatting goes to memory, so it cannot fail.
#[derive(Clone, Debug)]
pub enum Printer {
    /// One line an item, for people.
    Text(text::Line),
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values.
    Csv,
    /// Markdown, a section a day.
    Markdown,
}

impl Printer {
    /// A printer; `matcher` is what hits are lit by where output is coloured.
    pub fn new(format: Format, coloured: bool, matcher: Option<Matcher>) -> Self {
        match format {
            Format::Text => Self::Text(text::Line { coloured, matcher }),
            Format::Jsonl => Self::Jsonl,
            Format::Csv => Self::Csv,
            Format::Markdown => Self::Markdown,
        }
    }

    /// What stands before the first item.
    pub fn heading(&self) -> String {
        match self {
            Self::Text(_) | Self::Jsonl | Self::Markdown => String::new(),
            Self::Csv => csv::heading(),
        }
    }

    /// What stands before the items of a day.
    pub fn day(&self, out: &mut Vec<u8>, day: NewsDay) {
        match self {
            Self::Text(_) | Self::Jsonl | Self::Csv => {}
            Self::Markdown => markdown::day(out, day),
        }
    }

    /// An item.
    pub fn item(&self, out: &mut Vec<u8>, item: ItemRef<'_>) {
        match self {
            Self::Text(line) => line.print(out, item),
            Self::Jsonl => jsonl::print(out, item),
            Self::Csv => csv::print(out, item),
            Self::Markdown => markdown::print(out, item),
        }
    }
}

#[cfg(test)]
mod tests;
