//! Pairs each story that vanished with its successor.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::item::{ItemFlags, ItemId};
use crate::timeline::compare;
use crate::timeline::day::Day;
use crate::timeline::history::HistoryTable;
use crate::timeline::records::RecordIndex;
use crate::timeline::similarity::{MAX_COMPARISONS, MAX_SIMILARITY, SAME_STORY, Wording};

/// A vanished story and its successor, as rows of the two days.
#[derive(Debug)]
pub(super) struct RevisionPair {
    pub(super) old: usize,
    pub(super) new: usize,
    /// The dump was rewritten. Otherwise a dump came or went, so another record shows the story.
    pub(super) is_rewritten: bool,
    /// The text was half written and has grown.
    pub(super) has_grown: bool,
    /// The successor was there before: both become one story.
    pub(super) is_known: bool,
}

/// Pairs the stories of `previous` whose ids are not in `day`. `known` has the rows of `previous` by id.
pub(super) fn find(
    previous: &Day,
    day: &Day,
    history: &HistoryTable,
    known: &HashMap<ItemId, usize>,
) -> Vec<RevisionPair> {
    let new_ids: Vec<ItemId> = (0..day.len())
        .map(|row| history.current_id(day.content_id(row)))
        .collect();
    let present: HashSet<&ItemId> = new_ids.iter().collect();
    let vanished = (0..previous.len()).filter(|&row| !present.contains(&previous.id(row)));
    let mut search = PairSearch {
        previous,
        day,
        known,
        vanished: vanished.collect(),
        new_ids,
        successors: HashSet::new(),
        pairs: Vec::new(),
    };
    search.pair_kept_records();
    for (before, after) in rewritten_dumps(previous, day) {
        search.pair_rewritten(before, after);
    }
    search.pairs
}

/// A search for pairs.
struct PairSearch<'a> {
    previous: &'a Day,
    day: &'a Day,
    known: &'a HashMap<ItemId, usize>,
    /// The vanished rows that have no pair yet.
    vanished: Vec<usize>,
    /// The current ids of the new day's rows.
    new_ids: Vec<ItemId>,
    /// The rows that were paired in a rewritten dump.
    successors: HashSet<usize>,
    pairs: Vec<RevisionPair>,
}

impl PairSearch<'_> {
    /// Pairs stories whose record is still there, in a dump that has not changed.
    fn pair_kept_records(&mut self) {
        let (previous, day) = (self.previous, self.day);
        self.vanished.retain(|&old| {
            let Some(new) = still_there(previous, day, old) else {
                return true;
            };
            self.pairs.push(RevisionPair {
                old,
                new,
                is_rewritten: false,
                has_grown: false,
                is_known: self.known.contains_key(&self.new_ids[new]),
            });
            false
        });
    }

    /// Pairs stories by their records in a rewritten dump, given by its indices in both days.
    fn pair_rewritten(&mut self, before: usize, after: usize) {
        let vanished = self.vanished.iter().copied();
        let unnumbered = vanished.filter(|&row| self.previous.id(row).wire().is_none());
        let old = candidates(self.previous, before, unnumbered);
        let is_new = |row: &usize| !self.successors.contains(row) && !self.was_in(*row, before);
        let new = candidates(self.day, after, (0..self.day.len()).filter(is_new));
        let stayed: HashSet<usize> = self
            .pairs
            .iter()
            .filter(|pair| !pair.is_rewritten)
            .map(|pair| pair.new)
            .collect();
        let best = best(&old, &new);
        let paired: HashSet<usize> = best.iter().map(|pair| pair.old).collect();
        self.vanished.retain(|row| !paired.contains(row));
        self.successors.extend(best.iter().map(|pair| pair.new));
        for mut pair in best {
            let is_known = self.known.contains_key(&self.new_ids[pair.new]);
            pair.is_known = is_known || stayed.contains(&pair.new);
            self.pairs.push(pair);
        }
    }

    /// Whether a row's story had a record in this dump before.
    fn was_in(&self, row: usize, dump: usize) -> bool {
        let old = self.known.get(&self.new_ids[row]);
        old.is_some_and(|&old| record_in(self.previous, old, dump).is_some())
    }
}

/// The row that has a story's record now, if the record's dump has not changed: the record was merged with another, or
/// another has the same opening.
fn still_there(previous: &Day, day: &Day, old: usize) -> Option<usize> {
    previous.story_records(old).iter().find_map(|&index| {
        let (dump, record) = previous.records.position(index);
        let dump = &previous.dumps()[dump];
        let mut dumps = day.dumps().iter();
        let dump = dumps.position(|other| Arc::ptr_eq(other, dump))?;
        day.row_of(dump, record as u32)
    })
}

/// The dumps of the same path and other content, as their indices in both days. Entries that left a dump are as they were.
fn rewritten_dumps(previous: &Day, day: &Day) -> Vec<(usize, usize)> {
    let before: HashMap<_, _> = previous
        .dumps()
        .iter()
        .enumerate()
        .filter(|(_, dump)| !dump.is_departed())
        .map(|(at, dump)| (&dump.path, (at, dump)))
        .collect();
    let after = day.dumps().iter().enumerate();
    let after = after.filter(|(_, dump)| !dump.is_departed());
    let pairs = after.filter_map(|(at, dump)| {
        let &(old, was) = before.get(&dump.path)?;
        (!Arc::ptr_eq(was, dump)).then_some((old, at))
    });
    pairs.collect()
}

/// The record that a row's story has in a dump.
fn record_in(day: &Day, row: usize, dump: usize) -> Option<RecordIndex> {
    let mut records = day.story_records(row).iter().copied();
    records.find(|&index| day.records.position(index).0 == dump)
}

/// A story's record in a rewritten dump.
struct RewriteCandidate<'a> {
    row: usize,
    minute: u32,
    text: &'a str,
    is_provisional: bool,
}

/// The records that stories have in a dump, by minute.
fn candidates(
    day: &Day,
    dump: usize,
    rows: impl Iterator<Item = usize>,
) -> Vec<RewriteCandidate<'_>> {
    let candidate = |row: usize| {
        let index = record_in(day, row, dump)?;
        let record = day.records.record(index);
        Some(RewriteCandidate {
            row,
            minute: record.stamp.minute(),
            text: day.records.text(index),
            is_provisional: record.flags.has(ItemFlags::PROVISIONAL),
        })
    };
    let mut candidates: Vec<_> = rows.filter_map(candidate).collect();
    candidates.sort_by_key(|candidate| candidate.minute);
    candidates
}

/// The most similar pairs. No candidate is in two.
fn best(old: &[RewriteCandidate<'_>], new: &[RewriteCandidate<'_>]) -> Vec<RevisionPair> {
    let mut scored = Vec::new();
    for old in old.chunk_by(|a, b| a.minute == b.minute) {
        let minute = old[0].minute;
        let from = new.partition_point(|candidate| candidate.minute < minute);
        let end = new.partition_point(|candidate| candidate.minute <= minute);
        score(old, &new[from..end], &mut scored);
    }
    scored.sort_unstable_by_key(|(similarity, pair)| (Reverse(*similarity), pair.old, pair.new));
    let (mut olds, mut news) = (HashSet::new(), HashSet::new());
    let pairs = scored.into_iter().map(|(_, pair)| pair);
    pairs
        .filter(|pair| !news.contains(&pair.new) && olds.insert(pair.old) && news.insert(pair.new))
        .collect()
}

/// Scores the candidates of one minute, each old one with each new one.
fn score(
    old: &[RewriteCandidate<'_>],
    new: &[RewriteCandidate<'_>],
    scored: &mut Vec<(u32, RevisionPair)>,
) {
    if old.len() * new.len() > MAX_COMPARISONS {
        return;
    }
    let wordings: Vec<Wording> = new.iter().map(|new| Wording::new(new.text)).collect();
    for old in old {
        let wording = Wording::new(old.text);
        for (new, new_wording) in new.iter().zip(&wordings) {
            let has_grown = old.is_provisional && compare::has_grown(old.text, new.text);
            let similarity = if has_grown {
                MAX_SIMILARITY
            } else {
                wording.similarity(new_wording)
            };
            if similarity >= SAME_STORY {
                let pair = RevisionPair {
                    old: old.row,
                    new: new.row,
                    is_rewritten: true,
                    has_grown,
                    is_known: false,
                };
                scored.push((similarity, pair));
            }
        }
    }
}
