//! How much a timeline held when something was derived from it: names of stocks, values of fields, counts.

/// A timeline that has grown by more than one item in this many was a part of the present one.
const MIN_GROWTH: usize = 2;

/// The size of a timeline and its place among the timelines of a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    pub(super) generation: u64,
    pub(super) items: usize,
}

impl Extent {
    /// Whether a later timeline holds so much more that results of this one are results of a part.
    pub const fn is_part_of(self, later: Self) -> bool {
        later.items > self.items + self.items / MIN_GROWTH
    }
}
