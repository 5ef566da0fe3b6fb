//! Scrolling of a text: the detail, and pages.

/// A scroll that the user wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scroll {
    /// By lines, up if negative.
    Lines(i64),
    /// By half screens.
    Halves(i64),
    /// By screens; two lines stay in view.
    Screens(i64),
    /// To the first line.
    Top,
    /// To the last line.
    Bottom,
    /// To a line, from 0; in the list to an item.
    Line(usize),
}

impl Scroll {
    /// Returns the new offset, in lines, of a text of `lines` in an area of `height`.
    pub(super) fn apply(self, offset: u16, lines: u16, height: u16) -> u16 {
        let max = i64::from(lines.saturating_sub(height));
        let height = i64::from(height);
        let move_by = |times: i64, lines: i64| {
            i64::from(offset).saturating_add(times.saturating_mul(lines.max(1)))
        };
        let to = match self {
            Self::Lines(times) => move_by(times, 1),
            Self::Halves(times) => move_by(times, height / 2),
            Self::Screens(times) => move_by(times, height - 2),
            Self::Top => 0,
            Self::Bottom => max,
            Self::Line(line) => i64::try_from(line).unwrap_or(max),
        };
        u16::try_from(to.clamp(0, max)).unwrap_or(u16::MAX)
    }
}
