//! Selection and scroll anchor of the list, and which lines of which items stand on the screen.

use super::{Density, Position};
use crate::item::NewsDay;

/// Where the list stands: the selected item, and the line of the screen on which it begins. Everything else on the
/// screen follows from that, walking outward, so that nothing jumps when items arrive above or below.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// The selected item; `None` while there is none.
    pub selected: Option<Position>,
    /// The line of the list's area on which the selected item begins; negative where its beginning is scrolled away.
    pub line: i32,
    /// How much of an item is shown.
    pub density: Density,
    /// Whether the list follows the top edge: new items come in view there.
    pub following: bool,
    /// How many new items wait beyond the top edge.
    pub waiting: usize,
}

/// One line of the list's area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// The row that names a day.
    Separator(NewsDay),
    /// A line of an item.
    Item {
        /// Which item: index into the list's days, and into that day's shown rows, in the order of the list.
        day: usize,
        /// Index into the day's timeline rows.
        row: usize,
        /// Which of the item's lines, from 0.
        part: u16,
    },
    /// Nothing: past the end of the list.
    Empty,
}
