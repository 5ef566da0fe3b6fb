//! `draw(frame, &App, &Layout)`: reads, never writes; one file per region of the screen.
//!
//! ```text
//! ┌ header ────────────────────────────────────────────────────────┐
//! │ 电报  cls  2026-05-31 周日          12 / 156 条  3 条新  ● 监视中 │
//! ├ list, row ───────────────────────────┬ detail (set by setting) ┤
//! │ ── 2026年5月31日 周日 · 156 条 ──     │ 标题                     │
//! │  09:31 ▪ 标题……                      ┃ 09:31  加红  来源         │
//! │ *09:31   栏目 标题……         ↑ 3 条新 │                          │
//! │                                      │ 正文……                   │
//! ├ status, prompt ──────────────────────┴─────────────────────────┤
//! │ 列表  Enter 打开  f 筛选                               1/12  8% │
//! └────────────────────────────────────────────────────────────────┘
//! ```
//!
//! Every glyph goes through [`canvas`], and everything it draws is `Printable`. Only what is visible is measured and set;
//! the detail is set in lines once, when the layout is made, and kept while it does not change.

mod bar;
mod canvas;
mod detail;
mod divider;
mod empty;
mod header;
mod hints;
mod hits;
mod layout;
mod list;
mod page;
mod panes;
mod parts;
mod prompt;
mod row;
mod setting;
mod status;
#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::layout::Position;

pub use layout::Layout;

use crate::app::{App, Mode};
use crate::config::theme::Role;
use canvas::Canvas;

/// Draws the screen; returns where the terminal's cursor belongs, if a prompt is open.
pub fn draw(frame: &mut Frame<'_>, app: &App, layout: &Layout) -> Option<Position> {
    let area = frame.area();
    let mut canvas = Canvas::new(
        frame.buffer_mut(),
        &app.config.theme,
        app.config.text_metrics,
    );
    canvas.blank(area, app.config.theme.style(Role::Text));
    header::draw(&mut canvas, app, layout.panes.header);
    match &app.mode {
        Mode::Page(page) => page::draw(&mut canvas, layout, page.scroll),
        Mode::Normal | Mode::Prompt(_) => {
            list::draw(&mut canvas, app, layout);
            divider::draw(&mut canvas, app, layout);
            detail::draw(&mut canvas, app, layout);
        }
    }
    match &app.mode {
        Mode::Prompt(prompt) => prompt::draw(&mut canvas, app, &prompt.line, layout),
        Mode::Normal | Mode::Page(_) => {
            status::draw(&mut canvas, app, layout);
            None
        }
    }
}
