//! What the known files add up to, kept as they change: there are thousands, and the status is asked for at every change.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::known::{File, Stage};
use crate::dump::Dump;
use crate::path::FilePath;
use crate::watch::error::ReadError;
use crate::watch::{EmptyDump, FileError, WatchStatus};

/// The sum over all known files.
#[derive(Debug, Default)]
pub(super) struct Tally {
    dumps: usize,
    problems: usize,
    passed_over: usize,
    loading: usize,
    empty_dumps: BTreeMap<FilePath, EmptyDump>,
    errors: BTreeMap<FilePath, ReadError>,
}

/// As what a file counts.
enum Share<'a> {
    Loading,
    Dump(&'a Arc<Dump>),
    PassedOver,
    Nothing,
}

impl Share<'_> {
    fn of(file: &File) -> Share<'_> {
        match (file.stage, file.belief.held()) {
            (Stage::Queued { .. }, _) => Share::Loading,
            (Stage::New | Stage::Known, Some(dump)) => Share::Dump(dump),
            (Stage::New | Stage::Known, None) => {
                let is_passed_over =
                    file.read.is_some() && file.error.is_none() && file.members.is_empty();
                if is_passed_over {
                    Share::PassedOver
                } else {
                    Share::Nothing
                }
            }
        }
    }
}

impl Tally {
    /// Adds a file.
    pub(super) fn put(&mut self, path: &FilePath, file: &File) {
        match Share::of(file) {
            Share::Loading => self.loading += 1,
            Share::PassedOver => self.passed_over += 1,
            Share::Dump(dump) => {
                self.dumps += 1;
                self.problems += dump.problems.len();
                if dump.records.is_empty() {
                    self.empty_dumps
                        .insert(path.clone(), EmptyDump(dump.clone()));
                }
            }
            Share::Nothing => {}
        }
        if let Some(cause) = &file.error {
            self.errors.insert(path.clone(), cause.clone());
        }
    }

    /// Takes away a file as it was added.
    pub(super) fn take(&mut self, path: &FilePath, file: &File) {
        match Share::of(file) {
            Share::Loading => self.loading -= 1,
            Share::PassedOver => self.passed_over -= 1,
            Share::Dump(dump) => {
                self.dumps -= 1;
                self.problems -= dump.problems.len();
                if dump.records.is_empty() {
                    self.empty_dumps.remove(path);
                }
            }
            Share::Nothing => {}
        }
        if file.error.is_some() {
            self.errors.remove(path);
        }
    }

    /// The sum as a status, without sources.
    pub(super) fn status(&self) -> WatchStatus {
        let error = |(path, cause): (&FilePath, &ReadError)| FileError {
            path: path.clone(),
            cause: cause.clone(),
        };
        WatchStatus {
            dumps: self.dumps,
            problems: self.problems,
            passed_over: self.passed_over,
            loading: self.loading,
            empty_dumps: self.empty_dumps.values().cloned().collect(),
            errors: self.errors.iter().map(error).collect(),
            sources: Vec::new(),
        }
    }
}
