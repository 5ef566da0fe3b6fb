//! The layout of a frame: the areas of the screen, and the lines of the detail and of a page.

use std::sync::Arc;

use ratatui::layout::{Rect, Size};

use super::areas::{AreaRequest, Areas};
use super::detail::{DetailKey, DetailLine};
use super::gutter::Gutter;
use super::pages::{self, PageLine};
use crate::app::{App, Divider, Focus, Metrics, Mode};

/// The widest line of the detail in columns: forty Chinese characters read well.
const MAX_DETAIL_WIDTH: u16 = 80;

/// The layout of a frame, made from the size of the screen and the model before drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    size: Size,
    pub(super) areas: Areas,
    pub(super) gutter: Gutter,
    /// The part of the detail for its text.
    pub(super) text: Rect,
    key: Option<DetailKey>,
    /// The detail's lines; they are kept while `key` stays the same.
    pub(super) lines: Arc<[DetailLine]>,
    /// The lines of the open page.
    pub(super) page: Arc<[PageLine]>,
}

impl Layout {
    /// Lays out the screen.
    pub fn new(size: Size, app: &App) -> Self {
        Self::build(size, app, None)
    }

    /// Lays out the screen again. Keeps the lines of the detail if they are the same.
    #[must_use]
    pub fn update(&self, size: Size, app: &App) -> Self {
        Self::build(size, app, Some(self))
    }

    fn build(size: Size, app: &App, previous: Option<&Self>) -> Self {
        let request = AreaRequest {
            arrangement: app.arrangement,
            focus: app.focus,
            split: app.split,
            prompt_rows: prompt_rows(&app.mode),
        };
        let areas = Areas::new(size, request);
        let text = text_area(areas.detail, app.focus);
        let key = if text.is_empty() {
            None
        } else {
            DetailKey::new(app, text.width)
        };
        let lines = match (&key, previous) {
            (Some(_), Some(previous)) if previous.key == key => Arc::clone(&previous.lines),
            (Some(key), _) => key.build(app).into(),
            (None, _) => Arc::default(),
        };
        let page = match &app.mode {
            Mode::Page(page) => pages::lines(app, page.kind, areas.body.width).into(),
            Mode::Normal | Mode::Prompt(_) => Arc::default(),
        };
        Self {
            size,
            areas,
            gutter: Gutter::new(areas.list.width),
            text,
            key,
            lines,
            page,
        }
    }

    /// Returns what the model needs to know of the layout.
    pub fn metrics(&self) -> Metrics {
        let Areas {
            list,
            list_bar,
            detail,
            detail_bar,
            body,
            divider,
            ..
        } = self.areas;
        let bar = |bar: Rect| (!bar.is_empty()).then_some(bar.x);
        let beside = matches!(divider, Some(Divider::Column(_)));
        Metrics {
            list: (list.width, list.height),
            list_at: (list.x, list.y),
            list_text: self.gutter.text_area(list).width,
            detail: (detail.width, detail.height),
            detail_at: (detail.x, detail.y),
            divider,
            bars: (bar(list_bar).filter(|_| !beside), bar(detail_bar)),
            detail_lines: u16::try_from(self.lines.len()).unwrap_or(u16::MAX),
            page: (
                u16::try_from(self.page.len()).unwrap_or(u16::MAX),
                body.height,
            ),
            screen: (self.size.width, self.size.height),
        }
    }
}

/// The rows of the prompt: one, and another for its error.
fn prompt_rows(mode: &Mode) -> u16 {
    match mode {
        Mode::Prompt(prompt) => 1 + u16::from(prompt.line.error().is_some()),
        Mode::Normal | Mode::Page(_) => 0,
    }
}

/// The part of the detail for its text: of a comfortable width, and centred if the detail is alone.
fn text_area(detail: Rect, focus: Focus) -> Rect {
    let width = detail.width.min(MAX_DETAIL_WIDTH);
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
