//! A watchlist as a file has it.

use std::path::PathBuf;

use super::encoding::decode_list;
use super::entry::{ListEntry, name_error, word_error};
use super::error::{ListError, ListProblem};
use super::heading::TableHeading;
use super::{blocks, lines, table};
use crate::dump::Encoding;
use crate::item::Stock;
use crate::query::{ListTerm, Watchlist};

/// The most entries of a list, with the lines that are none.
pub(super) const MAX_ENTRIES: usize = 50_000;
/// How many lines a table may have before its heading.
const MAX_TITLE_LINES: usize = 5;

/// How a list is written.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum ListLayout {
    /// Codes and words.
    #[default]
    Lines,
    /// A heading and rows.
    Table(TableHeading),
    /// Seven digits a line.
    Blocks,
}

/// A watchlist as a file has it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ListFile {
    /// Where it is.
    pub path: PathBuf,
    /// How its text is encoded.
    pub encoding: Encoding,
    /// How it is written.
    pub layout: ListLayout,
    /// What it holds.
    pub entries: Vec<ListEntry>,
    /// What was not taken in.
    pub problems: Vec<ListProblem>,
}

impl ListFile {
    /// Reads the bytes of a file.
    pub fn parse(path: PathBuf, bytes: &[u8]) -> Self {
        let (text, encoding) = decode_list(bytes);
        if text.contains('\0') {
            return Self::unread(path, ListError::Binary);
        }
        let mut list = Self {
            layout: layout(&path, &text),
            path,
            encoding,
            ..Self::default()
        };
        let rows = (1..).zip(text.lines());
        let heading = heading_line(&text).filter(|_| matches!(list.layout, ListLayout::Table(_)));
        for (number, line) in rows.skip(heading.map_or(0, |at| at + 1)) {
            list.take_line(number, line);
            if list.entries.len() + list.problems.len() > MAX_ENTRIES {
                list.entries.truncate(MAX_ENTRIES);
                list.problem(None, ListError::TooManyEntries { max: MAX_ENTRIES });
                break;
            }
        }
        list
    }

    /// Whether it has the code of a stock.
    pub(super) fn has(&self, stock: &Stock) -> bool {
        let mut codes = self.entries.iter().map(|entry| entry.code.as_deref());
        codes.any(|code| code == Some(&stock.code))
    }

    /// A file that was not read.
    pub(super) fn unread(path: PathBuf, error: ListError) -> Self {
        let mut list = Self {
            path,
            ..Self::default()
        };
        list.problem(None, error);
        list
    }

    /// The name of the file.
    pub fn file_name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// The list as queries know it; each term once.
    pub(super) fn watchlist(&self) -> Watchlist {
        let mut seen = std::collections::HashSet::new();
        let terms = self.entries.iter().flat_map(ListEntry::terms);
        let terms = terms.filter(|term| seen.insert(term.clone()));
        let terms: Vec<ListTerm> = terms.collect();
        Watchlist::new(self.file_name(), terms)
    }

    fn take_line(&mut self, number: u32, line: &str) {
        let entries = match &self.layout {
            ListLayout::Lines => lines::line(number, line).into_iter().map(Ok).collect(),
            ListLayout::Table(heading) => table::row(number, line, heading)
                .into_iter()
                .collect::<Vec<_>>(),
            ListLayout::Blocks => blocks::line(number, line).into_iter().collect(),
        };
        for entry in entries {
            match entry {
                Ok(entry) => self.take(entry),
                Err(problem) => self.problems.push(problem),
            }
        }
    }

    fn take(&mut self, mut entry: ListEntry) {
        let line = Some(entry.line);
        let mut errors = Vec::new();
        let has_code = entry.code.is_some();
        entry.words.retain(|word| {
            let error = if has_code {
                name_error(word)
            } else {
                word_error(word)
            };
            let is_right = error.is_none();
            errors.extend(error);
            is_right
        });
        let problems = errors.into_iter().map(|error| ListProblem { line, error });
        self.problems.extend(problems);
        if has_code || !entry.words.is_empty() {
            self.entries.push(entry);
        }
    }

    fn problem(&mut self, line: Option<u32>, error: ListError) {
        self.problems.push(ListProblem { line, error });
    }
}

fn layout(path: &std::path::Path, text: &str) -> ListLayout {
    let extension = path.extension().unwrap_or_default();
    if ["blk", "ebk"]
        .iter()
        .any(|block| extension.eq_ignore_ascii_case(block))
    {
        return ListLayout::Blocks;
    }
    let heading = heading_line(text).and_then(|at| TableHeading::parse(text.lines().nth(at)?));
    heading.map_or(ListLayout::Lines, ListLayout::Table)
}

/// The index of the line with a heading.
fn heading_line(text: &str) -> Option<usize> {
    let first = text.lines().take(MAX_TITLE_LINES);
    first
        .map(TableHeading::parse)
        .position(|heading| heading.is_some())
}
