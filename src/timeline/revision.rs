//! Carries ids and earlier texts over from a day to the same day built again.
//!
//! Terms: the *content id* of a story is the id that its records alone give (see `identity`); its *current id* is the one it
//! keeps. They differ after its text was reworded.
//!
//! The rule:
//!
//! 1. A story with a number of the wire keeps it.
//! 2. In every dump that changed, each story that vanished is paired with a new one of the same minute and similar text
//!    (`pairs`). The new one keeps the old one's id and remembers the old text.
//! 3. A story whose id stayed but whose text changed remembers the old text.
//! 4. No id occurs twice in a day: if an old wording is back beside the new one, they are two stories.
//! 5. A story that was ordinary and is red now was promoted, and the moment is noted.
//! 6. Histories of stories that are gone are kept, up to [`MAX_ABSENT`].
//!
//! Dumps that did not change contribute nothing, so the order of loading makes no difference.
//!
//! The cost: one walk over both days if the new one has only grown, as with nearly every arrival.

mod pairs;

use std::collections::{HashMap, HashSet};
use std::ptr;
use std::sync::Arc;

use pairs::RevisionPair;

use super::compare;
use super::day::Day;
use super::history::{EarlierTexts, HistoryTable, Promotion};
use super::item_ref::ItemRef;
use crate::item::{ItemFlags, ItemId, Stamp};

/// The most texts that are remembered of a story; a dump that is rewritten for ever must not fill the memory.
const MAX_EARLIER_TEXTS: usize = 32;

/// The most histories of absent stories that a day keeps. A story that is reworded again and again leaves one each time.
pub(super) const MAX_ABSENT: usize = 512;

/// Old and new id of stories whose id changed.
pub(super) type RenamedIds = Vec<(ItemId, ItemId)>;

/// The rows of a day by current id.
type RowsById = HashMap<ItemId, usize>;

/// Returns the history that `day`, which has none yet, takes over from `previous`, and the ids that changed. Promotions are
/// noted with `seen`, the present moment, if it is given.
pub(super) fn carry_over(
    previous: &Day,
    day: &Day,
    seen: Option<Stamp>,
) -> (HistoryTable, RenamedIds) {
    let mut history = previous.history.clone();
    history.builds += 1;
    let mut revision = Revision {
        previous,
        day,
        history,
    };
    let mut renamed = RenamedIds::new();
    if revision.has_only_grown() {
        revision.separate_duplicate_ids();
        return (revision.history, renamed);
    }
    let known: RowsById = (0..previous.len())
        .map(|row| (previous.id(row), row))
        .collect();
    for pair in pairs::find(previous, day, &revision.history, &known) {
        let (old, id) = (previous.id(pair.old), revision.follow(&pair));
        if id != old {
            renamed.push((old, id));
        }
    }
    revision.remember_texts(&known);
    revision.separate_duplicate_ids();
    if let Some(seen) = seen {
        revision.note_promotions(&known, seen);
    }
    revision.forget_oldest();
    (revision.history, renamed)
}

/// A day before and after it was built again, and its history so far.
struct Revision<'a> {
    previous: &'a Day,
    day: &'a Day,
    history: HistoryTable,
}

impl Revision<'_> {
    /// Whether every story is there as it was, and nothing is remembered of the new ones.
    fn has_only_grown(&self) -> bool {
        let (previous, day) = (self.previous, self.day);
        let is_remembered = |content_id| {
            let mut histories = self.history.entries().iter();
            histories.any(|(other, history)| *other == content_id || history.id == content_id)
        };
        let is_same = |old: usize, row: usize| {
            let (before, now) = (previous.item(old), day.item(row));
            before.flags().is_red() == now.flags().is_red() && before.text() == now.text()
        };
        let mut old = 0;
        for row in 0..day.len() {
            let content_id = day.content_id(row);
            if old < previous.len() && previous.content_id(old) == content_id && is_same(old, row) {
                old += 1;
            } else if is_remembered(content_id) {
                return false;
            }
        }
        old == previous.len()
    }

    /// The current id of a row of the new day.
    fn id(&self, row: usize) -> ItemId {
        self.history.current_id(self.day.content_id(row))
    }

    /// Passes id and texts of a vanished story on to its successor, and returns the id that the successor has from now on.
    /// A half-written story gets the id of its whole text, as in any later run.
    ///
    /// A text that stayed has a new content id if another story of the minute came or went. It gets that id, as in any later
    /// run, unless it has kept the id of an earlier text.
    fn follow(&mut self, pair: &RevisionPair) -> ItemId {
        let content_id = self.day.content_id(pair.new);
        let (before, now) = (self.previous.item(pair.old), self.day.item(pair.new));
        let is_reworded = self.previous.id(pair.old) != self.previous.content_id(pair.old)
            || !compare::is_same(before.text(), now.text());
        let keeps_id = content_id.wire().is_none()
            && pair.is_rewritten
            && is_reworded
            && !pair.has_grown
            && !pair.is_known;
        let id = if keeps_id {
            self.previous.id(pair.old)
        } else {
            self.history.current_id(content_id)
        };
        let known = self.history.earlier(content_id).filter(|_| pair.is_known);
        let mut earlier = known.cloned().unwrap_or_default();
        let old = self.previous.item(pair.old);
        let own = self
            .earlier_texts(pair.old, pair.new)
            .unwrap_or_else(|| old.all_earlier_texts());
        earlier.unknown = earlier.unknown.max(own.unknown);
        earlier.texts.extend(own.texts);
        self.history.set(content_id, id, earlier);
        if let Some(at) = old.promoted_at() {
            self.history
                .set_promotion(content_id, id, Promotion::Promoted(at));
        }
        id
    }

    /// Remembers the texts of stories whose id stayed but whose text changed.
    fn remember_texts(&mut self, known: &RowsById) {
        for row in 0..self.day.len() {
            let id = self.id(row);
            if let Some(&old) = known.get(&id)
                && let Some(earlier) = self.earlier_texts(old, row)
            {
                self.history.set(self.day.content_id(row), id, earlier);
            }
        }
    }

    /// Returns the earlier texts of a story whose text was changed by the dump that shows it; `None` if it was not changed.
    ///
    /// A half-written entry that grows is not revised. A text that returns is no earlier one any more, so a dump that
    /// alternates between two wordings gathers no history.
    fn earlier_texts(&self, old: usize, new: usize) -> Option<EarlierTexts> {
        let (before, now) = (self.previous.item(old), self.day.item(new));
        if compare::is_same(before.text(), now.text()) {
            return None;
        }
        let shown = now.location();
        let mut dumps = self.previous.dumps().iter();
        if dumps.any(|dump| ptr::eq(Arc::as_ptr(dump), shown.dump)) {
            return None; // The dump has not changed: another one has, or came, or went.
        }
        let old_location = before
            .locations()
            .find(|location| location.path() == shown.path())?;
        let (old_text, text) = (old_location.text(), now.text());
        let is_provisional = old_location.record.flags.has(ItemFlags::PROVISIONAL);
        if compare::is_same(old_text, text)
            || (is_provisional && compare::has_grown(old_text, text))
        {
            return None;
        }
        let mut earlier = before.all_earlier_texts();
        let texts = &mut earlier.texts;
        texts.push(before.text().into());
        texts.retain(|earlier| !compare::is_same(earlier, text));
        let surplus = texts.len().saturating_sub(MAX_EARLIER_TEXTS);
        texts.drain(..surplus);
        Some(earlier)
    }

    /// Takes an id away from all stories that have it but one.
    fn separate_duplicate_ids(&mut self) {
        if self.history.is_empty() {
            return;
        }
        let content_ids = content_ids(self.day).collect::<Vec<_>>();
        let before = content_ids_set(self.previous);
        // A story that loses an id falls back on its content id, which a third may have: at most one round per history.
        while let Some(loser) = self.duplicate_id_loser(&content_ids, &before) {
            self.history.remove(loser);
        }
    }

    /// A story with the id of another that has the better claim: its content id is the id, or it was there before.
    fn duplicate_id_loser(
        &self,
        content_ids: &[ItemId],
        before: &HashSet<ItemId>,
    ) -> Option<ItemId> {
        let claim = |&content_id: &ItemId| {
            let id = self.history.current_id(content_id);
            (
                id,
                content_id != id,
                !before.contains(&content_id),
                content_id,
            )
        };
        let mut claims: Vec<_> = content_ids.iter().map(claim).collect();
        claims.sort_unstable();
        let mut pairs = claims.windows(2);
        pairs
            .find(|pair| pair[0].0 == pair[1].0)
            .map(|pair| pair[1].3)
    }

    /// Notes which stories became red, in any dump, and which ordinary ones are gone: a scraper may take a story out of one
    /// dump before it writes it into the other.
    fn note_promotions(&mut self, known: &RowsById, seen: Stamp) {
        let (previous, day) = (self.previous, self.day);
        let mut present = HashSet::with_capacity(day.len());
        for row in 0..day.len() {
            let (content_id, id) = (day.content_id(row), self.id(row));
            present.insert(id);
            let was_ordinary = || match known.get(&id) {
                Some(&old) => is_ordinary(previous.item(old)),
                None => self.history.promotion(content_id) == Promotion::WasOrdinary,
            };
            if day.row(row).flags.is_red() && was_ordinary() {
                self.history
                    .set_promotion(content_id, id, Promotion::Promoted(seen));
            }
        }
        let mut gone: Vec<(ItemId, ItemId)> = previous
            .items()
            .filter(|item| is_ordinary(*item) && !present.contains(&item.id()))
            .map(|item| (previous.content_id(item.row()), item.id()))
            .collect();
        gone.sort_unstable();
        // More would be forgotten at once, but the table would have grown for them.
        for &(content_id, id) in gone.iter().rev().take(MAX_ABSENT) {
            self.history
                .set_promotion(content_id, id, Promotion::WasOrdinary);
        }
    }

    /// Forgets absent stories beyond [`MAX_ABSENT`], those that went first.
    fn forget_oldest(&mut self) {
        if self.history.entries().capacity() == 0 {
            return;
        }
        let (present, build) = (content_ids_set(self.day), self.history.builds);
        for content_id in content_ids(self.previous) {
            if !present.contains(&content_id) && self.history.entries().contains_key(&content_id) {
                let entry = self.history.entries_mut().entry(content_id);
                entry.and_modify(|history| history.last_build = build);
            }
        }
        let histories = self.history.entries().iter();
        let mut absent: Vec<(u32, ItemId)> = histories
            .filter(|(content_id, _)| !present.contains(content_id))
            .map(|(content_id, history)| (history.last_build, *content_id))
            .collect();
        if absent.len() > MAX_ABSENT {
            absent.sort_unstable();
            for (_, content_id) in absent.iter().rev().skip(MAX_ABSENT) {
                self.history.remove(*content_id);
            }
        }
        self.history.shrink();
    }
}

fn content_ids(day: &Day) -> impl Iterator<Item = ItemId> {
    (0..day.len()).map(|row| day.content_id(row))
}

fn content_ids_set(day: &Day) -> HashSet<ItemId> {
    content_ids(day).collect()
}

fn is_ordinary(item: ItemRef<'_>) -> bool {
    let flags = item.flags();
    !flags.is_red() && (flags.has(ItemFlags::ORDINARY) || flags.has(ItemFlags::LEVEL_C))
}
