//! Makes the layout of a frame.

use std::sync::Arc;

use ratatui::layout::{Rect, Size};

use super::areas::{AreaRequest, Areas};
use super::detail::DetailKey;
use super::gutter::Gutter;
use super::pages::PageLine;
use super::screen_layout::ScreenLayout;
use super::{header, pages, panes};
use crate::app::{App, Mode, PaneId, PaneMap, Prompt};

impl ScreenLayout {
    /// Lays out the screen.
    pub fn new(size: Size, app: &App) -> Self {
        Self::build(size, app, None)
    }

    /// Lays out the screen again. Reuses the lines of the detail if they are the same.
    #[must_use]
    pub fn update(&self, size: Size, app: &App) -> Self {
        Self::build(size, app, Some(self))
    }

    fn build(size: Size, app: &App, previous: Option<&Self>) -> Self {
        let request = AreaRequest {
            arrangement: app.arrangement,
            focus: app.focus,
            split: app.split,
            prompt_rows: prompt_rows(app),
        };
        let areas = Areas::new(size, request, |pane, body| {
            (panes::view(pane).reserve)(app, body)
        });
        let detail_key = DetailKey::new(app, areas.panes[PaneId::Detail].area, areas.rule);
        let kept = previous.filter(|previous| previous.detail_key == detail_key);
        let lines = PaneMap::new(|pane| match kept {
            Some(kept) if pane == PaneId::Detail => Arc::clone(&kept.lines[pane]),
            Some(_) | None => {
                (panes::view(pane).lines)(app, areas.panes[pane].area, areas.rule).into()
            }
        });
        let page = app.open_page();
        let page_lines = page.map(|page| pages::lines(app, page, areas.body.width).into());
        let page_lines: Arc<[PageLine]> = page_lines.unwrap_or_default();
        let (page_area, foot_area) = page.map_or((areas.body, Rect::ZERO), |page| {
            pages::split(page, areas.body, page_lines.len())
        });
        Self {
            gutter: Gutter::new(
                areas.list().width,
                app.list.visible().is_sparse(),
                app.timeline.has_several_wires(),
            ),
            header: header::lay_out(app, areas.header),
            text_metrics: app.config.text_metrics,
            areas,
            lines,
            detail_key,
            page: page_lines,
            page_area,
            foot: pages::foot_lines(app, foot_area),
            foot_area,
        }
    }
}

/// The rows of the prompt: one, and another for its candidates, its choices or its error.
fn prompt_rows(app: &App) -> u16 {
    match &app.mode {
        Mode::Prompt(Prompt { line, .. }) => {
            let has_list = line.completion().is_some() || !app.prompt_choices().is_empty();
            1 + u16::from(line.error().is_some() || has_list)
        }
        Mode::Normal | Mode::Page(_) => 0,
    }
}
