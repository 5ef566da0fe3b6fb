//! Where everything stands, and the texts that are set in lines before drawing.

use std::sync::Arc;

use ratatui::layout::{Rect, Size};

use super::page;
use super::panes::{Panes, Wanted};
use super::row::Gutter;
use super::setting::{Key, SetLine};
use crate::app::{App, Divider, Focus, Metrics, Mode};
use crate::text::Printable;

/// The widest line of the detail, in columns: forty Chinese characters are read without losing the line.
const MEASURE: u16 = 80;

/// Where everything stands, reckoned from the size of the screen and the model before drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    size: Size,
    pub(super) panes: Panes,
    pub(super) gutter: Gutter,
    /// The part of the detail in which its text is set.
    pub(super) text: Rect,
    /// What the detail's lines were set from; nothing is set again while it is the same.
    key: Option<Key>,
    /// The detail's lines.
    pub(super) lines: Arc<[SetLine]>,
    /// The lines of the page that is open.
    pub(super) page: Arc<[page::PageLine]>,
}

impl Layout {
    /// Lays the screen out.
    pub fn of(size: Size, app: &App) -> Self {
        Self::made(size, app, None)
    }

    /// Lays the screen out anew; what is set in lines is taken over where nothing has changed.
    #[must_use]
    pub fn again(&self, size: Size, app: &App) -> Self {
        Self::made(size, app, Some(self))
    }

    fn made(size: Size, app: &App, previous: Option<&Self>) -> Self {
        let prompt = prompt_rows(&app.mode);
        let wanted = Wanted {
            arrangement: app.arrangement,
            focus: app.focus,
            split: app.split,
            prompt,
        };
        let panes = Panes::of(size, wanted);
        let text = measured(panes.detail, app.focus);
        let key = if text.is_empty() {
            None
        } else {
            Key::of(app, text.width)
        };
        let lines = match (&key, previous) {
            (Some(_), Some(previous)) if previous.key == key => Arc::clone(&previous.lines),
            (Some(key), _) => key.set(app).into(),
            (None, _) => Arc::default(),
        };
        let page = match &app.mode {
            Mode::Page(page) => page::lines(app, page.kind, panes.body.width).into(),
            Mode::Normal | Mode::Prompt(_) => Arc::default(),
        };
        Self {
            size,
            panes,
            gutter: Gutter::of(panes.list.width),
            text,
            key,
            lines,
            page,
        }
    }

    /// What the model reckons with.
    pub fn metrics(&self) -> Metrics {
        let Panes {
            list,
            list_bar,
            detail,
            detail_bar,
            body,
            divider,
            ..
        } = self.panes;
        let bar = |bar: Rect| (!bar.is_empty()).then_some(bar.x);
        let beside = matches!(divider, Some(Divider::Column(_)));
        Metrics {
            list: (list.width, list.height),
            list_at: (list.x, list.y),
            list_text: self.gutter.text(list).width,
            detail: (detail.width, detail.height),
            detail_at: (detail.x, detail.y),
            divider,
            bars: (bar(list_bar).filter(|_| !beside), bar(detail_bar)),
            detail_lines: u16::try_from(self.lines.len()).unwrap_or(u16::MAX),
            page: (
                u16::try_from(self.page.len()).unwrap_or(u16::MAX),
                page::height(body),
            ),
            screen: (self.size.width, self.size.height),
        }
    }
}

/// The rows of what is being typed: a second one where it is to be told what is wrong.
fn prompt_rows(mode: &Mode) -> u16 {
    match mode {
        Mode::Prompt(prompt) => 1 + u16::from(prompt.line.error().is_some()),
        Mode::Normal | Mode::Page(_) => 0,
    }
}

/// The part of the detail in which text is set: not wider than is comfortable, and in the middle where it is alone.
fn measured(detail: Rect, focus: Focus) -> Rect {
    let width = detail.width.min(MEASURE);
    let margin = match focus {
        Focus::Zen => (detail.width - width) / 2,
        Focus::List | Focus::Detail => 0,
    };
    Rect {
        x: detail.x + margin,
        width,
        ..detail
    }
}

/// A text that borrows nothing.
pub(super) fn owned(text: &str) -> Printable<'static> {
    crate::text::sanitise_line(text).into_owned()
}
