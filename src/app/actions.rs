//! What each action does.

use super::basket::BasketUse;
use super::export::Copied;
use super::jumps::JumpSeries;
use super::scroll::Scroll;
use super::time_direction::TimeDirection;
use super::{App, Effect, Focus, ItemKey, Mode, Notice, PaneId, PromptKind};
use crate::action::{Action, PageKind, Scope};
use crate::config::Order;
use crate::lang::UiText;

/// Actions of somebody who reads the selected item.
const READING: [Action; 12] = [
    Action::Open,
    Action::SwitchFocus,
    Action::Zen,
    Action::DetailDown,
    Action::DetailUp,
    Action::EarlierWording,
    Action::LaterWording,
    Action::CopyText,
    Action::CopyTitle,
    Action::CopyLink,
    Action::OpenLink,
    Action::Edit,
];

/// Actions that on a page are only for the basket.
const IN_BASKET: [Action; 14] = [
    Action::Star,
    Action::Note,
    Action::TakeOut,
    Action::CopyStarred,
    Action::SaveStarred,
    Action::Compare,
    Action::Undo,
    Action::Redo,
    Action::PreviousDay,
    Action::NextDay,
    Action::CopyText,
    Action::CopyTitle,
    Action::CopyLink,
    Action::OpenLink,
];

impl App {
    /// Performs an action, `count` times if it can be repeated.
    #[expect(clippy::too_many_lines, reason = "a table with a line an action")]
    pub(super) fn act(&mut self, action: Action, count: Option<u32>) {
        let asked_to_see_all = self.asked_to_see_all.take();
        self.matches.set_jump(None);
        self.jumps.begin(jump_series(action));
        if action.is_on_rules() && !self.shows_rules() {
            self.toggle_page(PageKind::Rules);
        }
        let scope = self.scope();
        let is_for_basket = match scope {
            Scope::List | Scope::Detail => false,
            Scope::Page => IN_BASKET.contains(&action) && !self.shows_basket(),
            Scope::Rules => {
                IN_BASKET.contains(&action) && !matches!(action, Action::Undo | Action::Redo)
            }
        };
        if !action.scopes().contains(&scope) || is_for_basket {
            return self.refuse(action);
        }
        if count.is_some() && !self.admits_count(action) {
            return;
        }
        if READING.contains(&action) && matches!(scope, Scope::List | Scope::Detail) {
            self.list.stop_following();
            self.mark_selected_seen();
        }
        let times = count.unwrap_or(1);
        if self.unfolds_for(action) {
            return;
        }
        let (steps, lines) = (times as usize, i64::from(times));
        match action {
            Action::Down => self.scroll(Scroll::Lines(lines)),
            Action::Up => self.scroll(Scroll::Lines(-lines)),
            Action::Top => self.go_to_end(Scroll::Top, count),
            Action::Bottom => self.go_to_end(Scroll::Bottom, count),
            Action::HalfPageDown => self.scroll(Scroll::Halves(lines)),
            Action::HalfPageUp => self.scroll(Scroll::Halves(-lines)),
            Action::PageDown => self.scroll(Scroll::Screens(lines)),
            Action::PageUp => self.scroll(Scroll::Screens(-lines)),
            Action::PreviousDay if self.change_basket_day(false, steps) => {}
            Action::NextDay if self.change_basket_day(true, steps) => {}
            Action::PreviousDay => self.jump_day(TimeDirection::Earlier, steps),
            Action::NextDay => self.jump_day(TimeDirection::Later, steps),
            Action::PreviousSession => self.jump_session(TimeDirection::Earlier, steps),
            Action::NextSession => self.jump_session(TimeDirection::Later, steps),
            Action::GoTo => self.open_prompt(PromptKind::GoTo),
            Action::GoToBanner => self.go_to_banner(),
            Action::NextUnseen => self.go_to_next_unseen(),
            Action::JumpBack => self.jump_back(steps),
            Action::Open => self.open(),
            Action::SwitchFocus => self.switch_focus(),
            Action::Zen if self.focus == Focus::ZEN => self.focus_list(),
            Action::Zen => self.focus = Focus::ZEN,
            Action::DetailDown => self.scroll_other_pane(lines),
            Action::DetailUp => self.scroll_other_pane(-lines),
            Action::EarlierWording => self.change_revision(TimeDirection::Earlier, steps),
            Action::LaterWording => self.change_revision(TimeDirection::Later, steps),
            Action::Related => self.go_to_related(),
            Action::Find => self.open_prompt(PromptKind::Find),
            Action::FindNext => self.find_next(true, steps),
            Action::FindPrevious => self.find_next(false, steps),
            Action::Filter => self.open_prompt(PromptKind::Filter),
            Action::ToggleFilter => self.toggle_filter(),
            Action::View => self.go_to_view(count.unwrap_or(1)),
            Action::NextView => match count {
                Some(key) => self.go_to_view(key),
                None => self.walk_views(1, true),
            },
            Action::StockView => self.open_stock_view(),
            Action::ThemeView => self.open_theme_view(),
            Action::PreviousView => self.walk_views(steps, false),
            Action::Back => self.back(),
            Action::ToggleFold => self.toggle_fold(),
            Action::ToggleFolds => self.toggle_folds(),
            Action::Mute => self.mute(false),
            Action::MuteFor => self.mute(true),
            Action::Density => self.cycle_density(),
            Action::Layout => self.next_layout(),
            Action::GrowList => self.move_divider(lines),
            Action::ShrinkList => self.move_divider(-lines),
            Action::Order => self.reverse_order(),
            Action::CopyText => self.copy(Copied::Text, steps),
            Action::CopyTitle => self.copy(Copied::Title, steps),
            Action::CopyLink => self.copy(Copied::Link, steps),
            Action::Star => self.toggle_stars(steps),
            Action::CopyStarred => self.use_basket(BasketUse::Copy),
            Action::SaveStarred => self.use_basket(BasketUse::Save),
            Action::Compare => self.compare_stories(),
            Action::MakeUnseen => self.make_unseen(),
            Action::SeeAll => self.see_all(asked_to_see_all),
            Action::GoToReadLine => self.go_to_read_line(),
            Action::Note => self.open_note(),
            Action::TakeOut => self.take_out(),
            Action::ListStock => self.list_stock(),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::OpenLink => self.open_link(),
            Action::Edit => self.edit(),
            Action::Page(kind) => self.toggle_page(kind),
            Action::NewRule => self.new_rule(),
            Action::RuleQuery => self.edit_rule_query(),
            Action::RuleName => self.rename_rule(),
            Action::RuleStyle => self.style_rule(),
            Action::RuleKey => self.set_rule_key(count.unwrap_or_default()),
            Action::RuleView => self.toggle_rule_view(),
            Action::RuleAlert => self.cycle_rule_alert(),
            Action::RuleFold => self.toggle_rule_fold(),
            Action::DeleteRule => self.delete_rule(),
            Action::Palette => self.open_palette(),
            Action::Redraw => self.effects.push(Effect::Redraw),
            Action::Suspend => self.effects.push(Effect::Suspend),
            Action::Leave => self.leave(),
            Action::Quit => self.effects.push(Effect::Quit),
        }
    }

    /// Whether an action is done after a number. If the number means nothing to it, the notice says so. Back only takes the
    /// number back, as Esc does.
    fn admits_count(&mut self, action: Action) -> bool {
        let admits = action.takes_count() || action == Action::Quit;
        if !admits && action != Action::Back {
            let key = self.first_key(action).unwrap_or_default();
            self.inform(UiText::TakesNoCount { key });
        }
        admits
    }

    /// Goes to an end of the pane that takes the keys. A count is the number of an item or line.
    fn go_to_end(&mut self, end: Scroll, count: Option<u32>) {
        self.scroll(count.map_or(end, |number| Scroll::Line(number as usize - 1)));
    }

    /// Scrolls the pane that takes the keys.
    fn scroll(&mut self, scroll: Scroll) {
        if matches!(self.mode, Mode::Page(_)) {
            self.scroll_page(scroll);
        } else if self.focus.pane == PaneId::List {
            self.scroll_list(scroll);
        } else {
            self.scroll_text(self.focus.pane, scroll);
        }
    }

    /// Scrolls a pane of text.
    pub(super) fn scroll_text(&mut self, pane: PaneId, scroll: Scroll) {
        self.offsets[pane] = self.metrics.panes[pane].scroll(self.offsets[pane], scroll);
    }

    fn scroll_list(&mut self, scroll: Scroll) {
        let to_newest = match self.list.visible().order() {
            Order::Newest => Scroll::Top,
            Order::Oldest => Scroll::Bottom,
        };
        if matches!(scroll, Scroll::Top | Scroll::Bottom | Scroll::Line(_)) {
            self.remember_place();
        }
        if scroll == to_newest && !self.unseen.is_empty() {
            self.go_to_newest();
        } else if scroll == to_newest {
            self.list.go_to_newest();
        } else {
            self.list.scroll(scroll);
        }
    }

    /// Scrolls the detail from the list, and moves the selection from the detail.
    fn scroll_other_pane(&mut self, lines: i64) {
        if self.focus.pane == PaneId::List {
            self.scroll_text(PaneId::Detail, Scroll::Lines(lines));
        } else {
            self.list.step_unfolded(lines);
        }
    }

    /// Goes to another day at the same clock time; after the last one, to the newest item.
    fn jump_day(&mut self, direction: TimeDirection, times: usize) {
        self.remember_place();
        if self.list.jump_day(direction, times) {
            let day = self.list.selected_key().map(|key| key.day.date());
            let day = day.map(|day| self.config.lang.short_date(day));
            return self.notify(Notice::info(day.unwrap_or_default()));
        }
        if self.list.visible().is_empty() {
            return;
        }
        match direction {
            TimeDirection::Earlier => self.say_no_earlier_day(),
            TimeDirection::Later if self.list.is_newest_selected() => {
                self.inform(UiText::NoLaterDay);
            }
            TimeDirection::Later => self.go_to_newest(),
        }
    }

    /// Goes to the first entry of a session; the notice names the session.
    fn jump_session(&mut self, direction: TimeDirection, times: usize) {
        self.remember_place();
        let moved = self.list.jump_session(direction, times);
        let Some(span) = self.list.session() else {
            return;
        };
        if !moved {
            return self.inform(match direction {
                TimeDirection::Earlier => UiText::NoEarlierSession,
                TimeDirection::Later => UiText::NoLaterSession,
            });
        }
        let day = self.config.lang.short_date(span.day.date());
        let name = self.config.lang.text(span.session.name());
        self.notify(Notice::info(format!("{day} {name}")));
    }

    /// Goes from a flash to its story, or back.
    fn go_to_related(&mut self) {
        let related = self
            .selected()
            .and_then(|item| item.related(&self.timeline));
        let Some(related) = related.map(ItemKey::from) else {
            return self.inform(UiText::NoRelated);
        };
        self.remember_place();
        if !self.list.go_to_key(related) {
            self.inform(UiText::RelatedHidden);
        }
    }

    /// Shows an earlier or later revision of the selected item.
    fn change_revision(&mut self, direction: TimeDirection, times: usize) {
        let Some(item) = self.selected() else {
            return self.inform(UiText::NoSelection);
        };
        let (latest, revision) = (item.earlier_texts().len(), item.revision());
        if revision == 0 {
            return self.inform(UiText::NotRevised);
        }
        if self.detail.change_revision(direction, times, latest) {
            self.offsets[PaneId::Detail] = 0;
            return;
        }
        self.inform(match direction {
            TimeDirection::Earlier => UiText::NoEarlierWording,
            TimeDirection::Later => UiText::NoLaterWording,
        });
    }
}

/// The series that a jump of this action belongs to.
const fn jump_series(action: Action) -> Option<JumpSeries> {
    if matches!(action, Action::PreviousDay | Action::NextDay) {
        Some(JumpSeries::Days)
    } else if matches!(action, Action::PreviousSession | Action::NextSession) {
        Some(JumpSeries::Sessions)
    } else if matches!(action, Action::FindNext | Action::FindPrevious) {
        Some(JumpSeries::Matches)
    } else if matches!(action, Action::NextUnseen) {
        Some(JumpSeries::Unseen)
    } else {
        None
    }
}
