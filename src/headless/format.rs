//! The formats of printed items.

mod badge;
mod csv;
mod headline;
mod item;
mod jsonl;
mod known_fields;
mod markdown;
mod paint;
mod plain;
mod terminal;
mod text;
mod wrapped;

use std::sync::Arc;

use crate::archive::ItemPrinter;
use crate::cli::OutputFormat;
use crate::item::NewsDay;
use crate::knowledge::Knowledge;
use crate::rules::{RuleSet, TaughtRules};
use crate::timeline::{Day, ItemRef};

use badge::PrintedBadge;
pub(super) use jsonl::write_json_line;
pub use known_fields::KnownFields;
pub use paint::Paint;
pub use terminal::TerminalLayout;

#[cfg(test)]
mod tests;

/// How items look in the formats for people.
#[derive(Clone, Debug, Default)]
pub struct PrintStyle {
    /// The colours.
    pub paint: Paint,
    /// The terminal that shows them; `None` if another program reads them.
    pub terminal: Option<TerminalLayout>,
}

/// Prints items in one of the formats. Printing to memory cannot fail.
#[derive(Clone, Debug)]
pub enum Printer {
    /// Whole texts, for people.
    Text(PrintStyle),
    /// One line an item, for people.
    Headline(PrintStyle),
    /// One JSON object a line, with the known stocks.
    Jsonl(KnownFields),
    /// Comma-separated values, with the known stocks.
    Csv(KnownFields),
    /// Markdown, a section a day, with the known stocks in comments.
    Markdown(Arc<Knowledge>),
}

/// Prints items for an archive: without names that are learnt.
pub const ARCHIVED: ItemPrinter = ItemPrinter {
    object: print_json,
    text: |item| plain::plain(item.text()),
};

/// Prints an item as a JSON object on a line, with stocks, marks, and the names of the rules that hit.
pub fn print_alert(
    out: &mut Vec<u8>,
    item: ItemRef<'_>,
    knowledge: &Arc<Knowledge>,
    rules: &TaughtRules,
) {
    let known = KnownFields::new(knowledge, Some(rules.clone()));
    jsonl::print(out, item, &known);
}

fn print_json(out: &mut Vec<u8>, item: ItemRef<'_>) {
    jsonl::print(out, item, &KnownFields::default());
}

impl Printer {
    /// Returns a printer.
    pub fn new(format: OutputFormat, style: PrintStyle, knowledge: &Arc<Knowledge>) -> Self {
        match format {
            OutputFormat::Text => Self::Text(style),
            OutputFormat::Headline => Self::Headline(style),
            OutputFormat::Jsonl => Self::Jsonl(KnownFields::new(knowledge, None)),
            OutputFormat::Csv => Self::Csv(KnownFields::new(knowledge, None)),
            OutputFormat::Markdown => Self::Markdown(Arc::clone(knowledge)),
        }
    }

    /// Prints the names of the rules that hit as well, in the formats that have a field for them.
    #[must_use]
    pub fn with_rules(self, rules: &Arc<RuleSet>) -> Self {
        let with = |known: &KnownFields| {
            let rules = TaughtRules::new(Arc::clone(rules), &known.knowledge);
            KnownFields::new(&known.knowledge, Some(rules))
        };
        match self {
            Self::Jsonl(known) => Self::Jsonl(with(&known)),
            Self::Csv(known) => Self::Csv(with(&known)),
            other @ (Self::Text(_) | Self::Headline(_) | Self::Markdown(_)) => other,
        }
    }

    /// A printer for so many items of a day.
    #[must_use]
    pub fn of_day(&self, day: &Arc<Day>, items: usize) -> Self {
        match self {
            Self::Jsonl(known) => Self::Jsonl(known.of_day(day, items)),
            Self::Csv(known) => Self::Csv(known.of_day(day, items)),
            Self::Text(_) | Self::Headline(_) | Self::Markdown(_) => self.clone(),
        }
    }

    /// Returns the text before the first item.
    pub fn heading(&self) -> String {
        match self {
            Self::Text(_) | Self::Headline(_) | Self::Jsonl(_) | Self::Markdown(_) => String::new(),
            Self::Csv(_) => csv::heading(),
        }
    }

    /// Prints the heading of a day.
    pub fn day(&self, out: &mut Vec<u8>, day: NewsDay) {
        match self {
            Self::Text(_) | Self::Headline(_) => self.day_rule(out, day),
            Self::Jsonl(_) | Self::Csv(_) => {}
            Self::Markdown(_) => markdown::day(out, day),
        }
    }

    /// Prints the rule above a day's items on a terminal, where lines have no date.
    pub fn day_rule(&self, out: &mut Vec<u8>, day: NewsDay) {
        match self {
            Self::Text(style) | Self::Headline(style) => {
                if let Some(terminal) = style.terminal {
                    terminal.put_day(out, day, &style.paint);
                }
            }
            Self::Jsonl(_) | Self::Csv(_) | Self::Markdown(_) => {}
        }
    }

    /// Prints an item.
    pub fn item(&self, out: &mut Vec<u8>, item: ItemRef<'_>) {
        self.print(out, item, false);
    }

    /// Prints an item, marked in the formats for people if it is printed again because its text was changed. In the others
    /// its revision has a higher number.
    pub fn print(&self, out: &mut Vec<u8>, item: ItemRef<'_>, is_again: bool) {
        let badge = PrintedBadge::new(item, is_again);
        match self {
            Self::Text(style) => match style.terminal {
                Some(terminal) => terminal.put_text(out, item, badge, &style.paint),
                None => text::print(out, item, badge, &style.paint),
            },
            Self::Headline(style) => match style.terminal {
                Some(terminal) => terminal.put_headline(out, item, badge, &style.paint),
                None => text::print_headline(out, item, badge, &style.paint),
            },
            Self::Jsonl(known) => jsonl::print(out, item, known),
            Self::Csv(known) => csv::print(out, item, known),
            Self::Markdown(knowledge) => markdown::print(out, item, is_again, knowledge),
        }
    }
}
