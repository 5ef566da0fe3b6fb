//! Which arrangement of list and detail an area can hold, and which one suits it.

use ratatui::layout::Size;

use crate::config::Arrangement;

/// The narrowest area with the detail beside the list by default. At 130 columns a list of 78 cuts 18 % of the headlines of
/// 25 real days, at 120 columns one of 68 cuts 27 %.
const AUTO_WIDTH: u16 = 130;
/// The narrowest area with the detail beside the list on request.
const MIN_WIDTH: u16 = 100;
/// The lowest area with the detail below the list by default, in rows: on a normal screen, and on a narrow one, where
/// headlines take two lines.
const AUTO_HEIGHT: u16 = 14;
const AUTO_HEIGHT_NARROW: u16 = 30;
/// The narrowest normal screen, in columns.
const NORMAL_WIDTH: u16 = 60;
/// The lowest area with the detail below the list on request.
const MIN_HEIGHT: u16 = 10;

impl Arrangement {
    /// The arrangement that suits an area.
    pub const fn suiting(area: Size) -> Self {
        let min_height = if area.width < NORMAL_WIDTH {
            AUTO_HEIGHT_NARROW
        } else {
            AUTO_HEIGHT
        };
        if area.width >= AUTO_WIDTH && area.height > 0 {
            Self::SideBySide
        } else if area.height >= min_height && area.width > 0 {
            Self::Stacked
        } else {
            Self::ListAlone
        }
    }

    /// Whether an area has room for it.
    pub const fn fits(self, area: Size) -> bool {
        match self {
            Self::SideBySide => area.width >= MIN_WIDTH && area.height > 0,
            Self::Stacked => area.height >= MIN_HEIGHT && area.width > 0,
            Self::ListAlone => true,
        }
    }

    /// The arrangement of an area: the wanted one, or the next one that fits; without a wish the one that suits.
    pub fn shown(wanted: Option<Self>, area: Size) -> Self {
        let Some(wanted) = wanted else {
            return Self::suiting(area);
        };
        let mut choices = Self::ALL.into_iter().skip(wanted as usize);
        choices
            .find(|choice| choice.fits(area))
            .unwrap_or(Self::ListAlone)
    }

    /// The next one that fits an area, as the user cycles through them; `None` if no other does.
    pub(super) fn next(self, area: Size) -> Option<Self> {
        let others = Self::ALL.into_iter().cycle().skip(self as usize + 1);
        let mut others = others.take(Self::ALL.len() - 1);
        others.find(|other| other.fits(area))
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use Arrangement::{ListAlone, SideBySide, Stacked};

    #[rstest]
    #[case(None, 200, 48, SideBySide)]
    #[case(None, 130, 34, SideBySide)]
    #[case(None, 129, 34, Stacked)]
    #[case(None, 80, 22, Stacked)]
    #[case(None, 60, 18, Stacked)]
    #[case(None, 60, 13, ListAlone)]
    #[case(None, 45, 23, ListAlone)]
    #[case(None, 45, 38, Stacked)]
    #[case(None, 0, 0, ListAlone)]
    #[case(Some(SideBySide), 100, 28, SideBySide)]
    #[case(Some(SideBySide), 80, 22, Stacked)]
    #[case(Some(SideBySide), 80, 9, ListAlone)]
    #[case(Some(Stacked), 200, 48, Stacked)]
    #[case(Some(Stacked), 45, 10, Stacked)]
    #[case(Some(ListAlone), 200, 48, ListAlone)]
    fn arrangement_falls_back_to_what_fits(
        #[case] wanted: Option<Arrangement>,
        #[case] width: u16,
        #[case] height: u16,
        #[case] shown: Arrangement,
    ) {
        assert_eq!(Arrangement::shown(wanted, Size { width, height }), shown);
    }
}
