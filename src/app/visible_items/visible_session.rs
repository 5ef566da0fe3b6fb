//! A session of a day in the list.

use std::ops::Range;

use crate::app::trading_session::SessionSpan;
use crate::item::Stamp;
use crate::lang::UiText;

/// A session of a day that has visible items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisibleSession {
    pub(super) span: SessionSpan,
    /// Its visible items, counted from the oldest of the day.
    pub(super) items: Range<usize>,
}

impl VisibleSession {
    /// Its name.
    pub const fn name(&self) -> UiText {
        self.span.session.name()
    }

    /// When it begins; `None` for the one that begins with the news day.
    pub fn start(&self) -> Option<Stamp> {
        (!self.span.session.is_before_open()).then_some(self.span.start)
    }

    /// Its visible items, counted from the oldest of the day.
    pub fn items(&self) -> Range<usize> {
        self.items.clone()
    }
}
