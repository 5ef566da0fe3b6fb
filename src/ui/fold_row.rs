//! The line of a fold in the list.
//!
//! ```text
//!  10:31    ··· 折叠 12 条  指数报点 · 盘中宝
//!  │            │         └ the rules that fold them
//!  │            └ how many items are in it
//!  └ the time of the first one
//! ```

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::gutter::Gutter;
use super::row_style::RowStyle;
use crate::app::{App, ListFold, ListIndex};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::text::sanitise_line;

/// What a fold begins with.
const DOTS: &str = "··· ";
/// What separates its parts.
const GAP: &str = "  ";

pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    app: &App,
    gutter: Gutter,
    area: Rect,
    first: ListIndex,
) {
    let (Some(fold), Some(item)) = (app.list.fold_at(first), app.list.visible().item(first)) else {
        return;
    };
    let style = RowStyle::new(canvas, app, app.list.is_selected_row(first), None);
    if style.has_background() {
        canvas.blank(area, style.base);
    }
    if !gutter.is_empty() {
        let time = gutter.time_text(item.stamp(), app.now);
        let dim = style.role(canvas, Role::Time);
        canvas.put(gutter.time_area(area), &time, dim);
    }
    let dim = style.role(canvas, Role::Dim);
    canvas.put_truncated(gutter.text_area(area), &words(app, &fold), dim);
}

/// The number of items, and the rules that fold them.
fn words(app: &App, fold: &ListFold<'_>) -> String {
    let items = UiText::FoldedItems { items: fold.len() };
    let items = app.config.lang.text(items);
    let names = app.names_of_fold(fold).join(" · ");
    format!("{DOTS}{items}{GAP}{}", sanitise_line(&names).as_str())
}
