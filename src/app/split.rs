//! Where the divider is: how much of the screen the list gets beside or above the detail.

use ratatui::layout::Size;
use serde::{Deserialize, Serialize};

/// The smallest size of a pane, wherever the divider is.
const MIN_PANE: Size = Size {
    width: 24,
    height: 3,
};
/// The columns that the detail takes beside the list and the divider: 48 for text.
const DETAIL_WIDTH: u16 = 51;
/// The most columns that it takes: 80 for text. Beyond [`SHARING_WIDTH`] both panes grow until it has them.
const MAX_DETAIL_WIDTH: u16 = 83;
const SHARING_WIDTH: u16 = 130;
/// The list's share of the rows above the detail, in percent. At 80x24 it leaves 7 rows to the detail, enough for three of
/// four items.
const LIST_ROWS: u16 = 64;

/// The list's share of a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Share {
    list: u16,
    of: u16,
}

/// The list's share of the columns beside the detail, and of the rows above it; `None` as suits the size. Each has its own: a
/// narrow list beside the detail does not mean a low list above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Split {
    columns: Option<Share>,
    rows: Option<Share>,
}

impl Split {
    /// The split of the setting `divider`: the list's share in percent; 0 as suits the size.
    pub fn from_percent(list: u16) -> Self {
        let share = (list > 0).then_some(Share { list, of: 100 });
        Self {
            columns: share,
            rows: share,
        }
    }

    /// The columns of the list and the divider beside it, in an area of this width.
    pub fn list_columns(self, width: u16) -> u16 {
        let list = match self.columns {
            Some(share) => share.of_length(width),
            None => width - detail_columns(width),
        };
        bounded(list, width, MIN_PANE.width)
    }

    /// The rows of the list above the detail, in an area of this height.
    pub fn list_rows(self, height: u16) -> u16 {
        let share = self.rows.unwrap_or(Share {
            list: LIST_ROWS,
            of: 100,
        });
        bounded(share.of_length(height), height, MIN_PANE.height)
    }

    /// Gives the list as many of all columns.
    pub(super) fn set_columns(&mut self, list: u16, of: u16) {
        self.columns = Some(Share { list, of });
    }

    /// Gives the list as many of all rows.
    pub(super) fn set_rows(&mut self, list: u16, of: u16) {
        self.rows = Some(Share { list, of });
    }
}

impl Share {
    fn of_length(self, length: u16) -> u16 {
        let share = u32::from(length) * u32::from(self.list) / u32::from(self.of.max(1));
        u16::try_from(share).unwrap_or(length)
    }
}

/// The columns of the detail beside the list, by default.
fn detail_columns(width: u16) -> u16 {
    let more = width.saturating_sub(SHARING_WIDTH) / 2;
    (DETAIL_WIDTH + more).min(MAX_DETAIL_WIDTH).min(width / 2)
}

/// Returns a pane's length between `min` and the most that leaves `min` to the other pane.
fn bounded(pane: u16, length: u16, min: u16) -> u16 {
    let max = length.saturating_sub(min + 1);
    pane.clamp(min.min(max), max)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(100, 50)]
    #[case(120, 69)]
    #[case(130, 79)]
    #[case(140, 84)]
    #[case(160, 94)]
    #[case(200, 117)]
    #[case(300, 217)]
    fn defect_27_list_gets_the_surplus(#[case] width: u16, #[case] list: u16) {
        assert_eq!(Split::default().list_columns(width), list);
    }

    #[rstest]
    #[case(34, 21)]
    #[case(22, 14)]
    #[case(18, 11)]
    fn list_above_the_detail_gets_most_rows(#[case] height: u16, #[case] list: u16) {
        assert_eq!(Split::default().list_rows(height), list);
    }

    #[test]
    fn both_panes_keep_a_smallest_size() {
        for percent in [1, 50, 100] {
            let split = Split::from_percent(percent);
            for length in 0..300 {
                let (columns, rows) = (split.list_columns(length), split.list_rows(length));
                assert!(columns < length.max(1) && rows < length.max(1));
                assert!(length < 49 || (24..=length - 25).contains(&columns));
                assert!(length < 7 || (3..=length - 4).contains(&rows));
            }
        }
    }

    #[test]
    fn moved_divider_stays_to_the_cell() {
        let mut split = Split::default();
        for list in 24..=95 {
            split.set_columns(list, 120);
            assert_eq!(split.list_columns(120), list);
        }
        assert_eq!(split.list_rows(22), Split::default().list_rows(22));
    }
}
