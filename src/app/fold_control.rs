//! Folds: what folds, and the keys for it.

use std::iter::successors;
use std::sync::Arc;

use super::folding::Folding;
use super::view::ViewKind;
use super::{App, Focus, ItemKey, ListFold, ListIndex};
use crate::action::Action;
use crate::knowledge::Knowledge;
use crate::lang::UiText;
use crate::rules::{RuleHits, RuleIndex};
use crate::timeline::Timeline;

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
    pub(super) fn is_folded(&self, key: ItemKey) -> bool {
        folds(self.rules.folding(), &self.timeline, &self.knowledge, key)
    }

    /// The name of the rule that folds an item, wherever it is listed but in the view of that rule.
    pub(super) fn rule_that_folds(&self, key: ItemKey) -> Option<String> {
        let hits = self.rules.folding();
        let rule = folding_rule(hits, &self.timeline, &self.knowledge, key)?;
        Some(hits.rules().get(rule)?.name().to_owned())
    }

    /// What rules fold is nothing new, as long as they do.
    pub(super) fn fold_unseen(&mut self) {
        let hits = self.rules.folding();
        if !hits.rules().has_folds() && !self.unseen.has_folded() {
            return;
        }
        let version = (
            self.unseen.version(),
            self.rules.hits_version(),
            self.knowledge.marks_generation(),
        );
        if self.folded_version == Some(version) {
            return;
        }
        let (timeline, knowledge) = (&self.timeline, &self.knowledge);
        let is_changed = self
            .unseen
            .set_folded(|key| folds(hits, timeline, knowledge, key));
        self.folded_version = Some((self.unseen.version(), version.1, version.2));
        if is_changed {
            self.count_listed_new();
        }
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
        self.names_of_rules(&self.list.rules_at(fold.first))
    }

    /// The names of rules that fold something.
    pub(super) fn names_of_rules(&self, rules: &[RuleIndex]) -> Vec<&str> {
        let names = self.rules.folding().rules().in_order();
        let names = names.filter(|(index, _)| rules.contains(index));
        names.map(|(_, rule)| rule.name()).collect()
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

/// Whether one of the rules that hit an item folds it.
fn folds(hits: &RuleHits, timeline: &Timeline, knowledge: &Knowledge, key: ItemKey) -> bool {
    folding_rule(hits, timeline, knowledge, key).is_some()
}

/// The rule that folds an item.
fn folding_rule(
    hits: &RuleHits,
    timeline: &Timeline,
    knowledge: &Knowledge,
    key: ItemKey,
) -> Option<RuleIndex> {
    let ItemKey { day, id } = key;
    let is_marked = || {
        let item = timeline.item(day, id);
        item.is_some_and(|item| item.mark(knowledge.marks()).is_some())
    };
    let rules = hits.rules_of(day, id);
    hits.rules().folding(rules, is_marked)
}
