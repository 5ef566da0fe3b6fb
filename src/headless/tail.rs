//! `tail`: prints the last matching items, then each new or revised one, until the pipe is closed or a signal comes.
//!
//! Printed items cannot be taken back, so an entry that a scraper is still writing waits until it is complete or unchanged
//! for a while.
//!
//! Rules and lists are read again when they change. The next items follow the new ones; those before are not printed.

mod announcer;
mod followed_days;
mod name_source;
mod occasion;
mod plan;
mod printed_texts;
#[cfg(test)]
mod tests;
mod unfinished;

use std::collections::HashSet;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::RecvTimeoutError;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::archive;
use super::context::{self, CommandContext};
use super::format::Printer;
use super::outcome::{Outcome, Reported};
use super::report::{print_error, print_left_out, print_missing, print_unreadable};
use super::request::ItemRequest;
use super::rule_sources::RuleSources;
use super::select::ItemSelector;
use crate::cli::TailArgs;
use crate::feed::{self, Feed, FeedEvent, FeedReceiver};
use crate::item::{ItemId, NewsDay};
use crate::knowledge::{Knowledge, KnowledgePart};
use crate::lang::{Lang, UiText};
use crate::timeline::{Arrived, ItemRef, Timeline, Update};
use crate::watch::WatchStatus;
use announcer::Announcer;
use name_source::NameSource;
use occasion::{DueItems, Occasion};
use plan::TailPlan;
use unfinished::is_unfinished;

/// How many items precede the first new one, without `-n`.
const DEFAULT_LIMIT: usize = 10;

/// How often to check that the pipe is still open while nothing arrives.
const PIPE_CHECK_INTERVAL: Duration = Duration::from_secs(1);

/// Follows the input and prints items to standard output.
pub fn run(args: &TailArgs, context: &CommandContext<'_>) -> Result<Outcome, Reported> {
    let (args, prints_revisions) = (&args.list, !args.no_revisions);
    // What changes after the files are read is reported.
    let sources = RuleSources::new(context.config);
    let request = ItemRequest::parse(args, context)?;
    let sources = request.reads_files().then_some(sources);
    let limit = args.limit.unwrap_or(DEFAULT_LIMIT);
    let archiver = archive::start(context.config).map_err(Reported::print)?;
    let plan = TailPlan::new(&request, limit, archiver.is_some(), request.knowledge()?);
    let (sender, receiver) = feed::channel();
    let input = plan.input;
    let feed = Feed::start(input, move |event| {
        if let Some(archiver) = &archiver {
            archive::pass_on(archiver, &event);
        }
        sender.send(event);
    });
    let _feed = feed.map_err(Reported::print)?;
    let Some((loaded, status)) = loaded(&receiver) else {
        print_feed_panic();
        return Ok(Outcome::Error);
    };
    let is_short = status.left_out.is_some_and(print_left_out);
    let request = request.with_dumps(&loaded.timeline)?;
    let mut tail = Tail::new(
        request,
        Arc::clone(&loaded.timeline),
        status,
        plan.names,
        plan.knowledge,
    );
    tail.prints_revisions = prints_revisions;
    tail.sources = sources;
    tail.is_error |= is_short;
    let printed = tail
        .print_last(limit, &loaded.arrived)
        .and_then(|()| tail.update(loaded))
        .and_then(|()| tail.follow(&receiver));
    Ok(Outcome::of_printing(printed, tail.has_matched).or_error(tail.is_error))
}

/// Waits for the first load, and returns it with everything that arrived in between.
fn loaded(receiver: &FeedReceiver) -> Option<(Update, WatchStatus)> {
    let mut loaded = Update::default();
    loop {
        match receiver.recv()? {
            FeedEvent::Update(update) => feed::coalesce(&mut loaded, update),
            FeedEvent::Status(status) if status.loading == 0 => return Some((loaded, status)),
            FeedEvent::Status(_) | FeedEvent::ClockJumped => {}
            FeedEvent::Panicked => return None,
        }
    }
}

/// Reports that the feed has panicked. Always true.
fn print_feed_panic() -> bool {
    print_error(&Lang::English.text(UiText::FeedPanicked));
    true
}

struct Tail<'a> {
    request: ItemRequest<'a>,
    /// The rules and lists to read again when they change; `None` if none are needed.
    sources: Option<RuleSources>,
    /// Why they were not read again; it was printed.
    sources_problem: Option<String>,
    names: NameSource,
    knowledge: Arc<Knowledge>,
    printer: Printer,
    selector: ItemSelector,
    announcer: Announcer,
    prints_revisions: bool,
    /// The status at the end of the load.
    status: WatchStatus,
    out: io::StdoutLock<'a>,
    /// The day of the last printed item.
    printed_day: Option<NewsDay>,
    has_matched: bool,
    is_error: bool,
}

impl<'a> Tail<'a> {
    fn new(
        request: ItemRequest<'a>,
        timeline: Arc<Timeline>,
        status: WatchStatus,
        names: NameSource,
        knowledge: Arc<Knowledge>,
    ) -> Self {
        let mut tail = Self {
            printer: request.printer(&knowledge),
            selector: request.selector(&knowledge),
            request,
            sources: None,
            sources_problem: None,
            names,
            knowledge,
            announcer: Announcer::new(timeline),
            prints_revisions: true,
            is_error: print_unreadable(&status),
            status,
            out: io::stdout().lock(),
            printed_day: None,
            has_matched: false,
        };
        tail.learn_if_due();
        tail
    }

    /// Learns the names of stocks, if they are needed and old.
    fn learn_if_due(&mut self) {
        let timeline = Arc::clone(self.announcer.timeline());
        if self.names.is_due(&timeline) && self.learn_names(&timeline) {
            self.renew_selection();
        }
    }

    /// Learns the names of stocks; false if they are as they were.
    fn learn_names(&mut self, timeline: &Timeline) -> bool {
        let names = self.names.learn(timeline).map(KnowledgePart::StockNames);
        names.is_some_and(|names| self.know(names))
    }

    /// Takes over a part of the knowledge; false if it is as it was.
    fn know(&mut self, part: KnowledgePart) -> bool {
        let known = self.knowledge.with(part);
        let differs = known.is_some();
        self.knowledge = known.unwrap_or_else(|| Arc::clone(&self.knowledge));
        differs
    }

    /// Reads rules and lists again if they have changed. An error is printed once, and the former ones stay.
    fn follow_sources(&mut self) {
        let changed = self
            .sources
            .as_mut()
            .filter(|sources| sources.take_change());
        let Some(lists) = changed.map(RuleSources::read_lists) else {
            return;
        };
        let timeline = Arc::clone(self.announcer.timeline());
        match self.request.read_again(lists, context::now(), &timeline) {
            Ok(()) => {
                self.sources_problem = None;
                self.follow_needs(&timeline);
                self.renew_selection();
            }
            Err(problem) if self.sources_problem.as_ref() == Some(&problem) => {}
            Err(problem) => {
                let why = problem.clone();
                let text = UiText::FormerRulesAndLists { why };
                print_error(&self.request.context.config.lang.text(text));
                self.sources_problem = Some(problem);
            }
        }
    }

    /// Learns what other rules need to know.
    fn follow_needs(&mut self, timeline: &Timeline) {
        match self.request.marks() {
            Ok(Some(marks)) => {
                self.know(KnowledgePart::Marks(Arc::new(marks)));
            }
            Ok(None) => {}
            Err(Reported) => self.is_error = true,
        }
        if self.names.need(self.request.learner()) {
            self.learn_names(timeline);
        }
    }

    /// Lets relative times count from now.
    fn follow_clock(&mut self) {
        let timeline = Arc::clone(self.announcer.timeline());
        match self.request.count_from(context::now(), &timeline) {
            Ok(true) => self.renew_selection(),
            Ok(false) => {}
            Err(Reported) => self.is_error = true,
        }
    }

    fn renew_selection(&mut self) {
        self.printer = self.request.printer(&self.knowledge);
        self.selector = self.request.selector(&self.knowledge);
    }

    /// Prints the last items before the first new one, oldest first.
    fn print_last(&mut self, limit: usize, new: &[Arrived]) -> io::Result<()> {
        self.out.write_all(self.printer.heading().as_bytes())?;
        let timeline = Arc::clone(self.announcer.timeline());
        let new: HashSet<ItemId> = new.iter().map(|item| item.id).collect();
        let days = self
            .selector
            .newest(&timeline, limit.saturating_add(new.len()));
        let items = days
            .iter()
            .rev()
            .flat_map(|(day, rows)| rows.iter().map(|&row| day.item(row as usize)));
        let old: Vec<ItemRef<'_>> = items.filter(|item| !new.contains(&item.id())).collect();
        for &item in old.iter().skip(old.len().saturating_sub(limit)) {
            self.print_if_complete(item, Occasion::Arrived)?;
        }
        self.out.flush()
    }

    /// Prints until the pipe is closed or the input ends.
    fn follow(&mut self, receiver: &FeedReceiver) -> io::Result<()> {
        let mut last = None;
        while !is_closed(&self.out) {
            self.follow_sources();
            let now = Instant::now();
            let rested = self.announcer.take_rested(now);
            self.print_all(rested)?;
            match receiver.recv_timeout(
                self.announcer
                    .next_rest(now)
                    .map_or(PIPE_CHECK_INTERVAL, |rest| rest.min(PIPE_CHECK_INTERVAL)),
            ) {
                Ok(FeedEvent::Update(update)) => self.update(update)?,
                Ok(FeedEvent::Status(status)) => {
                    let before = last.as_ref().unwrap_or(&self.status);
                    print_missing(before, &status);
                    last = Some(status);
                }
                Ok(FeedEvent::Panicked) => self.is_error |= print_feed_panic(),
                Ok(FeedEvent::ClockJumped) | Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return self.end(last),
            }
        }
        Ok(())
    }

    /// Prints the rest at the end of standard input; only now its errors are known.
    fn end(&mut self, last: Option<WatchStatus>) -> io::Result<()> {
        let reported = (&self.status.errors, &self.status.empty_dumps);
        let other = last.filter(|last| (&last.errors, &last.empty_dumps) != reported);
        self.is_error |= other.is_some_and(|status| print_unreadable(&status));
        let rest = self.announcer.take_all();
        self.print_all(rest)
    }

    /// Prints the items that a change brought, revised or completed, oldest first.
    fn update(&mut self, update: Update) -> io::Result<()> {
        let due = self.announcer.update(update);
        if !due.is_empty() {
            self.learn_if_due();
        }
        self.each(due, Self::print_if_complete)
    }

    /// Prints items, complete or not.
    fn print_all(&mut self, due: DueItems) -> io::Result<()> {
        self.each(due, Self::print)
    }

    /// Visits the selected items that still exist, oldest first.
    fn each(
        &mut self,
        due: DueItems,
        print: impl Fn(&mut Self, ItemRef<'_>, Occasion) -> io::Result<()>,
    ) -> io::Result<()> {
        if !due.is_empty() {
            self.follow_sources();
            self.follow_clock();
        }
        let due = self.announcer.selected(due, &self.selector);
        due.into_iter()
            .try_for_each(|row| print(self, row.item(), row.occasion))
    }

    fn print_if_complete(&mut self, item: ItemRef<'_>, occasion: Occasion) -> io::Result<()> {
        if is_unfinished(item) {
            self.announcer.put_off(item, occasion, Instant::now());
            return Ok(());
        }
        self.print(item, occasion)
    }

    /// Prints an item and flushes it, since the reader of the pipe acts on each.
    fn print(&mut self, item: ItemRef<'_>, occasion: Occasion) -> io::Result<()> {
        let is_revised = occasion == Occasion::Revised;
        if is_revised && !self.prints_revisions {
            return Ok(());
        }
        let mut line = Vec::new();
        if self.printed_day.replace(item.day()) != Some(item.day()) {
            self.printer.day_rule(&mut line, item.day());
        }
        self.printer.print(&mut line, item, is_revised);
        self.announcer.note_printed(item);
        self.has_matched = true;
        self.out.write_all(&line)?;
        self.out.flush()
    }
}

/// Returns whether the pipe is closed. Without this check a tail of a quiet day outlives its reader.
fn is_closed(out: &io::StdoutLock<'_>) -> bool {
    let mut ends = [PollFd::new(out, PollFlags::empty())];
    let polled = poll(&mut ends, Some(&Timespec::default()));
    polled.is_ok()
        && ends[0]
            .revents()
            .intersects(PollFlags::ERR | PollFlags::HUP)
}
