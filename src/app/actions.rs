//! What each action does.

use super::app::App;
use super::effect::{Copied, Effect};
use super::item_key::ItemKey;
use super::mode::{Mode, Page, PageKind};
use super::notices::Notice;
use super::prompt_line::PromptKind;
use super::screen::{Arrangement, Focus};
use super::scroll::Scroll;
use super::search_kind::SearchKind;
use super::time_direction::TimeDirection;
use crate::action::Action;
use crate::action::Scope;
use crate::config::Order;
use crate::lang::UiText;

impl App {
    /// Performs an action, `count` times if it can be repeated.
    pub(super) fn act(&mut self, action: Action, count: Option<u32>) -> Vec<Effect> {
        self.matches.set_jump(None);
        if matches!(self.mode, Mode::Page(_)) && !works_on_page(action) {
            return Vec::new();
        }
        let times = count.unwrap_or(1);
        let (steps, lines) = (times as usize, i64::from(times));
        match action {
            Action::Down => return self.scroll(Scroll::Lines(lines), count),
            Action::Up => return self.scroll(Scroll::Lines(-lines), count),
            Action::Top => return self.scroll(Scroll::Top, count),
            Action::Bottom => return self.scroll(Scroll::Bottom, count),
            Action::HalfPageDown => return self.scroll(Scroll::Halves(lines), count),
            Action::HalfPageUp => return self.scroll(Scroll::Halves(-lines), count),
            Action::PageDown => return self.scroll(Scroll::Screens(lines), count),
            Action::PageUp => return self.scroll(Scroll::Screens(-lines), count),
            Action::PreviousDay => return self.jump_day(TimeDirection::Earlier, steps),
            Action::NextDay => return self.jump_day(TimeDirection::Later, steps),
            Action::PreviousSession => return self.jump_session(TimeDirection::Earlier, steps),
            Action::NextSession => return self.jump_session(TimeDirection::Later, steps),
            Action::GoTo => return self.open_prompt(PromptKind::GoTo),
            Action::Open => self.open(),
            Action::SwitchFocus => self.switch_focus(),
            Action::Zen if self.focus == Focus::Zen => self.leave_detail(),
            Action::Zen => self.focus = Focus::Zen,
            Action::DetailDown => self.scroll_other_pane(lines),
            Action::DetailUp => self.scroll_other_pane(-lines),
            Action::EarlierWording => return self.change_revision(TimeDirection::Earlier, steps),
            Action::LaterWording => return self.change_revision(TimeDirection::Later, steps),
            Action::Related => return self.go_to_related(),
            Action::Find => return self.open_prompt(PromptKind::Find),
            Action::FindNext => return self.find_next(true, steps),
            Action::FindPrevious => return self.find_next(false, steps),
            Action::Filter => return self.open_prompt(PromptKind::Filter),
            Action::ToggleFilter => return self.toggle_filter(),
            Action::Back => return self.back(),
            Action::Density => return self.cycle_density(),
            Action::Layout => return self.cycle_arrangement(),
            Action::Order => return self.reverse_order(),
            Action::CopyText => return self.copy(Copied::Text),
            Action::CopyTitle => return self.copy(Copied::Title),
            Action::CopyLink => return self.copy(Copied::Link),
            Action::OpenLink => return self.open_link(),
            Action::Edit => return self.edit(),
            Action::Problems => return self.toggle_page(PageKind::Problems),
            Action::Help => return self.toggle_page(PageKind::Help),
            Action::Redraw => return vec![Effect::Redraw],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Quit => return vec![Effect::Quit],
        }
        Vec::new()
    }

    /// Scrolls the pane that takes the keys. In the list a count before `gg` or `G` is the number of an item.
    fn scroll(&mut self, scroll: Scroll, count: Option<u32>) -> Vec<Effect> {
        match self.scope() {
            Scope::Page => self.scroll_page(scroll),
            Scope::Detail => self.scroll_detail(scroll),
            Scope::List => return self.scroll_list(scroll, count),
        }
        Vec::new()
    }

    pub(super) fn scroll_page(&mut self, scroll: Scroll) {
        let (lines, height) = self.metrics.page;
        if let Mode::Page(page) = &mut self.mode {
            page.scroll = scroll.apply(page.scroll, lines, height);
        }
    }

    pub(super) fn scroll_detail(&mut self, scroll: Scroll) {
        let (lines, height) = (self.metrics.detail_lines, self.metrics.detail.1);
        self.detail.scroll(scroll, lines, height);
    }

    fn scroll_list(&mut self, scroll: Scroll, count: Option<u32>) -> Vec<Effect> {
        let to_newest = match self.list.visible().order() {
            Order::Newest => Scroll::Top,
            Order::Oldest => Scroll::Bottom,
        };
        if let (Scroll::Top | Scroll::Bottom, Some(count)) = (scroll, count) {
            self.list.go_to_rank(count as usize - 1);
        } else if scroll == to_newest && self.waiting() > 0 {
            return self.go_to_newest();
        } else {
            self.list.scroll(scroll);
        }
        Vec::new()
    }

    /// Scrolls the detail from the list, and moves the selection from the detail.
    fn scroll_other_pane(&mut self, lines: i64) {
        match self.focus {
            Focus::List => self.scroll_detail(Scroll::Lines(lines)),
            Focus::Detail | Focus::Zen => self.list.step(lines),
        }
    }

    /// Goes to the top of another day; after the last one, to the newest item.
    fn jump_day(&mut self, direction: TimeDirection, times: usize) -> Vec<Effect> {
        let list = &mut self.list;
        if list.visible().is_empty() || list.jump_day(direction, times) {
            return Vec::new();
        }
        match direction {
            TimeDirection::Earlier => self.inform(UiText::NoEarlierDay),
            TimeDirection::Later if self.list.is_newest_selected() => {
                self.inform(UiText::NoLaterDay)
            }
            TimeDirection::Later => self.go_to_newest(),
        }
    }

    /// Goes to the top of another session; the notice names it.
    fn jump_session(&mut self, direction: TimeDirection, times: usize) -> Vec<Effect> {
        let rollover = self.config.settings.rollover;
        let moved = self.list.jump_session(direction, times, rollover);
        let Some((day, session)) = self.list.session(rollover) else {
            return Vec::new();
        };
        if !moved {
            return self.inform(match direction {
                TimeDirection::Earlier => UiText::NoEarlierSession,
                TimeDirection::Later => UiText::NoLaterSession,
            });
        }
        let day = self.config.lang.day(day.date());
        let name = self.config.lang.text(session.name());
        self.notify(Notice::info(format!("{day} {name}")))
    }

    /// Goes from a flash to its story, or back.
    fn go_to_related(&mut self) -> Vec<Effect> {
        let related = self
            .selected()
            .and_then(|item| item.related(&self.timeline));
        let Some(related) = related.map(ItemKey::from) else {
            return self.inform(UiText::NoRelated);
        };
        if self.list.go_to_key(related) {
            Vec::new()
        } else {
            self.inform(UiText::RelatedHidden)
        }
    }

    /// Shows an earlier or later revision of the selected item.
    fn change_revision(&mut self, direction: TimeDirection, times: usize) -> Vec<Effect> {
        let Some(latest) = self.selected().map(|item| item.revision()) else {
            return self.inform(UiText::NoSelection);
        };
        if latest == 0 {
            return self.inform(UiText::NotRevised);
        }
        if self.detail.change_revision(direction, times, latest) {
            return Vec::new();
        }
        self.inform(match direction {
            TimeDirection::Earlier => UiText::NoEarlierWording,
            TimeDirection::Later => UiText::NoLaterWording,
        })
    }

    /// Opens a page, or closes it if it is open.
    fn toggle_page(&mut self, kind: PageKind) -> Vec<Effect> {
        let is_open = matches!(&self.mode, Mode::Page(page) if page.kind == kind);
        self.mode = if is_open {
            Mode::Normal
        } else {
            Mode::Page(Page { kind, scroll: 0 })
        };
        self.next_wake().into_iter().collect()
    }

    /// Closes the page; false if none is open.
    fn close_page(&mut self) -> bool {
        let is_open = matches!(self.mode, Mode::Page(_));
        if is_open {
            self.mode = Mode::Normal;
        }
        is_open
    }

    /// Goes one step back: closes the page, leaves the detail, ends find, turns the filter off, drops the filter.
    fn back(&mut self) -> Vec<Effect> {
        if self.close_page() {
            Vec::new()
        } else if self.focus != Focus::List {
            self.leave_detail();
            Vec::new()
        } else if self.find.is_active() {
            self.clear_search(SearchKind::Find)
        } else if self.is_filtered() {
            self.toggle_filter()
        } else if self.filter.is_active() {
            self.clear_search(SearchKind::Filter)
        } else {
            Vec::new()
        }
    }

    /// Gives the keys to the detail. Without room beside the list, or if it has them, it fills the screen.
    pub(super) fn open(&mut self) {
        if self.close_page() {
            return;
        }
        self.focus = match self.focus {
            Focus::List if self.metrics.detail.1 > 0 => Focus::Detail,
            Focus::List | Focus::Detail | Focus::Zen => Focus::Zen,
        };
    }

    fn switch_focus(&mut self) {
        if self.focus == Focus::List {
            self.open();
        } else if !self.close_page() {
            self.leave_detail();
        }
    }

    /// Gives the keys back to the list. The newest item counts as read, so that the list follows as before.
    fn leave_detail(&mut self) {
        self.focus = Focus::List;
        if self.list.is_newest_selected() {
            self.detail.scroll_to(0);
        }
    }

    fn cycle_arrangement(&mut self) -> Vec<Effect> {
        self.arrangement = self.arrangement.next();
        self.inform(match self.arrangement {
            Arrangement::Auto => UiText::LayoutAuto,
            Arrangement::SideBySide => UiText::LayoutSideBySide,
            Arrangement::Stacked => UiText::LayoutStacked,
            Arrangement::ListAlone => UiText::LayoutListAlone,
        })
    }
}

/// Whether an action has a meaning while a page is open. A page has no selection.
const fn works_on_page(action: Action) -> bool {
    match action {
        Action::Down
        | Action::Up
        | Action::Top
        | Action::Bottom
        | Action::HalfPageDown
        | Action::HalfPageUp
        | Action::PageDown
        | Action::PageUp
        | Action::Open
        | Action::SwitchFocus
        | Action::Back
        | Action::Problems
        | Action::Help
        | Action::Redraw
        | Action::Suspend
        | Action::Quit => true,
        Action::PreviousDay
        | Action::NextDay
        | Action::PreviousSession
        | Action::NextSession
        | Action::GoTo
        | Action::Zen
        | Action::DetailDown
        | Action::DetailUp
        | Action::EarlierWording
        | Action::LaterWording
        | Action::Related
        | Action::Find
        | Action::FindNext
        | Action::FindPrevious
        | Action::Filter
        | Action::ToggleFilter
        | Action::Density
        | Action::Layout
        | Action::Order
        | Action::CopyText
        | Action::CopyTitle
        | Action::CopyLink
        | Action::OpenLink
        | Action::Edit => false,
    }
}
