//! One round of chaos, by a seed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::super::session::{Received, Session};
use super::Dice;
use super::absence::Absence;
use super::items::{SeenItem, fresh, number, numbers, on_screen};
use super::printed::FollowingTail;
use super::scraper::{ScheduleKind, SimulatedScraper};
use super::typing::{BACK, CONFIG, KEYMAP, KEYS, OF_THE_DUMPS};

const KINDS: [ScheduleKind; 5] = [
    ScheduleKind::Varied,
    ScheduleKind::Rolling,
    ScheduleKind::Disturbed,
    ScheduleKind::Absent,
    ScheduleKind::Plain,
];

/// A terminal that has room for every item.
const LARGE: (u16, u16) = (100, 300);

/// A scraper pauses for 40 ms at most while it writes over old bytes. What is unchanged for 50 ms may be shown.
const MAX_LATENESS: Duration = Duration::from_millis(8);

/// The same while it writes over old bytes: `tail` prints what is unchanged for 200 ms.
const MAX_OVERLAY_LATENESS: Duration = Duration::from_millis(100);

/// How long `tail` may take to catch up once it goes on. A dump that it has not seen before is printed as it reads.
const CATCH_UP: Duration = Duration::from_secs(2);

const FRAME_END: &[u8] = b"\x1b[?2026l";

/// What was done.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ChaosCounts {
    rounds: usize,
    operations: usize,
    glances: usize,
    comparisons: usize,
    printed: usize,
    keys: usize,
    absences: usize,
    /// Rounds in which mixtures may have been printed.
    mixed: usize,
}

impl ChaosCounts {
    pub(super) fn add(&mut self, other: Self) {
        self.rounds += other.rounds;
        self.operations += other.operations;
        self.glances += other.glances;
        self.comparisons += other.comparisons;
        self.printed += other.printed;
        self.keys += other.keys;
        self.absences += other.absences;
        self.mixed += other.mixed;
    }
}

pub(super) struct ChaosRound {
    dice: Dice,
    root: PathBuf,
    home: tempfile::TempDir,
    scraper: SimulatedScraper,
    /// The reader that nobody touches.
    calm: Session,
    /// The reader that is typed into.
    typed: Session,
    tail: FollowingTail,
    /// Which of the three do not run.
    stopped: [bool; 3],
    /// The numbers of the items that were shown at the last comparison and have been in the dumps since.
    due: BTreeSet<String>,
    /// When the scraper acted last, and how long it wanted to wait since.
    acted: Instant,
    waited: Duration,
    /// Whether it acted too late since the last comparison. Halfway through a write, dumps then rest for long enough to be
    /// shown as they are.
    is_late: bool,
    /// How late it was since it began to write over old bytes.
    overlay_lateness: Duration,
    /// When `tail` went on last.
    tail_went_on: Instant,
    /// Whether `tail` may have seen a dump first, or for long, while it was partly old and partly new.
    may_mix: bool,
    log: Vec<(Instant, String)>,
    begun: Instant,
    counts: ChaosCounts,
    // Removed last.
    _folder: tempfile::TempDir,
}

impl ChaosRound {
    pub(super) fn start(seed: u64) -> Self {
        let begun = Instant::now();
        let mut dice = Dice(seed);
        let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(home.path().join("config.toml"), CONFIG).unwrap();
        fs::write(home.path().join("keymap.toml"), KEYMAP).unwrap();
        let root = folder.path().join("dumps");
        let kind = KINDS[usize::try_from(seed % 5).unwrap()];
        let scraper = SimulatedScraper::new(folder.path(), kind, &mut dice);
        Self {
            calm: reader(home.path(), &root),
            typed: reader(home.path(), &root),
            tail: FollowingTail::start(&root),
            dice,
            root,
            home,
            scraper,
            stopped: [false; 3],
            due: BTreeSet::new(),
            acted: begun,
            waited: Duration::ZERO,
            is_late: false,
            overlay_lateness: Duration::ZERO,
            tail_went_on: begun,
            may_mix: false,
            log: vec![(begun, format!("{kind:?}"))],
            begun,
            counts: ChaosCounts::default(),
            _folder: folder,
        }
    }

    pub(super) fn run(&mut self) {
        self.compare();
        for _ in 0..3 {
            for _ in 0..15 + self.dice.below(20) {
                self.step();
            }
            if self.dice.percent(40) {
                self.end_writes();
                self.leave_and_return();
            }
            self.compare();
        }
        self.end();
    }

    pub(super) fn counts(&self) -> ChaosCounts {
        ChaosCounts {
            rounds: 1,
            printed: self.tail.count(),
            mixed: usize::from(self.may_mix),
            ..self.counts
        }
    }

    /// Describes what was done and printed, a line each, with milliseconds.
    pub(super) fn log(&self) -> String {
        let mut log = [self.log.clone(), self.tail.log()].concat();
        log.sort_by_key(|(at, _)| *at);
        let lines = log.into_iter().map(|(at, what)| {
            let passed = at.duration_since(self.begun).as_millis();
            format!("{passed:>6} ms: {what}\n")
        });
        lines.collect()
    }

    /// Does anything. While a dump is being written nothing waits for a process, because a slow write is another one.
    fn step(&mut self) {
        if self.scraper.must_go_on() {
            return self.scrape();
        }
        match self.dice.below(100) {
            0..50 => self.scrape(),
            50..70 => self.pause(),
            70..85 => self.press(),
            85..88 => self.resize(),
            88..92 => self.stop_or_go_on(),
            92..94 if !self.scraper.is_busy() => self.kill_reader(),
            _ => self.glance(),
        }
    }

    fn note(&mut self, what: &str) {
        self.log.push((Instant::now(), what.to_owned()));
    }

    fn scrape(&mut self) {
        let late = self.acted.elapsed().saturating_sub(self.waited);
        if self.scraper.is_busy() && late > MAX_LATENESS {
            self.note(&format!("the scraper is {} ms late", late.as_millis()));
            self.is_late = true;
        }
        self.note_overlay(late);
        let mut log = Vec::new();
        self.scraper.act(&mut self.dice, &mut log);
        log.iter().for_each(|line| self.note(line));
        self.counts.operations += log.len();
        let kept = numbers(&self.scraper.kept_texts());
        self.due.retain(|number| kept.contains(number));
        (self.acted, self.waited) = (Instant::now(), Duration::ZERO);
    }

    fn note_overlay(&mut self, late: Duration) {
        if !self.scraper.is_overlaying() {
            self.overlay_lateness = Duration::ZERO;
            return;
        }
        self.overlay_lateness += late;
        self.may_mix |= self.scraper.overlays_unseen()
            || self.overlay_lateness > MAX_OVERLAY_LATENESS
            || self.tail_went_on.elapsed() < CATCH_UP;
    }

    /// Lets the time pass. The scraper counts what it wanted to wait, so that a slow machine changes no operation.
    fn pause(&mut self) {
        let wanted = *self.dice.pick(&[1, 8, 30, 60, 200, 400, 1500, 3000]);
        let passed = Duration::from_millis(wanted).min(self.scraper.time_left());
        self.note(&format!("{} ms pass", passed.as_millis()));
        self.scraper.wait(passed);
        self.waited += passed;
        thread::sleep(passed);
    }

    fn press(&mut self) {
        let keys = *self.dice.pick::<&str>(&KEYS);
        self.note(&format!("press {keys:?}"));
        self.typed.keys(keys);
        self.counts.keys += 1;
    }

    fn resize(&mut self) {
        let (columns, rows) = (self.dice.below(200), self.dice.below(80));
        self.note(&format!("resize to {columns} × {rows}"));
        self.typed.resize(
            u16::try_from(columns).unwrap(),
            u16::try_from(rows).unwrap(),
        );
    }

    /// Stops a process, or lets it go on.
    fn stop_or_go_on(&mut self) {
        let which = self.dice.below(3);
        self.set_stopped(which, !self.stopped[which]);
    }

    fn set_stopped(&mut self, which: usize, stopped: bool) {
        if std::mem::replace(&mut self.stopped[which], stopped) == stopped {
            return;
        }
        let signal = if stopped { Signal::STOP } else { Signal::CONT };
        let name = ["the reader", "the other reader", "tail"][which];
        self.note(&format!(
            "{} {name}",
            if stopped { "stop" } else { "continue" }
        ));
        match which {
            0 => self.calm.signal_job(signal),
            1 => self.typed.signal_job(signal),
            _ => {
                self.tail.signal(signal);
                self.tail_went_on = Instant::now();
            }
        }
    }

    /// Kills the reader that is typed into, and starts another.
    fn kill_reader(&mut self) {
        self.note("kill the reader");
        self.set_stopped(1, false);
        self.typed.kill_reader();
        self.typed.end();
        self.typed.assert_restored();
        self.typed = reader(self.home.path(), &self.root);
    }

    /// Lets the source go away and come back. What was printed is not printed again.
    fn leave_and_return(&mut self) {
        let absence = Absence::any(&mut self.dice);
        if self.scraper.kept_texts().is_empty() && !absence.is_total() {
            // An empty folder where something was mounted is taken for a mount that is away.
            return;
        }
        self.counts.absences += 1;
        if absence.mounts() {
            // What a reader first sees after a mount is news only if it is dated after its start.
            self.compare();
        }
        if !absence.is_total() {
            // Its dumps may be gone for long enough.
            self.due.clear();
        }
        for step in absence.steps() {
            self.note(&format!("the source is {absence:?}"));
            step(&self.root);
            for _ in 0..self.dice.below(3) {
                self.press();
                self.glance();
            }
            // A loss is found within two seconds, and counts after 2.5 s.
            let passed = Duration::from_millis(*self.dice.pick(&[0, 50, 400, 6000]));
            self.note(&format!("{} ms pass", passed.as_millis()));
            thread::sleep(passed);
            self.glance();
        }
    }

    /// Looks at the calm reader. Whatever is being written, it shows what it showed, unless the scraper took it away.
    fn glance(&mut self) {
        self.note("glance");
        let items = self.calm.until("the end of a frame", |received| {
            is_whole(received).then(|| on_screen(received.parser.screen()))
        });
        let shown: BTreeSet<String> = items
            .iter()
            .filter_map(|item| item.number.clone())
            .collect();
        let missing: Vec<_> = self.due.difference(&shown).collect();
        assert!(
            missing.is_empty(),
            "no longer shown: {missing:?}\n{}",
            self.calm.screen()
        );
        if !self.is_late {
            self.check_dates(&items);
        }
        self.tail.check(self.scraper.ever(), self.may_mix);
        self.counts.glances += 1;
    }

    fn check_dates(&self, items: &[SeenItem]) {
        for (text, minute) in self.scraper.ever() {
            let expected = format!("{:02}:{:02}", 9 + minute / 60, minute % 60);
            let same = |item: &&SeenItem| item.number.as_deref() == number(text);
            for item in items.iter().filter(same) {
                assert_eq!(item.minute, expected, "of {text}");
            }
        }
    }

    fn end_writes(&mut self) {
        self.scraper.stop();
        while self.scraper.is_busy() {
            self.scrape();
        }
        self.scraper.go_on();
    }

    /// Lets the scraper end its writes. Compares both screens and what was printed with what a new process finds.
    fn compare(&mut self) {
        self.note("compare");
        self.end_writes();
        (0..3).for_each(|which| self.set_stopped(which, false));
        let (items, texts) = fresh(&self.root);
        self.note(&format!("{} items are there", items.len()));
        shows(&self.calm, &items);
        self.tail.wait_for(&texts);
        settle(&mut self.typed);
        shows(&self.typed, &items);
        self.due = numbers(&texts);
        self.is_late = false;
        self.glance();
        self.check_keys();
        self.counts.comparisons += 1;
    }

    /// Types a number into a prompt while everything happens, and reads it there.
    fn check_keys(&mut self) {
        let typed: Vec<String> = (0..12).map(|_| self.dice.below(10).to_string()).collect();
        self.note(&format!("type {}", typed.concat()));
        self.typed.keys("f\x15");
        for (at, key) in typed.iter().enumerate() {
            self.typed.keys(key);
            if at % 4 == 3 {
                self.set_stopped(1, !self.stopped[1]);
            }
        }
        self.set_stopped(1, false);
        self.typed.see(&typed.concat());
        // In a prompt the other key would be text. Alone, this one is no beginning of another.
        self.typed.keys("\x1b");
        self.typed.until("a frame without the prompt", |received| {
            let contents = received.parser.screen().contents();
            (is_whole(received) && !contents.contains(&typed.concat())).then_some(())
        });
    }

    fn end(&mut self) {
        self.note("end");
        self.typed.keys("\x03");
        self.calm.keys("\x03");
        for session in [&mut self.typed, &mut self.calm] {
            assert_eq!(session.end(), 0);
            session.assert_restored();
        }
        let reports = reports(self.home.path());
        assert!(reports.is_empty(), "{reports:?}");
    }
}

fn reader(home: &Path, root: &Path) -> Session {
    let config = home.join("config.toml");
    let arguments = ["--config", config.to_str().unwrap(), root.to_str().unwrap()];
    let mut session = Session::start(home, LARGE.0, LARGE.1, &arguments);
    session.see("监视中");
    session.keys(OF_THE_DUMPS);
    session
}

/// Brings a reader back to the list, on the large screen.
fn settle(session: &mut Session) {
    session.resize(LARGE.0, LARGE.1);
    session.keys(&BACK.repeat(6));
    session.keys("?");
    session.see("按键可在 keymap.toml 中修改");
    session.keys(BACK);
    session.see_no_more("按键可在 keymap.toml 中修改");
    session.keys(OF_THE_DUMPS);
    session.keys("gg");
}

fn is_whole(received: &Received) -> bool {
    received.bytes.is_empty() || received.bytes.ends_with(FRAME_END)
}

/// Waits until a screen has exactly these items.
fn shows(session: &Session, items: &[SeenItem]) {
    session.until(&format!("these {}: {items:#?}", items.len()), |received| {
        (is_whole(received) && on_screen(received.parser.screen()) == items).then_some(())
    });
}

/// Returns the reports of panics below a folder.
fn reports(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let found = paths.flat_map(|path| {
        if path.is_dir() {
            reports(&path)
        } else {
            vec![path]
        }
    });
    let is_report = |path: &PathBuf| path.to_string_lossy().contains("panic-");
    found.filter(is_report).collect()
}
