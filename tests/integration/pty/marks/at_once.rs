//! Many readers mark at random on one state file: nothing is lost, and nobody gets an error or waits.
//!
//! `DIANBAO_MARKING` sets the seconds. `DIANBAO_SEED` repeats the keys of a run. The test prints how long keys took to their
//! frames, for one reader alone and for all of them: a time is printed, and never asserted, since machines are shared.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use super::super::dice::Dice;
use super::super::session::Session;
use super::{ITEMS, dump_of_items, starred, start_in};

/// The readers, and how many items each of them has for itself.
const READERS: usize = 8;
const OWN: usize = 7;
/// The longest pause between two keys of a reader, in milliseconds.
const PAUSE: usize = 150;

/// Somebody at a reader, who marks some items and knows which of them have a star.
struct Marker {
    session: Session,
    dice: Dice,
    /// The numbers of the items, the newest first.
    own: Vec<usize>,
    starred: BTreeSet<usize>,
    /// What has a star before each step that can be undone.
    before: Vec<BTreeSet<usize>>,
    /// From each star's key to the frame that shows it.
    times: Vec<Duration>,
}

impl Marker {
    fn new(session: Session, nth: usize, seed: u64) -> Self {
        let first = ITEMS - nth * OWN;
        Self {
            session,
            dice: Dice(seed + nth as u64),
            own: (first - OWN..first).rev().collect(),
            starred: BTreeSet::new(),
            before: Vec::new(),
            times: Vec::new(),
        }
    }

    /// Marks until a moment, each item at least once.
    fn mark_until(mut self, until: Instant) -> Self {
        for item in self.own.clone() {
            self.toggle(item);
        }
        while Instant::now() < until {
            let pause = self.dice.below(PAUSE) as u64;
            thread::sleep(Duration::from_millis(pause));
            match self.dice.below(10) {
                0 => self.undo(),
                1 => self.note(),
                _ => {
                    let item = *self.dice.pick(&self.own);
                    self.toggle(item);
                }
            }
        }
        self
    }

    fn go_to(&mut self, item: usize) {
        let below = "j".repeat(ITEMS - 1 - item);
        self.session.keys(&format!("gg{below}"));
        // Only the detail has the text.
        self.session.see(&format!("签订{item}号合同"));
        let is_starred = self.starred.contains(&item);
        self.until_drawn(item, "as it is", |line| line.contains('★') == is_starred);
    }

    fn toggle(&mut self, item: usize) {
        self.go_to(item);
        self.before.push(self.starred.clone());
        if !self.starred.remove(&item) {
            self.starred.insert(item);
        }
        let is_starred = self.starred.contains(&item);
        let pressed = Instant::now();
        self.session.keys("m");
        self.until_drawn(item, "its star", |line| line.contains('★') == is_starred);
        self.times.push(pressed.elapsed());
    }

    fn undo(&mut self) {
        if let Some(before) = self.before.pop() {
            self.session.keys("U");
            self.starred = before;
        }
    }

    /// Writes a note, which stars its item as well.
    fn note(&mut self) {
        let item = *self.dice.pick(&self.own);
        self.go_to(item);
        self.before.push(self.starred.clone());
        self.starred.insert(item);
        let note = format!("M\x15第{}次\r", self.before.len());
        self.session.keys(&note);
        self.until_drawn(item, "its star", |line| line.contains('★'));
    }

    /// Waits until the row of an item looks like this.
    fn until_drawn(&self, item: usize, what: &str, is_so: impl Fn(&str) -> bool) {
        let headline = format!("第{item}号公告");
        self.session
            .until(&format!("{headline}: {what}"), |received| {
                let screen = received.parser.screen().contents();
                let row = screen.lines().find(|line| line.contains(&headline));
                row.is_some_and(&is_so).then_some(())
            });
    }

    /// Waits until each row of the newest items has a star, or none, as it should.
    fn see_stars_of_all(&mut self, all: &BTreeSet<usize>) {
        self.session.keys("gg");
        self.session.until("the stars of all", |received| {
            let screen = received.parser.screen().contents();
            let shown = (ITEMS - 10..ITEMS).all(|item| {
                let headline = format!("第{item}号公告");
                let row = screen.lines().find(|line| line.contains(&headline));
                row.is_some_and(|row| row.contains('★') == all.contains(&item))
            });
            shown.then_some(())
        });
        assert!(!self.session.screen().contains("state.db"));
    }
}

fn median_and_p99(mut times: Vec<Duration>) -> String {
    times.sort();
    let [median, p99] = [50, 99].map(|percent| times[(times.len() - 1) * percent / 100]);
    let number = times.len();
    format!("{number} keys, median {median:.1?}, p99 {p99:.1?}")
}

/// The load of the machine in the last minute.
fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap();
    load.split(' ').next().unwrap().to_owned()
}

#[test]
fn readers_at_once_keep_the_marks_of_all() {
    let number = |name| env::var(name).ok().map(|value| value.parse().unwrap());
    let time = Duration::from_secs(number("DIANBAO_MARKING").unwrap_or(0));
    let seed = number("DIANBAO_SEED").unwrap_or(1);
    let dumps = dump_of_items();
    let marker = |nth| Marker::new(start_in(&dumps, 80, 24), nth, seed);
    let alone = marker(0).mark_until(Instant::now() + time);
    println!(
        "load {}; one reader alone: {}",
        load(),
        median_and_p99(alone.times.clone())
    );
    let others: Vec<Marker> = (1..READERS).map(marker).collect();
    let until = Instant::now() + time;
    let markers = thread::scope(|scope| {
        let all = [Marker {
            times: Vec::new(),
            ..alone
        }]
        .into_iter()
        .chain(others);
        let all: Vec<_> = all
            .map(|marker| scope.spawn(move || marker.mark_until(until)))
            .collect();
        all.into_iter()
            .map(|marker| marker.join().unwrap())
            .collect::<Vec<_>>()
    });
    let times = markers.iter().flat_map(|marker| marker.times.clone());
    println!(
        "load {}; {READERS} readers: {}",
        load(),
        median_and_p99(times.collect())
    );
    let all: BTreeSet<usize> = markers
        .iter()
        .flat_map(|marker| marker.starred.clone())
        .collect();
    markers[0]
        .session
        .until_so("the marks of all in the file", || starred(&dumps) == all);
    for mut marker in markers {
        marker.see_stars_of_all(&all);
        marker.session.keys("q");
        assert_eq!(marker.session.end(), 0);
    }
}
