//! Stories change: which item of a day is one of the same day before its dumps were rewritten, in a new wording.
//!
//! A story that the wire numbers keeps its number. Of the others those that are gone from a dump are paired with those
//! that are new in it, where both went out in one minute and are alike: the new wording keeps the old one's identity and
//! remembers the old text. Nothing is told from dumps that did not change, so that the order of loading makes no difference.

mod pairs;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use pairs::Pair;

use super::{Day, fold};
use crate::item::{ItemFlags, ItemId, Stamp};

/// Identities that became others.
pub(super) type Renamed = Vec<(ItemId, ItemId)>;

/// How many earlier texts are remembered; a dump that never comes to rest must not fill the memory.
const MOST: usize = 32;

/// How many stories of a day are remembered that are not there: one that is reworded again and again leaves a wording
/// behind each time.
pub(super) const MOST_GONE: usize = 512;

/// A table with room for more than so many times what is in it gives the rest back. It comes to that also where as much is
/// forgotten as comes: a place that was left is not always free again.
const SLACK: usize = 2;

/// What is known of a story from before its dump was rewritten.
#[derive(Clone, Debug)]
struct Memo {
    id: ItemId,
    earlier: Vec<Arc<str>>,
    rank: Rank,
    /// At which building of the day it was written, or its story went last.
    seen: u32,
}

/// What is known of how weighty a story was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Rank {
    #[default]
    Unknown,
    /// It was an ordinary one, and is gone: it may come back as a red one.
    Ordinary,
    /// It was an ordinary one, and was seen to be a red one at this moment.
    Promoted(Stamp),
}

/// Memos by the identity that a story would have without them. They outlive the story: a dump may be written again.
///
/// A day that has only grown has those of the day before it, not a copy: what is there for ever must not be copied with
/// every entry that comes.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    memos: Arc<HashMap<ItemId, Memo>>,
    /// How often the day was built anew.
    built: u32,
}

impl Memory {
    /// What `day`, which remembers nothing yet, is to know of the time before it; and the identities that became others.
    /// `seen` is the moment at which what is new in it was seen, if that is to be noted.
    pub(super) fn of(previous: &Day, day: &Day, seen: Option<Stamp>) -> (Self, Renamed) {
        let mut memory = previous.memory().clone();
        memory.built += 1;
        if memory.has_only_grown(previous, day) {
            memory.settle(previous, day);
            return (memory, Renamed::new());
        }
        let known = rows_by_id(previous, |row| previous.id(row));
        let mut renamed = Renamed::new();
        for pair in pairs::find(previous, day, &memory, &known) {
            let (old, id) = (previous.id(pair.old), memory.follow(previous, day, &pair));
            if id != old {
                renamed.push((old, id));
            }
        }
        memory.revise(previous, day, &known);
        memory.settle(previous, day);
        if let Some(seen) = seen {
            memory.promote(previous, day, &known, seen);
        }
        memory.forget_the_oldest(previous, day);
        (memory, renamed)
    }

    /// Whether everything stands where it stood, word for word and as weighty, and nothing is known of what came to it: an
    /// appended entry needs no more than this one walk.
    fn has_only_grown(&self, previous: &Day, day: &Day) -> bool {
        let is_known = |natural| {
            self.memos
                .iter()
                .any(|(other, memo)| *other == natural || memo.id == natural)
        };
        let is_same = |old: usize, row: usize| {
            let (before, now) = (previous.item(old), day.item(row));
            before.flags().is_red() == now.flags().is_red() && before.text() == now.text()
        };
        let mut old = 0;
        for row in 0..day.len() {
            let natural = day.natural_id(row);
            if old < previous.len() && previous.natural_id(old) == natural && is_same(old, row) {
                old += 1;
            } else if is_known(natural) {
                return false;
            }
        }
        old == previous.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.memos.is_empty()
    }

    /// How many stories it knows something of, and of how many it could before it takes more room.
    #[cfg(test)]
    pub(super) fn len(&self) -> (usize, usize) {
        (self.memos.len(), self.memos.capacity())
    }

    /// Whether both have their memos in one place.
    #[cfg(test)]
    pub(super) fn is_shared_with(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.memos, &other.memos)
    }

    /// The memos, to be written to; a copy of those that another day has as well.
    fn memos(&mut self) -> &mut HashMap<ItemId, Memo> {
        Arc::make_mut(&mut self.memos)
    }

    /// The identity that a story keeps.
    pub(super) fn id(&self, natural: ItemId) -> Option<ItemId> {
        if self.memos.is_empty() {
            None
        } else {
            self.memos.get(&natural).map(|memo| memo.id)
        }
    }

    /// The texts it had before, oldest first.
    pub(super) fn earlier(&self, natural: ItemId) -> &[Arc<str>] {
        self.memos
            .get(&natural)
            .map(|memo| memo.earlier.as_slice())
            .unwrap_or_default()
    }

    /// When it was seen that a story has become a red one.
    pub(super) fn promoted(&self, natural: ItemId) -> Option<Stamp> {
        match self.memos.get(&natural)?.rank {
            Rank::Promoted(at) => Some(at),
            Rank::Unknown | Rank::Ordinary => None,
        }
    }

    /// Hands identity and history of an item that is gone to the one in which it lives on; gives back the identity
    /// that both have from now on. One that was half written gets the identity of its whole text, as in any later run.
    fn follow(&mut self, previous: &Day, day: &Day, pair: &Pair) -> ItemId {
        let natural = day.natural_id(pair.new);
        let keeps =
            natural.wire().is_none() && pair.is_rewritten && !pair.has_grown && !pair.is_known;
        let id = if keeps {
            previous.id(pair.old)
        } else {
            self.id(natural).unwrap_or(natural)
        };
        let mut earlier = if pair.is_known {
            self.earlier(natural).to_vec()
        } else {
            Vec::new()
        };
        earlier.extend(
            revised(previous, pair.old, day, pair.new)
                .unwrap_or_else(|| previous.earlier(pair.old).to_vec()),
        );
        self.set(natural, id, earlier);
        if let Some(at) = previous.promoted(pair.old) {
            self.rank(natural, id, Rank::Promoted(at));
        }
        id
    }

    fn set(&mut self, natural: ItemId, id: ItemId, earlier: Vec<Arc<str>>) {
        let rank = self
            .memos
            .get(&natural)
            .map(|memo| memo.rank)
            .unwrap_or_default();
        if id == natural && earlier.is_empty() && rank == Rank::Unknown {
            self.drop_memo(natural);
        } else {
            let memo = Memo {
                id,
                earlier,
                rank,
                seen: self.built,
            };
            self.memos().insert(natural, memo);
        }
    }

    fn drop_memo(&mut self, natural: ItemId) {
        if self.memos.contains_key(&natural) {
            self.memos().remove(&natural);
        }
    }

    fn rank(&mut self, natural: ItemId, id: ItemId, rank: Rank) {
        let new = Memo {
            id,
            earlier: Vec::new(),
            rank,
            seen: self.built,
        };
        self.memos().entry(natural).or_insert(new).rank = rank;
    }

    /// Notes which stories have become red ones, be it in another dump, and which ordinary ones are gone, for a scraper may
    /// take a story out of one dump before it writes it into the other.
    fn promote(&mut self, previous: &Day, day: &Day, known: &HashMap<ItemId, usize>, seen: Stamp) {
        let is_ordinary = |flags: ItemFlags| {
            !flags.is_red() && (flags.has(ItemFlags::ORDINARY) || flags.has(ItemFlags::LEVEL_C))
        };
        let mut there = HashSet::with_capacity(day.len());
        for row in 0..day.len() {
            let natural = day.natural_id(row);
            let id = self.id(natural).unwrap_or(natural);
            there.insert(id);
            if !day.row(row).flags.is_red() {
                continue;
            }
            let was = known
                .get(&id)
                .map(|&old| is_ordinary(previous.row(old).flags));
            let left = || {
                self.memos
                    .get(&natural)
                    .is_some_and(|memo| memo.rank == Rank::Ordinary)
            };
            if was.unwrap_or_else(left) {
                self.rank(natural, id, Rank::Promoted(seen));
            }
        }
        let ordinary = (0..previous.len()).filter(|&row| is_ordinary(previous.row(row).flags));
        let names = ordinary.map(|row| (previous.natural_id(row), previous.id(row)));
        let mut left: Vec<(ItemId, ItemId)> = names.filter(|(_, id)| !there.contains(id)).collect();
        left.sort_unstable();
        // More at once would be forgotten at once, but the table would have grown for them.
        for &(natural, id) in left.iter().rev().take(MOST_GONE) {
            self.rank(natural, id, Rank::Ordinary);
        }
    }

    /// Keeps what is there, and what went last of what is not; in a table that is no larger than that calls for, since it is
    /// copied when the day is built again.
    fn forget_the_oldest(&mut self, previous: &Day, day: &Day) {
        if self.memos.capacity() == 0 {
            return;
        }
        let there: HashSet<ItemId> = (0..day.len()).map(|row| day.natural_id(row)).collect();
        for natural in (0..previous.len()).map(|row| previous.natural_id(row)) {
            if !there.contains(&natural) && self.memos.contains_key(&natural) {
                let built = self.built;
                self.memos()
                    .entry(natural)
                    .and_modify(|memo| memo.seen = built);
            }
        }
        let gone = self
            .memos
            .iter()
            .filter(|(natural, _)| !there.contains(natural));
        let mut gone: Vec<(u32, ItemId)> =
            gone.map(|(natural, memo)| (memo.seen, *natural)).collect();
        if gone.len() > MOST_GONE {
            gone.sort_unstable();
            gone.iter()
                .rev()
                .skip(MOST_GONE)
                .for_each(|(_, natural)| self.drop_memo(*natural));
        }
        if self.memos.capacity() > SLACK * self.memos.len() {
            self.memos().shrink_to_fit();
        }
    }

    /// Items that kept their identity on their own can have a new text.
    fn revise(&mut self, previous: &Day, day: &Day, known: &HashMap<ItemId, usize>) {
        for row in 0..day.len() {
            let natural = day.natural_id(row);
            let id = self.id(natural).unwrap_or(natural);
            let Some(&old) = known.get(&id) else { continue };
            if let Some(earlier) = revised(previous, old, day, row) {
                self.set(natural, id, earlier);
            }
        }
    }

    /// No identity may stand twice in a day: where an old wording is back beside the new one, they are two stories.
    fn settle(&mut self, previous: &Day, day: &Day) {
        if self.memos.is_empty() {
            return;
        }
        let naturals: Vec<ItemId> = (0..day.len()).map(|row| day.natural_id(row)).collect();
        let before: HashSet<ItemId> = (0..previous.len())
            .map(|row| previous.natural_id(row))
            .collect();
        // What gives an identity up falls back on its own, which a third can have: at most one round for each memo.
        while let Some(usurper) = self.usurper(&naturals, &before) {
            self.drop_memo(usurper);
        }
    }

    /// A story with an identity to which another has the better claim: the one whose own it is, or which had it before.
    fn usurper(&self, naturals: &[ItemId], before: &HashSet<ItemId>) -> Option<ItemId> {
        let claim = |natural: ItemId| {
            let id = self.id(natural).unwrap_or(natural);
            (id, natural != id, !before.contains(&natural), natural)
        };
        let mut claims: Vec<_> = naturals.iter().map(|&natural| claim(natural)).collect();
        claims.sort_unstable();
        claims
            .windows(2)
            .find(|pair| pair[0].0 == pair[1].0)
            .map(|pair| pair[1].3)
    }
}

/// Which row has an identity.
fn rows_by_id(day: &Day, id: impl Fn(usize) -> ItemId) -> HashMap<ItemId, usize> {
    (0..day.len()).map(|row| (id(row), row)).collect()
}

/// The earlier texts of an item whose text was changed in the dump that shows it; `None` where it was not.
///
/// An entry that was half written grows without being revised. A text that comes back is no earlier one any more, so
/// that a dump which goes to and fro between two wordings gathers no history.
fn revised(previous: &Day, old: usize, day: &Day, new: usize) -> Option<Vec<Arc<str>>> {
    let (before, now) = (previous.item(old), day.item(new));
    if before.text() == now.text() || fold::same(before.text(), now.text()) {
        return None;
    }
    let shown = now.places().into_iter().next()?;
    if previous
        .dumps()
        .iter()
        .any(|dump| std::ptr::eq(Arc::as_ptr(dump), shown.dump))
    {
        return None; // The dump that shows it has not changed: another one has, or came, or went.
    }
    let was = before
        .places()
        .into_iter()
        .find(|place| place.path() == shown.path())?;
    let (was_text, text) = (was.dump.record_text(was.record), now.text());
    let is_growth = was.record.flags.has(ItemFlags::PROVISIONAL) && fold::grew(was_text, text);
    if fold::same(was_text, text) || is_growth {
        return None;
    }
    let mut earlier = previous.earlier(old).to_vec();
    earlier.push(before.text().into());
    earlier.retain(|earlier| !fold::same(earlier, text));
    let surplus = earlier.len().saturating_sub(MOST);
    earlier.drain(..surplus);
    Some(earlier)
}
