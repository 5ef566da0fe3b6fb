//! Writes the items of a day that the archive lacks.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::mem;
use std::path::PathBuf;

use xxhash_rust::xxh3::xxh3_64;

use super::day_file::DayFile;
use super::folder;
use super::line::{add_first_seen, line_key};
use crate::item::{ItemFlags, NewsDay};
use crate::timeline::{Day, ItemRef};

/// How items are printed.
#[derive(Clone, Copy, Debug)]
pub struct ItemPrinter {
    /// Prints an item as a JSON object on a line.
    pub object: fn(&mut Vec<u8>, ItemRef<'_>),
    /// Returns the text of an item as that object has it.
    pub text: for<'a> fn(ItemRef<'a>) -> Cow<'a, str>,
}

/// The most days whose files are remembered. An older one is read again.
const MAX_DAYS: usize = 4;

/// Writes the items of days.
#[derive(Debug)]
pub(super) struct ArchiveWriter {
    pub(super) folder: PathBuf,
    print: ItemPrinter,
    days: BTreeMap<NewsDay, DayFile>,
    unsynced: Vec<File>,
}

impl ArchiveWriter {
    pub(super) const fn new(folder: PathBuf, print: ItemPrinter) -> Self {
        Self {
            folder,
            print,
            days: BTreeMap::new(),
            unsynced: Vec::new(),
        }
    }

    /// Appends the items of a day that its file lacks, with the time at which they were seen, under the lock of the folder.
    /// Returns whether unfinished items were left out: without `unfinished` they are.
    pub(super) fn write(&mut self, day: &Day, seen: &str, unfinished: bool) -> io::Result<bool> {
        let path = folder::path_of(&self.folder, day.day());
        let file = self
            .days
            .entry(day.day())
            .or_insert_with(|| DayFile::new(path));
        file.refresh()?;
        let (mut lines, mut wordings, mut are_left_out) = (Vec::new(), Vec::new(), false);
        for item in day.items() {
            let wording = (item.id(), xxh3_64(item.raw_text()), item.flags().is_red());
            if file.done.contains(&wording) || is_archived_only(item, &self.folder) {
                continue;
            }
            if !unfinished && item.flags().has(ItemFlags::PROVISIONAL) {
                are_left_out = true;
                continue;
            }
            wordings.push(wording);
            let text = (self.print.text)(item);
            let is_red = item.flags().has(ItemFlags::RED);
            let key = line_key(&item.id().to_string(), &text, is_red);
            if !file.has(key) {
                let mut line = Vec::new();
                (self.print.object)(&mut line, item);
                add_first_seen(&mut line, seen);
                lines.extend_from_slice(&line);
            }
        }
        if !lines.is_empty() {
            self.unsynced.push(file.append(&lines)?);
        }
        file.done.extend(wordings);
        while self.days.len() > MAX_DAYS {
            self.days.pop_first();
        }
        Ok(are_left_out)
    }

    /// Whether something was written since the last sync.
    pub(super) const fn is_unsynced(&self) -> bool {
        !self.unsynced.is_empty()
    }

    /// Waits until everything written is on the disk.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        for file in mem::take(&mut self.unsynced) {
            file.sync_data()?;
        }
        File::open(&self.folder)?.sync_all()
    }
}

/// Whether an item is in the archive and in no dump.
fn is_archived_only(item: ItemRef<'_>, folder: &std::path::Path) -> bool {
    item.locations()
        .all(|place| place.path().starts_with(folder))
}
