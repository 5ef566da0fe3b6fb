//! Values that are in any of thousands of ranges, found by halves.

use std::fmt::{self, Debug};

use crate::query::condition::Condition;
use crate::query::item::QueryItem;

/// Ranges with both ends, ascending. None overlaps another.
#[derive(Clone, Debug)]
pub(super) struct SortedRanges<T>(Vec<(T, T)>);

impl<T: Ord + Copy> SortedRanges<T> {
    /// Takes ranges in any order; one whose first value is the larger is empty.
    pub(super) fn new(mut ranges: Vec<(T, T)>) -> Self {
        ranges.retain(|(first, last)| first <= last);
        ranges.sort_unstable();
        ranges.dedup_by(|(first, last), (_, end)| {
            let overlaps = *first <= *end;
            if overlaps {
                *end = (*end).max(*last);
            }
            overlaps
        });
        Self(ranges)
    }

    /// The first value that is in a range.
    pub(super) fn least(&self) -> Option<T> {
        self.0.first().map(|(first, _)| *first)
    }

    pub(super) fn contains(&self, value: T) -> bool {
        let begun = self.0.partition_point(|(first, _)| *first <= value);
        let last = begun.checked_sub(1).and_then(|at| self.0.get(at));
        last.is_some_and(|(_, last)| value <= *last)
    }
}

/// Accepts an item with a value in any of the ranges of many conditions.
#[derive(Debug)]
pub(super) struct InRanges<T> {
    /// The conditions as a query.
    pub(super) printed: String,
    pub(super) ranges: SortedRanges<T>,
    pub(super) value: fn(&dyn QueryItem) -> T,
}

impl<T: Ord + Copy + Debug + Send + Sync + 'static> Condition for InRanges<T> {
    fn matches(&self, item: &dyn QueryItem) -> bool {
        self.ranges.contains((self.value)(item))
    }
}

impl<T> fmt::Display for InRanges<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sorted_ranges_hold_what_any_holds(ranges in prop::collection::vec((0..40_u8, 0..40_u8), 0..12)) {
            let sorted = SortedRanges::new(ranges.clone());
            for value in 0..40 {
                let any = ranges.iter().any(|(first, last)| (first..=last).contains(&&value));
                prop_assert_eq!(sorted.contains(value), any, "{}", value);
            }
        }
    }
}
