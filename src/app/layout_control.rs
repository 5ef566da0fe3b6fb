//! The arrangement of list and detail, and the divider between them.

use super::{App, Divider};
use crate::action::Action;
use crate::config::Arrangement;
use crate::lang::UiText;

/// How far a key moves the divider: columns if list and detail are side by side.
const STEP_COLUMNS: i64 = 4;
/// The same if they are stacked, in rows.
const STEP_ROWS: i64 = 1;

impl App {
    /// Changes to the next arrangement that fits the screen. The one that the configuration would show here is automatic
    /// again.
    pub(super) fn next_layout(&mut self) {
        let area = self.metrics.shared.as_size();
        let Some(next) = Arrangement::shown(self.arrangement, area).next(area) else {
            return self.inform(UiText::NoOtherLayout);
        };
        let configured = self.config.settings.layout;
        let is_configured = Arrangement::shown(configured, area) == next;
        self.arrangement = if is_configured {
            configured
        } else {
            Some(next)
        };
        let name = match next {
            Arrangement::SideBySide => UiText::SideBySide,
            Arrangement::Stacked => UiText::Stacked,
            Arrangement::ListAlone => UiText::ListAlone,
        };
        self.inform(UiText::LayoutIs {
            layout: self.config.lang.text(name).into_owned(),
            key: self.first_key(Action::Layout).unwrap_or_default(),
        });
    }

    /// Moves the divider by some steps: right or down if positive.
    pub(super) fn move_divider(&mut self, steps: i64) {
        let shared = self.metrics.shared;
        let (at, all) = match self.metrics.divider {
            Some(Divider::Column(_)) => {
                let now = self.split.list_columns(shared.width);
                let at = moved(now, steps * STEP_COLUMNS);
                self.split.set_columns(at, shared.width);
                (self.split.list_columns(shared.width), shared.width)
            }
            Some(Divider::Row(_)) => {
                let now = self.split.list_rows(shared.height);
                let at = moved(now, steps * STEP_ROWS);
                self.split.set_rows(at, shared.height);
                (self.split.list_rows(shared.height), shared.height)
            }
            None => return self.inform(UiText::NoDivider),
        };
        let percent = (u32::from(at) * 100).div_ceil(u32::from(all.max(1)));
        self.inform(UiText::ListShare { percent });
    }
}

/// Returns a position after a move by some cells.
fn moved(at: u16, by: i64) -> u16 {
    u16::try_from(i64::from(at).saturating_add(by).max(0)).unwrap_or(u16::MAX)
}
