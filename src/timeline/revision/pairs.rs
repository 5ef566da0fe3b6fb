//! Which items that are gone live on in which that are there now.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Memory;
use crate::item::{ItemFlags, ItemId};
use crate::timeline::similar::Wording;
use crate::timeline::{Day, fold};

/// From how many thousandths on two texts of one minute are wordings of one story.
const ALIKE: u32 = 500;
/// So many are all.
const SAME: u32 = 1000;
/// Beyond so many candidates in one minute nothing is compared: that is no wire any more.
const MOST: usize = 4096;

/// An item that is gone, and the one in which it lives on, as rows of the two days.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) old: usize,
    pub(super) new: usize,
    /// Whether its dump was rewritten; else a dump that came or went has changed whose record shows it.
    pub(super) is_rewritten: bool,
    /// Whether it was half written and has grown.
    pub(super) has_grown: bool,
    /// Whether the other item was there before: then both are one from now on.
    pub(super) is_known: bool,
}

/// A story's record in a rewritten dump.
struct Candidate<'a> {
    row: usize,
    minute: u32,
    text: &'a str,
    /// Whether it may have been half written.
    provisional: bool,
}

/// Two records that may tell one story, as rows of the two days, and how much so.
struct Match {
    likeness: u32,
    old: usize,
    new: usize,
    has_grown: bool,
}

/// Finds out where the items went that are gone.
pub(super) fn find(
    previous: &Day,
    day: &Day,
    memory: &Memory,
    known: &HashMap<ItemId, usize>,
) -> Vec<Pair> {
    let id =
        |row: usize| Some(day.natural_id(row)).map(|natural| memory.id(natural).unwrap_or(natural));
    let now: HashSet<ItemId> = (0..day.len()).filter_map(id).collect();
    let gone: Vec<usize> = (0..previous.len())
        .filter(|&row| !now.contains(&previous.id(row)))
        .collect();
    let is_known = |row: usize| id(row).is_some_and(|id| known.contains_key(&id));
    let (mut pairs, mut taken) = (Vec::new(), HashSet::new());
    for &old in &gone {
        if let Some(new) = still_there(previous, day, old) {
            taken.insert(old);
            pairs.push(Pair {
                old,
                new,
                is_rewritten: false,
                has_grown: false,
                is_known: is_known(new),
            });
        }
    }
    let stayed: HashSet<usize> = pairs.iter().map(|pair| pair.new).collect();
    let mut found = HashSet::new();
    for (before, after) in rewritten(previous, day) {
        let gone = gone.iter().copied().filter(|row| !taken.contains(row));
        let gone = candidates(
            previous,
            before,
            gone.filter(|&row| previous.id(row).wire().is_none()),
        );
        let had = |row: usize| {
            id(row)
                .and_then(|id| known.get(&id))
                .is_some_and(|&old| stands_in(previous, old, before))
        };
        let new = candidates(
            day,
            after,
            (0..day.len()).filter(|row| !found.contains(row) && !had(*row)),
        );
        for Match {
            old,
            new,
            has_grown,
            ..
        } in best(&gone, &new)
        {
            taken.insert(old);
            found.insert(new);
            let is_known = is_known(new) || stayed.contains(&new);
            pairs.push(Pair {
                old,
                new,
                is_rewritten: true,
                has_grown,
                is_known,
            });
        }
    }
    pairs
}

/// The row that has an item's record now, where the record's dump has not changed: it was merged with another, or another
/// opens like it.
fn still_there(previous: &Day, day: &Day, old: usize) -> Option<usize> {
    previous.places_seats(old).iter().find_map(|&seat| {
        let (dump, record) = previous.view().seats.place(seat);
        let dump = previous.dumps().get(dump)?;
        let index = day
            .dumps()
            .iter()
            .position(|other| Arc::ptr_eq(other, dump))?;
        day.row_of(index, record as u32)
    })
}

/// The dumps that stand where they stood, with other content: their indices in both days.
fn rewritten(previous: &Day, day: &Day) -> Vec<(usize, usize)> {
    let before: HashMap<_, _> = previous
        .dumps()
        .iter()
        .enumerate()
        .map(|(at, dump)| (&dump.path, (at, dump)))
        .collect();
    let after = day.dumps().iter().enumerate();
    let pairs = after.filter_map(|(at, dump)| {
        let &(old, was) = before.get(&dump.path)?;
        (!Arc::ptr_eq(was, dump)).then_some((old, at))
    });
    pairs.collect()
}

fn stands_in(day: &Day, row: usize, dump: usize) -> bool {
    day.places_seats(row)
        .iter()
        .any(|&seat| day.view().seats.place(seat).0 == dump)
}

/// The records that stories have in a dump, by minute.
fn candidates(day: &Day, dump: usize, rows: impl Iterator<Item = usize>) -> Vec<Candidate<'_>> {
    let view = day.view();
    let candidate = |row: usize| {
        let seat = day
            .places_seats(row)
            .iter()
            .copied()
            .find(|&seat| view.seats.place(seat).0 == dump)?;
        let provisional = view.record(seat).flags.has(ItemFlags::PROVISIONAL);
        Some(Candidate {
            row,
            minute: view.minute(seat),
            text: view.text(seat),
            provisional,
        })
    };
    let mut candidates: Vec<_> = rows.filter_map(candidate).collect();
    candidates.sort_by_key(|candidate| candidate.minute);
    candidates
}

/// The pairs that are most alike, each candidate in one at most.
fn best(gone: &[Candidate<'_>], new: &[Candidate<'_>]) -> Vec<Match> {
    let mut scored: Vec<Match> = Vec::new();
    for gone in gone.chunk_by(|a, b| a.minute == b.minute) {
        let Some(minute) = gone.first().map(|candidate| candidate.minute) else {
            continue;
        };
        let from = new.partition_point(|candidate| candidate.minute < minute);
        let end = new.partition_point(|candidate| candidate.minute <= minute);
        score(gone, new.get(from..end).unwrap_or_default(), &mut scored);
    }
    scored.sort_unstable_by_key(|found| (u32::MAX - found.likeness, found.old, found.new));
    let (mut olds, mut news) = (HashSet::new(), HashSet::new());
    scored.retain(|&Match { old, new, .. }| {
        !olds.contains(&old) && !news.contains(&new) && olds.insert(old) && news.insert(new)
    });
    scored
}

fn score(gone: &[Candidate<'_>], new: &[Candidate<'_>], scored: &mut Vec<Match>) {
    if gone.len() * new.len() > MOST {
        return;
    }
    let wordings: Vec<Wording> = new
        .iter()
        .map(|candidate| Wording::of(candidate.text))
        .collect();
    for old in gone {
        let before = Wording::of(old.text);
        for (candidate, wording) in new.iter().zip(&wordings) {
            let has_grown = old.provisional && fold::grew(old.text, candidate.text);
            let likeness = if has_grown {
                SAME
            } else {
                before.likeness(wording)
            };
            if likeness >= ALIKE {
                scored.push(Match {
                    likeness,
                    old: old.row,
                    new: candidate.row,
                    has_grown,
                });
            }
        }
    }
}
