//! The problems that the page lists: errors in the rules, gaps in the flow of items and errors in the dumps, newest day first,
//! then files that are no dumps.

use std::path::Path;

use super::App;
use crate::config::{ConfigError, ConfigErrors};
use crate::dump::DumpError;
use crate::item::{NewsDay, Stamp};
use crate::watch::NoDumpReason;

/// The most problems that are listed: the page is made for every frame, and more are not read.
const MAX_PROBLEMS: usize = 1000;
/// The number of days whose gaps are listed. `dianbao check` lists all of them.
const GAP_DAYS: usize = 30;

/// A problem with its place.
#[derive(Debug, Clone, Copy)]
pub struct ListedProblem<'a> {
    /// The dump, or the file of rules.
    pub path: &'a Path,
    /// The line in it, from 1.
    pub line: u32,
    /// The flaw at this place.
    pub flaw: Flaw<'a>,
}

/// What is wrong at a place.
#[derive(Debug, Clone, Copy)]
pub enum Flaw<'a> {
    /// Nothing between two items of a busy session. The place is that of the later one.
    Gap {
        /// The news day.
        day: NewsDay,
        /// The time of the item before.
        from: Stamp,
        /// The time of the item after.
        until: Stamp,
    },
    /// Something that could not be read.
    Unreadable(&'a DumpError),
    /// An error in the file of rules.
    Rule(&'a ConfigError),
    /// The file is no dump; why, if that is known.
    NoDump(Option<&'a NoDumpReason>),
}

impl App {
    /// The problems in the order of the page.
    pub fn problems(&self) -> impl Iterator<Item = ListedProblem<'_>> {
        let problems = self.rule_errors().chain(self.gaps());
        let problems = problems.chain(self.errors());
        problems.chain(self.other_files()).take(MAX_PROBLEMS)
    }

    /// The errors in the file of rules.
    fn rule_errors(&self) -> impl Iterator<Item = ListedProblem<'_>> {
        let errors = self.rules.errors().map(ConfigErrors::each);
        let errors = errors.unwrap_or_default().iter();
        errors.map(|error| ListedProblem {
            path: Path::new(&error.file),
            line: error.place(),
            flaw: Flaw::Rule(error),
        })
    }

    /// The files that are no dumps.
    fn other_files(&self) -> impl Iterator<Item = ListedProblem<'_>> {
        let files = self.status().first_other_files.iter();
        files.map(|file| ListedProblem {
            path: &file.path,
            line: 1,
            flaw: Flaw::NoDump(file.reason.as_ref()),
        })
    }

    /// The gaps of the last days.
    fn gaps(&self) -> impl Iterator<Item = ListedProblem<'_>> {
        let days = self.timeline.days().iter().rev().take(GAP_DAYS);
        let gaps =
            days.flat_map(|day| day.gaps().iter().rev().map(move |&row| (day, row as usize)));
        gaps.map(|(day, row)| {
            let after = day.item(row);
            ListedProblem {
                path: after.path(),
                line: after.line(),
                flaw: Flaw::Gap {
                    day: day.day(),
                    from: day.item(row.saturating_sub(1)).stamp(),
                    until: after.stamp(),
                },
            }
        })
    }

    /// The errors of every dump, once even if it has items of several days. Dumps without items come last.
    fn errors(&self) -> impl Iterator<Item = ListedProblem<'_>> {
        let empty = self.status().empty_dumps.iter().map(|empty| &empty.0);
        let dumps = self.timeline.flawed_dumps().iter().chain(empty);
        dumps.flat_map(|dump| {
            dump.problems.iter().map(|problem| ListedProblem {
                path: &dump.path,
                line: problem.line,
                flaw: Flaw::Unreadable(&problem.error),
            })
        })
    }
}
