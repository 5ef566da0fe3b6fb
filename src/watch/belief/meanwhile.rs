//! What is believed while it is doubted whether entries are lost: what was found, and what it lacks.
//!
//! A scraper that keeps the newest hundred entries loses one with each that it adds. The new one is news, and must not wait
//! until the other is believed lost.

use std::collections::{HashMap, HashSet};
use std::time::Instant;

use super::comparison::{are_alike, begins_with, bytes, is_unfinished, reaches_end, wording};
use crate::dump::{Dump, Extra, NO_EXTRA, Record, WideLetters};

/// With more pairs of old and new entries of one minute than that nobody can wait for their comparison.
const MOST_PAIRS: usize = 1 << 20;

/// A dump and one of its records.
type Entry<'a> = (&'a Dump, &'a Record);

/// By what entries are known again -> since when they are lacking at every look.
pub(super) type Lacking = HashMap<(u32, u64), Instant>;

/// Which entries are lacking in what was found, and since when: since now, if they were not before.
pub(super) fn lacking(
    held: &Dump,
    found: &Dump,
    before: Option<&Lacking>,
    now: Instant,
) -> Lacking {
    let standing = wordings(found);
    let lost = held
        .records
        .iter()
        .filter(|old| is_lost(held, old, found, &standing))
        .map(|old| wording(held, old));
    let since = |lost: &(u32, u64)| {
        before
            .and_then(|before| before.get(lost))
            .copied()
            .unwrap_or(now)
    };
    lost.map(|lost| (lost, since(&lost))).collect()
}

/// The dump as it was found, with the entries that it lacks at their old places, but for those that are `given_up`; `None`
/// where that says nothing new, or is too much to be put together. What may be half of an old entry is not new, and what may
/// be an old one with another wording or time takes its place only where the dump was surely written to its end.
pub(super) fn meanwhile(
    held: &Dump,
    found: &Dump,
    given_up: impl Fn(Instant) -> bool,
    lacking: &Lacking,
) -> Option<Dump> {
    let known = wordings(held);
    let is_new = |new: &&Record| !is_unfinished(new) && !known.contains(&wording(found, new));
    let mut fresh: Vec<&Record> = found.records.iter().filter(is_new).collect();
    let minutes = minutes(held);
    let of_minute = |new: &Record| {
        minutes
            .get(&new.stamp.minute())
            .map_or(&[][..], Vec::as_slice)
    };
    let pairs: usize = fresh.iter().map(|new| of_minute(new).len()).sum();
    if pairs > MOST_PAIRS
        || held.text.len() + found.text.len() + held.records.len() > u32::MAX as usize
    {
        return None;
    }
    fresh.retain(|new| {
        !of_minute(new)
            .iter()
            .any(|old| begins_with(held, old, found, new))
    });
    let mut lost: Vec<&Record> = held
        .records
        .iter()
        .filter(|old| lacking.contains_key(&wording(held, old)))
        .collect();
    let (whole, before) = (reaches_end(held, found), lost.len());
    let others = others(held, &lost, found, &fresh);
    let is_given_up = |old: &Record| {
        lacking
            .get(&wording(held, old))
            .is_some_and(|since| given_up(*since))
    };
    if whole {
        lost.retain(|old| !others.contains_key(&old.start));
    } else {
        let held_back: HashSet<_> = others.into_values().collect();
        fresh.retain(|new| !held_back.contains(&new.start));
    }
    lost.retain(|old| !is_given_up(old));
    if fresh.is_empty() && lost.len() == before {
        return None;
    }
    let fresh: HashSet<_> = fresh.iter().map(|new| new.start).collect();
    let is_kept =
        |new: &&Record| fresh.contains(&new.start) || known.contains(&wording(found, new));
    Some(together(
        found,
        &in_order(held, &lost, found, found.records.iter().filter(is_kept)),
    ))
}

/// Which new entry may be which lost one, with another wording or another time, by where they begin; each is at most one.
fn others(held: &Dump, lost: &[&Record], found: &Dump, fresh: &[&Record]) -> HashMap<u32, u32> {
    let (mut minutes, mut texts) = (HashMap::<_, Vec<&Record>>::new(), HashMap::new());
    for new in fresh {
        minutes.entry(new.stamp.minute()).or_default().push(new);
        texts.insert(bytes(found, new), new.start);
    }
    let mut other = |old: &Record| {
        let alike = minutes.get_mut(&old.stamp.minute()).and_then(|fresh| {
            let at = fresh
                .iter()
                .position(|new| are_alike(held, old, found, new))?;
            Some(fresh.swap_remove(at).start)
        });
        alike.or_else(|| texts.remove(bytes(held, old)))
    };
    lost.iter()
        .filter_map(|old| Some((old.start, other(old)?)))
        .collect()
}

fn minutes(dump: &Dump) -> HashMap<u32, Vec<&Record>> {
    let mut minutes: HashMap<u32, Vec<&Record>> = HashMap::new();
    dump.records.iter().for_each(|record| {
        minutes
            .entry(record.stamp.minute())
            .or_default()
            .push(record)
    });
    minutes
}

fn wordings(dump: &Dump) -> HashSet<(u32, u64)> {
    dump.records
        .iter()
        .map(|record| wording(dump, record))
        .collect()
}

/// Whether an entry neither stands there as it was nor has grown.
fn is_lost(held: &Dump, old: &Record, found: &Dump, standing: &HashSet<(u32, u64)>) -> bool {
    let grown = |new: &Record| old.stamp == new.stamp && begins_with(found, new, held, old);
    let stands = standing.contains(&wording(held, old))
        || (is_unfinished(old) && found.records.iter().any(grown));
    !stands
}

/// What was found, each lost entry behind the one that stood before it.
fn in_order<'a>(
    held: &'a Dump,
    lost: &[&'a Record],
    found: &'a Dump,
    kept: impl Iterator<Item = &'a Record>,
) -> Vec<Entry<'a>> {
    let kept: Vec<_> = kept
        .map(|record| (wording(found, record), record))
        .collect();
    let places: HashSet<_> = kept.iter().map(|(wording, _)| *wording).collect();
    let gone: HashSet<u32> = lost.iter().map(|record| record.start).collect();
    let (mut behind, mut before) = (HashMap::<_, Vec<Entry<'_>>>::new(), None);
    for record in &held.records {
        let known = wording(held, record);
        if places.contains(&known) {
            before = Some(known);
        } else if gone.contains(&record.start) {
            behind.entry(before).or_default().push((held, record));
        }
    }
    let mut entries = behind.remove(&None).unwrap_or_default();
    for (known, record) in kept {
        entries.push((found, record));
        entries.extend(behind.remove(&Some(known)).unwrap_or_default());
    }
    entries
}

/// A dump of these entries, a line feed behind each.
fn together(like: &Dump, entries: &[Entry<'_>]) -> Dump {
    let (mut text, mut records, mut extras) = (Vec::new(), Vec::new(), Vec::<Extra>::new());
    for (dump, record) in entries {
        let extra = dump.extra(record).map_or(NO_EXTRA, |extra| {
            extras.push(extra.clone());
            extras.len() as u32 - 1
        });
        records.push(Record {
            start: text.len() as u32,
            extra,
            ..**record
        });
        text.extend_from_slice(bytes(dump, record));
        text.push(b'\n');
    }
    Dump {
        path: like.path.clone(),
        text: text.into(),
        dialect: like.dialect,
        detected_by: like.detected_by,
        encoding: like.encoding,
        heading: like.heading.clone(),
        records: records.as_slice().into(),
        extras: extras.into(),
        problems: like.problems.clone(),
        wide_letters: WideLetters::default(),
    }
}
