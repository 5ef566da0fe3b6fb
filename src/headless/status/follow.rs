//! `status --follow`: prints the line whenever it changes.
//!
//! It sleeps until the system reports a change of a dump, of the state file, or of rules and watchlists, until nobody reads its
//! output any more, or until the line itself grows older.

use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{io, mem, thread};

use crossbeam_channel::{Receiver, RecvTimeoutError, bounded, select};

use super::counter::StatusCounter;
use super::next_line::LineTimes;
use super::output_end;
use super::printer::{StatusPrinter, print};
use super::rules::StatusRules;
use super::seen::last_run;
use super::tables::StatusTables;
use crate::bar::BarFacts;
use crate::cli::ListArgs;
use crate::feed::{self, Feed, FeedEvent, FeedReceiver};
use crate::headless::context::{self, CommandContext};
use crate::headless::outcome::{Outcome, Reported};
use crate::headless::report::{print_error, print_left_out, print_missing, print_unreadable};
use crate::headless::rule_sources::{ChangeReports, RuleSources};
use crate::item::{NewsDay, Stamp};
use crate::lang::{Lang, UiText};
use crate::last_run::LastRun;
use crate::pace::NewestAge;
use crate::state::{KeeperSetup, StateProblem, StateWatch};
use crate::timeline::Timeline;
use crate::watch::{WatchSettings, WatchStatus};

/// Prints lines until the output is closed or the input ends.
pub(super) fn run(
    printer: &StatusPrinter<'_>,
    list: &ListArgs,
    context: &CommandContext<'_>,
) -> Result<Outcome, Reported> {
    // Of an archive the newest day and the one before are followed, however old they are.
    let loaded = feed::load_recent(&context.input, context.state.known_from);
    let newest = loaded.timeline.newest().map(|item| item.day().previous());
    let first = newest.map_or(context.state.known_from, |newest| {
        newest.min(context.state.known_from)
    });
    drop(loaded);
    let (sender, events) = feed::channel();
    let input = WatchSettings {
        days: Some(first..=NewsDay::LAST),
        ..context.input.clone()
    };
    let feed = Feed::start(input, move |event| sender.send(event));
    let _feed = feed.map_err(Reported::print)?;
    let mut follower = StatusFollower::new(printer, list, context);
    let (closed, is_closed) = bounded(1);
    output_end::watch(closed).map_err(Reported::print)?;
    let output = follower.follow(&events, &is_closed)?;
    Ok(Outcome::of_printing(output, follower.has_items).or_error(follower.is_error))
}

/// What the line is made of.
struct StatusFollower<'a> {
    printer: &'a StatusPrinter<'a>,
    list: &'a ListArgs,
    context: &'a CommandContext<'a>,
    timeline: Arc<Timeline>,
    status: Option<WatchStatus>,
    last_run: Option<LastRun>,
    /// Why the state file could not be read.
    state_problem: Option<StateProblem>,
    read: StatusRules,
    tables: StatusTables,
    /// Whether the query or a rule counts other items at another time.
    follows_clock: bool,
    /// What has changed since the last line.
    changes: StatusChanges,
    sources: ChangeSources,
    /// What was counted last.
    facts: BarFacts,
    /// The last line.
    printed: String,
    has_items: bool,
    is_error: bool,
}

#[derive(Default)]
struct StatusChanges {
    state: bool,
    rules: bool,
}

/// What reports changes of files: of each kind one report waits at most, and none is lost for one of the other kind.
struct ChangeSources {
    state_changed: ChangeReports,
    state: Option<StateWatch>,
    rules: RuleSources,
}

impl ChangeSources {
    fn new(context: &CommandContext<'_>) -> Self {
        Self {
            state_changed: ChangeReports::new(),
            state: None,
            rules: RuleSources::new(context.config),
        }
    }

    /// Watches the state file, whose folder the first reader makes.
    fn watch_state(&mut self, setup: &KeeperSetup) {
        if self.state.is_none() {
            let report = self.state_changed.reporter();
            let file = setup.file.as_deref();
            self.state = file.and_then(|file| StateWatch::start(file, report).ok());
        }
    }
}

impl<'a> StatusFollower<'a> {
    fn new(
        printer: &'a StatusPrinter<'a>,
        list: &'a ListArgs,
        context: &'a CommandContext<'a>,
    ) -> Self {
        Self {
            printer,
            list,
            context,
            timeline: Arc::default(),
            status: None,
            last_run: None,
            state_problem: None,
            read: StatusRules::default(),
            tables: StatusTables::default(),
            follows_clock: false,
            changes: StatusChanges {
                state: true,
                rules: true,
            },
            sources: ChangeSources::new(context),
            facts: BarFacts::default(),
            printed: String::new(),
            has_items: false,
            is_error: false,
        }
    }

    /// Prints until the output is closed or the input ends.
    fn follow(
        &mut self,
        events: &FeedReceiver,
        closed: &Receiver<()>,
    ) -> Result<io::Result<()>, Reported> {
        let mut wake = None;
        loop {
            let timer = wake.map_or_else(crossbeam_channel::never, crossbeam_channel::at);
            select! {
                recv(closed) -> _ => return Ok(Ok(())),
                recv(events.notified()) -> _ => {}
                recv(self.sources.state_changed.waiting()) -> _ => self.changes.state = true,
                recv(self.sources.rules.changed().waiting()) -> _ => self.changes.rules = true,
                recv(timer) -> _ => {}
            }
            thread::sleep(ChangeReports::PAUSE);
            let has_ended = !self.take_events(events);
            if self.is_loaded() || has_ended {
                let facts = self.facts()?;
                if let Err(error) = self.print(&facts) {
                    return Ok(Err(error));
                }
                wake = self.next_wake(&facts);
            }
            if has_ended {
                return Ok(Ok(()));
            }
        }
    }

    /// Takes over everything that waits; false if the input has ended.
    fn take_events(&mut self, events: &FeedReceiver) -> bool {
        self.changes.state |= self.sources.state_changed.take();
        self.changes.rules |= self.sources.rules.changed().take();
        loop {
            match events.recv_timeout(Duration::ZERO) {
                Ok(FeedEvent::Update(update)) => self.timeline = update.timeline,
                Ok(FeedEvent::Status(status)) => self.take_status(status),
                Ok(FeedEvent::ClockJumped) => {}
                Ok(FeedEvent::Panicked) => {
                    print_error(&Lang::English.text(UiText::FeedPanicked));
                    self.is_error = true;
                    return false;
                }
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
    }

    /// Prints what cannot be read: everything at the end of the load, and then the sources that go away.
    fn take_status(&mut self, status: WatchStatus) {
        let was_loaded = self.is_loaded();
        if let Some(before) = self.status.as_ref().filter(|_| was_loaded) {
            print_missing(before, &status);
        } else if status.loading == 0 {
            self.is_error |= print_unreadable(&status);
            self.is_error |= status.left_out.is_some_and(print_left_out);
        }
        self.status = Some(status);
    }

    fn is_loaded(&self) -> bool {
        self.status
            .as_ref()
            .is_some_and(|status| status.loading == 0)
    }

    /// Reads what has changed, and counts.
    fn facts(&mut self) -> Result<BarFacts, Reported> {
        let now = context::now();
        let setup = self.setup(now);
        self.sources.watch_state(&setup);
        // A file that did not exist is not watched.
        if mem::take(&mut self.changes.state) || self.last_run.is_none() {
            self.read_last_run(&setup);
        }
        let read = mem::take(&mut self.changes.rules).then(|| self.read_rules(now));
        let facts = read.map(|read| {
            let read = read?;
            Ok((self.count(&read, now)?, read))
        });
        match facts {
            Some(Ok((facts, read))) => {
                self.is_error |= read.are_wrong;
                self.read = read;
                return Ok(facts);
            }
            Some(Err(Reported)) if self.printed.is_empty() => return Err(Reported),
            // The error was printed, and the former rules stay.
            Some(Err(Reported)) | None => {}
        }
        if self.read.set.follows_clock() {
            self.read.renew(self.context, &self.timeline, now);
        }
        let read = self.read.clone();
        match self.count(&read, now) {
            Err(Reported) if !self.printed.is_empty() => {
                self.is_error = true;
                Ok(self.facts.clone())
            }
            counted => counted,
        }
    }

    /// Reads the state file. An error is printed once, although the file is read again at each change.
    fn read_last_run(&mut self, setup: &KeeperSetup) {
        let problem = match last_run(setup) {
            Ok(last_run) => {
                self.last_run = last_run;
                None
            }
            Err(problem) => Some(problem),
        };
        if problem != self.state_problem
            && let Some(problem) = &problem
        {
            print_error(&problem.to_string());
            self.is_error = true;
        }
        self.state_problem = problem;
    }

    /// Reads rules and lists where they are now. After the first line, rules with errors are an error: the former ones stay.
    fn read_rules(&mut self, now: Stamp) -> Result<StatusRules, Reported> {
        let lists = self.sources.rules.read_lists();
        let read = StatusRules::read(self.printer, self.list, lists, &self.timeline, now)?;
        let keeps_former = read.are_wrong && !self.printed.is_empty();
        if keeps_former {
            Err(Reported)
        } else {
            Ok(read)
        }
    }

    /// Counts with these rules and lists.
    fn count(&mut self, read: &StatusRules, now: Stamp) -> Result<BarFacts, Reported> {
        let context = self.context.at(now, read.lists.clone());
        let request = read.request(self.list, &context)?;
        let request = request.with_dumps(&self.timeline)?;
        let counter = StatusCounter::new(&request, read, &self.timeline, &mut self.tables)?;
        self.follows_clock = read.set.follows_clock() || request.follows_clock();
        let last_run = self.last_run.as_ref();
        self.facts = counter.facts(&mut self.tables, &self.timeline, last_run, now);
        Ok(self.facts.clone())
    }

    /// The set-up of the state, whose first day goes along with the clock.
    fn setup(&self, now: Stamp) -> KeeperSetup {
        let rollover = self.context.config.settings.rollover;
        let day = |now| NewsDay::containing(now, rollover).number();
        let days = day(now).saturating_sub(day(self.context.now));
        let first = self.context.state.known_from.number();
        KeeperSetup {
            known_from: NewsDay::from_number(first.saturating_add(days)),
            ..self.context.state.clone()
        }
    }

    fn print(&mut self, facts: &BarFacts) -> io::Result<()> {
        self.has_items |= facts.newest.is_some();
        let line = self.printer.line(facts);
        if line == self.printed {
            return Ok(());
        }
        print(&line)?;
        self.printed = line;
        Ok(())
    }

    /// When the line may be another one although nothing changes.
    fn next_wake(&self, facts: &BarFacts) -> Option<Instant> {
        let settings = &self.context.config.settings;
        let times = LineTimes {
            age: NewestAge {
                now: facts.now,
                newest: self.timeline.newest()?.stamp(),
            },
            shows_age: self.printer.shows_age(facts),
            follows_clock: self.follows_clock,
            limits: settings.pace_limits(),
            rollover: settings.rollover,
        };
        let seconds = u64::from(times.next()?) * 60;
        let wait = seconds.saturating_sub(facts.now.unix().into());
        Some(Instant::now() + Duration::from_secs(wait))
    }
}
