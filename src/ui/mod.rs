//! `draw(frame, &App, &ScreenLayout)`: reads the model and never changes it. One file for each region of the screen.
//!
//! ```text
//! ┌ header ────────────────────────────────────────────────────────┐
//! │ 电报  cls  5月31日 周日        12 / 156 条  新 3  停住  ● 监视中 │
//! ├ panes/list, row ─────────────────────┬ panes/detail, detail/ ──┤
//! │ ── 2026年5月31日 周日 · 156 条 ──     │ 标题                     │
//! │  09:31 红 标题……                     ┃ 09:31  加红  来源         │
//! │ ▌09:31    栏目 标题……                 │                          │
//! │                                      │ 正文……                   │
//! ├ status, prompt ──────────────────────┴─────────────────────────┤
//! │ 列表  Enter 打开  f 筛选            今 156 · 红 22     ↑ 新 3   │
//! └────────────────────────────────────────────────────────────────┘
//! ```
//!
//! Every glyph is put by [`canvas`], which takes only sanitised text. Only visible lines are measured and wrapped. The lines
//! of the detail are made with the layout and kept until they change.

mod areas;
mod badge;
mod banner;
mod canvas;
mod detail;
mod empty_list;
mod fold_row;
mod gap;
mod gutter;
mod header;
mod highlights;
mod hit_counts;
mod key_hints;
mod key_names;
mod lay_out;
mod list_rules;
mod pages;
mod palette;
mod panes;
mod prompt;
mod quote;
mod row;
mod row_room;
mod row_style;
mod rule_looks;
mod screen_layout;
mod scrollbar;
mod segments;
mod status;
mod status_counts;
#[cfg(test)]
mod tests;
mod text_line;
mod view_names;

use ratatui::Frame;
use ratatui::layout::Position;

pub use screen_layout::ScreenLayout;

use crate::app::{App, Mode};
use crate::config::theme::Role;
use canvas::Canvas;

/// Draws the screen; returns the cursor's position if a prompt is open.
pub fn draw(frame: &mut Frame<'_>, app: &App, layout: &ScreenLayout) -> Option<Position> {
    let area = frame.area();
    let config = &app.config;
    let mut canvas = Canvas::new(frame.buffer_mut(), &config.theme, config.text_metrics);
    canvas.blank(area, config.theme.style(Role::Text));
    header::draw(&mut canvas, &layout.header, layout.areas.header);
    match app.open_page() {
        Some(page) => {
            pages::draw(&mut canvas, layout.page_area, &layout.page, page);
            let mut unscrolled = page;
            unscrolled.offset = 0;
            pages::draw(&mut canvas, layout.foot_area, &layout.foot, unscrolled);
        }
        None => panes::draw(&mut canvas, app, layout),
    }
    if let Some(palette) = app.palette() {
        palette::draw(&mut canvas, app, palette, layout.areas.body);
    }
    match &app.mode {
        Mode::Prompt(prompt) => {
            banner::draw_above_prompt(&mut canvas, app, layout.areas.body);
            prompt::draw(&mut canvas, app, &prompt.line, layout)
        }
        Mode::Normal | Mode::Page(_) => {
            status::draw(&mut canvas, app, layout);
            None
        }
    }
}
