//! `alert test`: does what a rule does when an item arrives, in this terminal, and prints what that was.

mod report;

use std::fs::OpenOptions;
use std::io::{self, IsTerminal as _, Write};
use std::sync::Arc;
use std::time::Instant;

use self::report::AlertReport;
pub use self::report::AlertTestText;
use super::context::CommandContext;
use super::format::print_alert;
use super::outcome::{Outcome, Reported};
use super::report::{print_shortage, print_unreadable};
use super::request::ItemRequest;
use crate::alert::{Signals, notification_text};
use crate::cli::{ListArgs, OutputFormat};
use crate::dump::{self, DumpChange, ReadOptions};
use crate::feed;
use crate::item::NewsDay;
use crate::knowledge::Knowledge;
use crate::lang::Lang;
use crate::rules::{Rule, RuleSet, TaughtRules};
use crate::terminal::notification::{NotificationKind, Notifier};
use crate::terminal::timed_program::{ALERT_LIMIT, ProgramSlot};
use crate::timeline::{ItemRef, Store, Timeline};

/// The title of an item that is made up.
const MADE_UP: &str = "dianbao alert test";

/// What a test of a rule needs.
struct AlertTest {
    rules: Arc<RuleSet>,
    knowledge: Arc<Knowledge>,
    lang: Lang,
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
    let mut is_error = print_unreadable(&loaded.status);
    is_error |= print_shortage(loaded.shortage.as_ref(), "the rule is tested with the rest");
    let request = request.with_dumps(&loaded.timeline)?;
    let names = request.learner();
    let names = names.map(|mut names| names.learn(&loaded.timeline.dumps()));
    let knowledge = names.map_or_else(|| Arc::clone(&known), |names| known.with_names(names));
    let selector = request.selector(&knowledge);
    let newest = selector.newest(&loaded.timeline, 1);
    // The newest days may have none.
    let hit = newest.iter().find_map(|(day, rows)| {
        let row = rows.last()?;
        Some(day.item(*row as usize))
    });
    let made_up = made_up(context);
    let rules = request.rules().unwrap_or_default();
    let item = hit.or_else(|| made_up.newest());
    let Some((item, rule)) = item.zip(rules.find(rule)) else {
        // Nothing can be made up if the clock is wrong by decades.
        let message = format!("{rule}: no item can arrive at {}", context.now.time());
        return Err(Reported::print(message));
    };
    let test = AlertTest {
        rules: Arc::clone(&rules),
        knowledge,
        lang: context.config.lang,
    };
    let line = item_line(item);
    let line = match hit {
        Some(_) => AlertTestText::Item { line },
        None if context.input.paths.is_empty() => AlertTestText::NothingRead { line },
        None => AlertTestText::NoHit { line },
    };
    let report = test.perform(rule, item, &line);
    let printed = io::stdout().lock().write_all(report.text().as_bytes());
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

/// The day, the time and the headline of an item.
fn item_line(item: ItemRef<'_>) -> String {
    let time = item.stamp().time().format("%Y-%m-%d %H:%M");
    format!("{time} {}", item.story().headline())
}

impl AlertTest {
    /// Alerts about an item in each way that the rule names. The first line is about the item.
    fn perform(&self, rule: &Rule, item: ItemRef<'_>, first: &AlertTestText) -> AlertReport {
        let mut report = AlertReport::new(self.lang);
        let options = rule.options();
        report.line(first);
        report.is_alert = options.is_alert();
        if !report.is_alert {
            report.line(&AlertTestText::NoAlert);
        }
        if options.alert.banner {
            report.line(&AlertTestText::Banner);
        }
        ring(&mut report, rule.name(), options.alert, item);
        if let Some(command) = &options.run {
            self.run_program(&mut report, command, item);
        }
        if let Some(hours) = self.rules.quiet() {
            let hours = hours.to_string();
            report.line(&AlertTestText::Quiet { hours });
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
        let seconds = format!("{:.1}", start.elapsed().as_secs_f32());
        let program = command.first().map_or("", String::as_str).to_owned();
        match ended {
            Ok(()) => report.line(&AlertTestText::ProgramEnded { program, seconds }),
            Err(error) => report.failure(&AlertTestText::ProgramFailed {
                why: error.text(program),
            }),
        }
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
    if let Err(error) = sent {
        return report.failure(&AlertTestText::NoTerminal {
            error: error.into(),
        });
    }
    if signals.bell {
        report.line(&AlertTestText::Bell);
    }
    if signals.notification {
        report.line(&notification_way(notifier));
    }
}

/// How a notification went out.
const fn notification_way(notifier: Notifier) -> AlertTestText {
    let sequence = match notifier.kind {
        None => return AlertTestText::NotificationAsBell,
        Some(_) if notifier.is_in_tmux => return AlertTestText::NotificationInTmux,
        Some(NotificationKind::Osc9) => "OSC 9",
        Some(NotificationKind::Osc777) => "OSC 777",
        Some(NotificationKind::Osc99) => "OSC 99",
    };
    AlertTestText::Notification { sequence }
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
