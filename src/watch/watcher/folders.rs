//! What folders and named paths show: files that appear, vanish, or stand under a path that was named.

use std::path::Path;

use chrono::Days;

use super::known::File;
use super::{FEW_FOLDERS, FEW_POLLED_FOLDERS, Watcher};
use crate::path::FilePath;
use crate::watch::roots::{Roots, Visit};
use crate::watch::schedule::{LIVELY, Pace};
use crate::watch::tree::Difference;
use crate::watch::{ClockReading, EventSource, name};

impl Watcher {
    pub(super) fn visit_roots(&mut self, now: ClockReading) {
        let visits = self.roots.visit();
        for visit in &visits {
            match visit {
                Visit::Folder(path) if !self.tree.has(path) => {
                    let (eyes, blindfold, roots) =
                        (&mut self.eyes, &mut self.blindfold, &mut self.roots);
                    let mut enter = |folder: &FilePath| open_eyes(eyes, blindfold, roots, folder);
                    let difference = self.tree.plant(path, now.wall, &mut enter);
                    self.take_difference(difference, now);
                }
                Visit::Folder(_) | Visit::Missing(_) => {}
                Visit::File(path) => {
                    let known = self.files.has(path);
                    self.add(path, true, now);
                    if let Some(folder) = path
                        .parent()
                        .filter(|folder| !known && !self.tree.has(folder))
                    {
                        self.open_eyes(&folder.into());
                    }
                }
            }
        }
        self.look_out(&visits, now);
    }

    pub(super) fn look_at_folder(&mut self, folder: &FilePath, now: ClockReading) -> Difference {
        let (eyes, blindfold, roots) = (&mut self.eyes, &mut self.blindfold, &mut self.roots);
        let mut enter = |folder: &FilePath| open_eyes(eyes, blindfold, roots, folder);
        self.tree
            .look(folder, self.schedule.may_ask(), now.wall, &mut enter)
    }

    pub(super) fn take_difference(&mut self, difference: Difference, now: ClockReading) {
        let Difference {
            appeared,
            vanished,
            entered,
            left,
        } = difference;
        let lost_root = left.iter().any(|folder| self.roots.has(folder));
        for folder in left {
            self.eyes.forget(&folder);
            // A folder may have stood where a dump was, and is again.
            if !self.files.has(&folder) {
                self.schedule.forget(&folder);
            }
        }
        self.keep_folders(entered.iter(), now);
        for path in &appeared {
            self.add(path, false, now);
        }
        // What the first walk finds is read without being asked for.
        if self.has_begun {
            appeared
                .iter()
                .chain(&vanished)
                .for_each(|path| self.schedule.soon(path, now.at));
        }
        if lost_root {
            self.visit_roots(now);
        }
    }

    pub(super) fn open_eyes(&mut self, folder: &FilePath) {
        open_eyes(&mut self.eyes, &mut None, &mut self.roots, folder);
    }

    /// Looks as often as what is known of events asks for.
    pub(super) fn settle_pace(&mut self, now: ClockReading) {
        if self.schedule.set_pace(self.roots.pace(), now.at) {
            let folders: Vec<_> = self.tree.folders().cloned().collect();
            self.keep_folders(folders.iter(), now);
        }
    }

    /// Looks at folders with every tick: where there are few of them for ever, else for a while.
    fn keep_folders<'a>(&mut self, folders: impl Iterator<Item = &'a FilePath>, now: ClockReading) {
        let few = if self.roots.pace() == Pace::EVENTS {
            FEW_FOLDERS
        } else {
            FEW_POLLED_FOLDERS
        };
        let until = now.at
            + if self.tree.len() <= few {
                LIVELY * 1_000_000
            } else {
                LIVELY
            };
        folders.for_each(|folder| self.schedule.keep(folder, until));
    }

    pub(super) fn add(&mut self, path: &FilePath, named: bool, now: ClockReading) {
        if self.files.add(
            path,
            File {
                named,
                ..File::default()
            },
        ) {
            self.unread += 1;
            if self.has_begun {
                self.schedule.soon(path, now.at);
            }
        } else if named {
            self.files.change(path, |file| file.named = true);
        }
    }

    pub(super) fn is_newest(&self, path: &Path) -> bool {
        let date = path.file_name().and_then(name::date);
        let yesterday = self
            .newest
            .and_then(|newest| newest.checked_sub_days(Days::new(1)));
        date.is_some() && date >= yesterday
    }
}

fn open_eyes(
    eyes: &mut Box<dyn EventSource>,
    blindfold: &mut Option<Vec<FilePath>>,
    roots: &mut Roots,
    folder: &FilePath,
) {
    roots.entered(folder);
    match blindfold {
        Some(later) => later.push(folder.clone()),
        None => {
            match eyes.watch(folder) {
                // Nor can it be listed: that is told as its trouble, and it is watched once it can.
                Err(cause) if cause.is_no_permission() => {}
                Err(cause) => roots.go_blind(cause),
                Ok(()) => {}
            }
        }
    }
}
