//! Suggests an archive for dumps that let entries go.
//!
//! The surest sign is a file that is older than its oldest entry: it was there before, so it had others. A copy is as old as the
//! copying, so a list of the newest entries in a file that names no day is a sign too.

use std::fs;
use std::io::{self, Write};

use super::count::counted;
use crate::dump::{Dialect, Dump, Record};
use crate::item::{ItemFlags, Stamp};
use crate::path::FilePath;
use crate::text::sanitise_line;

/// How many entries a table of the newest has: services answer with 20 to 200.
const MIN_WINDOW: usize = 5;
const MAX_WINDOW: usize = 200;

/// How much older than its oldest entry a file is that had others, in seconds. A new one may wait a night for its first.
const MIN_AGE: u32 = 86_400;

/// Prints which dumps let entries go, or may do so.
pub(super) fn print_rolling<'d>(
    out: &mut impl Write,
    dumps: impl Iterator<Item = (&'d FilePath, &'d Dump)>,
) -> io::Result<()> {
    for (path, dump) in dumps.filter(|(path, dump)| !names_day(path) && !is_export(dump)) {
        let what = if let Some((created, oldest)) = had_others(path, dump) {
            format!("lets entries go: created {created}, its oldest is of {oldest}")
        } else if has_only_newest(dump) {
            let items = counted(dump.records.len(), "item");
            format!("may have only the newest {items}")
        } else {
            continue;
        };
        let name = path.to_string_lossy();
        let name = sanitise_line(&name);
        writeln!(
            out,
            "{}: {what}; the setting `archive` keeps what it lets go",
            name.as_str()
        )?;
    }
    Ok(())
}

/// When a file was created and what its oldest entry is of, if the file is older. `None` where the file system does not know.
fn had_others(path: &FilePath, dump: &Dump) -> Option<(String, String)> {
    let created = fs::metadata(path).and_then(|file| file.created()).ok()?;
    let created = Stamp::from_system(created)?;
    let oldest = dump.records.iter().map(|record| record.stamp).min()?;
    let shown = |stamp: Stamp| stamp.time().format("%Y-%m-%d %H:%M").to_string();
    let is_older = oldest.unix() > created.unix().saturating_add(MIN_AGE);
    is_older.then(|| (shown(created), shown(oldest)))
}

/// Whether it is an export of this program.
fn is_export(dump: &Dump) -> bool {
    let mut records = dump.records.iter();
    records.any(|record: &Record| record.flags.has(ItemFlags::EXPORTED))
}

/// Whether it is a list of a few entries, the newest first.
fn has_only_newest(dump: &Dump) -> bool {
    let times = || dump.records.iter().map(|record| record.stamp);
    let is_list = match dump.dialect {
        Dialect::Jsonl | Dialect::Api | Dialect::Csv | Dialect::Feed | Dialect::Configured => true,
        Dialect::Day
        | Dialect::Sections
        | Dialect::Headings
        | Dialect::Download
        | Dialect::Markdown => false,
    };
    (MIN_WINDOW..=MAX_WINDOW).contains(&dump.records.len())
        && is_list
        && times().is_sorted_by(|newer, older| newer >= older)
        && times().next() > times().next_back()
}

/// Whether a file's name has as many digits as a day.
fn names_day(path: &FilePath) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.chars().filter(char::is_ascii_digit).count() >= 4
}
