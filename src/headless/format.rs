//! The formats of printed items.

mod csv;
mod item;
mod jsonl;
mod markdown;
mod plain;
mod text;

use std::sync::Arc;

use crate::cli::OutputFormat;
use crate::item::NewsDay;
use crate::knowledge::Knowledge;
use crate::query::Matcher;
use crate::timeline::ItemRef;

/// Prints items in one of the formats. Printing to memory cannot fail.
#[derive(Clone, Debug)]
pub enum Printer {
    /// One line an item, for people.
    Text(text::TextPrinter),
    /// One JSON object a line, with the known stocks.
    Jsonl(Arc<Knowledge>),
    /// Comma-separated values, with the known stocks.
    Csv(Arc<Knowledge>),
    /// Markdown, a section a day.
    Markdown,
}

impl Printer {
    /// Returns a printer. If output is coloured, the hits of `matcher` are highlighted.
    pub fn new(
        format: OutputFormat,
        is_coloured: bool,
        matcher: Option<Matcher>,
        knowledge: &Arc<Knowledge>,
    ) -> Self {
        match format {
            OutputFormat::Text => Self::Text(text::TextPrinter {
                is_coloured,
                matcher,
            }),
            OutputFormat::Jsonl => Self::Jsonl(Arc::clone(knowledge)),
            OutputFormat::Csv => Self::Csv(Arc::clone(knowledge)),
            OutputFormat::Markdown => Self::Markdown,
        }
    }

    /// Returns the text before the first item.
    pub fn heading(&self) -> String {
        match self {
            Self::Text(_) | Self::Jsonl(_) | Self::Markdown => String::new(),
            Self::Csv(_) => csv::heading(),
        }
    }

    /// Prints the heading of a day.
    pub fn day(&self, out: &mut Vec<u8>, day: NewsDay) {
        match self {
            Self::Text(_) | Self::Jsonl(_) | Self::Csv(_) => {}
            Self::Markdown => markdown::day(out, day),
        }
    }

    /// Prints an item.
    pub fn item(&self, out: &mut Vec<u8>, item: ItemRef<'_>) {
        match self {
            Self::Text(line) => line.print(out, item),
            Self::Jsonl(knowledge) => jsonl::print(out, item, knowledge),
            Self::Csv(knowledge) => csv::print(out, item, knowledge),
            Self::Markdown => markdown::print(out, item),
        }
    }
}
