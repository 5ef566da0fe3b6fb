//! How an item is printed: a line for people, JSON, CSV, Markdown.

mod csv;
mod jsonl;
mod markdown;
mod plain;
mod text;

use std::sync::Arc;

use crate::cli::Format;
use crate::item::NewsDay;
use crate::knowledge::Knowledge;
use crate::query::Matcher;
use crate::timeline::ItemRef;

/// Prints items in one of the formats. Formatting goes to memory, so it cannot fail.
#[derive(Clone, Debug)]
pub enum Printer {
    /// One line an item, for people.
    Text(text::Line),
    /// One JSON object a line, with the stocks as they are known.
    Jsonl(Arc<Knowledge>),
    /// Comma-separated values, with the same.
    Csv(Arc<Knowledge>),
    /// Markdown, a section a day.
    Markdown,
}

impl Printer {
    /// A printer; `matcher` is what hits are lit by where output is coloured, `knowledge` names the stocks.
    pub fn new(
        format: Format,
        coloured: bool,
        matcher: Option<Matcher>,
        knowledge: &Arc<Knowledge>,
    ) -> Self {
        match format {
            Format::Text => Self::Text(text::Line { coloured, matcher }),
            Format::Jsonl => Self::Jsonl(Arc::clone(knowledge)),
            Format::Csv => Self::Csv(Arc::clone(knowledge)),
            Format::Markdown => Self::Markdown,
        }
    }

    /// What stands before the first item.
    pub fn heading(&self) -> String {
        match self {
            Self::Text(_) | Self::Jsonl(_) | Self::Markdown => String::new(),
            Self::Csv(_) => csv::heading(),
        }
    }

    /// What stands before the items of a day.
    pub fn day(&self, out: &mut Vec<u8>, day: NewsDay) {
        match self {
            Self::Text(_) | Self::Jsonl(_) | Self::Csv(_) => {}
            Self::Markdown => markdown::day(out, day),
        }
    }

    /// An item.
    pub fn item(&self, out: &mut Vec<u8>, item: ItemRef<'_>) {
        match self {
            Self::Text(line) => line.print(out, item),
            Self::Jsonl(knowledge) => jsonl::print(out, item, knowledge),
            Self::Csv(knowledge) => csv::print(out, item, knowledge),
            Self::Markdown => markdown::print(out, item),
        }
    }
}

#[cfg(test)]
mod tests;
