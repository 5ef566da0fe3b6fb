//! The list: its items and the lines between them.

use ratatui::layout::Rect;

use super::view::PaneView;
use crate::action::Action;
use crate::app::{App, ItemKey, ListRow, PaneId};
use crate::config::Density;
use crate::timeline::ItemRef;
use crate::ui::canvas::Canvas;
use crate::ui::empty_list;
use crate::ui::list_rules;
use crate::ui::row::{self, ItemLine, WrappedRow};
use crate::ui::row_room::RowRoom;
use crate::ui::screen_layout::ScreenLayout;
use crate::ui::scrollbar::{self, ScrollExtent};

/// The row of the list.
pub(super) const VIEW: PaneView = PaneView {
    reserve: |_, _| Rect::ZERO,
    lines: |_, _, _| Vec::new(),
    hints: |_| &[Action::Open],
    draw,
};

fn draw(canvas: &mut Canvas<'_>, app: &App, layout: &ScreenLayout) {
    let area = layout.areas.list();
    if app.list.visible().is_empty() {
        return empty_list::draw(canvas, app, area);
    }
    let mut wrapped = None;
    for (list_row, row) in app.list.rows(area.height).into_iter().zip(area.rows()) {
        match list_row {
            ListRow::Rule(rule) => list_rules::draw(canvas, app, row, rule),
            ListRow::Item {
                day,
                row: nth,
                part,
            } => {
                if let Some(item) = item_at(app, day, nth) {
                    let begins_hour = part == 0 && app.list.visible().begins_hour(day, nth);
                    let line = (item, part, begins_hour);
                    draw_item(canvas, app, layout, row, line, &mut wrapped);
                }
            }
            ListRow::Empty => {}
        }
    }
    draw_scrollbar(canvas, app, layout);
}

fn item_at(app: &App, day: usize, row: usize) -> Option<ItemRef<'_>> {
    let day = &app.list.visible().days().get(day)?.day;
    (!day.is_empty()).then(|| day.item(row))
}

/// Draws a line of an item. `wrapped` keeps the text at full density for the next line.
fn draw_item<'a>(
    canvas: &mut Canvas<'_>,
    app: &App,
    layout: &ScreenLayout,
    area: Rect,
    (item, part, begins_hour): (ItemRef<'a>, u16, bool),
    wrapped: &mut Option<(ItemKey, WrappedRow<'a>)>,
) {
    let key = ItemKey::from(item);
    let is_wrapped = wrapped.as_ref().is_some_and(|(of, _)| *of == key);
    if app.list.density() == Density::Full && !is_wrapped {
        let columns = layout.gutter.text_area(area).width;
        *wrapped = Some((key, WrappedRow::new(app, item, columns)));
    }
    let line = ItemLine {
        item,
        part,
        begins_hour,
        selected: app.list.selected_key() == Some(key),
        room: row_room(app, layout, area),
        wrapped: wrapped.as_ref().map(|(_, wrapped)| wrapped),
    };
    row::draw(canvas, app, layout.gutter, area, &line);
}

/// Draws the scroll bar.
fn draw_scrollbar(canvas: &mut Canvas<'_>, app: &App, layout: &ScreenLayout) {
    if let Some(extent) = scroll_extent(app, layout) {
        scrollbar::draw(canvas, layout.areas.panes[PaneId::List].bar, extent);
    }
}

/// What the scroll bar shows. Its thumb follows the selected item, not the view: it is at an end only if that item is.
fn scroll_extent(app: &App, layout: &ScreenLayout) -> Option<ScrollExtent> {
    let index = app.list.selected_index()?;
    let height = layout.areas.list().height;
    let visible = app.list.visible();
    let total = visible.len();
    let view = usize::from(height).min(total);
    let above = visible.rank(index) * (total - view) / (total - 1).max(1);
    (height > 0).then_some(ScrollExtent { above, view, total })
}

/// The room beside a row: the columns up to the edge, without the thumb of the scroll bar.
fn row_room(app: &App, layout: &ScreenLayout, row: Rect) -> RowRoom {
    let areas = &layout.areas;
    let bar = areas.panes[PaneId::List].bar;
    if areas.bar_is_divider(PaneId::List) || app.list.density() != Density::Headline {
        return RowRoom::NONE;
    }
    let extent = scroll_extent(app, layout);
    let is_thumb = extent.is_some_and(|extent| scrollbar::is_thumb(bar, extent, row.y));
    RowRoom::until(if is_thumb { row.right() } else { bar.right() })
}
