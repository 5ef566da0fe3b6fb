//! Folds: items that rules fold share one line, until the user unfolds them. Nothing is hidden: the line says how many they are.
//!
//! A fold is one row for every move. Its items are found by looking at the item above or below the whole run.

use super::ItemList;
use super::unfolded::{FoldPlace, Unfolded};
use crate::app::{ItemKey, ListIndex};
use crate::config::Order;
use crate::item::Stamp;
use crate::rules::RuleIndex;

/// A fold: several items in one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListFold<'a> {
    /// Its topmost item.
    pub first: ListIndex,
    /// Its lowest item.
    pub last: ListIndex,
    /// The rules that fold it, each once.
    pub rules: &'a [RuleIndex],
}

impl ListFold<'_> {
    /// The number of its items.
    #[expect(clippy::len_without_is_empty, reason = "it is never empty")]
    pub const fn len(&self) -> usize {
        self.last.nth - self.first.nth + 1
    }

    /// Its items, top to bottom.
    pub fn items(&self) -> impl Iterator<Item = ListIndex> + use<> {
        let day = self.first.day;
        (self.first.nth..=self.last.nth).map(move |nth| ListIndex { day, nth })
    }
}

impl ItemList {
    /// The fold that an item is in; `None` if it has a row of its own.
    pub fn fold_at(&self, index: ListIndex) -> Option<ListFold<'_>> {
        let run = self.visible.run_at(index)?;
        let place = self.place_of(run.first, run.last)?;
        if self.unfolded.has(place) {
            return None;
        }
        let ListIndex { day, nth } = index;
        let (first, last) = match self.cut(place) {
            Some(cut) if (run.first.nth..run.last.nth).contains(&cut) => {
                let (above, below) = (cut, cut + 1);
                if nth <= cut {
                    (run.first, ListIndex { day, nth: above })
                } else {
                    (ListIndex { day, nth: below }, run.last)
                }
            }
            Some(_) | None => (run.first, run.last),
        };
        Some(ListFold {
            first,
            last,
            rules: run.rules,
        })
    }

    /// The item above the read line, if that is drawn within a run: the line must not vanish in a fold.
    fn cut(&self, place: FoldPlace) -> Option<usize> {
        let line = self.read_line().filter(|line| line.day == place.day)?;
        let is_within = place.first <= line.stamp && line.stamp <= place.last;
        let seen = self.find_read(line).filter(|_| is_within)?;
        match self.visible.order() {
            Order::Newest => seen.nth.checked_sub(1),
            Order::Oldest => Some(seen.nth),
        }
    }

    fn place_of(&self, one: ListIndex, other: ListIndex) -> Option<FoldPlace> {
        let (one, other) = (self.visible.item(one)?, self.visible.item(other)?);
        let (first, last) = (
            one.stamp().min(other.stamp()),
            one.stamp().max(other.stamp()),
        );
        Some(FoldPlace {
            day: one.day(),
            first,
            last,
        })
    }

    /// The time of the whole run that an item is in.
    fn run_place(&self, index: ListIndex) -> Option<FoldPlace> {
        let run = self.visible.run_at(index)?;
        self.place_of(run.first, run.last)
    }

    /// The first item of the row that shows an item.
    pub(super) fn first_of_row(&self, index: ListIndex) -> ListIndex {
        self.fold_at(index).map_or(index, |fold| fold.first)
    }

    /// The last item of the row that shows an item.
    pub(super) fn last_of_row(&self, index: ListIndex) -> ListIndex {
        self.fold_at(index).map_or(index, |fold| fold.last)
    }

    /// The first item of the row below.
    pub(super) fn row_below(&self, index: ListIndex) -> Option<ListIndex> {
        self.visible.next(self.last_of_row(index))
    }

    /// The first item of the row above.
    pub(super) fn row_above(&self, index: ListIndex) -> Option<ListIndex> {
        let above = self.visible.previous(self.first_of_row(index))?;
        Some(self.first_of_row(above))
    }

    /// Whether two items are in the same row.
    pub(super) fn is_same_row(&self, one: ListIndex, other: ListIndex) -> bool {
        self.first_of_row(one) == self.first_of_row(other)
    }

    /// The fold that is selected.
    pub fn selected_fold(&self) -> Option<ListFold<'_>> {
        self.fold_at(self.selected_index()?)
    }

    /// The rules that fold an item, or all items of its row.
    pub(in crate::app) fn rules_at(&self, index: ListIndex) -> Vec<RuleIndex> {
        let fold = self.fold_at(index);
        if let Some(fold) = fold.filter(|fold| fold.len() > 1) {
            return fold.rules.to_vec();
        }
        let (folding, item) = (self.visible.folding(), self.visible.item(index));
        let rule = folding
            .zip(item)
            .and_then(|(folding, item)| folding.rule_of(item));
        rule.into_iter().collect()
    }

    /// Whether the row that begins with this item is selected.
    pub fn is_selected_row(&self, first: ListIndex) -> bool {
        let selected = self.selected_index();
        selected.is_some_and(|selected| self.first_of_row(selected) == first)
    }

    /// The number of folded items of a day of the list. Every frame shows it, so it looks at times only if some folds of the day
    /// are open and others are not.
    pub fn folded_on(&self, day: usize) -> usize {
        let date = self.visible.days().get(day).map(|day| day.day.day());
        let all = date.and_then(|date| self.unfolded.all_on(date));
        let is_open = |first, last| {
            let place = self.place_of(first, last);
            place.is_none_or(|place| self.unfolded.has(place))
        };
        let runs = self.visible.runs_in(day);
        let folded = runs.filter(|run| !all.unwrap_or_else(|| is_open(run.first, run.last)));
        folded.map(|run| run.last.nth - run.first.nth + 1).sum()
    }

    /// Unfolds the selected row, or folds the run of the selected item. `None` if there is nothing to fold; otherwise whether it
    /// is folded now.
    pub(in crate::app) fn toggle_fold(&mut self) -> Option<bool> {
        let selected = self.selected_index()?;
        let place = self.run_place(selected)?;
        let Some(fold) = self.selected_fold() else {
            self.unfolded.set(place, false);
            self.fit();
            return Some(true);
        };
        let first = fold.first;
        self.unfolded.set(place, true);
        let line = self.line;
        self.select(Some(first), line);
        self.stop_following();
        self.fit();
        Some(false)
    }

    /// Unfolds everything, or folds everything again. Returns whether everything is folded now.
    pub(in crate::app) fn toggle_all_folds(&mut self) -> bool {
        let is_unfolded = self.unfolded.everything;
        let first = self.selected_fold().map(|fold| fold.first);
        self.unfolded = Unfolded::all(!is_unfolded);
        if let Some(first) = first {
            let line = self.line;
            self.select(Some(first), line);
        }
        self.fit();
        is_unfolded
    }

    /// Gives a story a row of its own, if it is in a fold.
    pub(super) fn reveal_key(&mut self, key: ItemKey, stamp: Stamp) {
        if let Some(index) = self.visible.find_near(key, stamp, self.hint) {
            self.reveal(index);
        }
    }

    /// Gives an item a row of its own, if it is in a fold: a jump leads to it. What was revealed before folds again.
    pub(super) fn reveal(&mut self, index: ListIndex) {
        if self.fold_at(index).is_some() {
            self.unfolded.revealed = self.run_place(index);
        }
    }
}
