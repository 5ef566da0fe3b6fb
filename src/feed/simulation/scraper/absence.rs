//! The root or a dump is away for a while: it is moved elsewhere, something else is in its place, or it cannot be read.

use std::path::PathBuf;
use std::time::Duration;

use super::{Dice, DiskAction, SimulatedScraper, SimulatedStory};

/// How long something is away, in milliseconds: also longer than a reader waits before entries go.
const TIMES: [u64; 6] = [300, 1500, 2600, 4000, 8000, 12_000];

/// What is away, if anything is.
#[derive(Debug, Default)]
pub(super) struct Absences {
    current: Option<Absence>,
    /// Whether nothing goes away any more.
    pub(super) ending: bool,
}

#[derive(Debug)]
struct Absence {
    /// The dump that is away; `None` for the root.
    dump: Option<usize>,
    /// The stories that went with it. What cannot be read stays, so it takes none along.
    stories: Option<Vec<SimulatedStory>>,
    back: Vec<DiskAction>,
    gone: Duration,
    lasts: Duration,
}

impl Absences {
    pub(super) fn wait(&mut self, passed: Duration) {
        self.current.iter_mut().for_each(|it| it.gone += passed);
    }

    pub(super) const fn is_any(&self) -> bool {
        self.current.is_some()
    }
}

impl SimulatedScraper {
    /// Lets something go or come back. Returns the paths of the events; `None` if the scraper writes instead.
    pub(super) fn go_or_come(
        &mut self,
        dice: &mut Dice,
        log: &mut Vec<String>,
    ) -> Option<Vec<PathBuf>> {
        let absences = self.absences.as_ref()?;
        match &absences.current {
            Some(absence) if absences.ending || absence.gone >= absence.lasts => {
                Some(self.come_back(log))
            }
            Some(absence) => absence.dump.is_none().then(Vec::new),
            None if absences.ending || !dice.percent(15) => None,
            None if dice.percent(40) => self.take_root(dice, log),
            None => self.take_dump(dice, log),
        }
    }

    /// Whether a dump is away, on its own or with the root, so that nobody can see or write it.
    pub(super) fn is_away(&self, index: usize) -> bool {
        let current = self.absences.as_ref().and_then(|it| it.current.as_ref());
        current.is_some_and(|absence| absence.dump.is_none_or(|dump| dump == index))
    }

    /// Moves the root away before a reader starts, which has shown none of its dumps then.
    pub(in super::super) fn start_without_root(&mut self, dice: &mut Dice, log: &mut Vec<String>) {
        self.take_root(dice, log);
        self.dumps.iter_mut().for_each(|dump| dump.shown.clear());
    }

    /// Moves the root away. Its entries stay.
    fn take_root(&mut self, dice: &mut Dice, log: &mut Vec<String>) -> Option<Vec<PathBuf>> {
        if self.dumps.iter().any(|dump| !dump.work.is_empty()) {
            return None;
        }
        self.written += 1;
        let root = self.root.clone();
        let elsewhere = root.with_file_name(format!("elsewhere{}", self.written));
        let mut go = vec![DiskAction::Rename(root.clone(), elsewhere.clone())];
        let mut back = vec![DiskAction::Rename(elsewhere, root.clone())];
        if dice.percent(30) {
            go.push(DiskAction::Link("nowhere".into(), root.clone()));
            back.insert(0, DiskAction::Remove(root));
        }
        log.push("the root goes away".into());
        Some(self.begin(None, go, back, dice))
    }

    fn take_dump(&mut self, dice: &mut Dice, log: &mut Vec<String>) -> Option<Vec<PathBuf>> {
        let index = dice.below(self.dumps.len());
        let dump = &self.dumps[index];
        if !dump.exists || !dump.work.is_empty() {
            return None;
        }
        self.written += 1;
        let (path, bytes) = (dump.path.clone(), dump.bytes());
        let elsewhere = self
            .root
            .with_file_name(format!("elsewhere{}", self.written));
        let mut go = vec![DiskAction::Rename(path.clone(), elsewhere.clone())];
        let mut back = vec![DiskAction::Rename(elsewhere, path.clone())];
        // A reader cannot know what it never saw at this path.
        let how = dice.below(if dump.has_rested() { 6 } else { 4 });
        match how {
            0 => {}
            1 => go.extend(written_anew(&path, b"no dump")),
            2 => {
                go.push(DiskAction::MakeFolder(path.clone()));
                back.insert(0, DiskAction::RemoveFolder(path));
            }
            3 => {
                let no_dump = b"no dump".to_vec();
                go = vec![
                    DiskAction::Cut(path.clone(), 0),
                    DiskAction::Append(path.clone(), no_dump),
                ];
                back = vec![
                    DiskAction::Cut(path.clone(), 0),
                    DiskAction::Append(path, bytes),
                ];
            }
            _ => {
                go.push(DiskAction::Link(
                    "/proc/sys/vm/compact_memory".into(),
                    path.clone(),
                ));
                back.insert(0, DiskAction::Remove(path));
            }
        }
        log.push(format!("{index} goes away"));
        let paths = self.begin(Some(index), go, back, dice);
        if how < 4 {
            let dump = &mut self.dumps[index];
            dump.exists = false;
            dump.before.clear();
            let stories = std::mem::take(&mut dump.stories);
            self.current_absence(|absence| absence.stories = Some(stories));
        }
        Some(paths)
    }

    fn begin(
        &mut self,
        dump: Option<usize>,
        go: Vec<DiskAction>,
        back: Vec<DiskAction>,
        dice: &mut Dice,
    ) -> Vec<PathBuf> {
        let absences = self.absences.get_or_insert_default();
        absences.current = Some(Absence {
            dump,
            stories: None,
            back,
            gone: Duration::ZERO,
            lasts: Duration::from_millis(TIMES[dice.below(TIMES.len())]),
        });
        self.perform_all(go)
    }

    fn come_back(&mut self, log: &mut Vec<String>) -> Vec<PathBuf> {
        let absences = self.absences.as_mut();
        let Some(absence) = absences.and_then(|absences| absences.current.take()) else {
            return Vec::new();
        };
        log.push(format!("back after {} ms", absence.gone.as_millis()));
        for (index, dump) in self.dumps.iter_mut().enumerate() {
            if absence.dump.is_none_or(|away| away == index) {
                dump.idle = Duration::ZERO;
            }
        }
        if let (Some(index), Some(stories)) = (absence.dump, absence.stories) {
            let dump = &mut self.dumps[index];
            dump.stories = stories;
            dump.shown.clear();
            dump.come_back(absence.gone);
        }
        self.perform_all(absence.back)
    }

    fn perform_all(&mut self, actions: Vec<DiskAction>) -> Vec<PathBuf> {
        let perform = |action| self.perform(action);
        actions.into_iter().flat_map(perform).collect()
    }

    fn current_absence(&mut self, change: impl FnOnce(&mut Absence)) {
        let absences = self.absences.as_mut();
        if let Some(absence) = absences.and_then(|it| it.current.as_mut()) {
            change(absence);
        }
    }
}

fn written_anew(path: &std::path::Path, bytes: &[u8]) -> [DiskAction; 2] {
    [
        DiskAction::Create(path.to_owned()),
        DiskAction::Append(path.to_owned(), bytes.to_vec()),
    ]
}
