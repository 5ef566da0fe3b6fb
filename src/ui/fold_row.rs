//! The line of a fold in the list.
//!
//! ```text
//!  10:31    ··· 折叠 12 条  指数报点 · 盘中宝
//!  │            │         └ the rules that fold them
//!  │            └ how many items are in it
//!  └ the time of the first one
//!
//!  10:31 改 ··· 盘中宝 标题……  盘中宝
//!        │      │             └ the rule, if there is room for it
//!        │      └ the only item: its column and headline
//!        └ its badge, without the filled cell
//! ```

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::badge::GONE;
use super::canvas::{Canvas, rest_of_line};
use super::gutter::Gutter;
use super::highlights;
use super::row_style::RowStyle;
use crate::app::{App, ListFold, ListIndex, headline_text, line_prefix};
use crate::config::theme::Role;
use crate::dump::wire;
use crate::lang::UiText;
use crate::text::sanitise_line;
use crate::timeline::{Badge, ItemRef};

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
    let names = app.names_of_fold(&fold).join(" · ");
    let text = gutter.text_area(area);
    if fold.len() > 1 {
        canvas.put_truncated(text, &words(app, &fold, &names), dim);
        return;
    }
    if !gutter.is_empty() {
        draw_marks(canvas, gutter, area, item, dim);
    }
    let rest = draw_headline(canvas, app, text, item, dim);
    if canvas.width(&names) <= rest.width {
        canvas.put(rest, &names, dim);
    }
}

/// The number of items, and the rules that fold them.
fn words(app: &App, fold: &ListFold<'_>, names: &str) -> String {
    let items = UiText::FoldedItems { items: fold.len() };
    let items = app.config.lang.text(items);
    format!("{DOTS}{items}{GAP}{names}")
}

/// Draws the badge of the only item, and the mark of its wire. A starred item is never folded.
fn draw_marks(canvas: &mut Canvas<'_>, gutter: Gutter, area: Rect, item: ItemRef<'_>, dim: Style) {
    let badge = Badge::of(item).map(Badge::text);
    let badge = if item.is_gone() { Some(GONE) } else { badge };
    canvas.put(gutter.badge_area(area), badge.unwrap_or_default(), dim);
    if let (Some(area), Some(wire)) = (gutter.wire_area(area), item.wire()) {
        canvas.put(area, &wire::mark(wire), dim);
    }
}

/// Draws the column and the headline of the only item, with the matches of find; returns the area after them.
fn draw_headline(
    canvas: &mut Canvas<'_>,
    app: &App,
    area: Rect,
    item: ItemRef<'_>,
    dim: Style,
) -> Rect {
    let (column, headline) = item.story().column_and_headline();
    let headline = headline_text(line_prefix(headline, area.width));
    let parts = [column, headline]
        .into_iter()
        .filter(|part| !part.is_empty());
    let text =
        sanitise_line(&format!("{DOTS}{}", parts.collect::<Vec<_>>().join(" "))).into_owned();
    let metrics = canvas.text_metrics();
    let shown = metrics.truncate(text.as_str(), usize::from(area.width));
    let shown = sanitise_line(&shown);
    let matches = highlights::headline_matches(app, shown.as_str());
    let x = canvas.put_spans(area, &shown, dim, &matches);
    rest_of_line(area, x.saturating_add(GAP.len() as u16))
}
