//! What else happens to the scraper's folder: it is deleted and made anew, moved and linked, and its dumps are rotated.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Dice, Dump, Piece, Scraper, Story};

/// More dumps than that are not made by rotation.
const MOST: usize = 6;

/// What is under way that concerns more than one dump.
#[derive(Debug, Default)]
pub(super) struct Disturbance {
    /// Of this dump so many pieces come before any other's: folders are being made.
    first: Option<(usize, usize)>,
    /// A folder that was moved out of the tree, where it came from, and the dumps in it.
    away: Option<Away>,
    /// Whether nothing is to be begun any more.
    ending: bool,
}

#[derive(Debug)]
struct Away {
    folder: PathBuf,
    from: PathBuf,
    dumps: Vec<(usize, PathBuf, Vec<Story>)>,
    /// Since when.
    gone: Duration,
}

impl Disturbance {
    pub(super) fn wait(&mut self, passed: Duration) {
        self.away.iter_mut().for_each(|away| away.gone += passed);
    }
}

impl Scraper {
    /// Nothing is begun any more: of many dumps there is else always one on which somebody works.
    pub(in super::super) fn end(&mut self) {
        self.disturbance
            .iter_mut()
            .for_each(|disturbance| disturbance.ending = true);
    }

    /// The dump whose pieces have to be done before any other's.
    pub(super) fn first_to_finish(&mut self) -> Option<usize> {
        let disturbance = self.disturbance.as_mut()?;
        if let Some((index, left)) = disturbance.first.take() {
            disturbance.first = (left > 1).then(|| (index, left - 1));
            return Some(index);
        }
        let ending = disturbance.ending;
        self.dumps
            .iter()
            .position(|dump| ending && !dump.work.is_empty())
    }

    /// What happens next around a dump on which no work is under way.
    pub(super) fn disturb(&mut self, index: usize, dice: &mut Dice) -> Vec<Piece> {
        let exists = self.dumps[index].exists;
        match dice.below(9) {
            0 if exists && self.dumps.len() < MOST => self.rotate(index, dice),
            1 => self.all_anew(index),
            2 => self.all_gone(index),
            3 => self.move_folder(index),
            4 => self.move_out_and_in(index, dice),
            5 => self.link(dice),
            6 if exists => self.link_and_remove(index, dice),
            7 if exists => self.folder_in_its_place(index, dice),
            8 if exists => self.move_deep(index, dice),
            _ => Vec::new(),
        }
    }

    /// `x.md` -> `x.md.1`, and a new `x.md` with a new story.
    fn rotate(&mut self, index: usize, dice: &mut Dice) -> Vec<Piece> {
        let number = self.another();
        let story = self.story(dice);
        let dump = &mut self.dumps[index];
        let mut name = dump.path.clone().into_os_string();
        name.push(format!(".{number}"));
        let old = std::mem::replace(&mut dump.stories, vec![story]);
        dump.before.clear();
        let (path, to, channel) = (dump.path.clone(), PathBuf::from(name), dump.channel);
        let (place, unseen) = (path.clone(), dump.unseen);
        let rotated = Dump {
            before: old.clone(),
            stories: old,
            place,
            unseen,
            ..Dump::new(to.clone(), channel)
        };
        self.dumps.push(rotated);
        self.refill(
            index,
            vec![Piece::Rename(path.clone(), to), Piece::Create(path)],
            dice,
        )
    }

    /// The whole folder is deleted, made anew, and every dump written as it was.
    fn all_anew(&mut self, index: usize) -> Vec<Piece> {
        if self.is_busy() {
            return Vec::new();
        }
        self.lead(index, 3);
        let gone = self.take_root_away();
        let mut lead = vec![gone, Piece::MakeFolders(self.root.clone())];
        for (at, dump) in self.dumps.iter_mut().enumerate() {
            if !dump.exists {
                dump.path = self.root.join(format!("anew{at}.md"));
                continue;
            }
            dump.before.clone_from(&dump.stories);
            dump.overlaid = false;
            let path = dump.path.clone();
            // Each is made with the folder it needs, in one go.
            let folder = path.parent().unwrap().to_owned();
            dump.work = [
                Piece::MakeFolders(folder),
                Piece::Create(path.clone()),
                Piece::Append(path, dump.bytes()),
            ]
            .into();
            dump.idle = Duration::ZERO;
        }
        lead.extend(self.dumps[index].work.drain(..));
        lead
    }

    /// The whole folder is deleted, and after a while made anew; dumps are written there later.
    fn all_gone(&mut self, index: usize) -> Vec<Piece> {
        if self.is_busy() {
            return Vec::new();
        }
        self.lead(index, 2);
        let gone = self.take_root_away();
        for (at, dump) in self.dumps.iter_mut().enumerate() {
            dump.exists = false;
            dump.stories.clear();
            dump.before.clear();
            dump.path = self
                .root
                .join(if at == 2 {
                    "below".into()
                } else {
                    format!("again{at}")
                })
                .join(format!("{at}.md"));
        }
        let folders = self
            .dumps
            .iter()
            .map(|dump| Piece::MakeFolders(dump.path.parent().unwrap().to_owned()));
        let work: Vec<_> = [gone].into_iter().chain(folders).collect();
        self.lead(index, work.len());
        work
    }

    /// Deleted, or moved away.
    fn take_root_away(&mut self) -> Piece {
        let number = self.another();
        if number.is_multiple_of(2) {
            Piece::RemoveFolder(self.root.clone())
        } else {
            Piece::Rename(
                self.root.clone(),
                self.root.with_file_name(format!("old{number}")),
            )
        }
    }

    /// The folder of a dump gets another name, or another place in the tree.
    fn move_folder(&mut self, index: usize) -> Vec<Piece> {
        let Some(folder) = self.folder_at_rest(index) else {
            return Vec::new();
        };
        let number = self.another();
        let to = self.root.join(format!("moved{number}"));
        let (made, to) = if number.is_multiple_of(2) {
            (None, to)
        } else {
            (Some(to.clone()), to.join("within"))
        };
        for dump in self
            .dumps
            .iter_mut()
            .filter(|dump| dump.path.starts_with(&folder))
        {
            dump.path = to.join(dump.path.strip_prefix(&folder).unwrap());
            dump.idle = Duration::ZERO;
        }
        let work: Vec<_> = made
            .map(Piece::MakeFolders)
            .into_iter()
            .chain([Piece::Rename(folder, to)])
            .collect();
        self.lead(index, work.len());
        work
    }

    /// The folder of a dump is moved out of the tree; what was moved out before comes back.
    fn move_out_and_in(&mut self, index: usize, dice: &mut Dice) -> Vec<Piece> {
        if let Some(Away {
            folder,
            from,
            dumps,
            gone,
        }) = self
            .disturbance
            .as_mut()
            .and_then(|known| known.away.take())
        {
            let taken = dumps
                .iter()
                .any(|(at, ..)| self.dumps[*at].exists || !self.dumps[*at].work.is_empty());
            if taken || from.exists() || !from.parent().unwrap().exists() {
                return Vec::new();
            }
            for (at, path, stories) in dumps {
                let dump = &mut self.dumps[at];
                (dump.exists, dump.path, dump.stories) = (true, path, stories);
                // It was away, and has yet to be seen here again.
                (dump.unseen, dump.idle) = (gone, Duration::ZERO);
            }
            self.lead(index, 1);
            return vec![Piece::Rename(folder, from)];
        }
        let Some(from) = self.folder_at_rest(index) else {
            return Vec::new();
        };
        let number = self.another();
        let folder = self.root.with_file_name(format!("out{number}"));
        self.lead(index, 1);
        if dice.percent(50) {
            self.lead(index, 2);
            let within = self
                .dumps
                .iter_mut()
                .filter(|dump| dump.path.starts_with(&from));
            within.for_each(|dump| dump.idle = Duration::ZERO);
            return vec![
                Piece::Rename(from.clone(), folder.clone()),
                Piece::Rename(folder, from),
            ];
        }
        let mut dumps = Vec::new();
        for (at, dump) in self
            .dumps
            .iter_mut()
            .enumerate()
            .filter(|(_, dump)| dump.path.starts_with(&from))
        {
            dump.before.clear();
            if std::mem::take(&mut dump.exists) {
                dumps.push((at, dump.path.clone(), std::mem::take(&mut dump.stories)));
            }
            dump.path = self.root.join(format!("instead{at}.md"));
        }
        let away = Away {
            folder: folder.clone(),
            from: from.clone(),
            dumps,
            gone: Duration::ZERO,
        };
        self.disturbance.as_mut().unwrap().away = Some(away);
        vec![Piece::Rename(from, folder)]
    }

    /// Links to dumps and folders, also in circles. They show nothing that is not shown.
    fn link(&mut self, dice: &mut Dice) -> Vec<Piece> {
        let number = self.another();
        let below = self.dumps[2].path.parent().unwrap().to_owned();
        let folder = if below.is_dir() && dice.percent(50) {
            &below
        } else {
            &self.root
        };
        let path = folder.join(format!("{}link{number}", ["", "z"][dice.below(2)]));
        let to = match dice.below(5) {
            0 => self.root.clone(),
            1 => PathBuf::from("."),
            2 => path.clone(),
            3 => below,
            _ => self.dumps[dice.below(3)].path.clone(),
        };
        vec![Piece::Link(to, path)]
    }

    /// A dump gets a second name, and loses the first or the second.
    fn link_and_remove(&mut self, index: usize, dice: &mut Dice) -> Vec<Piece> {
        let number = self.another();
        let dump = &mut self.dumps[index];
        let other = dump.path.with_file_name(format!("second{number}.md"));
        let link = Piece::HardLink(dump.path.clone(), other.clone());
        let gone = if dice.percent(50) {
            std::mem::replace(&mut dump.path, other)
        } else {
            other
        };
        vec![link, Piece::Remove(gone)]
    }

    /// For a moment there is a folder where the dump was.
    fn folder_in_its_place(&mut self, index: usize, dice: &mut Dice) -> Vec<Piece> {
        let path = self.dumps[index].path.clone();
        let bytes = self.dumps[index].bytes();
        let mut work = vec![Piece::Remove(path.clone()), Piece::MakeFolder(path.clone())];
        if dice.percent(50) {
            work.push(Piece::MakeFolders(path.join("deeper")));
        }
        work.extend([
            Piece::RemoveFolder(path.clone()),
            Piece::Create(path.clone()),
            Piece::Append(path, bytes),
        ]);
        work
    }

    /// A dump is moved into a deep tree that is made at once.
    fn move_deep(&mut self, index: usize, dice: &mut Dice) -> Vec<Piece> {
        let number = self.another();
        let deep: PathBuf = (0..=dice.below(6))
            .map(|level| format!("deep{number}_{level}"))
            .collect();
        let folder = self.root.join(deep);
        let dump = &mut self.dumps[index];
        let to = folder.join(dump.path.file_name().unwrap());
        let from = std::mem::replace(&mut dump.path, to.clone());
        // Nobody moves the folder in which it still stands.
        self.lead(index, 2);
        vec![Piece::MakeFolders(folder), Piece::Rename(from, to)]
    }

    fn another(&mut self) -> usize {
        self.written += 1;
        self.written
    }

    fn lead(&mut self, index: usize, pieces: usize) {
        // The first of them is done by the action that begins.
        let first = pieces
            .checked_sub(1)
            .filter(|left| *left > 0)
            .map(|left| (index, left));
        self.disturbance.as_mut().unwrap().first = first;
    }

    /// The folder of a dump, below the root, if no work is under way in it.
    fn folder_at_rest(&self, index: usize) -> Option<PathBuf> {
        let folder = self.dumps[index]
            .path
            .parent()
            .filter(|folder| **folder != *self.root)?;
        let is_busy = |dump: &Dump| dump.path.starts_with(folder) && !dump.work.is_empty();
        let stands = Path::exists(folder) && !self.dumps.iter().any(is_busy);
        stands.then(|| folder.to_owned())
    }
}
