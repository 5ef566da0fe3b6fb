//! One dump against another: what was lost since the last look, and whether two tell the same entry otherwise.

use std::collections::{HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

use crate::dump::{Dump, Record};
use crate::item::ItemFlags;

/// What stands at the end of a text for a character of which not all bytes are there yet.
const TORN: &[u8] = "\u{FFFD}".as_bytes();

/// What a dump has lost against how it was before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loss {
    /// Nothing: every entry still stands there.
    None,
    /// No entry, but some read otherwise, and still much alike.
    Reworded,
    /// At least one entry.
    Missing,
}

/// Compares a dump with how it was before. An entry that was not finished then may have grown, or have become another: where
/// nothing but more bytes were added, nothing is lost.
pub(crate) fn loss(before: &Dump, now: &Dump) -> Loss {
    if now
        .text
        .starts_with(before.text.strip_suffix(TORN).unwrap_or(&before.text))
    {
        return Loss::None;
    }
    let grown = |old: &Record| {
        now.records
            .iter()
            .any(|new| old.stamp == new.stamp && begins_with(now, new, before, old))
    };
    let has_all_unfinished = before
        .records
        .iter()
        .filter(|record| is_unfinished(record))
        .all(grown);
    if has_all_unfinished
        && now.records.len() >= before.records.len()
        && stands_in_front(before, now)
    {
        return Loss::None;
    }
    let texts: HashSet<_> = now
        .records
        .iter()
        .map(|record| wording(now, record))
        .collect();
    let stands =
        |old: &Record| texts.contains(&wording(before, old)) || (is_unfinished(old) && grown(old));
    if now.records.is_empty() && !before.records.is_empty() {
        Loss::Missing
    } else if before.records.iter().all(stands) {
        Loss::None
    } else if !cuts_short(before, now, stands) && is_only_reworded(before, now, stands) {
        Loss::Reworded
    } else {
        Loss::Missing
    }
}

pub(super) const fn is_unfinished(record: &Record) -> bool {
    record.flags.has(ItemFlags::PROVISIONAL)
}

fn finished(dump: &Dump) -> impl Iterator<Item = &Record> {
    dump.records.iter().filter(|record| !is_unfinished(record))
}

/// Whether a text begins with all of another.
pub(super) fn begins_with(long_in: &Dump, long: &Record, short_in: &Dump, short: &Record) -> bool {
    bytes(long_in, long).starts_with(bytes(short_in, short))
}

/// Whether the last entry is an old one cut short, which does not stand anywhere else: the dump is being filled again. At a
/// blank line inside of a text it looks as if it were finished.
fn cuts_short(before: &Dump, now: &Dump, stands: impl Fn(&Record) -> bool) -> bool {
    now.records.last().is_some_and(|last| {
        let is_cut = |old: &&Record| {
            old.stamp == last.stamp && old.len > last.len && begins_with(before, old, now, last)
        };
        before.records.iter().filter(is_cut).any(|old| !stands(old))
    })
}

/// Whether all old bytes up to the last finished entry still stand: what appending does.
fn stands_in_front(before: &Dump, now: &Dump) -> bool {
    let end = finished(before)
        .map(|record| record.range().end)
        .max()
        .unwrap_or(0);
    let same_places = || {
        finished(before)
            .zip(&now.records)
            .all(|(old, new)| (old.start, old.len, old.stamp) == (new.start, new.len, new.stamp))
    };
    before
        .text
        .get(..end)
        .is_some_and(|old| now.text.get(..end) == Some(old))
        && same_places()
}

/// By what an entry is known again, as long as it reads the same.
pub(super) fn wording(dump: &Dump, record: &Record) -> (u32, u64) {
    (record.stamp.unix(), xxh3_64(bytes(dump, record)))
}

pub(super) fn bytes<'a>(dump: &'a Dump, record: &Record) -> &'a [u8] {
    dump.text.get(record.range()).unwrap_or_default()
}

/// Whether each entry that does not stand there any more has become another of its minute that is like it. What is unfinished
/// counts for none, since a torn stamp after an entry reads as if it belonged to its text.
fn is_only_reworded(before: &Dump, now: &Dump, stands: impl Fn(&Record) -> bool) -> bool {
    let known: HashSet<_> = before
        .records
        .iter()
        .map(|record| wording(before, record))
        .collect();
    let mut fresh: HashMap<u32, Vec<&Record>> = HashMap::new();
    for record in finished(now).filter(|record| !known.contains(&wording(now, record))) {
        fresh.entry(record.stamp.minute()).or_default().push(record);
    }
    before
        .records
        .iter()
        .filter(|record| !stands(record))
        .all(|old| {
            let of_minute = fresh.get_mut(&old.stamp.minute());
            let alike = |new: &&Record| are_alike(before, old, now, new);
            of_minute
                .and_then(|fresh| Some(fresh.swap_remove(fresh.iter().position(alike)?)))
                .is_some()
        })
}

/// Whether two entries of one minute may be one, in two wordings.
pub(super) fn are_alike(before: &Dump, old: &Record, now: &Dump, new: &Record) -> bool {
    old.stamp.minute() == new.stamp.minute()
        && (old.opening == new.opening || begin_alike(bytes(before, old), bytes(now, new)))
}

/// Whether a dump that is being filled again is filled as far as it was before: the entry that stood last stands there.
pub(super) fn reaches_end(before: &Dump, now: &Dump) -> bool {
    let last = finished(before)
        .last()
        .map(|record| wording(before, record));
    last.is_some_and(|last| {
        now.records
            .iter()
            .any(|record| wording(now, record) == last)
    })
}

/// Whether a text goes on like another for half its way: a figure that was corrected, a sentence that was added.
fn begin_alike(old: &[u8], new: &[u8]) -> bool {
    let shared = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    shared * 2 >= old.len()
}

/// Whether a dump that is seen for the first time tells otherwise than one that is believed: the same text in another
/// minute, or one of its texts with something behind it. Bytes that are written over a moved or copied dump look like that.
pub(crate) fn disagree(new: &Dump, known: &Dump) -> bool {
    let stamps: HashMap<u64, u32> = finished(known)
        .map(|record| (text(known, record), record.stamp.minute()))
        .collect();
    let is_elsewhere = |record: &Record| {
        stamps
            .get(&text(new, record))
            .is_some_and(|minute| *minute != record.stamp.minute())
    };
    let mut texts: HashMap<u32, Vec<&Record>> = HashMap::new();
    finished(known).for_each(|record| texts.entry(record.stamp.minute()).or_default().push(record));
    let is_longer = |record: &Record| {
        let of_minute = texts.get(&record.stamp.minute()).into_iter().flatten();
        of_minute
            .into_iter()
            .any(|old| record.len > old.len && begins_with(new, record, known, old))
    };
    finished(new).any(|record| is_elsewhere(record) || is_longer(record))
}

fn text(dump: &Dump, record: &Record) -> u64 {
    xxh3_64(bytes(dump, record))
}
