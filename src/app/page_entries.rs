//! The entries of a page, which can be walked through and opened: the lines of each.

use std::ops::Range;
use std::sync::Arc;

/// The entry that each line of a page belongs to. Entries are numbered from 0, and their lines follow each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageEntries(Arc<[Option<u16>]>);

impl PageEntries {
    /// Takes the entry of each line.
    pub fn new(lines: impl Iterator<Item = Option<u16>>) -> Self {
        Self(lines.collect())
    }

    /// Whether the page has no entries.
    pub fn is_empty(&self) -> bool {
        self.last().is_none()
    }

    /// The last entry; `None` if the page has none.
    pub(super) fn last(&self) -> Option<u16> {
        self.0.iter().rev().find_map(|entry| *entry)
    }

    /// The entry on a line.
    pub(super) fn at(&self, line: u16) -> Option<u16> {
        self.0.get(usize::from(line)).copied().flatten()
    }

    /// The lines of an entry; empty if the page has no such entry.
    pub(super) fn lines(&self, entry: u16) -> Range<u16> {
        let is_of_entry = |line: &Option<u16>| *line == Some(entry);
        let Some(first) = self.0.iter().position(is_of_entry) else {
            return 0..0;
        };
        let rest = self.0.get(first..).unwrap_or_default();
        let count = rest.iter().take_while(|line| is_of_entry(line)).count();
        let line = |line: usize| u16::try_from(line).unwrap_or(u16::MAX);
        line(first)..line(first + count)
    }

    /// The entry in these lines of the page that is nearest to another one; the other one itself if none is there.
    pub(super) fn nearest(&self, entry: u16, view: Range<u16>) -> u16 {
        let in_view = view.filter_map(|line| self.at(line));
        in_view
            .min_by_key(|other| other.abs_diff(entry))
            .unwrap_or(entry)
    }
}
