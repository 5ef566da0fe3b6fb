//! Follows a scraper through real days with a simulated clock: the last line that `tail --format jsonl` printed of each id is
//! what `list` prints after a fresh load.
//!
//! `DIANBAO_DAYS` sets the number of days, `DIANBAO_SEED` the first seed. A failure prints its seed.

use std::collections::{BTreeMap, HashMap};
use std::panic::catch_unwind;
use std::time::{Duration, Instant, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

use super::scraper::{DayDump, Random, Step, dumps_of_a_day};
use super::selector;
use crate::feed;
use crate::headless::format::{KnownFields, Printer};
use crate::headless::select::ItemSelector;
use crate::headless::tail::announcer::Announcer;
use crate::headless::tail::occasion::{DueItems, Occasion};
use crate::headless::tail::unfinished::is_unfinished;
use crate::timeline::{ItemRef, Store, Timeline};
use crate::watch::{ClockReading, EventHint, NoEvents, WatchSettings, Watcher};

/// What a line says of an item, besides its place, which changes when dumps are renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Printed {
    id: String,
    time: String,
    title: Value,
    text: String,
}

impl Printed {
    fn new(line: &[u8]) -> Self {
        let fields: Value = serde_json::from_slice(line).unwrap();
        let text = |name: &str| fields[name].as_str().unwrap().to_owned();
        Self {
            id: text("id"),
            time: text("time"),
            title: fields["title"].clone(),
            text: text("text"),
        }
    }
}

fn print(item: ItemRef<'_>) -> Printed {
    let mut line = Vec::new();
    Printer::Jsonl(KnownFields::default()).item(&mut line, item);
    Printed::new(&line)
}

fn list(timeline: &Timeline) -> Vec<Printed> {
    let items = timeline.days().iter().flat_map(|day| day.items());
    items.map(print).collect()
}

/// A `tail` and the scraper that it follows.
struct DayOfTail {
    random: Random,
    folder: TempDir,
    watcher: Watcher,
    store: Store,
    announcer: Announcer,
    selector: ItemSelector,
    now: Instant,
    lines: Vec<(Printed, Occasion)>,
}

impl DayOfTail {
    fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now = Instant::now();
        let settings = WatchSettings {
            paths: vec![folder.path().to_owned()],
            ..WatchSettings::default()
        };
        let mut watcher = Watcher::new(settings, Box::new(NoEvents), reading(now));
        assert!(watcher.start(reading(now)).is_empty());
        watcher.finish_load(reading(now));
        let mut store = Store::default();
        store.report_arrivals();
        Self {
            random: Random(seed),
            folder,
            watcher,
            announcer: Announcer::new(store.timeline()),
            store,
            selector: selector(""),
            now,
            lines: Vec::new(),
        }
    }

    fn run(&mut self) {
        let mut dumps = dumps_of_a_day(self.folder.path(), &mut self.random);
        dumps.iter_mut().for_each(|dump| self.act(&dump.begin()));
        while !dumps.iter().all(DayDump::is_done) {
            let nth = self.random.below(dumps.len());
            let steps = dumps[nth].go_on(&mut self.random);
            self.act(&steps);
        }
        dumps.iter().for_each(|dump| self.act(&dump.finish()));
        self.pass(Duration::from_secs(30));
        self.compare(&dumps);
    }

    fn act(&mut self, steps: &[Step]) {
        for step in steps {
            let pause = step.act();
            if let Step::Write(path, _) | Step::Append(path, _) | Step::Rename(_, path) = step
                && self.random.below(3) > 0
            {
                let hint = EventHint::At(path.clone());
                self.watcher.handle_hint(&hint, reading(self.now));
            }
            self.pass(pause);
        }
    }

    /// Lets time pass, and steps to each moment at which something is due.
    fn pass(&mut self, length: Duration) {
        let until = self.now + length;
        self.look();
        loop {
            let rest = self
                .announcer
                .next_rest(self.now)
                .map(|rest| self.now + rest);
            let next = self.watcher.next_due(reading(self.now));
            let next = rest.map_or(next, |rest| rest.min(next));
            if next > until {
                break;
            }
            self.now = self.now.max(next);
            self.look();
        }
        self.now = until;
    }

    fn look(&mut self) {
        let rested = self.announcer.take_rested(self.now);
        self.print(rested, false);
        let changes = self.watcher.step(reading(self.now));
        if !changes.is_empty() {
            let update = self.store.apply(changes);
            let due = self.announcer.update(update);
            self.print(due, true);
        }
    }

    fn print(&mut self, due: DueItems, puts_off: bool) {
        for row in self.announcer.selected(due, &self.selector) {
            let (item, occasion) = (row.item(), row.occasion);
            if puts_off && is_unfinished(item) {
                self.announcer.put_off(item, occasion, self.now);
            } else {
                self.lines.push((print(item), occasion));
            }
        }
    }

    fn compare(&self, dumps: &[DayDump]) {
        let settings = WatchSettings {
            paths: vec![self.folder.path().to_owned()],
            ..WatchSettings::default()
        };
        let fresh = list(&feed::load_all(&settings).timeline);
        let (mut last, mut revised) = (BTreeMap::new(), HashMap::new());
        for (line, occasion) in &self.lines {
            last.insert(line.id.as_str(), line);
            if *occasion == Occasion::Revised {
                revised.insert((line.time.as_str(), line.text.as_str()), line);
            }
        }
        for item in &fresh {
            // An item that was revised keeps the id of its first text.
            let same_text = revised.get(&(item.time.as_str(), item.text.as_str()));
            let printed = last.get(item.id.as_str()).or(same_text).copied();
            let printed = printed.unwrap_or_else(|| panic!("not printed: {item:#?}"));
            assert_eq!(
                (&printed.text, &printed.time, &printed.title),
                (&item.text, &item.time, &item.title)
            );
        }
        let other = last
            .values()
            .filter(|line| !fresh.iter().any(|item| item.text == line.text));
        assert_eq!(
            other.collect::<Vec<_>>(),
            Vec::<&&Printed>::new(),
            "nothing else was printed"
        );
        assert_eq!(last.len(), fresh.len(), "and nothing under two ids");
        dumps.iter().for_each(|dump| self.compare_order(dump));
    }

    /// New items of a dump are printed in the order of arrival. Those that arrived together are in the order of time.
    fn compare_order(&self, dump: &DayDump) {
        let nth = |printed: &Printed| {
            let opening: String = printed.text.chars().take(12).collect();
            dump.entries
                .iter()
                .position(|entry| entry.contains(&printed.text) && entry.contains(&opening))
        };
        let arrived = self
            .lines
            .iter()
            .filter(|(_, occasion)| *occasion == Occasion::Arrived);
        let order: Vec<(usize, &str)> = arrived
            .filter_map(|(printed, _)| Some((nth(printed)?, printed.time.as_str())))
            .collect();
        for pair in order.windows(2) {
            assert!(pair[0].0 < pair[1].0 || pair[0].1 < pair[1].1, "{pair:?}");
        }
    }
}

/// A clock whose wall time makes every look read the file again: the time of the test does not matter.
const fn reading(at: Instant) -> ClockReading {
    ClockReading {
        at,
        wall: SystemTime::UNIX_EPOCH,
    }
}

#[test]
fn tail_of_a_real_day_ends_as_a_fresh_list() {
    let number = |name: &str| {
        std::env::var(name)
            .ok()
            .and_then(|number| number.parse().ok())
    };
    let first = number("DIANBAO_SEED").unwrap_or(1);
    let seeds = first..first + number("DIANBAO_DAYS").unwrap_or(4);
    let fails = |seed: &u64| catch_unwind(|| DayOfTail::new(*seed).run()).is_err();
    let failed: Vec<u64> = seeds.filter(fails).collect();
    assert!(failed.is_empty(), "the days of the seeds {failed:?} failed");
}
