//! Compares two readings of a dump, or two dumps.

use std::collections::{HashMap, HashSet};
use std::time::Instant;

use xxhash_rust::xxh3::xxh3_64;

use crate::dump::{Dump, DumpRecord, Record};
use crate::item::ItemFlags;

/// The end of a text in which a character is cut.
const TORN: &[u8] = "\u{FFFD}".as_bytes();

/// Identifies an entry as long as it reads the same: its time, and the hash of its text.
pub(super) type EntryKey = (u32, u64);

/// The entries that a dump lacks, and since when each is missing at every look.
pub(super) type MissingEntries = HashMap<EntryKey, Instant>;

/// Whether two readings are the same dump.
pub(super) fn is_same_dump(one: &Dump, other: &Dump) -> bool {
    one.text == other.text
        && one.dialect == other.dialect
        && one.records == other.records
        && one.extras == other.extras
}

/// Whether entries are gone or read differently. An unfinished entry may have grown.
pub(crate) fn loses_entries(before: &Dump, now: &Dump) -> bool {
    let unchanged = before.text.strip_suffix(TORN).unwrap_or(&before.text);
    !now.text.starts_with(unchanged) && lost_entries(before, now).next().is_some()
}

/// Whether a reading is the one before with more at one place, most often at an end. A dump of which a part was written over
/// in place is none.
pub(crate) fn is_extended(before: &Dump, now: &Dump) -> bool {
    let before = before.text.strip_suffix(TORN).unwrap_or(&before.text);
    // As fast as memory for what is appended to a large dump.
    if now.text.starts_with(before) {
        return true;
    }
    let start = shared_bytes(before.iter(), now.text.iter());
    let (before, now) = (&before[start..], &now.text[start..]);
    now.ends_with(before)
}

/// Returns the lost entries. Each is missing since now, or since the time in `known`.
pub(super) fn missing_entries(
    before: &Dump,
    now: &Dump,
    known: Option<&MissingEntries>,
    time: Instant,
) -> MissingEntries {
    let since = |lost: &EntryKey| known.and_then(|known| known.get(lost)).copied();
    let lost = lost_entries(before, now).map(|old| entry_key(before, old));
    lost.map(|lost| (lost, since(&lost).unwrap_or(time)))
        .collect()
}

pub(super) fn lost_entries<'a>(
    before: &'a Dump,
    now: &'a Dump,
) -> impl Iterator<Item = &'a Record> {
    let present = entry_keys(now);
    let has_grown = |old: &Record| {
        let mut records = now.records.iter();
        records.any(|new| old.stamp == new.stamp && begins_with(now, new, before, old))
    };
    before.records.iter().filter(move |old| {
        let is_kept = present.contains(&entry_key(before, old));
        !(is_kept || is_unfinished(old) && has_grown(old))
    })
}

pub(super) const fn is_unfinished(record: &Record) -> bool {
    record.flags.has(ItemFlags::PROVISIONAL)
}

pub(super) fn finished(dump: &Dump) -> impl DoubleEndedIterator<Item = &Record> {
    dump.records.iter().filter(|record| !is_unfinished(record))
}

pub(super) fn entry_key(dump: &Dump, record: &Record) -> EntryKey {
    (record.stamp.unix(), text_hash(dump, record))
}

pub(super) fn entry_keys(dump: &Dump) -> HashSet<EntryKey> {
    let records = dump.records.iter();
    records.map(|record| entry_key(dump, record)).collect()
}

/// Whether two dumps have an entry in common.
pub(super) fn shares_entries(one: &Dump, other: &Dump) -> bool {
    !entry_keys(one).is_disjoint(&entry_keys(other))
}

/// The entries of `now` that `before` has too, as a dump of their own.
pub(super) fn shared_entries(before: &Dump, now: &Dump) -> Dump {
    let known = entry_keys(before);
    let is_known = |record: &&Record| known.contains(&entry_key(now, record));
    let shared = now.records.iter().filter(is_known);
    let shared: Vec<DumpRecord<'_>> = shared.map(|record| (now, record)).collect();
    now.with_entries(&shared)
}

/// Returns the records of each minute.
pub(super) fn by_minute<'a>(
    records: impl Iterator<Item = &'a Record>,
) -> HashMap<u32, Vec<&'a Record>> {
    let mut minutes: HashMap<_, Vec<_>> = HashMap::new();
    for record in records {
        let minute = record.stamp.minute();
        minutes.entry(minute).or_default().push(record);
    }
    minutes
}

pub(super) fn bytes<'a>(dump: &'a Dump, record: &Record) -> &'a [u8] {
    dump.text.get(record.range()).unwrap_or_default()
}

/// Whether the text of `long` begins with that of `short`.
pub(super) fn begins_with(long_in: &Dump, long: &Record, short_in: &Dump, short: &Record) -> bool {
    bytes(long_in, long).starts_with(bytes(short_in, short))
}

/// Whether two entries of one minute may be two wordings of one: at both ends together they share at least half of the old
/// text, as with a corrected figure or an added sentence.
pub(super) fn are_alike(before: &Dump, old: &Record, now: &Dump, new: &Record) -> bool {
    begin_alike(before, old, now, new) || {
        let (one, other) = (bytes(before, old), bytes(now, new));
        let start = shared_bytes(one.iter(), other.iter());
        let end = shared_bytes(one[start..].iter().rev(), other[start..].iter().rev());
        (start + end) * 2 >= one.len()
    }
}

/// The same, but they share the opening or the first half of the old text. Two announcements of one form differ only in their
/// names and figures, which come first, so this distinguishes them.
pub(super) fn begin_alike(before: &Dump, old: &Record, now: &Dump, new: &Record) -> bool {
    let (one, other) = (bytes(before, old), bytes(now, new));
    old.opening == new.opening || shared_bytes(one.iter(), other.iter()) * 2 >= one.len()
}

fn shared_bytes<'a>(
    one: impl Iterator<Item = &'a u8>,
    other: impl Iterator<Item = &'a u8>,
) -> usize {
    one.zip(other).take_while(|(a, b)| a == b).count()
}

/// Whether a new dump conflicts with a known one: it repeats one of its entries in another minute, with a longer text, or
/// half written. A moved or copied dump that is being overwritten or written does so.
pub(crate) fn conflicts(new: &Dump, known: &Dump) -> bool {
    let known_texts =
        finished(known).map(|record| (text_hash(known, record), record.stamp.minute()));
    let minutes: HashMap<_, _> = known_texts.collect();
    let texts = by_minute(finished(known));
    let has_moved = |record: &Record| {
        let minute = minutes.get(&text_hash(new, record));
        minute.is_some_and(|minute| *minute != record.stamp.minute())
    };
    let is_longer = |record: &Record| {
        let mut same_minute = texts.get(&record.stamp.minute()).into_iter().flatten();
        same_minute.any(|old| record.len > old.len && begins_with(new, record, known, old))
    };
    let is_half_written = |record: &Record| {
        let mut same_minute = texts.get(&record.stamp.minute()).into_iter().flatten();
        is_unfinished(record)
            && same_minute.any(|old| record.len < old.len && begins_with(known, old, new, record))
    };
    finished(new).any(|record| has_moved(record) || is_longer(record))
        || new.records.iter().any(is_half_written)
}

fn text_hash(dump: &Dump, record: &Record) -> u64 {
    xxh3_64(bytes(dump, record))
}
