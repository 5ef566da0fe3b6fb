//! `alert test`: does what a rule does when an item arrives, in this terminal, and prints what that was.

use std::fs::OpenOptions;
use std::io::{self, IsTerminal as _, Write};
use std::sync::Arc;
use std::time::Instant;

use super::context::CommandContext;
use super::format::print_alert;
use super::outcome::{Outcome, Reported};
use super::report::print_unreadable;
use super::request::ItemRequest;
use crate::alert::{Signals, notification_text};
use crate::cli::{ListArgs, OutputFormat};
use crate::dump::{self, DumpChange, ReadOptions};
use crate::feed;
use crate::item::NewsDay;
use crate::knowledge::Knowledge;
use crate::rules::{Rule, RuleSet, TaughtRules};
use crate::terminal::notification::{NotificationKind, Notifier};
use crate::terminal::timed_program::{ALERT_LIMIT, ProgramSlot};
use crate::text::sanitise_line;
use crate::timeline::{ItemRef, Store, Timeline};

/// The title of an item that is made up.
const MADE_UP: &str = "dianbao alert test";
/// Why it is made up although the rule may hit others.
const NOTHING_READ: &str = "no source was read; add a path, or set `sources` in the configuration";

/// What a test of a rule needs.
struct AlertTest {
    rules: Arc<RuleSet>,
    knowledge: Arc<Knowledge>,
}

/// Alerts about the newest item that the rule hits, or about one that is made up.
pub fn run(rule: &str, context: &CommandContext<'_>) -> Result<Outcome, Reported> {
    let args = ListArgs {
        rule: Some(rule.to_owned()),
        limit: Some(1),
        format: OutputFormat::Jsonl,
        ..ListArgs::default()
    };
    let request = ItemRequest::parse(&args, context)?;
    let known = request.knowledge()?;
    let loaded = feed::load_all(&request.input());
    let is_error = print_unreadable(&loaded.status);
    let request = request.with_dumps(&loaded.timeline)?;
    let names = request.learner();
    let names = names.map(|mut names| names.learn(&loaded.timeline.dumps()));
    let knowledge = names.map_or_else(|| Arc::clone(&known), |names| known.with_names(names));
    let selector = request.selector(&knowledge);
    let newest = selector.newest(&loaded.timeline, 1);
    let hit = newest.first().and_then(|(day, rows)| {
        let row = rows.last()?;
        Some(day.item(*row as usize))
    });
    let made_up = made_up(context);
    let Some((item, rules)) = hit.or_else(|| made_up.newest()).zip(request.rules()) else {
        return Err(Reported);
    };
    let test = AlertTest { rules, knowledge };
    let why_made_up = if context.input.paths.is_empty() {
        NOTHING_READ
    } else {
        "the rule hits none"
    };
    let report = test.perform(rule, item, hit.is_none().then_some(why_made_up));
    let printed = io::stdout().lock().write_all(report.text.as_bytes());
    Ok(Outcome::of_printing(printed, report.is_alert).or_error(is_error || report.has_failed))
}

/// An item of this minute, for a rule that hits none.
fn made_up(context: &CommandContext<'_>) -> Arc<Timeline> {
    let day = NewsDay::containing(context.now, context.config.settings.rollover);
    let time = context.now.time().format("%H:%M");
    let text = format!("# 财联社【普通】电报 - {day}\n\n---\n\n**[{time}]** 【{MADE_UP}】\n\n");
    let path = format!("{day}.md").as_str().into();
    let dump = dump::read(&path, text.into(), ReadOptions::default());
    let changes = dump
        .into_iter()
        .map(|dump| DumpChange::Read(Arc::new(dump)));
    Store::default().apply(changes.collect()).timeline
}

/// What a test has done.
#[derive(Debug, Default)]
struct AlertReport {
    text: String,
    is_alert: bool,
    has_failed: bool,
}

impl AlertReport {
    fn line(&mut self, way: &str, what: &str) {
        let line = format!("{way:8}{what}");
        self.text.push_str(sanitise_line(&line).as_str());
        self.text.push('\n');
    }
}

impl AlertTest {
    /// Alerts about an item in each way that the rule names.
    fn perform(&self, rule: &str, item: ItemRef<'_>, why_made_up: Option<&str>) -> AlertReport {
        let mut report = AlertReport::default();
        let Some(options) = self.rules.find(rule).map(Rule::options) else {
            return report;
        };
        let time = item.stamp().time().format("%Y-%m-%d %H:%M");
        let headline = item.story().headline();
        let note = why_made_up.map_or_else(String::new, |why| format!(", made up: {why}"));
        report.line("item", &format!("{time} {headline}{note}"));
        report.is_alert = options.is_alert();
        if !report.is_alert {
            report.line("nothing", "the rule has no `alert` and no `run`");
        }
        if options.alert.banner {
            report.line("banner", "the reader names the item in its last line");
        }
        ring(&mut report, rule, options.alert, item);
        if let Some(command) = &options.run {
            self.run_program(&mut report, command, item);
        }
        if let Some(hours) = self.rules.quiet() {
            report.line(
                "quiet",
                &format!("{hours}: the reader would show a banner alone"),
            );
        }
        report
    }

    /// Runs the program of the rule, and notes how it ended.
    fn run_program(&self, report: &mut AlertReport, command: &[String], item: ItemRef<'_>) {
        let taught = TaughtRules::new(Arc::clone(&self.rules), &self.knowledge);
        let mut input = Vec::new();
        print_alert(&mut input, item, &self.knowledge, &taught);
        let start = Instant::now();
        let ended = ProgramSlot::default().run(command, &input, ALERT_LIMIT);
        let seconds = start.elapsed().as_secs_f32();
        report.has_failed |= ended.is_err();
        let how = ended.map_or_else(
            |error| error.to_string(),
            |()| format!("ended after {seconds:.1} s"),
        );
        let program = command.first().map_or("", String::as_str);
        report.line("run", &format!("{program} {how}"));
    }
}

/// Rings in this terminal, and notes how.
fn ring(report: &mut AlertReport, rule: &str, signals: Signals, item: ItemRef<'_>) {
    if !signals.bell && !signals.notification {
        return;
    }
    let notifier = Notifier::of_environment();
    let (time, story) = (item.stamp(), item.story());
    let text = notification_text(rule, time, story.headline(), 0);
    let text = signals.notification.then_some(&text);
    let rings = signals.bell || (signals.notification && notifier.needs_bell());
    let sent = terminal().and_then(|mut terminal| {
        terminal.write_all(notifier.ring(rings, text).as_bytes())?;
        terminal.flush()
    });
    report.has_failed |= sent.is_err();
    if let Err(error) = sent {
        return report.line("bell", &format!("no terminal: {error}"));
    }
    if signals.bell {
        report.line("bell", "rung");
    }
    if signals.notification {
        report.line("notify", notification_way(notifier));
    }
}

/// How a notification went out.
const fn notification_way(notifier: Notifier) -> &'static str {
    match (notifier.kind, notifier.is_in_tmux) {
        (None, _) => "the bell: this terminal is not known for notifications",
        (Some(_), true) => "through tmux, which needs `allow-passthrough on`, and the bell besides",
        (Some(NotificationKind::Osc9), false) => "OSC 9",
        (Some(NotificationKind::Osc777), false) => "OSC 777",
        (Some(NotificationKind::Osc99), false) => "OSC 99",
    }
}

/// The terminal in which the command was typed.
fn terminal() -> io::Result<Box<dyn Write>> {
    let out = io::stdout();
    if out.is_terminal() {
        return Ok(Box::new(out));
    }
    let opened = OpenOptions::new().write(true).open("/dev/tty")?;
    Ok(Box::new(opened))
}
