//! What the list holds: the days of the timeline, or what the filter left of them, newest or oldest first.
//!
//! Everything here costs at most a binary search over days and one over the rows of a day; only making it anew after a
//! change walks the days (some thousand in ten years), and never their items.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::config::Order;
use crate::item::{ItemId, NewsDay, Stamp};
use crate::timeline::{Day, ItemRef};

/// A place in the list, independent of rows: which item of which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The news day.
    pub day: NewsDay,
    /// The item.
    pub id: ItemId,
}

/// Where an item stands in the list as it is now. Good until the list changes; whatever outlives a change is a [`Position`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Spot {
    /// Index into [`Shown::days`].
    pub day: usize,
    /// Index into that day's items, in the order of the list.
    pub nth: usize,
}

/// A day as the list holds it.
#[derive(Debug, Clone)]
pub struct ShownDay {
    /// The day; where the filter has not yet looked at a changed day again, the day as it was before.
    pub day: Arc<Day>,
    /// The rows the filter left, ascending; `None` for all of them.
    pub rows: Option<Arc<[u32]>>,
    /// How many items stand in all days before this one, in the order of the list.
    pub before: usize,
}

impl ShownDay {
    /// How many items of it are shown; never none.
    #[expect(clippy::len_without_is_empty, reason = "it is never empty")]
    pub fn len(&self) -> usize {
        self.rows.as_ref().map_or(self.day.len(), |rows| rows.len())
    }

    /// The row of the item that is `index`th by time.
    fn row(&self, index: usize) -> usize {
        self.rows
            .as_ref()
            .map_or(index, |rows| rows.get(index).map_or(0, |&row| row as usize))
    }

    /// Which of its items by time stands in a row.
    fn index(&self, row: usize) -> Option<usize> {
        match &self.rows {
            Some(rows) => rows.binary_search(&(row as u32)).ok(),
            None => (row < self.day.len()).then_some(row),
        }
    }

    /// How many of its items went out before a moment.
    fn before(&self, stamp: Stamp) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.day.item(self.row(middle)).stamp() < stamp {
                low = middle + 1
            } else {
                high = middle
            }
        }
        low
    }
}

/// What the list holds, top to bottom.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// Days with at least one item to show, in the order of the list.
    pub days: Vec<ShownDay>,
    /// How many items that is.
    pub total: usize,
    order: Order,
}

impl Shown {
    /// What there is to show, with the days given oldest first.
    pub fn new(
        order: Order,
        days: impl DoubleEndedIterator<Item = (Arc<Day>, Option<Arc<[u32]>>)>,
    ) -> Self {
        let mut shown = Self {
            order,
            ..Self::default()
        };
        match order {
            Order::Newest => days.rev().for_each(|(day, rows)| shown.push(day, rows)),
            Order::Oldest => days.for_each(|(day, rows)| shown.push(day, rows)),
        }
        shown
    }

    fn push(&mut self, day: Arc<Day>, rows: Option<Arc<[u32]>>) {
        let day = ShownDay {
            day,
            rows,
            before: self.total,
        };
        if day.len() > 0 {
            self.total += day.len();
            self.days.push(day);
        }
    }

    /// Which end of time stands at the top.
    pub const fn order(&self) -> Order {
        self.order
    }

    /// The item at the top of the list.
    pub fn first(&self) -> Option<Spot> {
        (self.total > 0).then(Spot::default)
    }

    /// The item at the bottom of the list.
    pub fn last(&self) -> Option<Spot> {
        let day = self.days.len().checked_sub(1)?;
        Some(Spot {
            day,
            nth: self.days[day].len() - 1,
        })
    }

    /// The item where new ones arrive.
    pub fn newest(&self) -> Option<Spot> {
        match self.order {
            Order::Newest => self.first(),
            Order::Oldest => self.last(),
        }
    }

    /// The item below.
    pub fn next(&self, spot: Spot) -> Option<Spot> {
        let day = self.days.get(spot.day)?;
        if spot.nth + 1 < day.len() {
            return Some(Spot {
                nth: spot.nth + 1,
                ..spot
            });
        }
        (spot.day + 1 < self.days.len()).then_some(Spot {
            day: spot.day + 1,
            nth: 0,
        })
    }

    /// The item above.
    pub fn previous(&self, spot: Spot) -> Option<Spot> {
        if let Some(nth) = spot.nth.checked_sub(1) {
            return Some(Spot { nth, ..spot });
        }
        let day = spot.day.checked_sub(1)?;
        Some(Spot {
            day,
            nth: self.days.get(day)?.len() - 1,
        })
    }

    /// How many items stand above this one.
    pub fn rank(&self, spot: Spot) -> usize {
        self.days
            .get(spot.day)
            .map_or(self.total, |day| day.before + spot.nth)
    }

    /// The item with so many above it; the last one where there are fewer.
    pub fn at(&self, rank: usize) -> Option<Spot> {
        let rank = rank.min(self.total.checked_sub(1)?);
        let day = self
            .days
            .partition_point(|day| day.before <= rank)
            .checked_sub(1)?;
        Some(Spot {
            day,
            nth: rank - self.days[day].before,
        })
    }

    /// The item at a spot; `None` where the spot is one of an earlier list and past the end of this one.
    pub fn item(&self, spot: Spot) -> Option<ItemRef<'_>> {
        let day = self.days.get(spot.day)?;
        (spot.nth < day.len()).then(|| day.day.item(self.row_in(day, spot.nth)))
    }

    /// The row of the item in its day.
    pub fn row(&self, spot: Spot) -> usize {
        self.days
            .get(spot.day)
            .map_or(0, |day| self.row_in(day, spot.nth))
    }

    /// The item in a day's row, as [`super::Slot::Item`] names it.
    pub fn item_in(&self, day: usize, row: usize) -> Option<ItemRef<'_>> {
        let day = &self.days.get(day)?.day;
        (row < day.len()).then(|| day.item(row))
    }

    /// The last moment before a gap in the flow and the first after it, where one stands between an item and the one above;
    /// not while the filter leaves things out, for then silence is the rule.
    pub fn gap_above(&self, spot: Spot) -> Option<(Stamp, Stamp)> {
        let day = self
            .days
            .get(spot.day)
            .filter(|day| day.rows.is_none() && spot.nth > 0)?;
        let row = self.row_in(day, spot.nth);
        let after = match self.order {
            Order::Newest => row + 1,
            Order::Oldest => row,
        };
        day.day.gaps().binary_search(&(after as u32)).ok()?;
        let stamp = |row: usize| day.day.item(row).stamp();
        Some((stamp(after.checked_sub(1)?), stamp(after)))
    }

    fn row_in(&self, day: &ShownDay, nth: usize) -> usize {
        day.row(self.turn(day, nth))
    }

    /// From the order of the list to that of time, and back.
    fn turn(&self, day: &ShownDay, nth: usize) -> usize {
        match self.order {
            Order::Newest => (day.len() - 1).saturating_sub(nth),
            Order::Oldest => nth,
        }
    }

    /// What names the item at a spot for good.
    pub fn position(&self, spot: Spot) -> Option<Position> {
        self.item(spot).map(|item| Position {
            day: item.day(),
            id: item.id(),
        })
    }

    /// Where an item stands, if the list holds it.
    ///
    /// `hint` is where it may well stand still; without such luck the rows of its day are walked.
    pub fn find(&self, position: Position, hint: Spot) -> Option<Spot> {
        if self.position(hint) == Some(position) {
            return Some(hint);
        }
        let day = self.day(position.day)?;
        self.spot(day, self.days[day].day.find(position.id)?)
    }

    /// The same for an item that last went out at this moment.
    pub fn find_at(&self, position: Position, stamp: Stamp, hint: Spot) -> Option<Spot> {
        if self.position(hint) == Some(position) {
            return Some(hint);
        }
        let day = self.day(position.day)?;
        self.spot(day, self.days[day].day.find_at(position.id, stamp)?)
    }

    /// The spot of a row of a shown day, if the filter left it.
    pub fn spot(&self, day: usize, row: usize) -> Option<Spot> {
        let shown = self.days.get(day)?;
        let index = shown.index(row)?;
        Some(Spot {
            day,
            nth: self.turn(shown, index),
        })
    }

    /// Where a day stands among [`Self::days`], if it has anything to show.
    pub fn day(&self, day: NewsDay) -> Option<usize> {
        self.days
            .binary_search_by(|shown| self.compare(shown.day.day(), day))
            .ok()
    }

    /// How two days stand to each other in the list.
    fn compare(&self, a: NewsDay, b: NewsDay) -> Ordering {
        match self.order {
            Order::Newest => b.cmp(&a),
            Order::Oldest => a.cmp(&b),
        }
    }

    /// The first item that went out at this moment or later, looking from its news day on.
    pub fn from(&self, day: NewsDay, stamp: Stamp) -> Option<Spot> {
        if let Some(day) = self.day(day) {
            let shown = &self.days[day];
            let index = shown.before(stamp);
            if index < shown.len() {
                return Some(Spot {
                    day,
                    nth: self.turn(shown, index),
                });
            }
        }
        let day = self.later(day)?;
        Some(Spot {
            day,
            nth: self.turn(&self.days[day], 0),
        })
    }

    /// The last item that went out before this moment, looking back from its news day.
    pub fn until(&self, day: NewsDay, stamp: Stamp) -> Option<Spot> {
        if let Some(day) = self.day(day) {
            let shown = &self.days[day];
            if let Some(index) = shown.before(stamp).checked_sub(1) {
                return Some(Spot {
                    day,
                    nth: self.turn(shown, index),
                });
            }
        }
        let day = self.earlier(day)?;
        let shown = &self.days[day];
        Some(Spot {
            day,
            nth: self.turn(shown, shown.len() - 1),
        })
    }

    /// The item nearest in time; the earlier one of two that are as near.
    pub fn nearest(&self, day: NewsDay, stamp: Stamp) -> Option<Spot> {
        let (before, after) = (self.until(day, stamp), self.from(day, stamp));
        let away = |spot: Option<Spot>| {
            spot.and_then(|spot| self.item(spot))
                .map(|item| item.stamp().unix().abs_diff(stamp.unix()))
        };
        match (away(before), away(after)) {
            (Some(back), Some(ahead)) if back <= ahead => before,
            (Some(_), None) => before,
            (_, Some(_) | None) => after,
        }
    }

    /// The shown day that comes next in time.
    pub fn later(&self, day: NewsDay) -> Option<usize> {
        match self.order {
            Order::Newest => self
                .days
                .partition_point(|shown| shown.day.day() > day)
                .checked_sub(1),
            Order::Oldest => Some(self.days.partition_point(|shown| shown.day.day() <= day)),
        }
        .filter(|&index| index < self.days.len())
    }

    /// The shown day that comes before in time.
    pub fn earlier(&self, day: NewsDay) -> Option<usize> {
        match self.order {
            Order::Newest => Some(self.days.partition_point(|shown| shown.day.day() >= day)),
            Order::Oldest => self
                .days
                .partition_point(|shown| shown.day.day() < day)
                .checked_sub(1),
        }
        .filter(|&index| index < self.days.len())
    }
}
