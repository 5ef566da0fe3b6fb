//! What scrolls over its own text: the detail, and pages.

/// How far a text was asked to scroll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scroll {
    /// By lines, up where negative.
    Lines(i64),
    /// By half screens.
    Halves(i64),
    /// By screens.
    Screens(i64),
    /// To the first line.
    Top,
    /// To the last line.
    Bottom,
}

impl Scroll {
    /// How many lines are scrolled away afterwards, of a text of `lines` of which `height` fit.
    pub(super) fn from(self, scroll: u16, lines: u16, height: u16) -> u16 {
        let most = i64::from(lines.saturating_sub(height));
        let screen = i64::from(height);
        let to = match self {
            Self::Lines(by) => i64::from(scroll).saturating_add(by),
            Self::Halves(by) => {
                i64::from(scroll).saturating_add(by.saturating_mul((screen / 2).max(1)))
            }
            Self::Screens(by) => {
                i64::from(scroll).saturating_add(by.saturating_mul((screen - 2).max(1)))
            }
            Self::Top => 0,
            Self::Bottom => most,
        };
        u16::try_from(to.clamp(0, most)).unwrap_or(u16::MAX)
    }
}
