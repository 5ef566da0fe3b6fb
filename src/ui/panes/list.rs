//! The list: rows of items, dates and gaps, and the label about new items beyond its edge.

use ratatui::layout::Rect;

use super::view::PaneView;
use crate::action::Action;
use crate::app::{App, ItemKey, ListRow, PaneId, VisibleDay};
use crate::config::Density;
use crate::config::theme::Role;
use crate::item::{NewsDay, Stamp};
use crate::lang::UiText;
use crate::timeline::ItemRef;
use crate::ui::canvas::Canvas;
use crate::ui::empty_list;
use crate::ui::gap;
use crate::ui::row::{self, ItemLine, WrappedRow};
use crate::ui::screen_layout::ScreenLayout;
use crate::ui::scrollbar::{self, ScrollExtent};

/// The narrowest list whose dates have a year, and whose dates have a weekday.
const MIN_FULL_DATE: u16 = 40;
const MIN_SHORT_DATE: u16 = 26;

/// The row of the list.
pub(super) const VIEW: PaneView = PaneView {
    reserve: |_, _| Rect::ZERO,
    lines: |_, _| Vec::new(),
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
            ListRow::Day(day) => draw_day(canvas, app, row, day),
            ListRow::Gap(from, until) => draw_gap(canvas, app, row, from, until),
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
    draw_waiting(canvas, app, area);
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
        wrapped: wrapped.as_ref().map(|(_, wrapped)| wrapped),
    };
    row::draw(canvas, app, layout.gutter, area, &line);
}

/// Draws the row above the items of a day: its date and how many of its items are visible.
fn draw_day(canvas: &mut Canvas<'_>, app: &App, area: Rect, day: NewsDay) {
    let lang = app.config.lang;
    let mut days = app.list.visible().days().iter();
    let items = days.find(|visible| visible.day.day() == day);
    let items = items.map_or(0, VisibleDay::len);
    let date = match area.width {
        0..MIN_SHORT_DATE => lang.short_day(day.date()),
        MIN_SHORT_DATE..MIN_FULL_DATE => lang.short_date(day.date()),
        MIN_FULL_DATE.. => lang.date(day.date()),
    };
    let count = lang.text(UiText::CountDay { items });
    let dash = canvas.line_chars().horizontal;
    draw_rule(canvas, area, dash, &[&date, &count], Role::Separator);
}

/// Draws the row between two items of a busy session that are far apart.
fn draw_gap(canvas: &mut Canvas<'_>, app: &App, area: Rect, from: Stamp, until: Stamp) {
    let text = gap::text(app.config.lang, from, until);
    let dash = canvas.line_chars().dashed;
    draw_rule(canvas, area, dash, &[&text], Role::Warning);
}

/// Draws texts between pieces of a horizontal line.
fn draw_rule(canvas: &mut Canvas<'_>, area: Rect, dash: char, texts: &[&str], role: Role) {
    let text = format!(
        "{dash}{dash} {} {dash}{dash}",
        texts.join(&format!(" {dash}{dash} "))
    );
    canvas.put_truncated(area, &text, canvas.text_style(role));
}

/// Draws the scroll bar. Its thumb follows the selected item, not the view: it is at an end only if that item is.
fn draw_scrollbar(canvas: &mut Canvas<'_>, app: &App, layout: &ScreenLayout) {
    let area = layout.areas.list();
    let selected = app.list.selected_index();
    if let Some(index) = selected.filter(|_| !area.is_empty()) {
        let visible = app.list.visible();
        let total = visible.len();
        let view = usize::from(area.height).min(total);
        let above = visible.rank(index) * (total - view) / (total - 1).max(1);
        let extent = ScrollExtent { above, view, total };
        scrollbar::draw(canvas, layout.areas.panes[PaneId::List].bar, extent);
    }
}

/// Draws the label about waiting items, at the edge of the list beyond which they are.
fn draw_waiting(canvas: &mut Canvas<'_>, app: &App, area: Rect) {
    let Some((text, line)) = app.waiting_label().filter(|(_, line)| *line < area.height) else {
        return;
    };
    let width = canvas.width(&text).min(area.width);
    let label = Rect {
        x: area.right() - width,
        y: area.y + line,
        width,
        height: 1,
    };
    let style = canvas.text_style(Role::Fresh);
    canvas.blank(label, style);
    canvas.put(label, &text, style);
}
