//! The list: its items and the lines between them.

use ratatui::layout::Rect;

use super::view::PaneView;
use crate::action::Action;
use crate::app::{App, ItemKey, ListRow, PaneId};
use crate::config::Density;
use crate::ui::canvas::Canvas;
use crate::ui::empty_list;
use crate::ui::fold_row;
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
    let mut painter = ListPainter {
        app,
        layout,
        wrapped: None,
    };
    for (row, line) in app.list.rows(area.height).into_iter().zip(area.rows()) {
        match row {
            ListRow::Rule(rule) => list_rules::draw(canvas, app, line, rule),
            ListRow::Item { day, row, part } => painter.draw_item(canvas, line, (day, row), part),
            ListRow::Fold { first } => fold_row::draw(canvas, app, layout.gutter, line, first),
            ListRow::Empty => {}
        }
    }
    draw_scrollbar(canvas, app, layout);
}

/// Draws the scroll bar: on the divider, or behind the headlines that reach the edge.
fn draw_scrollbar(canvas: &mut Canvas<'_>, app: &App, layout: &ScreenLayout) {
    let Some(extent) = scroll_extent(app, layout) else {
        return;
    };
    let bar = layout.areas.panes[PaneId::List].bar;
    if layout.areas.bar_is_divider(PaneId::List) {
        scrollbar::draw(canvas, bar, extent);
    } else {
        scrollbar::draw_behind_text(canvas, bar, extent);
    }
}

/// Draws the items of the list, line by line.
struct ListPainter<'a> {
    app: &'a App,
    layout: &'a ScreenLayout,
    /// The item of the line before at full density: its text is wrapped once for all of its lines.
    wrapped: Option<(ItemKey, WrappedRow<'a>)>,
}

impl ListPainter<'_> {
    /// Draws a line of the item in a row of a visible day.
    fn draw_item(
        &mut self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        (day, row): (usize, usize),
        part: u16,
    ) {
        let (list, gutter) = (&self.app.list, self.layout.gutter);
        let Some(visible) = list.visible().days().get(day) else {
            return;
        };
        let item = visible.day.item(row);
        let key = ItemKey::from(item);
        let is_wrapped = self.wrapped.as_ref().is_some_and(|(of, _)| *of == key);
        if list.density() == Density::Full && !is_wrapped {
            let columns = gutter.text_area(area).width;
            self.wrapped = Some((key, WrappedRow::new(self.app, item, columns)));
        }
        let line = ItemLine {
            item,
            part,
            begins_hour: part == 0 && list.visible().begins_hour(day, row),
            selected: list.selected_key() == Some(key),
            room: self.room(),
            wrapped: self.wrapped.as_ref().map(|(_, wrapped)| wrapped),
        };
        row::draw(canvas, self.app, gutter, area, &line);
    }

    /// The room beside every line: the columns up to the edge.
    fn room(&self) -> RowRoom {
        let areas = &self.layout.areas;
        if areas.bar_is_divider(PaneId::List) || self.app.list.density() != Density::Headline {
            return RowRoom::NONE;
        }
        RowRoom::until(areas.panes[PaneId::List].bar.right())
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
