//! The last line: what takes the keys, what is told, which keys do something now, and where the list stands.
//!
//! ```text
//!  列表  Enter 打开  f 筛选  / 查找  ? 按键说明                  12/340  3%
//! ```

use ratatui::layout::Rect;

use super::canvas::{Canvas, from};
use super::hints;
use super::layout::{Layout, owned};
use crate::app::{App, Focus, Mode, Notice, PageKind, SearchKind};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::text::{Printable, sanitise_line};

/// Between two pieces, in columns.
const GAP: u16 = 2;
/// Which part of the line, at most, goes to the filter: where the list stands, and some keys, are to be seen beside it.
const QUERY: u16 = 3;

pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, layout: &Layout) {
    let area = layout.panes.status;
    let base = canvas.style(Role::Text).patch(canvas.style(Role::Status));
    canvas.blank(area, base);
    let margin = u16::from(area.width > 24);
    let inner = Rect {
        x: area.x + margin,
        width: area.width.saturating_sub(2 * margin),
        ..area
    };
    // Who has begun to type keys wants to know how they go on.
    let notice = app
        .notices
        .current()
        .filter(|_| app.keys.pending().is_empty());
    let left = match notice {
        Some(notice) => told(canvas, notice, inner),
        None => mode(canvas, app, inner),
    };
    let right = place(canvas, app, layout, from(inner, left));
    if notice.is_none() {
        keys(
            canvas,
            app,
            Rect {
                x: left,
                width: right.saturating_sub(left),
                ..inner
            },
        );
    }
}

/// What is told; gives the column from which there is room.
fn told(canvas: &mut Canvas<'_>, notice: &Notice, area: Rect) -> u16 {
    let role = if notice.error {
        Role::Error
    } else {
        Role::Status
    };
    first(canvas, area, area.x, &notice.text, role)
}

/// What takes the keys, and the filter, of which a part is enough to know it by; gives the column from which there is room.
fn mode(canvas: &mut Canvas<'_>, app: &App, area: Rect) -> u16 {
    let lang = app.config.lang;
    let x = first(
        canvas,
        area,
        area.x,
        &lang.text(takes_keys(app)),
        Role::Label,
    );
    let filter = app.search(SearchKind::Filter);
    if !filter.is_active() {
        return x;
    }
    let (state, role) = if app.is_filtered() {
        (UiText::FilterPrompt, Role::Label)
    } else {
        (UiText::FilterOff, Role::Dim)
    };
    let query = canvas
        .text_metrics()
        .truncate(filter.source(), usize::from(area.width / QUERY))
        .into_owned();
    first(
        canvas,
        area,
        x,
        &format!("{} {query}", lang.text(state)),
        role,
    )
}

const fn takes_keys(app: &App) -> UiText {
    match (&app.mode, app.focus) {
        (Mode::Page(page), _) => match page.kind {
            PageKind::Help => UiText::HelpTitle,
            PageKind::Problems => UiText::ProblemsTitle,
        },
        (Mode::Normal | Mode::Prompt(_), Focus::List) => UiText::ModeList,
        (Mode::Normal | Mode::Prompt(_), Focus::Detail) => UiText::ModeDetail,
        (Mode::Normal | Mode::Prompt(_), Focus::Zen) => UiText::ModeZen,
    }
}

/// A piece that is cut where there is no room for it; gives the column behind the gap after it.
fn first(canvas: &mut Canvas<'_>, area: Rect, x: u16, text: &str, role: Role) -> u16 {
    let room = usize::from(from(area, x).width);
    let text = canvas
        .text_metrics()
        .truncate(sanitise_line(text).as_str(), room)
        .into_owned();
    piece(canvas, area, x, &owned(&text), role)
        .saturating_add(GAP)
        .min(area.right())
}

/// Where the list or the page stands; gives the column before it.
fn place(canvas: &mut Canvas<'_>, app: &App, layout: &Layout, area: Rect) -> u16 {
    let text = match &app.mode {
        Mode::Page(page) => page_place(layout, page.scroll),
        Mode::Normal | Mode::Prompt(_) => list_place(app),
    };
    let width = u16::try_from(canvas.text_metrics().width(&text)).unwrap_or(u16::MAX);
    let Some(x) = area.right().checked_sub(width).filter(|&x| x >= area.x) else {
        return area.right();
    };
    piece(canvas, area, x, &owned(&text), Role::Status);
    x.saturating_sub(GAP)
}

/// The last line in view, of how many.
fn page_place(layout: &Layout, scroll: u16) -> String {
    let total = layout.page.len();
    let last = (usize::from(scroll) + usize::from(layout.panes.body.height)).min(total);
    format!("{last}/{total}  {}%", last * 100 / total.max(1))
}

/// The count typed, the match of find, and which item is selected, of how many.
fn list_place(app: &App) -> String {
    let typed = app.keys.count().map(|count| count.to_string());
    let visible = app.list.visible();
    let selected = app.list.selected_index().map(|index| {
        let (rank, total) = (visible.rank(index) + 1, visible.len().max(1));
        format!("{rank}/{total}  {}%", rank * 100 / total)
    });
    let all: Vec<_> = [typed, found(app), selected]
        .into_iter()
        .flatten()
        .collect();
    all.join("  ")
}

/// Which match of find is selected, of how many.
fn found(app: &App) -> Option<String> {
    let (at, of) = app.match_position();
    let label = app.config.lang.text(UiText::FindPrompt);
    let find = app.search(SearchKind::Find);
    find.is_active().then(|| format!("{label} {at}/{of}"))
}

/// As many hints as there is room for.
fn keys(canvas: &mut Canvas<'_>, app: &App, area: Rect) {
    let mut x = area.x;
    for hint in hints::now(app) {
        let (key, does) = (owned(&hint.key), owned(&format!(" {}", hint.does)));
        let width =
            canvas.text_metrics().width(key.as_str()) + canvas.text_metrics().width(does.as_str());
        if usize::from(x) + width > usize::from(area.right()) {
            break;
        }
        x = piece(canvas, area, x, &key, Role::Key);
        x = piece(canvas, area, x, &does, Role::Dim).saturating_add(GAP);
    }
}

fn piece(canvas: &mut Canvas<'_>, area: Rect, x: u16, text: &Printable<'_>, role: Role) -> u16 {
    let style = canvas
        .style(Role::Text)
        .patch(canvas.style(Role::Status))
        .patch(canvas.style(role));
    canvas.put(from(area, x), text, style)
}
