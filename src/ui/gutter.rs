//! The columns beside an item's text in the list, for its bar, time, badge and wire.
//!
//! ```text
//! ▌20:26 红 headline          wide
//! ▌06-05 20:26 红 headline    wide, where a filter left few items of each day
//! ▌20:26红 headline           narrow
//! ▌20:26 红 金 headline       wide, with the mark of the wire where there is more than one
//! ```

use chrono::Datelike;
use ratatui::layout::Rect;

use super::badge::BADGE_COLUMNS;
use super::canvas::rest_of_line;
use crate::item::Stamp;

/// The columns of the bar.
const BAR: u16 = 1;

/// The columns of a wire's mark: one hanzi.
const WIRE: u16 = 2;

/// The widest list without columns beside the text, and the widest without blank columns between them.
const NO_GUTTER: u16 = 15;
const NARROW: u16 = 48;
/// The narrowest list that shows a date beside the clock.
const MIN_DATE_AND_CLOCK: u16 = 36;

/// The layout of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gutter {
    time: TimeColumn,
    /// Blank columns beside the badge and after the text.
    gap: u16,
    /// Columns for the mark of the wire and the blank before it.
    wire: u16,
}

/// What is beside an item's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TimeColumn {
    /// Nothing, not even a badge.
    None,
    Clock,
    Date,
    DateAndClock,
}

impl Gutter {
    /// Chooses the layout for a list of this width. With `dates`, no other line of the list names the days;
    /// with `wires`, items are of more than one.
    pub(super) const fn new(columns: u16, dates: bool, wires: bool) -> Self {
        let time = match (columns, dates) {
            (0..=NO_GUTTER, _) => TimeColumn::None,
            (_, false) => TimeColumn::Clock,
            (MIN_DATE_AND_CLOCK.., true) => TimeColumn::DateAndClock,
            (_, true) => TimeColumn::Date,
        };
        let gap = if columns > NARROW { 1 } else { 0 };
        Self {
            time,
            gap,
            wire: if wires { WIRE + gap } else { 0 },
        }
    }

    /// Whether the list is too narrow for these columns.
    pub(super) fn is_empty(self) -> bool {
        self.time == TimeColumn::None
    }

    const fn time_width(self) -> u16 {
        match self.time {
            TimeColumn::None => 0,
            TimeColumn::Clock | TimeColumn::Date => 5,
            TimeColumn::DateAndClock => 11,
        }
    }

    /// Returns the time of an item as it is shown. A date of another year than `now` has the year in place of the clock.
    pub(super) fn time_text(self, stamp: Stamp, now: Stamp) -> String {
        let ((hour, minute), time) = (stamp.clock(), stamp.time());
        let (month, day) = (time.month(), time.day());
        match self.time {
            TimeColumn::None => String::new(),
            TimeColumn::Clock => format!("{hour:02}:{minute:02}"),
            TimeColumn::Date => format!("{month:02}-{day:02}"),
            TimeColumn::DateAndClock if time.year() == now.time().year() => {
                format!("{month:02}-{day:02} {hour:02}:{minute:02}")
            }
            TimeColumn::DateAndClock => format!("{}-{month:02}-{day:02}", time.year()),
        }
    }

    /// Returns the part of a line for the item's time.
    pub(super) fn time_area(self, line: Rect) -> Rect {
        Rect {
            width: self.time_width().min(line.width.saturating_sub(BAR)),
            ..rest_of_line(line, line.x.saturating_add(BAR))
        }
    }

    /// Returns the part of a line for the item's badge.
    pub(super) fn badge_area(self, line: Rect) -> Rect {
        let before = BAR + self.time_width() + self.gap;
        rest_of_line(line, line.x.saturating_add(before))
    }

    /// Returns the part of a line for the mark of the item's wire; `None` if it has none.
    pub(super) fn wire_area(self, line: Rect) -> Option<Rect> {
        if self.wire == 0 || self.is_empty() {
            return None;
        }
        let after_badge = BAR + self.time_width() + self.gap + BADGE_COLUMNS;
        let blank = self.wire - WIRE;
        Some(rest_of_line(
            line,
            line.x.saturating_add(after_badge + blank),
        ))
    }

    /// Returns the column for the item's star: the blank before its text.
    pub(super) fn star_area(self, line: Rect) -> Rect {
        let text = self.text_area(line);
        rest_of_line(line, text.x.saturating_sub(1))
    }

    /// Returns the part of a line for the item's text.
    pub(super) fn text_area(self, line: Rect) -> Rect {
        if self.is_empty() {
            return line;
        }
        let before = BAR + self.time_width() + self.gap + BADGE_COLUMNS + self.wire + 1;
        Rect {
            x: line.x.saturating_add(before),
            width: line.width.saturating_sub(before + self.gap),
            ..line
        }
    }
}
