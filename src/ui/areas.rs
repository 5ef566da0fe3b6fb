//! Divides the screen into areas, from its size and the user's choices.
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
//! An arrangement that does not fit falls back: side by side to stacked, stacked to one pane, header and status to nothing.
//! An area without room is empty, so a terminal of 1x1 needs no special case.

use ratatui::layout::{Rect, Size};

use super::canvas::rest_of_line;
use super::detail::is_short;
use crate::app::{Divider, Focus, PaneId, PaneMap, Split};
use crate::config::Arrangement;

/// What the areas depend on besides the size of the screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct AreaRequest {
    /// The wanted arrangement; `None` for the one that suits the size.
    pub arrangement: Option<Arrangement>,
    pub focus: Focus,
    pub split: Split,
    /// The rows of an open prompt. Its first row is shown even if there is no room for a status line.
    pub prompt_rows: u16,
}

/// The areas of the screen; an area without room is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Areas {
    pub screen: Rect,
    pub header: Rect,
    pub panes: PaneMap<PaneArea>,
    /// The row between list and detail if they are stacked.
    pub rule: Rect,
    /// Everything between header and status.
    pub body: Rect,
    /// What list and detail share.
    pub shared: Rect,
    pub status: Rect,
    pub divider: Option<Divider>,
}

/// The area of a pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PaneArea {
    /// Without scroll bar and margins.
    pub area: Rect,
    /// The scroll bar. That of the list is the divider if the detail is beside it.
    pub bar: Rect,
}

impl Areas {
    /// Divides the screen. `reserve` cuts the area of a pane off the body; list and detail share what is left.
    pub(super) fn new(
        size: Size,
        request: AreaRequest,
        reserve: impl Fn(PaneId, &mut Rect) -> Rect,
    ) -> Self {
        let mut areas = Self::without_panes(size, request.prompt_rows);
        if request.focus.alone {
            areas.set_pane(request.focus.pane, areas.body);
            areas.shared = areas.body;
        } else {
            let mut rest = areas.body;
            for &pane in PaneId::ALL {
                let reserved = reserve(pane, &mut rest);
                areas.set_pane(pane, reserved);
            }
            areas.arrange(rest, request);
        }
        areas
    }

    /// Divides the screen into header, body and status.
    fn without_panes(size: Size, prompt_rows: u16) -> Self {
        let screen = Rect::new(0, 0, size.width, size.height);
        let header = u16::from(size.height >= 3);
        let status = status_rows(size.height, prompt_rows);
        let rows = |y, height| Rect {
            y,
            height,
            ..screen
        };
        let body = rows(header, size.height.saturating_sub(header + status));
        Self {
            screen,
            header: rows(0, header),
            status: rows(body.bottom(), status),
            body,
            ..Self::default()
        }
    }

    /// Divides an area between list and detail.
    fn arrange(&mut self, area: Rect, request: AreaRequest) {
        self.shared = area;
        match Arrangement::shown(request.arrangement, area.as_size()) {
            Arrangement::SideBySide => self.put_side_by_side(area, request.split),
            Arrangement::Stacked => self.stack(area, request.split),
            Arrangement::ListAlone => {
                let is_detail = request.focus.pane == PaneId::Detail;
                let pane = if is_detail {
                    PaneId::Detail
                } else {
                    PaneId::List
                };
                self.set_pane(pane, area);
            }
        }
    }

    fn put_side_by_side(&mut self, area: Rect, split: Split) {
        let width = split.list_columns(area.width);
        self.set_pane(PaneId::List, Rect { width, ..area });
        let detail = rest_of_line(area, area.x + width);
        self.set_pane(PaneId::Detail, detail);
        self.divider = Some(Divider::Column(detail.x.saturating_sub(1)));
    }

    fn stack(&mut self, area: Rect, split: Split) {
        let height = split.list_rows(area.height);
        self.set_pane(PaneId::List, Rect { height, ..area });
        let y = area.y + height;
        self.rule = Rect {
            y,
            height: 1,
            ..area
        };
        let detail = Rect {
            y: y + 1,
            height: area.height.saturating_sub(height + 1),
            ..area
        };
        self.set_pane(PaneId::Detail, detail);
        self.divider = Some(Divider::Row(y));
    }

    /// Splits scroll bar and margins off a pane. A pane of text has a margin of one column on either side.
    fn set_pane(&mut self, pane: PaneId, area: Rect) {
        let (text, bar) = split_bar(self.below_header(pane, area));
        let margin = u16::from(pane != PaneId::List && text.width > 8);
        let area = Rect {
            x: text.x + margin,
            width: text.width.saturating_sub(2 * margin),
            ..text
        };
        self.panes[pane] = PaneArea { area, bar };
    }

    /// Leaves a blank row between the header and a pane of text, unless the pane is short.
    fn below_header(&self, pane: PaneId, area: Rect) -> Rect {
        let touches = pane != PaneId::List && area.y == self.body.y;
        let below = Rect {
            y: area.y.saturating_add(1),
            height: area.height.saturating_sub(1),
            ..area
        };
        if touches && !is_short(below) {
            below
        } else {
            area
        }
    }

    /// The area of the list.
    pub(super) fn list(&self) -> Rect {
        self.panes[PaneId::List].area
    }

    /// Whether the scroll bar of a pane is also the divider.
    pub(super) fn bar_is_divider(&self, pane: PaneId) -> bool {
        pane == PaneId::List && matches!(self.divider, Some(Divider::Column(_)))
    }
}

/// Splits the scroll bar off a pane that is wide enough for one.
fn split_bar(pane: Rect) -> (Rect, Rect) {
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

/// Returns the rows of status or prompt. One row of the list stays visible above a prompt.
const fn status_rows(height: u16, prompt: u16) -> u16 {
    match (height, prompt) {
        (0, _) | (1, 0) => 0,
        (4.., 2..) => 2,
        (1.., _) => 1,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn areas(width: u16, height: u16, arrangement: Option<Arrangement>, focus: Focus) -> Areas {
        let request = AreaRequest {
            arrangement,
            focus,
            split: Split::default(),
            prompt_rows: 0,
        };
        Areas::new(Size { width, height }, request, |_, _| Rect::ZERO)
    }

    #[rstest]
    #[case(200, 50, None, Some(Divider::Column(116)))]
    #[case(130, 36, None, Some(Divider::Column(78)))]
    #[case(120, 36, None, Some(Divider::Row(22)))]
    #[case(80, 24, None, Some(Divider::Row(15)))]
    #[case(30, 8, None, None)]
    #[case(100, 30, Some(Arrangement::SideBySide), Some(Divider::Column(49)))]
    #[case(50, 30, Some(Arrangement::SideBySide), Some(Divider::Row(18)))]
    #[case(200, 50, Some(Arrangement::ListAlone), None)]
    fn list_and_detail_share_the_body(
        #[case] width: u16,
        #[case] height: u16,
        #[case] arrangement: Option<Arrangement>,
        #[case] divider: Option<Divider>,
    ) {
        let areas = areas(width, height, arrangement, Focus::LIST);
        assert!(!areas.list().is_empty());
        assert_eq!(areas.divider, divider);
        let detail = areas.panes[PaneId::Detail].area;
        assert_eq!(detail.is_empty(), divider.is_none());
    }

    #[test]
    fn focused_detail_is_alone_if_narrow_or_zen() {
        let narrow = areas(30, 8, None, Focus::DETAIL);
        assert!(narrow.list().is_empty() && narrow.panes[PaneId::Detail].area.height == 6);
        let zen = areas(200, 50, None, Focus::ZEN);
        assert!(zen.list().is_empty() && zen.panes[PaneId::Detail].area.width > 190);
    }

    #[test]
    fn reserved_area_is_cut_off_the_body() {
        let request = AreaRequest {
            arrangement: Some(Arrangement::ListAlone),
            focus: Focus::LIST,
            split: Split::default(),
            prompt_rows: 0,
        };
        let reserve = |pane, body: &mut Rect| {
            let height = u16::from(pane == PaneId::Detail).min(body.height);
            body.height -= height;
            Rect {
                y: body.bottom(),
                height,
                ..*body
            }
        };
        let size = Size {
            width: 40,
            height: 10,
        };
        let areas = Areas::new(size, request, reserve);
        let detail = areas.panes[PaneId::Detail].area;
        assert_eq!((areas.list().height, detail.y, detail.height), (7, 8, 1));
    }

    #[test]
    fn areas_stay_on_the_screen_and_do_not_overlap() {
        for (width, height) in (0..140).flat_map(|width| (0..40).map(move |height| (width, height)))
        {
            for arrangement in [
                None,
                Some(Arrangement::SideBySide),
                Some(Arrangement::Stacked),
            ] {
                for (share, prompt) in [(0, 0), (45, 1), (45, 2), (100, 0)] {
                    let split = Split::from_percent(share);
                    let request = AreaRequest {
                        arrangement,
                        focus: Focus::LIST,
                        split,
                        prompt_rows: prompt,
                    };
                    let p = Areas::new(Size { width, height }, request, |_, _| Rect::ZERO);
                    let areas = [
                        p.header,
                        p.list(),
                        p.panes[PaneId::List].bar,
                        p.rule,
                        p.panes[PaneId::Detail].area,
                        p.panes[PaneId::Detail].bar,
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
                            "{request:?} {width}x{height}"
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
