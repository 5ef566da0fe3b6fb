//! How the screen is divided, from its size alone.
//!
//! ```text
//!  side by side            stacked            list alone
//! ┌────────────────────┐  ┌────────────────┐  ┌──────────┐
//! │ header             │  │ header         │  │ header   │
//! │ list   │ detail    │  │ list          ┃│  │ list    ┃│
//! │        ┃           │  │ ─ divider ──── │  │          │
//! │        │           │  │ detail         │  │          │
//! │ status             │  │ status         │  │ status   │
//! └────────────────────┘  └────────────────┘  └──────────┘
//! ```
//!
//! What does not fit falls back: side by side to stacked, stacked to one pane, header and status to nothing. Sizes only
//! ever shrink to 0, so that a terminal of 1x1 is a screen like any other.

use ratatui::layout::{Rect, Size};

use crate::app::{Arrangement, Divider, Focus, Split};

/// Where list and detail stand side by side by themselves: below that, lines of both are too short to read well.
const WIDE: u16 = 100;
/// Where they can be told to.
const WIDE_ENOUGH: u16 = 60;
/// From how many rows on the detail stands below the list by itself.
const TALL: u16 = 16;
/// From how many rows on it can be told to.
const TALL_ENOUGH: u16 = 10;
/// The least columns and rows of a pane, however the divider is dragged.
const LEAST: Size = Size {
    width: 24,
    height: 3,
};

/// What is wanted of the screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub arrangement: Arrangement,
    pub focus: Focus,
    /// The list's share.
    pub split: Split,
    /// Rows of the prompt; 0 where nothing is being typed. It takes the first even where there is no room for a status line.
    pub prompt: u16,
}

/// The areas of the screen; those that there is no room for are empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Panes {
    pub header: Rect,
    /// The list without its scroll bar.
    pub list: Rect,
    /// The scroll bar of the list, which is also the divider where the detail stands beside it.
    pub list_bar: Rect,
    /// The row between list and detail where they are stacked.
    pub rule: Rect,
    /// The detail's text.
    pub detail: Rect,
    pub detail_bar: Rect,
    /// Everything between header and status, for pages of text.
    pub body: Rect,
    pub status: Rect,
    pub divider: Option<Divider>,
}

impl Panes {
    pub(super) fn of(size: Size, wanted: Wanted) -> Self {
        let screen = Rect::new(0, 0, size.width, size.height);
        let header = u16::from(size.height >= 3);
        let status = status(size.height, wanted.prompt);
        let body = Rect {
            y: header,
            height: size.height.saturating_sub(header + status),
            ..screen
        };
        let mut panes = Self {
            header: Rect {
                height: header,
                ..screen
            },
            status: Rect {
                y: body.bottom(),
                height: status,
                ..screen
            },
            body,
            ..Self::default()
        };
        panes.arrange(body, wanted);
        panes
    }

    fn arrange(&mut self, body: Rect, wanted: Wanted) {
        match (wanted.focus, fallback(body, wanted.arrangement)) {
            (Focus::Zen, _) | (Focus::Detail, Fitting::Alone) => self.set_detail(body),
            (Focus::List, Fitting::Alone) => self.set_list(body),
            (Focus::List | Focus::Detail, Fitting::SideBySide) => {
                let width = share(body.width, wanted.split.columns, LEAST.width);
                self.set_list(Rect { width, ..body });
                let x = body.x + width;
                self.set_detail(Rect {
                    x,
                    width: body.width - width,
                    ..body
                });
                self.divider = Some(Divider::Column(x.saturating_sub(1)));
            }
            (Focus::List | Focus::Detail, Fitting::Stacked) => {
                let height = share(body.height, wanted.split.rows, LEAST.height);
                self.set_list(Rect { height, ..body });
                let y = body.y + height;
                self.rule = Rect {
                    y,
                    height: 1,
                    ..body
                };
                self.set_detail(Rect {
                    y: y + 1,
                    height: body.height.saturating_sub(height + 1),
                    ..body
                });
                self.divider = Some(Divider::Row(y));
            }
        }
    }

    fn set_list(&mut self, pane: Rect) {
        (self.list, self.list_bar) = without_bar(pane);
    }

    /// The detail has a margin of one column left and right, the right one for its scroll bar.
    fn set_detail(&mut self, pane: Rect) {
        let (text, bar) = without_bar(pane);
        self.detail_bar = bar;
        let margin = u16::from(text.width > 8);
        self.detail = Rect {
            x: text.x + margin,
            width: text.width.saturating_sub(2 * margin),
            ..text
        };
    }
}

fn without_bar(pane: Rect) -> (Rect, Rect) {
    let bar = u16::from(pane.width >= 8);
    let width = pane.width - bar;
    (
        Rect { width, ..pane },
        Rect {
            x: pane.x + width,
            width: bar,
            ..pane
        },
    )
}

/// Rows of the last lines, of a screen of this height: a line of the list is left above a prompt.
const fn status(height: u16, prompt: u16) -> u16 {
    match (height, prompt) {
        (0, _) | (1, 0) => 0,
        (4.., 2..) => 2,
        (1.., _) => 1,
    }
}

/// Which arrangement fits.
enum Fitting {
    SideBySide,
    Stacked,
    Alone,
}

fn fallback(body: Rect, arrangement: Arrangement) -> Fitting {
    let (wide, tall) = match arrangement {
        Arrangement::Auto => (body.width >= WIDE, body.height + 2 >= TALL),
        Arrangement::SideBySide => (body.width >= WIDE_ENOUGH, body.height >= TALL_ENOUGH),
        Arrangement::Stacked => (false, body.height >= TALL_ENOUGH),
        Arrangement::ListAlone => (false, false),
    };
    match (wide && body.height > 0, tall && body.width > 0) {
        (true, _) => Fitting::SideBySide,
        (false, true) => Fitting::Stacked,
        (false, false) => Fitting::Alone,
    }
}

/// The list's share of a length, such that both panes keep the least.
fn share(length: u16, percent: u16, least: u16) -> u16 {
    let share = u32::from(length) * u32::from(percent.min(100)) / 100;
    let most = length.saturating_sub(least + 1);
    u16::try_from(share)
        .unwrap_or(length)
        .clamp(least.min(most), most)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn panes(width: u16, height: u16, arrangement: Arrangement, focus: Focus) -> Panes {
        Panes::of(
            Size { width, height },
            Wanted {
                arrangement,
                focus,
                split: Split::default(),
                prompt: 0,
            },
        )
    }

    #[rstest]
    #[case(200, 50, Arrangement::Auto, true, Some(Divider::Column(89)))]
    #[case(100, 30, Arrangement::Auto, true, Some(Divider::Column(44)))]
    #[case(60, 20, Arrangement::Auto, true, Some(Divider::Row(9)))]
    #[case(60, 15, Arrangement::Auto, true, None)]
    #[case(30, 8, Arrangement::Auto, true, None)]
    #[case(70, 30, Arrangement::SideBySide, true, Some(Divider::Column(30)))]
    #[case(50, 30, Arrangement::SideBySide, true, Some(Divider::Row(13)))]
    #[case(50, 9, Arrangement::SideBySide, true, None)]
    #[case(200, 50, Arrangement::ListAlone, true, None)]
    fn what_does_not_fit_falls_back(
        #[case] width: u16,
        #[case] height: u16,
        #[case] arrangement: Arrangement,
        #[case] list: bool,
        #[case] divider: Option<Divider>,
    ) {
        let panes = panes(width, height, arrangement, Focus::List);
        assert_eq!((!panes.list.is_empty(), panes.divider), (list, divider));
        assert_eq!(panes.detail.is_empty(), divider.is_none());
    }

    #[test]
    fn the_detail_is_alone_where_both_do_not_fit_and_in_zen() {
        let narrow = panes(30, 8, Arrangement::Auto, Focus::Detail);
        assert!(narrow.list.is_empty() && narrow.detail.height == 6);
        let zen = panes(200, 50, Arrangement::Auto, Focus::Zen);
        assert!(zen.list.is_empty() && zen.detail.width > 190);
    }

    #[test]
    fn areas_stay_on_the_screen_and_do_not_overlap() {
        for (width, height) in (0..140).flat_map(|width| (0..40).map(move |height| (width, height)))
        {
            for arrangement in [
                Arrangement::Auto,
                Arrangement::SideBySide,
                Arrangement::Stacked,
            ] {
                for (share, prompt) in [(0, 0), (45, 1), (45, 2), (100, 0)] {
                    let split = Split {
                        columns: share,
                        rows: share,
                    };
                    let wanted = Wanted {
                        arrangement,
                        focus: Focus::List,
                        split,
                        prompt,
                    };
                    let p = Panes::of(Size { width, height }, wanted);
                    let areas = [
                        p.header,
                        p.list,
                        p.list_bar,
                        p.rule,
                        p.detail,
                        p.detail_bar,
                        p.status,
                    ];
                    let screen = Rect::new(0, 0, width, height);
                    for (n, area) in areas
                        .iter()
                        .enumerate()
                        .filter(|(_, area)| !area.is_empty())
                    {
                        assert_eq!(
                            area.intersection(screen),
                            *area,
                            "{wanted:?} {width}x{height}"
                        );
                        assert!(
                            areas
                                .iter()
                                .skip(n + 1)
                                .all(|other| !area.intersects(*other)),
                            "{width}x{height} {p:?}"
                        );
                    }
                }
            }
        }
    }
}
