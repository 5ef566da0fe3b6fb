//! Which items a command prints, and how: its arguments with the compiled query.

use std::io::{IsTerminal, stdout};
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::context::CommandContext;
use super::format::{Paint, PrintStyle, Printer, TerminalLayout};
use super::outcome::Reported;
use super::pointer::pointer;
use super::report::print_error;
use super::select::ItemSelector;
use crate::cli::{ColourMode, ImpossibleTime, ListArgs, OutputFormat, TimeBounds};
use crate::config::suggest;
use crate::item::{NewsDay, Stamp};
use crate::knowledge::{Knowledge, KnowledgePart};
use crate::lang::Lang;
use crate::moment::{DaySpan, ExpectedTime, TimeContext};
use crate::names::NameLearner;
use crate::query::{self, Matcher, Query, Watchlists};
use crate::rules::{self, Rule, RuleSet};
use crate::state::{self, Marks};
use crate::timeline::Timeline;
use crate::watch::{WatchSettings, is_stdin};

#[cfg(test)]
mod tests;

const ALL_DAYS: RangeInclusive<NewsDay> = NewsDay::FIRST..=NewsDay::LAST;

/// The arguments of a command that prints items.
pub(super) struct ItemRequest<'a> {
    pub(super) args: &'a ListArgs,
    pub(super) context: &'a CommandContext<'a>,
    selection: Selection,
    files: QueryFiles,
    /// Whether other dumps could give another selection: a date without a year, or `newest`.
    depends_on_dumps: bool,
    /// The minute from which relative times count.
    minute: u32,
    /// Why relative times could not count from that minute; it was printed.
    clock_problem: Option<String>,
}

/// The files of the user that queries need, as they were read last.
struct QueryFiles {
    /// The file of rules, if they are needed: its name and its text.
    rules: Option<(String, String)>,
    lists: Watchlists,
}

/// The query and the bounds, made exact.
struct Selection {
    query: Option<Query>,
    matcher: Option<Matcher>,
    bounds: TimeBounds,
    /// `None` if the user has no rules, or they are not needed.
    rules: Option<Arc<RuleSet>>,
}

impl<'a> ItemRequest<'a> {
    /// Compiles the query and makes times exact; an error is printed with its place. Dumps are not known yet.
    pub(super) fn parse(
        args: &'a ListArgs,
        context: &'a CommandContext<'a>,
    ) -> Result<Self, Reported> {
        let rules = rules_needed(args, context).map_err(Reported::print)?;
        Self::with_rules(args, context, rules)
    }

    /// The same with rules that were read already: the name of their file and its text.
    pub(super) fn with_rules(
        args: &'a ListArgs,
        context: &'a CommandContext<'a>,
        rules: Option<(String, String)>,
    ) -> Result<Self, Reported> {
        let lists = context.watchlists.clone();
        let files = QueryFiles { rules, lists };
        let select = |has_day: bool, newest| {
            let times = TimeContext {
                now: context.now,
                newest,
                rollover: context.config.settings.rollover,
                clock_day: None,
                has_days: &|_| has_day,
            };
            Selection::new(args, context, &files, &times)
        };
        let selection = select(false, None).map_err(Reported::print)?;
        let other = select(true, Some(long_before(context.now))).map_err(Reported::print)?;
        Ok(Self {
            args,
            context,
            minute: context.now.minute(),
            clock_problem: None,
            depends_on_dumps: !selection.is_same(&other),
            selection,
            files,
        })
    }

    /// Whether the selection is only known once the dumps are.
    pub(super) const fn depends_on_dumps(&self) -> bool {
        self.depends_on_dumps
    }

    /// Whether the query, or a rule whose name is printed, means something else at another time.
    pub(super) fn follows_clock(&self) -> bool {
        let Selection { query, rules, .. } = &self.selection;
        let has_clock = query.as_ref().is_some_and(Query::follows_clock)
            || rules.as_ref().is_some_and(|rules| rules.follows_clock());
        has_clock && self.args.range.now.is_none()
    }

    /// Lets relative times in the query and in rules count from another minute, as in the reader; those of options count from the
    /// start. False if nothing means anything else now. An error is printed once, although every minute has it again; until it is
    /// gone, times count from the last minute without it.
    pub(super) fn count_from(&mut self, now: Stamp, timeline: &Timeline) -> Result<bool, Reported> {
        if !self.follows_clock() || self.minute == now.minute() {
            return Ok(false);
        }
        self.minute = now.minute();
        let selection = match self.select_at(now, timeline, &self.files) {
            Ok(selection) => selection,
            Err(problem) if self.clock_problem.as_ref() == Some(&problem) => return Ok(false),
            Err(problem) => {
                print_error(&problem);
                self.clock_problem = Some(problem);
                return Err(Reported);
            }
        };
        self.renew(selection);
        Ok(true)
    }

    /// Whether the user's rules or lists affect what is printed.
    pub(super) fn reads_files(&self) -> bool {
        needs_rules(self.args) || self.query().is_some_and(Query::reads_lists)
    }

    /// Takes over the file of rules as it is now, and lists. Relative times count from `now`, those of options from the start. An
    /// error, which is returned, leaves everything as it was.
    pub(super) fn read_again(
        &mut self,
        lists: Watchlists,
        now: Stamp,
        timeline: &Timeline,
    ) -> Result<(), String> {
        let rules = rules_needed(self.args, self.context)?;
        let files = QueryFiles { rules, lists };
        let selection = self.select_at(now, timeline, &files)?;
        self.minute = now.minute();
        self.files = files;
        self.renew(selection);
        Ok(())
    }

    /// Takes over another selection, but for the bounds.
    fn renew(&mut self, selection: Selection) {
        self.clock_problem = None;
        let bounds = std::mem::take(&mut self.selection.bounds);
        self.selection = Selection {
            bounds,
            ..selection
        };
    }

    /// The input with only the dumps that can hold selected items. All dumps, if a time depends on them.
    pub(super) fn input(&self) -> WatchSettings {
        WatchSettings {
            days: self.days(),
            ..self.context.input.clone()
        }
    }

    /// The news days that selected items can be of; `None` for all.
    fn days(&self) -> Option<RangeInclusive<NewsDay>> {
        let days = (!self.depends_on_dumps).then(|| self.selection.days(self.context));
        days.filter(|days| *days != ALL_DAYS)
    }

    /// The same from now on: days of relative times go along with the clock.
    pub(super) fn days_to_follow(&self) -> Option<RangeInclusive<NewsDay>> {
        let days = self.days()?;
        if !self.follows_clock() {
            return Some(days);
        }
        Some(*days.start()..=NewsDay::LAST).filter(|days| *days != ALL_DAYS)
    }

    /// Whether the input can be read twice: standard input cannot.
    pub(super) fn can_read_again(&self) -> bool {
        let paths = &self.context.input.paths;
        !paths.iter().any(|path| is_stdin(path))
    }

    /// Makes times exact that depend on the dumps.
    pub(super) fn with_dumps(mut self, timeline: &Timeline) -> Result<Self, Reported> {
        if !self.depends_on_dumps {
            return Ok(self);
        }
        let selection = self.select_at(self.context.now, timeline, &self.files);
        self.selection = selection.map_err(Reported::print)?;
        Ok(self)
    }

    /// What is selected if relative times count from a moment, or the error to print.
    fn select_at(
        &self,
        now: Stamp,
        timeline: &Timeline,
        files: &QueryFiles,
    ) -> Result<Selection, String> {
        self.context.with_time_context(now, timeline, |times| {
            Selection::new(self.args, self.context, files, times)
        })
    }

    /// The query, if items have to match one.
    pub(super) const fn query(&self) -> Option<&Query> {
        self.selection.query.as_ref()
    }

    /// The generation of the newest part of the knowledge on which depends which items match.
    pub(super) fn generation(&self, knowledge: &Knowledge) -> u64 {
        let matcher = self.selection.matcher.as_ref();
        matcher.map_or(0, |matcher| knowledge.generation_for(matcher))
    }

    /// Whether the names of stocks affect which items match.
    pub(super) fn reads_stock_names(&self) -> bool {
        let matcher = self.selection.matcher.as_ref();
        matcher.is_some_and(Matcher::reads_stock_names)
    }

    /// Returns a learner if the names of stocks affect which items match.
    pub(super) fn learner_for_query(&self) -> Option<NameLearner> {
        self.reads_stock_names().then(|| self.new_learner())
    }

    /// Returns a learner if the names of stocks are printed or affect which items match.
    pub(super) fn learner(&self) -> Option<NameLearner> {
        match self.args.format {
            OutputFormat::Jsonl | OutputFormat::Csv | OutputFormat::Markdown => {
                Some(self.new_learner())
            }
            OutputFormat::Text | OutputFormat::Headline => self.learner_for_query(),
        }
    }

    /// Reads stars and notes, if they are needed.
    pub(super) fn knowledge(&self) -> Result<Arc<Knowledge>, Reported> {
        let marks = self.marks()?.map(Arc::new).map(KnowledgePart::Marks);
        Ok(marks.map_or_else(Arc::default, Arc::from))
    }

    /// Reads stars and notes, if they are printed or affect which items match.
    pub(super) fn marks(&self) -> Result<Option<Marks>, Reported> {
        let matcher = self.selection.matcher.as_ref();
        let needs_marks = match self.args.format {
            OutputFormat::Jsonl | OutputFormat::Csv => true,
            OutputFormat::Text | OutputFormat::Headline | OutputFormat::Markdown => {
                matcher.is_some_and(Matcher::reads_marks)
            }
        };
        let read = needs_marks.then(|| state::read_marks(&self.context.state));
        read.transpose().map_err(Reported::print)
    }

    /// The user's rules, if they are needed.
    pub(super) fn rules(&self) -> Option<Arc<RuleSet>> {
        self.selection.rules.clone()
    }

    fn new_learner(&self) -> NameLearner {
        NameLearner::new(self.context.config.stocks.clone())
    }

    /// Returns what selects the items.
    pub(super) fn selector(&self, knowledge: &Arc<Knowledge>) -> ItemSelector {
        ItemSelector::new(
            self.selection.bounds.clone(),
            self.selection.matcher.clone(),
            knowledge,
            self.context.config.settings.rollover,
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
                .selection
                .matcher
                .as_ref()
                .filter(|_| is_coloured)
                .map(|matcher| knowledge.teach(matcher).prepared()),
        };
        let style = PrintStyle {
            paint,
            terminal: self.terminal(),
        };
        let printer = Printer::new(self.args.format, style, knowledge);
        match &self.selection.rules {
            Some(rules) => printer.with_rules(rules),
            None => printer,
        }
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

impl Selection {
    fn is_same(&self, other: &Self) -> bool {
        let queries = |selection: &Self| {
            let rules = selection.rules.iter().flat_map(|rules| rules.rules());
            rules.map(|rule| rule.query().clone()).collect::<Vec<_>>()
        };
        (&self.query, &self.bounds, queries(self)) == (&other.query, &other.bounds, queries(other))
    }

    /// The news days that selected items can be of. The rollover of a dump may put an item one day off.
    fn days(&self, context: &CommandContext<'_>) -> RangeInclusive<NewsDay> {
        let rollover = context.config.settings.rollover;
        let query = self.query.as_ref().map(Query::days);
        let stamps = self.bounds.stamps.as_ref().map(|stamps| DaySpan {
            first: NewsDay::containing(stamps.start, rollover).previous(),
            last: NewsDay::containing(stamps.end, rollover).next(),
        });
        let spans = [query, self.bounds.days, stamps].into_iter().flatten();
        spans.fold(ALL_DAYS, |all, span| {
            span.first.max(*all.start())..=span.last.min(*all.end())
        })
    }

    /// Compiles the query and makes times exact, or returns the error to print.
    fn new(
        args: &ListArgs,
        context: &CommandContext<'_>,
        files: &QueryFiles,
        times: &TimeContext<'_>,
    ) -> Result<Self, String> {
        let impossible = |error: ImpossibleTime| {
            let message = ExpectedTime::Possible.message(context.config.lang);
            format!("--{}: {message}", error.option)
        };
        let times = args.range.context(times).map_err(impossible)?;
        let bounds = args.range.bounds(&times).map_err(impossible)?;
        let (rules, lists) = (files.rules.as_ref(), &files.lists);
        let rules = rules.map(|(name, text)| rules::parse(name, text, &times, lists));
        let lang = context.config.lang;
        let rules = rules.transpose().map_err(|errors| errors.message(lang))?;
        let source = context.query.filter(|query| !query.trim().is_empty());
        let typed = source.map(|source| compile(source, &times, lists, context));
        let typed = typed.transpose()?;
        let rule = args.rule.as_deref();
        let rule = rule.map(|name| find_rule(rules.as_ref(), name));
        let (query, matcher) = match (rule.transpose()?, typed) {
            (None, typed) => typed.unzip(),
            (Some(rule), None) => (Some(rule.query().clone()), Some(rule.matcher().clone())),
            (Some(rule), Some((query, _))) => {
                let query = query.and(rule.query().clone());
                let matcher = query
                    .compile()
                    .map_err(|error| error.message_in_full(lang))?;
                (Some(query), Some(matcher))
            }
        };
        Ok(Self {
            query,
            matcher,
            bounds,
            rules: rules.map(Arc::new),
        })
    }
}

/// Whether a rule is named, or the names of rules are printed.
const fn needs_rules(args: &ListArgs) -> bool {
    let are_printed = match args.format {
        OutputFormat::Jsonl | OutputFormat::Csv => true,
        OutputFormat::Text | OutputFormat::Headline | OutputFormat::Markdown => false,
    };
    are_printed || args.rule.is_some()
}

/// Reads the file of rules if they are needed, or returns the error to print.
fn rules_needed(
    args: &ListArgs,
    context: &CommandContext<'_>,
) -> Result<Option<(String, String)>, String> {
    if !needs_rules(args) {
        return Ok(None);
    }
    let file = &context.config.rules;
    let lang = context.config.lang;
    let read = file.read().map_err(|errors| errors.message(lang))?;
    if let (Some(name), None) = (&args.rule, &read) {
        let expected = match file.path() {
            Some(path) => format!("expected a file {}", path.display()),
            None => "--no-config reads none".to_owned(),
        };
        return Err(format!(
            "--rule {name}: no rules; {expected}; `dianbao config rules` prints examples"
        ));
    }
    Ok(read)
}

/// Finds a rule by its name; an error suggests others.
fn find_rule<'r>(rules: Option<&'r RuleSet>, name: &str) -> Result<&'r Rule, String> {
    let known = rules.map(RuleSet::rules).unwrap_or_default();
    let found = rules.and_then(|rules| rules.find(name));
    found.ok_or_else(|| {
        let names = known.iter().map(Rule::name);
        let expected = suggest(name, names).message(Lang::English);
        format!("--rule {name}: no such rule; {expected}")
    })
}

/// A moment that an item may be of, in another year and on another weekday.
fn long_before(now: Stamp) -> Stamp {
    const SECONDS: i64 = 400 * 86_400;
    Stamp::from_unix(i64::from(now.unix()) - SECONDS).unwrap_or(now)
}

/// Compiles a query; an error has the part of the query around it below, with a mark at its column.
fn compile(
    source: &str,
    times: &TimeContext<'_>,
    lists: &Watchlists,
    context: &CommandContext<'_>,
) -> Result<(Query, Matcher), String> {
    let compiled = query::parse(source, times, lists).and_then(|query| {
        let matcher = query.compile()?;
        Ok((query, matcher))
    });
    compiled.map_err(|error| {
        let message = error.message_in_full(context.config.lang);
        let place = pointer(source, error.at.start, context.config.text_metrics);
        format!("{message}\n{place}")
    })
}
