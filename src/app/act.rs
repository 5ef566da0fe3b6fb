//! Actions -> changes of the model. What moves depends on which pane takes the keys; the rest means the same everywhere.

use super::mode::{Mode, Page, PageKind, PromptKind};
use super::moving::{go, page, step};
use super::page::Scroll;
use super::screen::{Arrangement, Density, Focus};
use super::{
    App, Copied, Effect, clock, filtering, finding, jumping, notice, outward, prompt, selection,
    wording,
};
use crate::action::{Action, Scope};
use crate::config::Order;
use crate::lang::UiText;

/// Does what was asked for, `count` times where that makes sense.
pub(super) fn act(app: &mut App, action: Action, count: Option<u32>) -> Vec<Effect> {
    app.find.seek = None;
    let scroll = scroll_of(action, i64::from(count.unwrap_or(1)));
    match (super::scope(app), scroll) {
        (Scope::Page, Some(scroll)) => scroll_page(app, scroll),
        (Scope::Detail, Some(scroll)) => scroll_detail(app, scroll),
        (Scope::List, Some(scroll)) => return scroll_list(app, scroll, count),
        (Scope::Page, None) => return on_page(app, action),
        (Scope::List | Scope::Detail, None) => return anywhere(app, action, count.unwrap_or(1)),
    }
    Vec::new()
}

const fn scroll_of(action: Action, times: i64) -> Option<Scroll> {
    Some(match action {
        Action::Down => Scroll::Lines(times),
        Action::Up => Scroll::Lines(-times),
        Action::Top => Scroll::Top,
        Action::Bottom => Scroll::Bottom,
        Action::HalfPageDown => Scroll::Halves(times),
        Action::HalfPageUp => Scroll::Halves(-times),
        Action::PageDown => Scroll::Screens(times),
        Action::PageUp => Scroll::Screens(-times),
        _ => return None,
    })
}

pub(super) fn scroll_page(app: &mut App, scroll: Scroll) {
    let (lines, height) = app.metrics.page;
    if let Mode::Page(page) = &mut app.mode {
        page.scroll = scroll.from(page.scroll, lines, height);
    }
}

pub(super) fn scroll_detail(app: &mut App, scroll: Scroll) {
    app.detail_scroll = scroll.from(
        app.detail_scroll,
        app.metrics.detail_lines,
        app.metrics.detail.1,
    );
}

/// Items in place of lines; with a count `gg` and `G` go to the item of that number.
fn scroll_list(app: &mut App, scroll: Scroll, count: Option<u32>) -> Vec<Effect> {
    let newest = match app.config.order {
        Order::Newest => Scroll::Top,
        Order::Oldest => Scroll::Bottom,
    };
    if scroll == newest && count.is_none() && app.list.waiting > 0 {
        return jumping::newest(app);
    }
    let screen = i32::from(app.metrics.list.1);
    let lines = |times: i64, each: i32| {
        i32::try_from(times)
            .unwrap_or(i32::MAX)
            .saturating_mul(each.max(1))
    };
    let rank = count.map(|count| count as usize - 1);
    match scroll {
        Scroll::Lines(by) => step(app, by),
        Scroll::Halves(by) => page(app, lines(by, screen / 2)),
        Scroll::Screens(by) => page(app, lines(by, screen - 2)),
        Scroll::Top => to_rank(app, rank.unwrap_or(0)),
        Scroll::Bottom => to_rank(app, rank.unwrap_or(usize::MAX)),
    }
    Vec::new()
}

fn to_rank(app: &mut App, rank: usize) {
    if let Some(spot) = app.shown.at(rank) {
        go(app, spot);
    }
}

/// A page has no selection: of the actions only those that are about the whole screen have a meaning there.
fn on_page(app: &mut App, action: Action) -> Vec<Effect> {
    match action {
        Action::Help => return show_page(app, PageKind::Help),
        Action::Problems => return show_page(app, PageKind::Problems),
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Quit => return vec![Effect::Quit],
        Action::Back | Action::Open | Action::SwitchFocus => app.mode = Mode::Normal,
        _ => {}
    }
    Vec::new()
}

/// The page; once more closes it.
fn show_page(app: &mut App, kind: PageKind) -> Vec<Effect> {
    let open = matches!(&app.mode, Mode::Page(page) if page.kind == kind);
    app.mode = if open {
        Mode::Normal
    } else {
        Mode::Page(Page { kind, scroll: 0 })
    };
    clock::next_change(app).into_iter().collect()
}

fn anywhere(app: &mut App, action: Action, times: u32) -> Vec<Effect> {
    let count = times as usize;
    match action {
        Action::PreviousDay => return jumping::day(app, false, count),
        Action::NextDay => return jumping::day(app, true, count),
        Action::PreviousSession => return jumping::session(app, false, count),
        Action::NextSession => return jumping::session(app, true, count),
        Action::FindNext => return finding::further(app, true, count),
        Action::FindPrevious => return finding::further(app, false, count),
        Action::GoTo => return prompt::open(app, PromptKind::GoTo),
        Action::Find => return prompt::open(app, PromptKind::Find),
        Action::Filter => return prompt::open(app, PromptKind::Filter),
        Action::ToggleFilter => return filtering::toggle(app),
        Action::Back => return back(app),
        Action::Open => open(app),
        Action::SwitchFocus => switch_focus(app),
        Action::Zen if app.focus == Focus::Zen => leave_detail(app),
        Action::Zen => app.focus = Focus::Zen,
        Action::DetailDown => other_pane(app, i64::from(times)),
        Action::DetailUp => other_pane(app, -i64::from(times)),
        Action::EarlierWording => return wording::earlier(app, count),
        Action::LaterWording => return wording::later(app, count),
        Action::Related => return jumping::related(app),
        Action::Density => return density(app),
        Action::Layout => return arrangement(app),
        Action::Order => return order(app),
        Action::CopyText => return outward::copy(app, Copied::Text),
        Action::CopyTitle => return outward::copy(app, Copied::Title),
        Action::CopyLink => return outward::copy(app, Copied::Link),
        Action::OpenLink => return outward::open_link(app),
        Action::Edit => return outward::edit(app),
        Action::Problems => return show_page(app, PageKind::Problems),
        Action::Help => return show_page(app, PageKind::Help),
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Quit => return vec![Effect::Quit],
        Action::Down
        | Action::Up
        | Action::Top
        | Action::Bottom
        | Action::HalfPageDown
        | Action::HalfPageUp
        | Action::PageDown
        | Action::PageUp => {}
    }
    Vec::new()
}

/// One step back: the focus, then what is lit, then the filter, which is turned off first and then let go.
fn back(app: &mut App) -> Vec<Effect> {
    if app.focus != Focus::List {
        leave_detail(app);
        Vec::new()
    } else if app.find.matcher.is_some() {
        finding::clear(app)
    } else if app.is_filtered() {
        filtering::toggle(app)
    } else if app.filter.matcher.is_some() {
        filtering::clear(app)
    } else {
        Vec::new()
    }
}

/// The list takes the keys again. The newest item was read as far as it was wanted, so that the list follows as before.
fn leave_detail(app: &mut App) {
    app.focus = Focus::List;
    if app
        .selected_spot()
        .is_some_and(|spot| app.shown.newest() == Some(spot))
    {
        app.detail_scroll = 0;
    }
}

/// The detail takes the keys; where there is no room for one beside the list, and when asked once more, it stands alone.
fn open(app: &mut App) {
    app.focus = match app.focus {
        Focus::List if app.metrics.detail.1 > 0 => Focus::Detail,
        Focus::List | Focus::Detail | Focus::Zen => Focus::Zen,
    };
}

fn switch_focus(app: &mut App) {
    match app.focus {
        Focus::List => open(app),
        Focus::Detail | Focus::Zen => leave_detail(app),
    }
}

/// From the list the detail scrolls, from the detail the selection moves.
fn other_pane(app: &mut App, by: i64) {
    match app.focus {
        Focus::List => scroll_detail(app, Scroll::Lines(by)),
        Focus::Detail | Focus::Zen => step(app, by),
    }
}

fn density(app: &mut App) -> Vec<Effect> {
    app.list.density = app.list.density.next();
    selection::refit(app);
    let told = match app.list.density {
        Density::Headline => UiText::DensityHeadline,
        Density::TwoLines => UiText::DensityTwoLines,
        Density::Full => UiText::DensityFull,
    };
    notice::say(app, told)
}

fn arrangement(app: &mut App) -> Vec<Effect> {
    app.arrangement = app.arrangement.next();
    let told = match app.arrangement {
        Arrangement::Auto => UiText::LayoutAuto,
        Arrangement::SideBySide => UiText::LayoutSideBySide,
        Arrangement::Stacked => UiText::LayoutStacked,
        Arrangement::ListAlone => UiText::LayoutListAlone,
    };
    notice::say(app, told)
}

fn order(app: &mut App) -> Vec<Effect> {
    let (order, told) = match app.config.order {
        Order::Newest => (Order::Oldest, UiText::OrderOldest),
        Order::Oldest => (Order::Newest, UiText::OrderNewest),
    };
    app.config.order = order;
    let shown = filtering::shown(app);
    selection::show(app, shown, selection::Keep::Item);
    notice::say(app, told)
}
