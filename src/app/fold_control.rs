//! Folds: what folds, and the keys for it.

use std::iter::successors;
use std::sync::Arc;

use super::folding::Folding;
use super::view::ViewKind;
use super::{App, Focus, ListFold, ListIndex};
use crate::action::Action;
use crate::lang::UiText;
use crate::rules::RuleIndex;
use crate::timeline::ItemRef;

/// Actions on the selected item. A fold shows none: it opens first.
const ON_ITEM: [Action; 18] = [
    Action::Open,
    Action::SwitchFocus,
    Action::Zen,
    Action::EarlierWording,
    Action::LaterWording,
    Action::Related,
    Action::CopyText,
    Action::CopyTitle,
    Action::CopyLink,
    Action::OpenLink,
    Action::Edit,
    Action::Star,
    Action::Note,
    Action::ListStock,
    Action::MakeUnseen,
    Action::StockView,
    Action::ThemeView,
    Action::Compare,
];

/// The most items of a fold among which unseen ones are counted: every frame counts those of the folds in view.
const MAX_COUNTED: usize = 2_000;

impl App {
    /// What folds items of the list. Nothing does under a filter, nor in a view for a while: these items were asked for.
    pub(super) fn folding(&self) -> Option<Arc<Folding>> {
        let hits = self.rules.folding();
        let view = self.views.current();
        if !hits.rules().has_folds() || self.is_filtered() || view.is_temporary() {
            return None;
        }
        let view = match view.kind {
            ViewKind::Rule(_) => hits.rules().index_of(&view.name),
            ViewKind::Everything | ViewKind::Red | ViewKind::Temporary => None,
        };
        Some(Arc::new(Folding {
            hits: hits.clone(),
            knowledge: Arc::clone(&self.knowledge),
            view,
            rollover: self.config.settings.rollover,
        }))
    }

    /// Whether a rule folds an item, wherever it is listed but in the view of that rule.
    pub(super) fn is_folded(&self, item: ItemRef<'_>) -> bool {
        let hits = self.rules.folding();
        let rules = hits.rules_of(item.day(), item.id());
        let is_marked = || item.mark(self.knowledge.marks()).is_some();
        hits.rules().folding(rules, is_marked).is_some()
    }

    /// Whether somebody may read the selected item: no fold closes over it. Nobody does in a list that follows the news by itself.
    pub(super) fn reads_selected(&self) -> bool {
        let is_read = self.attention.is_present(self.now) || !self.list.is_following();
        is_read && (self.muted.is_none() || self.muted != self.list.selected_key())
    }

    /// The number of folded items of the selected day.
    pub fn folded(&self) -> usize {
        let selected = self.list.selected_index();
        selected.map_or(0, |index| self.list.folded_on(index.day))
    }

    /// The names of the rules that fold items, in the order of their file.
    pub fn names_of_fold(&self, fold: &ListFold<'_>) -> Vec<&str> {
        self.names_of_rules(fold.rules)
    }

    /// The names of rules that fold something.
    pub(super) fn names_of_rules(&self, rules: &[RuleIndex]) -> Vec<&str> {
        let names = self.rules.folding().rules().in_order();
        let names = names.filter(|(index, _)| rules.contains(index));
        names.map(|(_, rule)| rule.name()).collect()
    }

    /// The number of unseen items in a fold; `None` if counting takes long.
    pub fn unseen_in_fold(&self, fold: &ListFold<'_>) -> Option<usize> {
        let visible = self.list.visible();
        let day = visible.key(fold.first)?.day;
        let all = self.unseen.count_in(day);
        if all == 0 {
            return Some(0);
        }
        let is_unseen = |index: &ListIndex| {
            let key = visible.key(*index);
            key.is_some_and(|key| self.unseen.is_unseen(key))
        };
        (fold.len() <= MAX_COUNTED).then(|| fold.items().filter(is_unseen).count())
    }

    /// Opens the selected fold or shuts it.
    pub(super) fn toggle_fold(&mut self) {
        if self.list.toggle_fold().is_none() {
            let key = self.first_key(Action::ToggleFolds).unwrap_or_default();
            self.inform(match self.folded() {
                0 => UiText::NothingFolded,
                folded => UiText::NoFoldHere { folded, key },
            });
        }
    }

    /// Opens all folds, or shuts them.
    pub(super) fn toggle_folds(&mut self) {
        let text = if self.list.toggle_all_folds() {
            UiText::AllFolded
        } else {
            UiText::AllUnfolded
        };
        self.inform(text);
    }

    /// Opens the selected fold for an action on an item; false without one.
    pub(super) fn unfolds_for(&mut self, action: Action) -> bool {
        let is_on_fold = self.focus == Focus::LIST && self.list.selected_fold().is_some();
        if !is_on_fold || !ON_ITEM.contains(&action) {
            return false;
        }
        self.list.toggle_fold();
        if action != Action::Open {
            self.inform(UiText::UnfoldedFirst);
        }
        true
    }

    /// The selected item and those below it that have rows of their own.
    pub(super) fn unfolded_from_selected(&self) -> impl Iterator<Item = ListIndex> + '_ {
        let below = |index: &ListIndex| self.list.visible().next(*index);
        let items = successors(self.list.selected_index(), below);
        items.filter(|index| self.list.fold_at(*index).is_none())
    }
}
