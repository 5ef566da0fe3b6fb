//! A simulated scraper. It writes dumps in all ways that real ones do, one small action after another.
//!
//! `tests/integration/pty/chaos` compiles it too, so it names nothing else of this crate.

mod absence;
mod disk;
mod disk_action;
mod disturbance;
mod dump;
mod dump_coding;
mod rolling;
mod varied;
mod writing;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Dice;
use absence::Absences;
pub(super) use disk::SimulatedDisk;
use disk_action::{DiskAction, describe};
use disturbance::Disturbance;
use dump::{SimulatedDump, SimulatedStory};
use rolling::ROLLING;

/// What happens in a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScheduleKind {
    /// A scraper writes.
    Plain,
    /// More happens than that.
    Disturbed,
    /// A scraper writes, and one of its dumps has only the newest entries.
    Rolling,
    /// As disturbed. Besides, stories are revised, promoted and written in bursts, and dumps are encoded and packed anew.
    Varied,
    /// As plain. Besides, the root and dumps are away for a while.
    Absent,
}

#[derive(Debug)]
pub(super) struct SimulatedScraper {
    root: PathBuf,
    dumps: Vec<SimulatedDump>,
    written: usize,
    /// What else happens to files and folders, in a disturbed schedule.
    disturbance: Option<Disturbance>,
    /// What is away, in a schedule of absences.
    absences: Option<Absences>,
    /// Whether a dump rolls.
    rolls: bool,
    /// Every text that it ever had.
    rolled: BTreeSet<String>,
    /// Whether the schedule is varied.
    varies: bool,
    /// The minute of every text that any dump ever had.
    ever: BTreeMap<String, usize>,
    /// Where the actions happen, if not on a disk as it is.
    disk: Option<SimulatedDisk>,
}

impl SimulatedScraper {
    /// Two dumps of different channels side by side, and one in a folder below.
    pub(super) fn new(folder: &Path, kind: ScheduleKind, dice: &mut Dice) -> Self {
        let root = folder.join("dumps");
        fs::create_dir_all(root.join("below")).unwrap();
        let dump = |path, channel| SimulatedDump::new(root.join(path), channel);
        let dumps = vec![
            dump("a_2026-01-06.md", "普通"),
            dump("b_2026-01-06.md", "加红"),
            dump("below/c.md", "普通"),
        ];
        let is_disturbed = matches!(kind, ScheduleKind::Disturbed | ScheduleKind::Varied);
        let disturbance = is_disturbed.then(Disturbance::default);
        let mut scraper = Self {
            root,
            dumps,
            written: 0,
            disturbance,
            absences: (kind == ScheduleKind::Absent).then(Absences::default),
            rolls: kind == ScheduleKind::Rolling,
            rolled: BTreeSet::new(),
            varies: kind == ScheduleKind::Varied,
            ever: BTreeMap::new(),
            disk: None,
        };
        for index in 0..3 {
            for _ in 0..dice.below(6) {
                let story = scraper.story(dice);
                scraper.dumps[index].stories.push(story);
            }
            if scraper.rolls && index == ROLLING {
                scraper.begin_rolling(dice);
            }
            fs::write(&scraper.dumps[index].path, scraper.dumps[index].bytes()).unwrap();
            let dump = &mut scraper.dumps[index];
            dump.shown.clone_from(&dump.stories);
        }
        scraper
    }

    /// From now on acts on a simulated disk.
    pub(super) fn use_disk(&mut self, mut disk: SimulatedDisk) {
        let root = self.root.parent().into_iter().chain([&*self.root]);
        let paths = self.dumps.iter().map(|dump| &*dump.path);
        for path in root.chain([&*self.root.join("below")]).chain(paths) {
            disk.stamp(path);
        }
        self.disk = Some(disk);
    }

    /// Performs an action. Returns the paths of its events.
    fn perform(&mut self, action: DiskAction) -> Vec<PathBuf> {
        match &mut self.disk {
            Some(disk) => disk.act(action),
            None => action.act(),
        }
    }

    fn story(&mut self, dice: &mut Dice) -> SimulatedStory {
        self.written += 1;
        let companies = ["晨星股份", "远山科技", "青禾银行", "Nova Foods", "大川航运"];
        let company = dice.pick(&companies);
        let figure = 100 + self.written;
        let body = [
            "一季度净利同比增长一成，董事会提议分红。",
            "发布新一代芯片。\n\n称能耗下降三成。",
            "称②号产线投产；①号停产。",
        ];
        let title = if dice.percent(40) {
            format!("【第{figure}号：{company}】")
        } else {
            String::new()
        };
        let story = SimulatedStory {
            minute: dice.below(90),
            text: format!("{title}第{figure}号公告，{company}{}", dice.pick(&body)),
        };
        self.note(&story);
        story
    }

    fn note(&mut self, story: &SimulatedStory) {
        self.ever.insert(story.text.clone(), story.minute);
    }

    /// Returns every text that any dump ever had, each with its minute after 09:00.
    pub(super) const fn ever(&self) -> &BTreeMap<String, usize> {
        &self.ever
    }

    /// Whether a write has paused so long that it has to go on.
    pub(super) fn must_go_on(&self) -> bool {
        self.time_left().is_zero()
    }

    pub(super) fn is_busy(&self) -> bool {
        let is_away = self.absences.as_ref().is_some_and(Absences::is_any);
        is_away || self.dumps.iter().any(|dump| !dump.work.is_empty())
    }

    /// Whether new bytes are being written over old ones.
    pub(super) fn is_overlaying(&self) -> bool {
        let mut dumps = self.dumps.iter();
        dumps.any(|dump| dump.overlaid && !dump.work.is_empty())
    }

    /// Notes that a reader begins now: what it sees of a dump in the midst of a write, nobody has seen whole.
    pub(super) fn begin_anew(&mut self) {
        let unfinished = self.dumps.iter_mut().filter(|dump| !dump.work.is_empty());
        unfinished.for_each(|dump| dump.shown.clear());
    }

    /// Whether new bytes are being written over old ones of a dump that had not rested before, so that no reader is sure to
    /// know its old bytes.
    #[allow(dead_code, reason = "the test of chaos calls it")]
    pub(super) fn overlays_unseen(&self) -> bool {
        let mut dumps = self.dumps.iter();
        dumps.any(|dump| dump.overlaid_unseen && dump.overlaid && !dump.work.is_empty())
    }

    /// How long all writes may pause.
    pub(super) fn time_left(&self) -> Duration {
        self.dumps
            .iter()
            .map(SimulatedDump::time_left)
            .min()
            .unwrap()
    }

    pub(super) fn wait(&mut self, passed: Duration) {
        for index in 0..self.dumps.len() {
            if !self.is_away(index) {
                self.dumps[index].wait(passed);
            }
        }
        self.disturbance
            .iter_mut()
            .for_each(|disturbance| disturbance.wait(passed));
        self.absences
            .iter_mut()
            .for_each(|absences| absences.wait(passed));
        self.disk.iter_mut().for_each(|disk| disk.wait(passed));
    }

    /// Returns the texts that are in a dump.
    pub(super) fn texts(&self) -> BTreeSet<String> {
        let stories = self.dumps.iter().flat_map(|dump| &dump.stories);
        stories.map(|story| story.text.clone()).collect()
    }

    /// Returns the texts that are in a dump, stay there after the current work, and that no reader may drop.
    pub(super) fn kept_texts(&self) -> BTreeSet<String> {
        let kept = |dump: &SimulatedDump| {
            let stories = dump
                .stories
                .iter()
                .filter(|story| dump.work.is_empty() || dump.before.contains(story));
            stories.map(|story| story.text.clone()).collect::<Vec<_>>()
        };
        let dumps = self.dumps.iter().filter(|dump| !dump.may_be_dropped());
        dumps.flat_map(kept).collect()
    }

    /// Does the next action of the current work, or begins another. Returns the paths of the events.
    pub(super) fn act(&mut self, dice: &mut Dice, log: &mut Vec<String>) -> Vec<PathBuf> {
        if let Some(paths) = self.go_or_come(dice, log) {
            return paths;
        }
        let late = self
            .dumps
            .iter()
            .position(|dump| dump.time_left().is_zero());
        let first = self.first_to_finish().or(late);
        let index = first.unwrap_or_else(|| dice.below(self.dumps.len()));
        if self.dumps[index].work.is_empty() {
            if self.dumps[index].must_be_seen() || self.is_away(index) {
                return Vec::new();
            }
            self.start_write(index, dice, log);
        }
        let dump = &mut self.dumps[index];
        let Some(piece) = dump.work.pop_front() else {
            return Vec::new();
        };
        if !piece.changes_nothing() {
            dump.idle = Duration::ZERO;
        }
        log.push(format!("{index} {}", describe(&piece)));
        self.perform(piece)
    }
}
