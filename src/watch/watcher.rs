//! The core of watching: what is known of every file, and what follows from a look.
//!
//! One [`Watcher::step`] looks at what is due and gives the changes that are believed. It reads files, and no clock.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::mem;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use chrono::{Days, NaiveDate};

use super::belief::{Belief, Finding, Loss, Verdict, loss};
use super::content::{Opinion, Packed};
use super::look::{Seen, Sight, look};
use super::roots::Roots;
use super::schedule::{LIVELY, Pace, Schedule};
use super::signature::FileId;
use super::tree::{Difference, Tree};
use super::{Eyes, Hint, Moment, Settings, Status, Trouble, is_stdin, name};
use crate::dump::Dump;

/// Between two readings of one file, however fast it grows.
const BREATH: Duration = Duration::from_millis(10);
/// At most so many bytes are read in one step, so that other news get in between.
const STEP: u64 = 8 << 20;
/// How long what is gone waits for what has yet to be read, since it may only have been moved.
const BEHIND: Duration = Duration::from_millis(100);
/// Up to so many folders are all looked at with every tick.
const FEW_FOLDERS: usize = 64;

/// A change that is believed.
#[derive(Clone, Debug)]
pub enum Change {
    /// A dump was read, for the first time or again.
    Read(Arc<Dump>),
    /// A dump is gone.
    Gone(Arc<Path>),
}

/// A file that has to be read in the first load.
pub type Candidate = Arc<Path>;

/// What the first load found in a candidate.
#[derive(Debug)]
pub struct Found {
    /// The candidate.
    pub path: Arc<Path>,
    pub(crate) what: Opinion,
}

/// Everything that is watched.
pub struct Watcher {
    settings: Settings,
    roots: Roots,
    tree: Tree,
    files: HashMap<Arc<Path>, File>,
    by_id: HashMap<FileId, Arc<Path>>,
    schedule: Schedule,
    eyes: Box<dyn Eyes>,
    /// Folders that get eyes once the first load is done: reading 8,000 dumps gives 16,000 events of our own.
    blindfold: Option<Vec<Arc<Path>>>,
    newest: Option<NaiveDate>,
    /// How many files were never looked at.
    unread: usize,
    /// Files of which something is doubted.
    doubted: BTreeSet<Arc<Path>>,
    /// When everything lively was last looked at.
    around: Instant,
}

#[derive(Debug, Default)]
struct File {
    /// On the command line, so that it is told if it is no dump.
    named: bool,
    stage: Stage,
    seen: Option<Seen>,
    belief: Belief,
    /// Which file stood here last.
    id: Option<FileId>,
    /// Which file the believed dump was read from.
    held: Option<FileId>,
    trouble: Option<String>,
    /// The archive in which this dump is; there is no file of its own then.
    archive: Option<Arc<Path>>,
    /// The dumps in this archive, by the paths under which they are known.
    members: Vec<Arc<Path>>,
}

impl File {
    /// Whether there is nothing more to be said of it.
    fn is_nothing(&self) -> bool {
        let holds = self.belief.held().is_some() || !self.members.is_empty();
        self.seen.is_none() && self.trouble.is_none() && !holds && !self.named
    }
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Never looked at.
    #[default]
    New,
    /// Being read by the first load.
    Queued {
        /// Something has happened to it since.
        hinted: bool,
    },
    /// Looked at.
    Known,
}

impl Watcher {
    /// Watches nothing yet: see [`Self::begin`].
    pub fn new(settings: Settings, eyes: Box<dyn Eyes>, now: Moment) -> Self {
        let paths = settings.paths.iter().filter(|path| !is_stdin(path));
        Self {
            roots: Roots::new(paths, settings.poll),
            tree: Tree::new(settings.limits),
            schedule: Schedule::new(Pace::EVENTS, now.at),
            settings,
            files: HashMap::new(),
            by_id: HashMap::new(),
            eyes,
            blindfold: Some(Vec::new()),
            newest: None,
            unread: 0,
            doubted: BTreeSet::new(),
            around: now.at,
        }
    }

    /// Walks all paths; the files found are for the caller to read, and to hand to [`Self::loaded`].
    pub fn begin(&mut self, now: Moment) -> Vec<Candidate> {
        self.visit_roots(now);
        let newest = self.files.keys().filter_map(|path| name::date(path.file_name()?)).max();
        self.newest = newest;
        let lively: HashSet<_> =
            self.files.keys().filter(|path| self.is_newest(path)).filter_map(|path| path.parent()).collect();
        let (first, later) =
            self.blindfold.take().unwrap_or_default().into_iter().partition(|folder| lively.contains(&**folder));
        self.blindfold = Some(later);
        let first: Vec<Arc<Path>> = first;
        for folder in &first {
            self.open_eyes(folder);
        }
        self.settle_pace(now);
        self.unread = 0;
        self.files.values_mut().for_each(|file| file.stage = Stage::Queued { hinted: false });
        self.files.keys().for_each(|path| self.schedule.forget(path));
        self.files.keys().cloned().collect()
    }

    /// Takes in what the first load found in a candidate. The timeline is given its dump by the caller.
    pub fn loaded(&mut self, found: Found, now: Moment) {
        let Found { path, what } = found;
        let Some(file) = self.files.get_mut(&path) else { return };
        let hinted = file.stage == Stage::Queued { hinted: true };
        file.stage = Stage::Known;
        self.take_in(&path, what, now);
        if hinted && self.files.contains_key(&path) {
            self.schedule.soon(&path, now.at);
        }
    }

    /// The first load is done: from now on every folder is watched, and what changed meanwhile is found by a sweep.
    pub fn load_done(&mut self, now: Moment) {
        for folder in self.blindfold.take().unwrap_or_default() {
            self.open_eyes(&folder);
        }
        self.settle_pace(now);
        self.schedule.sweep(now.at);
    }

    /// Something may have happened.
    pub fn hint(&mut self, hint: &Hint, now: Moment) {
        match hint {
            Hint::At(path) => self.hint_at(path, now),
            Hint::Anywhere => self.schedule.sweep(now.at),
            Hint::Blind(reason) => {
                self.roots.go_blind(reason);
                self.settle_pace(now);
            }
        }
    }

    /// When the next step is due.
    pub fn next(&self, now: Moment) -> Instant {
        self.schedule.next(now.at)
    }

    /// Looks at what is due; what is believed to have changed.
    pub fn step(&mut self, now: Moment) -> Vec<Change> {
        let due = self.schedule.take(now.at);
        if due.tick {
            self.visit_roots(now);
        }
        let (mut changes, mut budget) = (Vec::new(), STEP);
        for path in due.paths {
            if self.tree.has(&path) {
                let difference = self.look_at_folder(&path, now);
                self.take_difference(difference, now);
            }
            if budget == 0 {
                self.schedule.soon(&path, now.at);
            } else if let Some((change, cost)) = self.look_at_file(&path, now) {
                budget = budget.saturating_sub(cost);
                changes.extend(change);
            }
        }
        if due.tick {
            self.around = now.at;
        }
        changes
    }

    /// How it stands.
    pub fn status(&self) -> Status {
        let mut status = Status { sources: self.roots.sources(), ..Status::default() };
        for (path, file) in &self.files {
            match (&file.stage, file.belief.held(), &file.trouble) {
                (Stage::Queued { .. }, _, _) => status.loading += 1,
                (_, Some(dump), _) => status.count(dump),
                (_, None, None) => status.passed_over += usize::from(file.seen.is_some() && file.members.is_empty()),
                (_, None, Some(_)) => {}
            }
            let trouble = |what: &String| Trouble { path: Arc::clone(path), what: what.clone() };
            status.troubles.extend(file.trouble.iter().map(trouble));
        }
        status.troubles.extend(self.tree.troubles());
        status.troubles.sort();
        status.itemless.sort_by(|a, b| a.0.path.cmp(&b.0.path));
        status
    }

    fn hint_at(&mut self, path: &Path, now: Moment) {
        if let Some((path, file)) = self.files.get_key_value(path) {
            let path = Arc::clone(path);
            let earliest = file.seen.map_or(now.at, |seen| now.at.max(seen.read + BREATH));
            match file.stage {
                Stage::Queued { .. } => self.set_hinted(&path),
                Stage::New | Stage::Known => self.schedule.soon(&path, earliest),
            }
        } else if self.tree.has(path) {
            self.schedule.soon(&path.into(), now.at);
        } else if path.parent().is_some_and(|folder| self.tree.has(folder)) {
            self.hint_of_unknown(path, now);
        } else if self.roots.has(path) {
            self.visit_roots(now);
        }
    }

    fn set_hinted(&mut self, path: &Path) {
        if let Some(file) = self.files.get_mut(path) {
            file.stage = Stage::Queued { hinted: true };
        }
    }

    /// A file by this name is taken without listing its folder, so that a thousand new ones cost no thousand listings.
    fn hint_of_unknown(&mut self, path: &Path, now: Moment) {
        let passed_over = path.file_name().is_none_or(name::is_passed_over);
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() && !passed_over => self.add(&path.into(), false, now),
            Ok(metadata) if metadata.is_dir() && !passed_over => {
                path.parent().into_iter().for_each(|folder| self.schedule.soon(&folder.into(), now.at));
            }
            Ok(_) | Err(_) => {}
        }
    }

    fn visit_roots(&mut self, now: Moment) {
        for visit in self.roots.visit() {
            match visit {
                super::roots::Visit::Folder(path) if !self.tree.has(&path) => {
                    let (eyes, blindfold, roots) = (&mut self.eyes, &mut self.blindfold, &mut self.roots);
                    let mut enter = |folder: &Arc<Path>| open_eyes(eyes, blindfold, roots, folder);
                    let difference = self.tree.plant(&path, now.wall, &mut enter);
                    self.take_difference(difference, now);
                }
                super::roots::Visit::Folder(_) => {}
                super::roots::Visit::File(path) => {
                    let known = self.files.contains_key(&path);
                    self.add(&path, true, now);
                    if let Some(folder) = path.parent().filter(|folder| !known && !self.tree.has(folder)) {
                        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
                        self.open_eyes(&folder.into());
                    }
                }
            }
        }
    }

    fn look_at_folder(&mut self, folder: &Arc<Path>, now: Moment) -> Difference {
        let (eyes, blindfold, roots) = (&mut self.eyes, &mut self.blindfold, &mut self.roots);
        let mut enter = |folder: &Arc<Path>| open_eyes(eyes, blindfold, roots, folder);
        self.tree.look(folder, false, now.wall, &mut enter)
    }

    fn take_difference(&mut self, difference: Difference, now: Moment) {
        let Difference { appeared, vanished, entered, left } = difference;
        for folder in left {
            self.eyes.forget(&folder);
            self.schedule.forget(&folder);
        }
        let few = self.tree.len() <= FEW_FOLDERS;
        let until = now.at + if few { LIVELY * 1_000_000 } else { LIVELY };
        for folder in &entered {
            self.schedule.keep(folder, until);
        }
        for path in &appeared {
            self.add(path, false, now);
        }
        for path in &vanished {
            self.schedule.soon(path, now.at);
        }
    }

    fn open_eyes(&mut self, folder: &Arc<Path>) {
        open_eyes(&mut self.eyes, &mut None, &mut self.roots, folder);
    }

    fn settle_pace(&mut self, now: Moment) {
        self.schedule.set_pace(self.roots.pace(), now.at);
    }

    fn add(&mut self, path: &Arc<Path>, named: bool, now: Moment) {
        if let Some(file) = self.files.get_mut(path) {
            file.named |= named;
            return;
        }
        self.files.insert(Arc::clone(path), File { named, ..File::default() });
        self.unread += 1;
        self.schedule.soon(path, now.at);
    }

    fn is_newest(&self, path: &Path) -> bool {
        let date = path.file_name().and_then(name::date);
        let yesterday = self.newest.and_then(|newest| newest.checked_sub_days(Days::new(1)));
        date.is_some() && date >= yesterday
    }

    /// Looks at a file; the changes that are believed, and how many bytes were read.
    fn look_at_file(&mut self, path: &Arc<Path>, now: Moment) -> Option<(Vec<Change>, u64)> {
        let archive = self.files.get(path)?.archive.clone();
        let path = archive.as_ref().unwrap_or(path);
        let file = self.files.get_mut(path)?;
        if let Stage::Queued { .. } = file.stage {
            file.stage = Stage::Queued { hinted: true };
            return None;
        }
        if file.stage == Stage::New {
            file.stage = Stage::Known;
            self.unread -= 1;
        }
        let lively = self.schedule.is_lively(path);
        let sight = look(path, file.seen.as_ref(), lively, self.settings.limits.file, now);
        let cost = if let Sight::Read(_, bytes) = &sight { bytes.len() as u64 } else { 0 };
        let what = match sight {
            Sight::Same => return Some((self.settle_all(path, now), 0)),
            Sight::Read(seen, bytes) => {
                Opinion::of(seen, path, Bytes::from(bytes), self.settings.options, self.settings.limits)
            }
            Sight::Passed(seen) => Opinion::NoDump(seen),
            Sight::Absent => {
                self.look_where_it_was(path, now);
                Opinion::Absent
            }
            Sight::Refused(seen, why) => Opinion::Refused(seen, why),
        };
        Some((self.take_in(path, what, now), cost))
    }

    /// A file that is gone may stand in its folder by another name.
    fn look_where_it_was(&mut self, path: &Path, now: Moment) {
        if let Some(folder) = path.parent().filter(|folder| self.tree.has(folder)) {
            self.schedule.soon(&folder.into(), now.at);
        }
    }

    /// Notes what a file holds now, and asks whether to believe it.
    fn take_in(&mut self, path: &Arc<Path>, what: Opinion, now: Moment) -> Vec<Change> {
        let Some(file) = self.files.get_mut(path) else { return Vec::new() };
        let mut members = Vec::new();
        let (seen, trouble, finding) = match what {
            Opinion::Dump(seen, dump) => (Some(seen), None, Finding::Dump(dump)),
            Opinion::Packed(seen, Packed { dumps, trouble }) => {
                let (own, inner): (Vec<_>, Vec<_>) = dumps.into_iter().partition(|dump| dump.path == *path);
                members = inner;
                (Some(seen), trouble, own.into_iter().next().map_or(Finding::Nothing, Finding::Dump))
            }
            Opinion::NoDump(seen) if file.named => (Some(seen), Some("no dump".to_owned()), Finding::Nothing),
            Opinion::NoDump(seen) => (Some(seen), None, Finding::Nothing),
            Opinion::Absent => (None, None, Finding::Nothing),
            Opinion::Refused(seen, why) => (seen, Some(why), Finding::Nothing),
        };
        file.trouble = trouble;
        file.seen = seen;
        file.id = seen.map(|seen| seen.signature.id).or(file.id);
        let recent = seen.is_none_or(|seen| {
            let wall = now.wall.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
            u64::try_from(seen.signature.modified()).unwrap_or(0) + LIVELY.as_secs() >= wall
        });
        if recent || self.is_newest(path) {
            self.schedule.keep(path, now.at + LIVELY);
        } else {
            self.schedule.keep_old(path);
        }
        if let Some(seen) = seen {
            self.note_id(path, seen.signature.id, now);
        }
        let mut changes = self.take_in_members(path, members, now);
        changes.extend(self.settle(path, Some(finding), now));
        changes
    }

    /// Every dump in an archive is believed and doubted by itself; those that were in it and are no more count as missing.
    fn take_in_members(&mut self, archive: &Arc<Path>, dumps: Vec<Arc<Dump>>, now: Moment) -> Vec<Change> {
        let Some(file) = self.files.get_mut(archive) else { return Vec::new() };
        let known = mem::take(&mut file.members).into_iter().map(|path| (path, Finding::Nothing));
        let inner = dumps.into_iter().map(|dump| (Arc::clone(&dump.path), Finding::Dump(dump)));
        let found: BTreeMap<_, _> = known.chain(inner).collect();
        file.members = found.keys().cloned().collect();
        for path in found.keys() {
            let member = || File { stage: Stage::Known, archive: Some(Arc::clone(archive)), ..File::default() };
            self.files.entry(Arc::clone(path)).or_insert_with(member);
        }
        found.into_iter().flat_map(|(path, finding)| self.settle(&path, Some(finding), now)).collect()
    }

    /// Asks what follows from a file, and the dumps in it, being as they were.
    fn settle_all(&mut self, path: &Arc<Path>, now: Moment) -> Vec<Change> {
        let members = self.files.get(path).map(|file| file.members.clone()).unwrap_or_default();
        members.iter().chain([path]).flat_map(|path| self.settle(path, None, now)).collect()
    }

    /// A file that was known by another path has been moved: look at that path again.
    fn note_id(&mut self, path: &Arc<Path>, id: FileId, now: Moment) {
        let before = self.by_id.insert(id, Arc::clone(path));
        let Some(before) = before.filter(|before| before != path) else { return };
        let Some(other) = self.files.get(&before) else { return };
        let held = other.belief.held().filter(|_| other.held == Some(id)).cloned();
        self.schedule.soon(&before, now.at);
        if let (Some(held), Some(file)) = (held, self.files.get_mut(path)) {
            file.belief.inherit(&held);
        }
    }

    /// Asks the file's belief what follows from a finding, or from none.
    fn settle(&mut self, path: &Arc<Path>, finding: Option<Finding>, now: Moment) -> Vec<Change> {
        let Some(file) = self.files.get_mut(path) else { return Vec::new() };
        let mut verdict = match finding {
            Some(finding) => file.belief.found(finding, now.at),
            None => file.belief.quiet(now.at),
        };
        if file.belief.is_in_doubt() {
            self.doubted.insert(Arc::clone(path));
            if self.is_covered(path) {
                verdict = self.files.get_mut(path).map_or(Verdict::Settled, |file| file.belief.resolve());
            }
        }
        match verdict {
            Verdict::Ripe(since) => self.harvest(path, since, now),
            Verdict::Wait(until) => {
                self.schedule.soon(path, until);
                Vec::new()
            }
            Verdict::Settled | Verdict::Believe(_) => self.conclude(path, verdict).into_iter().collect(),
        }
    }

    /// Something is missing from this dump since long enough. It is believed lost once everything lively was looked at
    /// since then, and together with all that is doubted elsewhere: the dump may have been moved or written anew there,
    /// and must not vanish here before it is seen there.
    fn harvest(&mut self, path: &Arc<Path>, since: Instant, now: Moment) -> Vec<Change> {
        let unripe = |path| self.files.get(path).is_some_and(|file: &File| !file.belief.is_ripe(now.at));
        if self.around < since {
            self.schedule.look_around(now.at);
            self.schedule.soon(path, now.at);
        } else if self.unread > 0 || self.doubted.iter().any(unripe) {
            self.schedule.soon(path, now.at + BEHIND);
        } else {
            let ripe: Vec<_> = self.doubted.iter().cloned().collect();
            return ripe.iter().filter_map(|path| self.resolve(path)).collect();
        }
        Vec::new()
    }

    fn resolve(&mut self, path: &Arc<Path>) -> Option<Change> {
        let verdict = self.files.get_mut(path)?.belief.resolve();
        self.conclude(path, verdict)
    }

    /// There is no doubt about a file any more.
    fn conclude(&mut self, path: &Arc<Path>, verdict: Verdict) -> Option<Change> {
        self.doubted.remove(path);
        let file = self.files.get_mut(path)?;
        let change = match verdict {
            Verdict::Settled | Verdict::Wait(_) | Verdict::Ripe(_) => None,
            Verdict::Believe(Finding::Dump(dump)) => {
                file.held = file.id;
                Some(Change::Read(dump))
            }
            Verdict::Believe(Finding::Nothing) => {
                file.held = None;
                Some(Change::Gone(Arc::clone(path)))
            }
        };
        self.remove_if_nothing(path);
        change
    }

    /// Whether the believed dump of this path stands elsewhere, whole, because its file was moved there.
    fn is_covered(&self, path: &Arc<Path>) -> bool {
        let covered = || {
            let file = self.files.get(path)?;
            let id = file.held?;
            let other = self.by_id.get(&id).filter(|other| *other != path)?;
            let other = self.files.get(other).filter(|other| other.held == Some(id))?;
            Some(loss(file.belief.held()?, other.belief.held()?) == Loss::None)
        };
        covered().unwrap_or(false)
    }

    fn remove_if_nothing(&mut self, path: &Arc<Path>) {
        if self.files.get(path).is_some_and(File::is_nothing) {
            self.remove(path);
        }
    }

    fn remove(&mut self, path: &Arc<Path>) {
        let Some(File { id, archive, .. }) = self.files.remove(path) else { return };
        self.doubted.remove(path);
        self.schedule.forget(path);
        if let Some(id) = id.filter(|id| self.by_id.get(id) == Some(path)) {
            self.by_id.remove(&id);
        }
        if let Some(archive) = archive {
            if let Some(file) = self.files.get_mut(&archive) {
                file.members.retain(|member| member != path);
            }
            self.remove_if_nothing(&archive);
        }
    }
}

fn open_eyes(eyes: &mut Box<dyn Eyes>, blindfold: &mut Option<Vec<Arc<Path>>>, roots: &mut Roots, folder: &Arc<Path>) {
    match blindfold {
        Some(later) => later.push(Arc::clone(folder)),
        None => {
            if let Err(reason) = eyes.watch(folder) {
                roots.go_blind(&reason);
            }
        }
    }
}
