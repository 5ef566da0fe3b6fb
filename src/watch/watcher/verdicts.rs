//! What is believed of a file, and what goes when nothing is left to believe.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::known::File;
use super::{BEHIND, COMPARED, Watcher};
use crate::dump::{Dump, DumpChange};
use crate::path::FilePath;
use crate::watch::ClockReading;
use crate::watch::belief::comparison::{Loss, disagree, loss};
use crate::watch::belief::{Belief, MISSING, REWORDED, Verdict};

impl Watcher {
    /// Asks the file's belief what follows from a finding, or from none.
    pub(super) fn settle(
        &mut self,
        path: &FilePath,
        finding: Option<Option<Arc<Dump>>>,
        now: ClockReading,
    ) -> Vec<DumpChange> {
        let contested = self.contested(path, finding.as_ref(), now);
        let asked = self.files.change(path, |file| {
            if file.belief.contested().is_some() {
                file.belief.contest(contested);
            }
            let verdict = match finding {
                Some(finding) => file.belief.found(finding, contested, now.at),
                None => file.belief.quiet(now.at),
            };
            (verdict, file.belief.is_in_doubt())
        });
        let Some((mut verdict, in_doubt)) = asked else {
            return Vec::new();
        };
        if in_doubt {
            self.doubted.insert(path.clone());
            if self.is_covered(path) {
                verdict = self
                    .files
                    .change(path, |file| file.belief.resolve())
                    .unwrap_or(Verdict::Settled);
            }
        }
        match verdict {
            Verdict::Ripe(since) => self.harvest(path, since, now),
            Verdict::Wait(until) => {
                self.schedule.soon(path, until);
                Vec::new()
            }
            Verdict::Meanwhile(dump, until) => {
                self.schedule.soon(path, until);
                self.days.put(path, Some(&dump));
                vec![DumpChange::Read(dump)]
            }
            Verdict::Settled | Verdict::Believe(_) => {
                self.conclude(path, verdict).into_iter().collect()
            }
        }
    }

    /// Something is missing from this dump since long enough. It is believed lost once everything lively was looked at
    /// since then, and together with all that is doubted elsewhere: the dump may have been moved or written anew there,
    /// and must not vanish here before it is seen there. So the look has to be as late as the latest of them asks for.
    pub(super) fn harvest(
        &mut self,
        path: &FilePath,
        since: Instant,
        now: ClockReading,
    ) -> Vec<DumpChange> {
        let doubts = || {
            self.doubted
                .iter()
                .filter_map(|path| Some(&self.files.get(path)?.belief))
        };
        let waits = self.unread > 0 || doubts().any(|belief| !belief.is_ripe(now.at));
        let latest = doubts()
            .filter_map(Belief::missing_until)
            .max()
            .filter(|_| !waits);
        if self.around < latest.unwrap_or(since) {
            self.schedule.look_around(now.at);
            self.schedule.soon(path, now.at);
        } else if waits {
            self.schedule.soon(path, now.at + BEHIND);
        } else {
            let ripe: Vec<_> = self.doubted.iter().cloned().collect();
            return ripe.iter().filter_map(|path| self.resolve(path)).collect();
        }
        Vec::new()
    }

    pub(super) fn resolve(&mut self, path: &FilePath) -> Option<DumpChange> {
        let verdict = self.files.change(path, |file| file.belief.resolve())?;
        self.conclude(path, verdict)
    }

    /// There is no doubt about a file any more.
    pub(super) fn conclude(&mut self, path: &FilePath, verdict: Verdict) -> Option<DumpChange> {
        self.doubted.remove(path);
        let id = self.files.get(path)?.id;
        let change = match verdict {
            Verdict::Settled | Verdict::Wait(_) | Verdict::Meanwhile(..) | Verdict::Ripe(_) => None,
            Verdict::Believe(Some(dump)) => {
                self.change_ids(path, |file| file.held = id);
                self.days.put(path, Some(&dump));
                Some(DumpChange::Read(dump))
            }
            Verdict::Believe(None) => {
                self.change_ids(path, |file| file.held = None);
                self.days.put(path, None);
                Some(DumpChange::Gone(path.clone()))
            }
        };
        self.remove_if_nothing(path);
        change
    }

    /// How long a dump that appears is doubted, because one of the same days tells otherwise: shortly, or until it is decided
    /// what became of the other, as which it may have been written before. The first load believes all it finds.
    fn contested(
        &mut self,
        path: &FilePath,
        finding: Option<&Option<Arc<Dump>>>,
        now: ClockReading,
    ) -> Option<Duration> {
        let belief = &self.files.get(path)?.belief;
        let new = match finding {
            Some(Some(new)) if belief.is_new() => new,
            Some(_) => return None,
            None => belief.contested()?,
        };
        if self.blindfold.is_some() {
            return None;
        }
        let others = self
            .days
            .around(new)
            .filter(|other| *other != path)
            .take(COMPARED);
        let tells_otherwise =
            |belief: &Belief| belief.held().is_some_and(|known| disagree(new, known));
        let others = others.filter_map(|other| Some((other, &self.files.get(other)?.belief)));
        let others: Vec<_> = others
            .filter(|(_, belief)| tells_otherwise(belief))
            .collect();
        let in_doubt = others.iter().any(|(_, belief)| belief.is_in_doubt());
        let others: Vec<_> = others.into_iter().map(|(other, _)| other.clone()).collect();
        for other in others.iter().filter(|_| !in_doubt) {
            self.schedule.soon(other, now.at);
        }
        (!others.is_empty()).then_some(if in_doubt { MISSING } else { REWORDED })
    }

    /// Whether the believed dump of this path stands elsewhere, whole, because its file was moved there; surely, since of two
    /// names of one file the other may be going as well. A file that still stands here was not moved: what it has lost is
    /// lost by its other names, too, also where nobody has looked there yet.
    pub(super) fn is_covered(&self, path: &FilePath) -> bool {
        let covered = || {
            let file = self.files.get(path)?;
            let id = file
                .held
                .filter(|id| file.read.is_none_or(|read| read.signature.id != *id))?;
            let other = self.by_id.get(&id).filter(|other| *other != path)?;
            let other = self
                .files
                .get(other)
                .filter(|other| other.held == Some(id) && !other.belief.is_in_doubt())?;
            Some(loss(file.belief.held()?, other.belief.held()?) == Loss::None)
        };
        covered().unwrap_or(false)
    }

    pub(super) fn remove_if_nothing(&mut self, path: &FilePath) {
        if self.files.get(path).is_some_and(File::is_nothing) {
            self.remove(path);
        }
    }

    pub(super) fn remove(&mut self, path: &FilePath) {
        self.change_ids(path, |file| (file.id, file.held) = (None, None));
        let Some(File { archive, .. }) = self.files.remove(path) else {
            return;
        };
        self.doubted.remove(path);
        self.tree.forget_file(path);
        self.schedule.forget(path);
        if let Some(archive) = archive {
            self.files.change(&archive, |file| {
                file.members.retain(|member| member != path)
            });
            self.remove_if_nothing(&archive);
        }
    }
}
