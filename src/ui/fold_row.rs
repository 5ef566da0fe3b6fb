//! The line of a fold in the list.
//!
//! ```text
//! ▌10:31    ··· 折叠 12 条  指数报点 · 盘中宝  新 3
//! │ │           │         │                 └ how many of them nobody has seen
//! │ │           │         └ the rules that fold them
//! │ │           └ how many items are in it
//! │ └ the time of the first one
//! └ some are not seen
//! ```

use ratatui::layout::Rect;

use super::canvas::{Canvas, rest_of_line};
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
    let unseen = app.unseen_in_fold(&fold);
    if !gutter.is_empty() {
        if unseen != Some(0) {
            let bar = canvas.line_chars().unseen;
            let mark = style.mark(canvas, Role::Fresh);
            canvas.put(area, bar.encode_utf8(&mut [0; 4]), mark);
        }
        let time = gutter.time_text(item.stamp(), app.now);
        let dim = style.role(canvas, Role::Time);
        canvas.put(gutter.time_area(area), &time, dim);
    }
    let text = gutter.text_area(area);
    let (dim, fresh) = (
        style.role(canvas, Role::Dim),
        style.role(canvas, Role::Fresh),
    );
    let new = unseen.filter(|new| *new > 0);
    let new = new.map(|new| app.config.lang.text(UiText::CountNew { new }));
    let new = new.map_or(String::new(), |new| format!("{GAP}{new}"));
    let room = text.width.saturating_sub(canvas.width(&new));
    let x = canvas.put_truncated(
        Rect {
            width: room,
            ..text
        },
        &words(app, &fold),
        dim,
    );
    canvas.put(rest_of_line(text, x), &new, fresh);
}

/// The number of items, and the rules that fold them.
fn words(app: &App, fold: &ListFold<'_>) -> String {
    let items = UiText::FoldedItems { items: fold.len() };
    let items = app.config.lang.text(items);
    let names = app.names_of_fold(fold).join(" · ");
    format!("{DOTS}{items}{GAP}{}", sanitise_line(&names).as_str())
}
