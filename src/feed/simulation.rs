//! Runs a scraper and a watcher through random schedules, on a real folder with a simulated clock.
//!
//! In disturbed schedules more happens than a scraper's writing: folders are moved, deleted, created again and linked, dumps
//! are rotated, events overflow. In varied schedules stories are revised and promoted besides, and dumps get other encodings.
//! In rolling schedules one dump has only the newest entries. After every step no item is doubled or misdated, and none is
//! missing that was shown and that the scraper keeps, or that rolled out. Once the scraper has rested for 8 s, what is in the
//! dumps equals a fresh load.
//!
//! `DIANBAO_SCHEDULES` sets the number of schedules. `DIANBAO_SEED` sets the first seed, and leaves out those that failed once.
//! A failure prints its seed, which then belongs in `schedules.rs`, among those of its kind.
//!
//! A seed gives the same result everywhere and under any load: see [`SimulatedDisk`].

mod arrived_items;
mod checks;
mod looks;
mod marks;
mod schedules;
mod scraper;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use super::allowance::Allowance;
use super::dice::Dice;
use super::loader::Load;
use crate::item::ItemId;
use crate::timeline::Store;
use crate::watch::{ClockReading, NoEvents, WatchSettings, Watcher};

use arrived_items::ArrivedItems;
use marks::MarkingUser;
use scraper::{ScheduleKind, SimulatedDisk, SimulatedScraper};

/// The first minute of the scraper's stories, 2026-01-06 09:00 in Beijing.
const NINE: i64 = 1_767_661_200;

/// How far the simulated time is ahead of the real one. The kernel also stamps changes with the real time, which has to be
/// past in the simulation.
const AHEAD: Duration = Duration::from_secs(86_400);

/// By how much the time stamps of files are behind the clock in schedules that trust them.
const STAMPS_BEHIND: Duration = Duration::from_secs(300);

/// How many percent of the events are lost, sent twice, or late.
#[derive(Debug, Clone, Copy)]
struct EventFaults {
    lost: usize,
    doubled: usize,
    late: usize,
}

struct Simulation {
    seed: u64,
    dice: Dice,
    folder: tempfile::TempDir,
    scraper: SimulatedScraper,
    events: EventFaults,
    underway: VecDeque<PathBuf>,
    watcher: Watcher,
    store: Store,
    start: Instant,
    now: Instant,
    /// The simulated wall clock at the start.
    wall: SystemTime,
    shown: BTreeSet<String>,
    arrived: ArrivedItems,
    /// The texts that each item had.
    wordings: BTreeMap<ItemId, BTreeSet<String>>,
    log: Vec<String>,
    kind: ScheduleKind,
    /// Whether what is shown cannot be taken back.
    prints: bool,
    /// Somebody who marks items, in some schedules.
    user: Option<MarkingUser>,
}

impl Simulation {
    fn new(seed: u64, kind: ScheduleKind, prints: bool) -> Self {
        let mut dice = Dice(seed);
        let folder = tempfile::tempdir().unwrap();
        let events = [(0, 0, 0), (20, 20, 30), (100, 0, 0), (50, 0, 80)][dice.below(4)];
        let events = EventFaults {
            lost: events.0,
            doubled: events.1,
            late: events.2,
        };
        let mut scraper = SimulatedScraper::new(folder.path(), kind, &mut dice);
        let wall = SystemTime::now() + AHEAD;
        let deleted = folder.path().join("deleted");
        scraper.use_disk(SimulatedDisk::new(deleted, wall - STAMPS_BEHIND, seed));
        let mut log = Vec::new();
        if kind == ScheduleKind::Absent && dice.percent(25) {
            scraper.start_without_root(&mut dice, &mut log);
        }
        let now = Instant::now();
        let settings = WatchSettings {
            paths: vec![folder.path().join("dumps")],
            overwrite_rest: if prints {
                WatchSettings::PRINTED_REST
            } else {
                Duration::ZERO
            },
            ..WatchSettings::default()
        };
        let watcher = Watcher::new(settings, Box::new(NoEvents), ClockReading { at: now, wall });
        Self {
            seed,
            dice,
            folder,
            scraper,
            events,
            underway: VecDeque::new(),
            watcher,
            store: Store::default(),
            start: now,
            now,
            wall,
            shown: BTreeSet::new(),
            arrived: ArrivedItems::default(),
            wordings: BTreeMap::new(),
            log,
            kind,
            prints,
            user: None,
        }
    }

    /// Runs the first load as the feed does.
    fn load(&mut self) {
        let jobs = super::load_order::newest_first(self.watcher.start(self.moment()));
        let load = Load::new(
            jobs,
            crate::dump::ReadOptions::default(),
            Allowance::default(),
        );
        let mut batches = Vec::new();
        load.work(|batch| {
            batches.push(batch);
            true
        });
        for batch in batches {
            let moment = self.moment();
            for file in batch.files {
                self.watcher.add_loaded(file, moment);
            }
            self.store.apply_built(batch.dumps, batch.days);
        }
        self.store.report_arrivals();
        self.arrived.note_all(&self.store.timeline());
        self.open_reader();
        self.watcher.finish_load(self.moment());
        self.check();
    }

    fn run(&mut self) {
        self.load();
        if self.kind == ScheduleKind::Varied {
            self.act_and_compare();
            self.scraper.go_on();
        }
        self.act_and_compare();
    }

    fn act_and_compare(&mut self) {
        for _ in 0..40 + self.dice.below(60) {
            if self.dice.percent(50) && !self.scraper.must_go_on() {
                self.pass_time();
            } else {
                self.scrape();
            }
        }
        self.scraper.stop();
        while self.scraper.is_busy() {
            self.scrape();
            self.look();
        }
        self.rest();
        self.compare();
    }

    fn scrape(&mut self) {
        let touched = self.scraper.act(&mut self.dice, &mut self.log);
        for path in touched {
            if !self.dice.percent(self.events.lost) {
                self.underway.push_back(path.clone());
            }
            if self.dice.percent(self.events.doubled) {
                self.underway.push_back(path);
            }
        }
        if self.dice.percent(60) {
            self.look();
        }
    }

    /// Lets the scraper rest. Two ticks find everything, and 2.5 s later it is shown.
    fn rest(&mut self) {
        self.log.push("rest".into());
        self.advance(Duration::from_secs(8));
    }

    /// Runs, and returns what happened.
    fn into_log(mut self) -> Vec<String> {
        self.run();
        let folder = self.folder.path().display().to_string();
        self.log
            .iter()
            .map(|line| line.replace(&folder, ""))
            .collect()
    }

    fn fail(&self, what: &str) -> ! {
        panic!(
            "seed {}: {what}\nevents {:?}\n{}",
            self.seed,
            self.events,
            self.log.join("\n")
        )
    }
}
