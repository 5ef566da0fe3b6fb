//! The list: lines of items as the model says which, rows that name days, and what waits beyond the edge.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::empty;
use super::layout::{Layout, owned};
use super::row::{self, Row, SetRow};
use crate::app::{App, Density, ItemKey, ListRow};
use crate::config::theme::Role;
use crate::item::{NewsDay, Stamp};
use crate::lang::UiText;
use crate::text::sanitise_line;
use crate::timeline::ItemRef;

/// Below so many columns a date goes without its year, and without its weekday.
const SHORT_DATE: u16 = 40;
const SHORTEST_DATE: u16 = 26;

pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, layout: &Layout) {
    let area = layout.panes.list;
    if app.list.visible().is_empty() {
        return empty::draw(canvas, app, area);
    }
    let mut above = None;
    let mut set = None;
    for (row, y) in app.list.rows(area.height).into_iter().zip(area.y..) {
        let line = Rect {
            y,
            height: 1,
            ..area
        };
        above = match row {
            ListRow::Day(day) => separator(canvas, app, line, day),
            ListRow::Gap(from, until) => gap(canvas, app, line, from, until),
            ListRow::Item { day, row, part } => item_at(app, day, row)
                .map(|item| draw_item(canvas, app, layout, line, (item, part), above, &mut set)),
            ListRow::Empty => None,
        };
    }
    waiting(canvas, app, area);
}

fn item_at(app: &App, day: usize, row: usize) -> Option<ItemRef<'_>> {
    let day = &app.list.visible().days().get(day)?.day;
    (!day.is_empty()).then(|| day.item(row))
}

/// Draws a line of an item; gives the item's minute. `set` keeps the item's text at full density for its next line.
fn draw_item<'a>(
    canvas: &mut Canvas<'_>,
    app: &App,
    layout: &Layout,
    line: Rect,
    (item, part): (ItemRef<'a>, u16),
    above: Option<u32>,
    set: &mut Option<(ItemKey, SetRow<'a>)>,
) -> u32 {
    let minute = item.stamp().minute();
    let key = ItemKey::from(item);
    if app.list.density() == Density::Full && set.as_ref().is_none_or(|(of, _)| *of != key) {
        let columns = layout.gutter.text(line).width;
        *set = Some((key, SetRow::of(app, item, columns)));
    }
    let set = set.as_ref().map(|(_, set)| set);
    let selected = app.list.selected_key() == Some(key);
    row::draw(
        canvas,
        app,
        layout,
        line,
        &Row {
            item,
            part,
            same_minute: above == Some(minute),
            selected,
            set,
        },
    );
    minute
}

/// The row above the items of a day: its date, and how many of its items are shown.
fn separator(canvas: &mut Canvas<'_>, app: &App, area: Rect, day: NewsDay) -> Option<u32> {
    let lang = app.config.lang;
    let mut days = app.list.visible().days().iter();
    let items = days.find(|visible| visible.day.day() == day)?.len();
    let rule = canvas.lines().horizontal.to_string().repeat(2);
    let (date, count) = (day.date(), lang.text(UiText::CountDay { items }));
    let date = match area.width {
        0..SHORTEST_DATE => lang.short_day(date),
        SHORTEST_DATE..SHORT_DATE => lang.short_date(date),
        SHORT_DATE.. => lang.date(date),
    };
    let text = format!("{rule} {date} {rule} {count} {rule}");
    let text = canvas
        .text_metrics()
        .truncate(&text, usize::from(area.width))
        .into_owned();
    let style = canvas
        .style(Role::Text)
        .patch(canvas.style(Role::Separator));
    canvas.put(area, &sanitise_line(&text), style);
    None
}

/// The row between two items of a busy session that stand far apart.
fn gap(canvas: &mut Canvas<'_>, app: &App, area: Rect, from: Stamp, until: Stamp) -> Option<u32> {
    let clock = |stamp: Stamp| stamp.time().format("%H:%M").to_string();
    let minutes = until.minute() - from.minute();
    let told = app.config.lang.text(UiText::Gap {
        from: clock(from),
        until: clock(until),
        minutes,
    });
    let rule = canvas.lines().horizontal.to_string().repeat(2);
    let text = format!("{rule} {told} {rule}");
    let text = canvas
        .text_metrics()
        .truncate(&text, usize::from(area.width))
        .into_owned();
    let style = canvas.style(Role::Text).patch(canvas.style(Role::Warning));
    canvas.put(area, &sanitise_line(&text), style);
    None
}

/// How many new items wait, at the end of the list at which they do.
fn waiting(canvas: &mut Canvas<'_>, app: &App, area: Rect) {
    let Some((text, line)) = app.waiting_label().filter(|(_, line)| *line < area.height) else {
        return;
    };
    let (text, y) = (owned(&text), area.y + line);
    let width = u16::try_from(canvas.text_metrics().width(text.as_str()))
        .unwrap_or(u16::MAX)
        .min(area.width);
    let style = canvas.style(Role::Text).patch(canvas.style(Role::Fresh));
    let x = area.right() - width;
    let label = Rect {
        x,
        y,
        width,
        height: 1,
    };
    canvas.blank(label, style);
    canvas.put(label, &text, style);
}
