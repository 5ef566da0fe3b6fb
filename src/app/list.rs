//! Selection and scroll anchor of the list, and which lines of which items stand on the screen.

use super::geometry::Geometry;
use super::{App, Density, Position, Spot};
use crate::config::Order;
use crate::item::{NewsDay, Stamp};
use crate::lang::UiText;

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
    /// Whether the list follows its newest end: new items come in view there.
    pub following: bool,
    /// How many new items wait out of view, beyond the newest end of what is.
    pub waiting: usize,
    /// Where the selected item stood when that was last found out: a hint that is checked whenever it is used.
    pub(super) hint: Spot,
    /// What the filter took from under the selection, until the user moves on.
    pub(super) wanted: Option<Anchor>,
}

/// An item that was selected, where and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchor {
    pub position: Position,
    pub stamp: Stamp,
    pub line: i32,
}

/// One line of the list's area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// The row that names a day.
    Separator(NewsDay),
    /// The row that tells of a gap in the flow: no entry came between these moments.
    Gap(Stamp, Stamp),
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

impl List {
    /// The lines of a list's area of this height, top to bottom: exactly `height` of them.
    pub fn window(app: &App, height: u16) -> Vec<Slot> {
        let mut slots = vec![Slot::Empty; usize::from(height)];
        let Some(spot) = app.selected_spot() else {
            return slots;
        };
        let geometry = Geometry::with_height(app, height);
        let (mut at, mut line) = (spot, app.list.line);
        while line - geometry.lead(at) > 0 {
            let Some(previous) = app.shown.previous(at) else {
                break;
            };
            line -= geometry.lead(at) + geometry.item(previous);
            at = previous;
        }
        while line - geometry.lead(at) < geometry.height {
            place(app, &mut slots, at, line, geometry.item(at));
            let Some(next) = app.shown.next(at) else {
                break;
            };
            line += geometry.item(at) + geometry.lead(next);
            at = next;
        }
        slots
    }
}

/// What says that new items wait beyond the edge of the list, and the line at whose end it stands; `None` while none do.
pub fn waiting_label(app: &App) -> Option<(String, u16)> {
    let (new, height) = (app.list.waiting, app.metrics.list.1);
    if new == 0 || height == 0 {
        return None;
    }
    let (say, line) = match app.config.order {
        Order::Newest => (UiText::Waiting { new }, 0),
        Order::Oldest => (UiText::WaitingBelow { new }, height - 1),
    };
    Some((format!(" {} ", app.config.lang.text(say)), line))
}

/// Puts the lines of an item, and the row above it that names its day, into their slots.
fn place(app: &App, slots: &mut [Slot], spot: Spot, line: i32, height: i32) {
    let Some(day) = app.shown.days.get(spot.day) else {
        return;
    };
    let mut put = |line: i32, slot: Slot| {
        if let Some(place) = usize::try_from(line)
            .ok()
            .and_then(|line| slots.get_mut(line))
        {
            *place = slot;
        }
    };
    if spot.nth == 0 {
        put(line - 1, Slot::Separator(day.day.day()));
    } else if let Some((from, until)) = app.shown.gap_above(spot) {
        put(line - 1, Slot::Gap(from, until));
    }
    let row = app.shown.row(spot);
    for (part, line) in (line..line + height).enumerate() {
        put(
            line,
            Slot::Item {
                day: spot.day,
                row,
                part: part as u16,
            },
        );
    }
}
