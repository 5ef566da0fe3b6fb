//! The right end of the last line: typed count, matches of find, position, unseen items and those of the day, and the button
//! about new items beyond the edge of the list. The least important ones are left out if there is no room.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::canvas::{Canvas, rest_of_line};
use super::screen_layout::ScreenLayout;
use crate::action::PageKind;
use crate::app::{App, Mode, SearchKind};
use crate::config::theme::Role;
use crate::item::NewsDay;
use crate::lang::UiText;

/// Columns between two parts.
const GAP: u16 = 2;

/// A part of the right end.
struct StatusPart {
    text: String,
    style: Style,
    /// Parts of a lower priority are left out first.
    priority: u8,
}

/// Draws the parts that fit; returns the column before them.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, layout: &ScreenLayout, area: Rect) -> u16 {
    let mut parts = parts(canvas, app, layout);
    while width(canvas, &parts) > area.width {
        let least = (0..parts.len()).min_by_key(|&nth| parts[nth].priority);
        let Some(least) = least else { break };
        parts.remove(least);
    }
    let start = area.right() - width(canvas, &parts);
    let mut x = start;
    for part in parts {
        x = canvas.put(rest_of_line(area, x), &part.text, part.style);
        x = x.saturating_add(GAP);
    }
    start.saturating_sub(GAP)
}

/// The columns of parts with the gaps between them.
fn width(canvas: &Canvas<'_>, parts: &[StatusPart]) -> u16 {
    let texts: u16 = parts.iter().map(|part| canvas.width(&part.text)).sum();
    let gaps = parts.len().saturating_sub(1) as u16;
    texts.saturating_add(gaps * GAP)
}

fn parts(canvas: &Canvas<'_>, app: &App, layout: &ScreenLayout) -> Vec<StatusPart> {
    let part = |text, role, priority| StatusPart {
        text,
        style: canvas.status_style(role),
        priority,
    };
    if let Mode::Page(page) = &app.mode {
        let entries = match page.kind {
            PageKind::Basket => app.basket.stories().len(),
            PageKind::Rules => app.rule_rows().len(),
            PageKind::Help | PageKind::Problems => 0,
        };
        let text = if entries > 0 {
            format!("{}/{entries}", page.selected + 1)
        } else {
            page_position(layout, page.offset)
        };
        return vec![part(text, Role::Status, 0)];
    }
    let count = app.keys.count().map(|count| count.to_string());
    let pill = app.pill().map(|text| StatusPart {
        text,
        style: pill_style(canvas),
        priority: 5,
    });
    let unseen = unseen(app).filter(|_| pill.is_none());
    let parts = [
        count.map(|text| part(text, Role::Status, 6)),
        match_position(app).map(|text| part(text, Role::Status, 3)),
        list_position(app).map(|text| part(text, Role::Status, 2)),
        unseen.map(|text| part(text, Role::Fresh, 4)),
        day_in_view(app).map(|text| part(text, Role::Status, 1)),
        pill,
    ];
    parts.into_iter().flatten().collect()
}

/// The button is reversed, with colours and without.
pub(super) fn pill_style(canvas: &Canvas<'_>) -> Style {
    canvas
        .status_style(Role::Fresh)
        .add_modifier(Modifier::REVERSED)
}

/// The last line in view and the number of lines.
fn page_position(layout: &ScreenLayout, offset: u16) -> String {
    let total = layout.page.len();
    let last = (usize::from(offset) + usize::from(layout.areas.body.height)).min(total);
    format!("{last}/{total}  {}%", last * 100 / total.max(1))
}

/// The position in the list, for a moment after a move.
fn list_position(app: &App) -> Option<String> {
    let index = app.list.selected_index().filter(|_| app.shows_position())?;
    let visible = app.list.visible();
    let (rank, total) = (visible.rank(index) + 1, visible.len().max(1));
    Some(format!("{rank}/{total}  {}%", rank * 100 / total))
}

fn match_position(app: &App) -> Option<String> {
    let (number, matches) = app.match_position();
    let label = app.config.lang.text(UiText::FindPrompt);
    let find = app.search(SearchKind::Find);
    find.is_active()
        .then(|| format!("{label} {number}/{matches}"))
}

fn unseen(app: &App) -> Option<String> {
    let unseen = app.unseen.len();
    let text = app.config.lang.text(UiText::CountNew { new: unseen });
    (unseen > 0).then(|| text.into_owned())
}

/// The number of items of the selected item's day, and of its red ones if there are some; of the newest day if the list is
/// empty.
fn day_in_view(app: &App) -> Option<String> {
    let lang = app.config.lang;
    let selected = app.list.selected_key();
    let selected = selected.and_then(|key| app.timeline.day(key.day));
    let day = selected.or(app.timeline.days().last())?;
    let (items, red) = (day.len(), day.red_rows().len());
    let today = NewsDay::containing(app.now, app.config.settings.rollover);
    let items = lang.text(if day.day() == today {
        UiText::CountToday { items }
    } else {
        let day = lang.short_day(day.day().date());
        UiText::CountOn { day, items }
    });
    let red = (red > 0).then(|| lang.text(UiText::CountRed { red }));
    Some(
        [Some(items), red]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
    )
}
