//! Adds the missing entries to a dump that lost some, until it is certain that they are gone.
//!
//! A scraper that keeps the newest hundred entries drops one with each that it adds. The new one is shown at once; the old
//! one stays until its loss is certain.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::compare::{
    EntryKey, MissingEntries, are_alike, begin_alike, begins_with, by_minute, bytes, entry_key,
    entry_keys, finished, is_unfinished,
};
use super::shown_dump::{ShownDump, last_entry};
use crate::dump::{Dump, DumpRecord, Record};

/// How long an entry has to be missing before it is dropped although the dump never rests.
pub(super) const MAX_LOSS_TIME: Duration = Duration::from_secs(10);
/// More pairs of old and new entries of one minute take too long to compare.
const MAX_PAIRS: usize = 1 << 20;

/// A dump with its missing entries.
pub(super) enum Merge {
    /// No entry is missing: each was replaced.
    Complete,
    /// The found dump with the missing entries at their old places.
    Partial(ShownDump),
    /// Nothing new, or too much to merge.
    Nothing,
}

/// Merges the shown dump into the found one.
///
/// New entries are those that are finished and not the beginning of a shown entry. One may replace a missing entry: it is
/// alike in the same minute, or has the same text in another. That holds only if the found dump is complete, which means
/// that it has the last entry or a replacement that begins like it. Otherwise such a new entry is held back, since the missing
/// one may still follow.
pub(super) fn merge(
    before: &ShownDump,
    found: &Dump,
    missing: &MissingEntries,
    now: Instant,
) -> Merge {
    let shown = &*before.dump;
    let known = entry_keys(shown);
    let Some(mut new) = new_entries(shown, &known, found) else {
        return Merge::Nothing;
    };
    let missing_since = |old: &Record| missing.get(&entry_key(shown, old));
    let is_missing = |old: &&Record| missing_since(old).is_some();
    let mut lost: Vec<&Record> = shown.records.iter().filter(is_missing).collect();
    let lost_before = lost.len();
    let replaced = replacements(shown, &lost, found, &new);
    let is_complete = has_last(before, found, &replaced);
    if is_complete {
        lost.retain(|old| !replaced.contains_key(&old.start));
    } else {
        let held_back: HashSet<_> = replaced.values().collect();
        new.retain(|new| !held_back.contains(&new.start));
    }
    lost.retain(|old| missing_since(old).is_some_and(|since| *since + MAX_LOSS_TIME > now));
    if lost.is_empty() && (is_complete || replaced.is_empty()) {
        return Merge::Complete;
    }
    if new.is_empty() && lost.len() == lost_before {
        return Merge::Nothing;
    }
    let new: HashSet<_> = new.iter().map(|new| new.start).collect();
    let is_kept =
        |entry: &&Record| new.contains(&entry.start) || known.contains(&entry_key(found, entry));
    let kept = found.records.iter().filter(is_kept);
    let is_still_lost = |key: &EntryKey| lost.iter().any(|old| entry_key(shown, old) == *key);
    Merge::Partial(ShownDump {
        dump: Arc::new(found.with_entries(&in_order(shown, &lost, found, kept))),
        last: before
            .last
            .filter(is_still_lost)
            .or_else(|| last_entry(found)),
    })
}

/// Whether `found` has the last entry, or its replacement. A scraper that writes the dump again may have come only to a new
/// announcement of the same form, so they have to begin alike.
fn has_last(before: &ShownDump, found: &Dump, replaced: &HashMap<u32, u32>) -> bool {
    let ShownDump { dump: shown, last } = before;
    let corrects = |old: &Record, new: &Record| {
        replaced.get(&old.start) == Some(&new.start) && begin_alike(shown, old, found, new)
    };
    let is_corrected = |old: &Record| found.records.iter().any(|new| corrects(old, new));
    last.is_some_and(|last| {
        let mut equal = finished(shown).filter(|old| entry_key(shown, old) == last);
        entry_keys(found).contains(&last) || equal.any(is_corrected)
    })
}

/// Returns the new entries of `found`, or `None` if there is too much to compare.
pub(super) fn new_entries<'a>(
    shown: &Dump,
    known: &HashSet<EntryKey>,
    found: &'a Dump,
) -> Option<Vec<&'a Record>> {
    let minutes = by_minute(shown.records.iter());
    let same_minute = |new: &Record| {
        let records = minutes.get(&new.stamp.minute());
        records.map_or(&[][..], Vec::as_slice)
    };
    let is_unknown = |new: &&Record| !is_unfinished(new) && !known.contains(&entry_key(found, new));
    let mut new: Vec<&Record> = found.records.iter().filter(is_unknown).collect();
    let pairs: usize = new.iter().map(|new| same_minute(new).len()).sum();
    let size = shown.text.len() + found.text.len() + shown.records.len();
    if pairs > MAX_PAIRS || size > u32::MAX as usize {
        return None;
    }
    new.retain(|new| {
        let mut old = same_minute(new).iter();
        !old.any(|old| begins_with(shown, old, found, new))
    });
    Some(new)
}

/// Pairs missing entries with the new ones that may replace them. Both are identified by their start.
pub(super) fn replacements(
    shown: &Dump,
    lost: &[&Record],
    found: &Dump,
    new: &[&Record],
) -> HashMap<u32, u32> {
    let mut minutes = by_minute(new.iter().copied());
    let mut texts: HashMap<_, _> = new
        .iter()
        .map(|new| (bytes(found, new), new.start))
        .collect();
    let mut replacement = |old: &Record| {
        let alike = minutes.get_mut(&old.stamp.minute()).and_then(|new| {
            let at = new
                .iter()
                .position(|new| are_alike(shown, old, found, new))?;
            Some(new.swap_remove(at).start)
        });
        alike.or_else(|| texts.remove(bytes(shown, old)))
    };
    lost.iter()
        .filter_map(|old| Some((old.start, replacement(old)?)))
        .collect()
}

/// Puts each lost entry behind the one that preceded it.
fn in_order<'a>(
    shown: &'a Dump,
    lost: &[&'a Record],
    found: &'a Dump,
    kept: impl Iterator<Item = &'a Record>,
) -> Vec<DumpRecord<'a>> {
    let kept: Vec<_> = kept
        .map(|record| (entry_key(found, record), record))
        .collect();
    let places: HashSet<_> = kept.iter().map(|(entry_key, _)| *entry_key).collect();
    let lost: HashSet<u32> = lost.iter().map(|record| record.start).collect();
    let (mut behind, mut previous) = (HashMap::<_, Vec<DumpRecord<'_>>>::new(), None);
    for record in &shown.records {
        let known = entry_key(shown, record);
        if places.contains(&known) {
            previous = Some(known);
        } else if lost.contains(&record.start) {
            behind.entry(previous).or_default().push((shown, record));
        }
    }
    let mut entries = behind.remove(&None).unwrap_or_default();
    for (known, record) in kept {
        entries.push((found, record));
        entries.extend(behind.remove(&Some(known)).unwrap_or_default());
    }
    entries
}
