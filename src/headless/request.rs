//! Which items a command prints, and how: its arguments with the compiled query.

use std::io::{IsTerminal, stdout};
use std::sync::Arc;

use super::context::CommandContext;
use super::format::{Paint, PrintStyle, Printer, TerminalLayout};
use super::outcome::Reported;
use super::report::print_error;
use super::select::ItemSelector;
use crate::cli::{ColourMode, ListArgs, OutputFormat};
use crate::knowledge::Knowledge;
use crate::names::NameLearner;
use crate::query::{self, Matcher};
use crate::text::sanitise_line;

/// The arguments of a command that prints items.
pub(super) struct ItemRequest<'a> {
    pub(super) args: &'a ListArgs,
    pub(super) context: &'a CommandContext<'a>,
    matcher: Option<Matcher>,
}

impl<'a> ItemRequest<'a> {
    /// Compiles the query; an error in it is printed with its place.
    pub(super) fn parse(
        args: &'a ListArgs,
        context: &'a CommandContext<'a>,
    ) -> Result<Self, Reported> {
        let query = context.query.filter(|query| !query.trim().is_empty());
        let matcher = query.map(|query| compile(query, context)).transpose()?;
        Ok(Self {
            args,
            context,
            matcher,
        })
    }

    /// Returns a learner if the names of stocks affect which items match.
    pub(super) fn learner_for_query(&self) -> Option<NameLearner> {
        let by_stock = self
            .matcher
            .as_ref()
            .is_some_and(Matcher::reads_stock_names);
        by_stock.then(|| self.new_learner())
    }

    /// Returns a learner if the names of stocks are printed or affect which items match.
    pub(super) fn learner(&self) -> Option<NameLearner> {
        match self.args.format {
            OutputFormat::Jsonl | OutputFormat::Csv => Some(self.new_learner()),
            OutputFormat::Text | OutputFormat::Headline | OutputFormat::Markdown => {
                self.learner_for_query()
            }
        }
    }

    fn new_learner(&self) -> NameLearner {
        NameLearner::new(self.context.config.stocks.clone())
    }

    /// Returns what selects the items.
    pub(super) fn selector(&self, knowledge: &Arc<Knowledge>) -> ItemSelector {
        let (now, rollover) = (self.context.now, self.context.config.settings.rollover);
        ItemSelector::new(
            &self.args.range,
            self.matcher.clone(),
            knowledge,
            now,
            rollover,
        )
    }

    /// Returns what prints the items.
    pub(super) fn printer(&self, knowledge: &Arc<Knowledge>) -> Printer {
        let is_coloured = match self.args.color {
            ColourMode::Auto => self.context.allows_colour && stdout().is_terminal(),
            ColourMode::Always => true,
            ColourMode::Never => false,
        };
        let paint = Paint {
            is_coloured,
            red_up: self.context.config.settings.red_up,
            matcher: self
                .matcher
                .as_ref()
                .map(|matcher| knowledge.teach(matcher)),
        };
        let style = PrintStyle {
            paint,
            terminal: self.terminal(),
        };
        Printer::new(self.args.format, style, knowledge)
    }

    /// Returns how items are laid out if standard output is a terminal.
    fn terminal(&self) -> Option<TerminalLayout> {
        let config = self.context.config;
        let measure = self.context.columns;
        measure().map(|_| TerminalLayout {
            text_metrics: config.text_metrics,
            lang: config.lang,
            measure,
        })
    }
}

/// Compiles a query; an error is printed below the query, at its column.
fn compile(source: &str, context: &CommandContext<'_>) -> Result<Matcher, Reported> {
    let compiled = query::parse(source, context.now).and_then(|query| query.compile());
    compiled.map_err(|error| {
        let before = source.get(..error.at.start).unwrap_or_default();
        let gap = " ".repeat(context.config.text_metrics.width(before));
        let message = error.message(context.config.lang);
        let shown = sanitise_line(source);
        print_error(&format!("{message}\n  {}\n  {gap}^", shown.as_str()));
        Reported
    })
}
