//! The line in the user's format.

use std::io::{self, Write};

use crate::bar::{BarFacts, BarFormat, BarFormatError, BarObject, BarStyle, BarTarget};
use crate::cli::StatusArgs;
use crate::headless::context::CommandContext;
use crate::headless::outcome::Reported;
use crate::headless::pointer::pointer;
use crate::rules::{Rule, RuleSet};

/// Writes facts as a line or an object.
pub(super) struct StatusPrinter<'a> {
    pub context: &'a CommandContext<'a>,
    /// The format as it was typed.
    typed: &'a str,
    format: BarFormat,
    style: BarStyle,
    is_json: bool,
}

impl<'a> StatusPrinter<'a> {
    /// Parses the format; an error is printed with its place.
    pub(super) fn new(
        args: &'a StatusArgs,
        context: &'a CommandContext<'a>,
    ) -> Result<Self, Reported> {
        let config = context.config;
        let typed = args.format.as_deref().unwrap_or_default();
        let format = match &args.format {
            Some(text) => BarFormat::parse(text),
            None => Ok(BarFormat::usual(config.lang, args.tmux)),
        };
        let target = match (args.tmux, args.json) {
            (true, _) => BarTarget::TmuxOutput,
            (false, true) => BarTarget::Json,
            (false, false) => BarTarget::Plain,
        };
        let style = BarStyle {
            target,
            lang: config.lang,
            text_metrics: config.text_metrics,
            columns: args.width.map(usize::from),
        };
        Ok(Self {
            format: format.map_err(|error| wrong_format(&error, typed, context))?,
            context,
            typed,
            style,
            is_json: args.json,
        })
    }

    /// Whether the line depends on the rules.
    pub(super) fn reads_rules(&self) -> bool {
        self.is_json || self.format.reads_rules()
    }

    /// That the format names a rule which does not exist is an error.
    pub(super) fn check_rules(&self, rules: &RuleSet) -> Result<(), Reported> {
        let names = rules.rules().iter().map(Rule::name);
        let checked = self.format.check_rules(names);
        checked.map_err(|error| wrong_format(&error, self.typed, self.context))
    }

    /// Returns the line with its end.
    pub(super) fn line(&self, facts: &BarFacts) -> String {
        let line = if self.is_json {
            let object = BarObject::new(&self.format, facts, self.style);
            serde_json::to_string(&object).unwrap_or_default()
        } else {
            self.format.line(facts, self.style)
        };
        line + "\n"
    }

    /// Whether the line may grow older while nothing changes.
    pub(super) fn shows_age(&self, facts: &BarFacts) -> bool {
        self.format.shows_age() || facts.silent_for.is_some()
    }
}

/// Prints a line.
pub(super) fn print(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(line.as_bytes())?;
    out.flush()
}

fn wrong_format(error: &BarFormatError, typed: &str, context: &CommandContext<'_>) -> Reported {
    let message = error.message(context.config.lang);
    let place = pointer(typed, error.at, context.config.text_metrics);
    Reported::print(format!("--format: {message}\n{place}"))
}
