//! `tail`: prints the last matching items, then each new one as it arrives, until the pipe closes or a signal comes.
//!
//! What is printed cannot be taken back, so that an entry which a scraper is still writing waits until it is whole, or rests.

mod unfinished;

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::RecvTimeoutError;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::format::Printer;
use super::select::Selection;
use super::{Outcome, Run, matcher, needs_names, tell, tell_missing, tell_refused, written};
use crate::cli::Listing;
use crate::feed::{self, Feed, FeedEvent, FeedReceiver};
use crate::item::{ItemId, NewsDay};
use crate::knowledge::{Knowledge, KnowledgePart};
use crate::lang::{Lang, UiText};
use crate::names::NameLearner;
use crate::query::Matcher;
use crate::timeline::{Arrived, ItemRef, Timeline, Update};
use crate::watch::{WatchSettings, WatchStatus};
use unfinished::{Unfinished, is_unfinished};

/// Items by their news days.
type Ids = BTreeMap<NewsDay, HashSet<ItemId>>;

/// How many items stand before the first new one, unless `-n` says otherwise.
const BEFORE: usize = 10;

/// How long names of stocks hold before they are learnt anew: that takes longer than to print an item.
const BETWEEN: Duration = Duration::from_secs(60);

/// How often to look whether anybody still reads what is printed, where nothing arrives.
const LOOK: Duration = Duration::from_secs(1);

/// Follows, and prints to standard output.
pub fn tail(listing: &Listing, run: &Run<'_>) -> Outcome {
    let matcher = match matcher(listing, run) {
        Ok(matcher) => matcher,
        Err(outcome) => return outcome,
    };
    let (sender, receiver) = feed::channel();
    // What comes in a pipe is printed as it comes, from the first entry on.
    let settings = WatchSettings {
        only_news: true,
        ..run.settings.clone()
    };
    let _feed = match Feed::start(settings, move |event| sender.send(event)) {
        Ok(feed) => feed,
        Err(error) => return tell_refused(&error),
    };
    let Some((loaded, status)) = loaded(&receiver) else {
        tell_fault();
        return Outcome::Trouble;
    };
    let trouble = tell_missing(&status);
    let learner =
        needs_names(listing, matcher.as_ref()).then(|| NameLearner::new(run.config.stocks.clone()));
    let knowledge = Arc::default();
    let printer = Printer::new(listing.format, run.coloured, matcher.clone(), &knowledge);
    let selection = Selection::of(listing, matcher.clone(), &knowledge, run);
    let asked = Asked {
        listing,
        matcher,
        run,
    };
    let mut tail = Tail {
        asked,
        learner,
        knowledge,
        learnt: Instant::now(),
        printer,
        selection,
        unfinished: Unfinished::default(),
        timeline: Arc::clone(&loaded.timeline),
        status,
        out: io::stdout().lock(),
        matched: false,
        trouble,
    };
    tail.learn();
    let begun = tail
        .last(listing.limit.unwrap_or(BEFORE), &loaded.arrived)
        .and_then(|()| tail.arrived(loaded));
    let followed = begun.and_then(|()| tail.follow(&receiver));
    written(followed, Outcome::of(tail.matched)).or_trouble(tail.trouble)
}

/// What there is once the first load is done, and what has arrived while it went on.
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

/// A fault of the program has ended the feed: that is trouble.
fn tell_fault() -> bool {
    tell(&Lang::English.text(UiText::FeedPanicked));
    true
}

/// What a selection is made of, for when other names of stocks are known.
struct Asked<'a> {
    listing: &'a Listing,
    matcher: Option<Matcher>,
    run: &'a Run<'a>,
}

struct Tail<'a> {
    asked: Asked<'a>,
    /// Who learns names of stocks, where they are needed.
    learner: Option<NameLearner>,
    knowledge: Arc<Knowledge>,
    learnt: Instant,
    printer: Printer,
    selection: Selection,
    /// What has arrived and waits to be whole.
    unfinished: Unfinished,
    timeline: Arc<Timeline>,
    /// As it was told when the load was done.
    status: WatchStatus,
    out: io::StdoutLock<'a>,
    matched: bool,
    trouble: bool,
}

impl Tail<'_> {
    /// Learns the names of stocks in the timeline, where they are needed.
    fn learn(&mut self) {
        self.learnt = Instant::now();
        let dumps = self.timeline.dumps();
        let Some(names) = self.learner.as_mut().map(|learner| learner.learn(&dumps)) else {
            return;
        };
        if let Some(knowledge) = self.knowledge.with(KnowledgePart::StockNames(names)) {
            let Asked {
                listing,
                matcher,
                run,
            } = &self.asked;
            self.printer = Printer::new(listing.format, run.coloured, matcher.clone(), &knowledge);
            self.selection = Selection::of(listing, matcher.clone(), &knowledge, run);
            self.knowledge = knowledge;
        }
    }

    /// The last items before the first new one, oldest first.
    fn last(&mut self, limit: usize, new: &[Arrived]) -> io::Result<()> {
        self.out.write_all(self.printer.heading().as_bytes())?;
        let timeline = Arc::clone(&self.timeline);
        let new: HashSet<ItemId> = new.iter().map(|item| item.id).collect();
        let days = self
            .selection
            .newest(&timeline, limit.saturating_add(new.len()));
        let items = days
            .iter()
            .rev()
            .flat_map(|(day, rows)| rows.iter().map(|&row| day.item(row as usize)));
        let old: Vec<ItemRef<'_>> = items.filter(|item| !new.contains(&item.id())).collect();
        for &item in old.iter().skip(old.len().saturating_sub(limit)) {
            self.print_if_whole(item)?;
        }
        self.out.flush()
    }

    /// Until nobody reads any more, or nothing more can come.
    fn follow(&mut self, receiver: &FeedReceiver) -> io::Result<()> {
        let mut last = None;
        while !is_closed(&self.out) {
            let now = Instant::now();
            let rested = self.unfinished.take_rested(now);
            self.print_all(rested)?;
            match receiver.recv_timeout(
                self.unfinished
                    .next(now)
                    .map_or(LOOK, |rest| rest.min(LOOK)),
            ) {
                Ok(FeedEvent::Update(update)) => self.arrived(update)?,
                Ok(FeedEvent::Status(status)) => last = Some(status),
                Ok(FeedEvent::Panicked) => self.trouble |= tell_fault(),
                Ok(FeedEvent::ClockJumped) | Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return self.end(last),
            }
        }
        Ok(())
    }

    /// Nothing more comes: standard input has ended, and only now it is known what of it could not be read.
    fn end(&mut self, last: Option<WatchStatus>) -> io::Result<()> {
        let told = (&self.status.errors, &self.status.empty_dumps);
        let other = last.filter(|last| (&last.errors, &last.empty_dumps) != told);
        self.trouble |= other.is_some_and(|status| tell_missing(&status));
        let rest = self.unfinished.take();
        self.print_all(rest)
    }

    /// What a change brought, or brought to its end, oldest first.
    fn arrived(&mut self, update: Update) -> io::Result<()> {
        self.timeline = update.timeline;
        self.unfinished.rename(&update.renamed);
        let mut arrived: Ids = self.unfinished.take();
        for Arrived { day, id, .. } in update.arrived {
            arrived.entry(day).or_default().insert(id);
        }
        let is_due =
            self.knowledge.stock_names().known().is_empty() || self.learnt.elapsed() >= BETWEEN;
        if !arrived.is_empty() && is_due {
            self.learn();
        }
        self.each(arrived, Self::print_if_whole)
    }

    /// Items as they are, whole or not.
    fn print_all(&mut self, ids: Ids) -> io::Result<()> {
        self.each(ids, Self::print)
    }

    /// Those that are selected and still there, oldest first.
    fn each(
        &mut self,
        ids: Ids,
        print: impl Fn(&mut Self, ItemRef<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let timeline = Arc::clone(&self.timeline);
        for (day, ids) in ids {
            let Some(day) = timeline.day(day) else {
                continue;
            };
            for row in self.selection.rows(day) {
                let item = day.item(row as usize);
                if ids.contains(&item.id()) {
                    print(self, item)?;
                }
            }
        }
        Ok(())
    }

    fn print_if_whole(&mut self, item: ItemRef<'_>) -> io::Result<()> {
        if is_unfinished(item) {
            self.unfinished.put(item, Instant::now());
            return Ok(());
        }
        self.print(item)
    }

    /// Prints an item and hands it on at once: whoever reads the pipe acts on each.
    fn print(&mut self, item: ItemRef<'_>) -> io::Result<()> {
        let mut line = Vec::new();
        self.printer.item(&mut line, item);
        self.matched = true;
        self.out.write_all(&line)?;
        self.out.flush()
    }
}

/// Whether nobody will ever read what is written there: without this a tail of a quiet day outlives its reader.
fn is_closed(out: &io::StdoutLock<'_>) -> bool {
    let mut ends = [PollFd::new(out, PollFlags::empty())];
    let polled = poll(&mut ends, Some(&Timespec::default()));
    polled.is_ok()
        && ends[0]
            .revents()
            .intersects(PollFlags::ERR | PollFlags::HUP)
}
