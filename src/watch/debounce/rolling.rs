//! Recognises a rolling dump: entries go at its old end while others come at its new end, as with a table of the newest
//! hundred.
//!
//! What goes from the old end is kept by the timeline. An entry that goes from the middle was withdrawn, and is not kept.
//! The old end is the one by place in the file, or by time: both hold for nearly every dump, but some have an entry out of
//! order, and some have sections.

use std::collections::HashSet;

use super::compare::{are_alike, bytes, entry_keys, is_unfinished, lost_entries};
use super::merge::{new_entries, replacements};
use crate::dump::story::title;
use crate::dump::{Dump, Record};
use crate::item::Stamp;

/// Whether `now` has an entry at its new end that `before` had not.
pub(super) fn has_new_end(before: &Dump, now: &Dump) -> bool {
    let newest = before.records.iter().map(|record| record.stamp).max();
    let Some(newest) = newest else {
        return false;
    };
    let is_later = |record: &Record| record.stamp > newest;
    now.records.iter().any(is_later) || new_end(now).is_some_and(|end| is_added(before, now, end))
}

/// Whether an entry is not in `before` and rewords none of it.
fn is_added(before: &Dump, now: &Dump, new: &Record) -> bool {
    let same_minute = |old: &&Record| old.stamp.minute() == new.stamp.minute();
    let has_same_text = |old: &Record| bytes(before, old) == bytes(now, new);
    let mut olds = before.records.iter().filter(same_minute);
    !olds.any(|old| has_same_text(old) || are_alike(before, old, now, new))
}

/// Returns the entries that went at the old end of a rolling dump, oldest first, as a dump that has only these. The oldest of a
/// dump that is written newest first counts as unfinished if the file ends without a line break, so these depart too.
pub(super) fn departed(before: &Dump, now: &Dump) -> Option<Dump> {
    let mut lost: Vec<&Record> = lost_entries(before, now).collect();
    if lost.is_empty() {
        return None;
    }
    let new = new_entries(before, &entry_keys(before), now)?;
    let replaced = replacements(before, &lost, now, &new);
    lost.retain(|old| !replaced.contains_key(&old.start) && !is_other_wording(before, old, now));
    let mut lost = at_old_end(before, now, lost);
    if lost.is_empty() {
        return None;
    }
    if is_newest_first(before) {
        lost.reverse();
    }
    let entries: Vec<_> = lost.into_iter().map(|record| (before, record)).collect();
    Some(before.departed(&entries))
}

/// Whether an entry with this title is still there in this minute. A text that was shown while another was being written over
/// it shares no more than the title with the text that replaced it.
fn is_other_wording(before: &Dump, lost: &Record, now: &Dump) -> bool {
    let title = title_of(before, lost);
    let mut same_minute = now
        .records
        .iter()
        .filter(|record| record.stamp.minute() == lost.stamp.minute());
    title.is_some() && same_minute.any(|record| title_of(now, record) == title)
}

fn title_of<'a>(dump: &'a Dump, record: &Record) -> Option<&'a str> {
    let given = dump.extra(record).and_then(|extra| extra.title.as_deref());
    given.or_else(|| title(dump.record_text(record)))
}

/// Those of the lost entries that are beyond every other one at the old end, by place or by time.
fn at_old_end<'a>(before: &'a Dump, now: &Dump, lost: Vec<&'a Record>) -> Vec<&'a Record> {
    let starts: HashSet<u32> = lost.iter().map(|record| record.start).collect();
    let is_kept = |record: &&Record| !starts.contains(&record.start);
    let Some(oldest_kept) = before.records.iter().filter(is_kept).map(time).min() else {
        // All went at once. The dump has rolled if everything in it now is newer.
        let earliest = now.records.iter().map(time).min();
        let last_lost = lost.iter().copied().map(time).max();
        return if earliest.is_some() && earliest >= last_lost {
            lost
        } else {
            Vec::new()
        };
    };
    let (begin, end) = ends(before.records.iter().filter(is_kept));
    let newest_first = is_newest_first(before);
    let is_beyond = |record: &Record| {
        if newest_first {
            record.start > end
        } else {
            record.start < begin
        }
    };
    let is_oldest = |record: &&Record| is_beyond(record) || record.stamp < oldest_kept;
    lost.into_iter().filter(is_oldest).collect()
}

const fn time(record: &Record) -> Stamp {
    record.stamp
}

/// Where the first and the last record begin.
fn ends<'a>(records: impl Iterator<Item = &'a Record>) -> (u32, u32) {
    let starts = records.map(|record| record.start);
    starts.fold((u32::MAX, 0), |(first, last), start| {
        (first.min(start), last.max(start))
    })
}

/// The entry at the new end of a dump.
fn new_end(dump: &Dump) -> Option<&Record> {
    let end = if is_newest_first(dump) {
        dump.records.first()
    } else {
        dump.records.last()
    };
    end.filter(|record| !is_unfinished(record))
}

/// Whether more steps from entry to entry go back in time than forth.
fn is_newest_first(dump: &Dump) -> bool {
    let (mut forth, mut back) = (0_usize, 0_usize);
    for pair in dump.records.windows(2) {
        forth += usize::from(pair[0].stamp < pair[1].stamp);
        back += usize::from(pair[0].stamp > pair[1].stamp);
    }
    back > forth
}
