//! A view: a list of its own, with its query, its filter, its place and its read line.

use std::sync::Arc;

use crate::lang::{Lang, UiText};
use crate::rules::{Rule, RuleIndex};

/// The key of the view of everything.
const EVERYTHING_KEY: u8 = 1;
/// The key of the view of red items.
const RED_KEY: u8 = 2;
/// What the view of red items shows.
const RED_QUERY: &str = "is:red";

/// A view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Its name in the header.
    pub name: Arc<str>,
    /// The digit that switches to it, from 1 to 9; `None` if only others lead there.
    pub key: Option<u8>,
    /// The query whose hits it has; empty for everything.
    pub(super) query: Arc<str>,
    /// What it is.
    pub(super) kind: ViewKind,
}

/// What a view is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ViewKind {
    /// Everything; it is always there.
    Everything,
    /// The red items.
    Red,
    /// The items of a rule.
    Rule(RuleIndex),
    /// What the user wants to see for a while; it goes away when it is left.
    Temporary,
}

impl View {
    /// The view of everything.
    pub(super) fn everything(lang: Lang) -> Self {
        Self {
            name: lang.text(UiText::ViewEverything).into(),
            key: Some(EVERYTHING_KEY),
            query: Arc::default(),
            kind: ViewKind::Everything,
        }
    }

    /// The view of red items.
    pub(super) fn red(lang: Lang) -> Self {
        Self {
            name: lang.text(UiText::ViewRed).into(),
            key: Some(RED_KEY),
            query: RED_QUERY.into(),
            kind: ViewKind::Red,
        }
    }

    /// The view of a rule; `None` if the rule has none.
    pub(super) fn of_rule(index: RuleIndex, rule: &Rule) -> Option<Self> {
        let options = rule.options();
        options.view.then(|| Self {
            name: rule.name().into(),
            key: options.key,
            query: rule.source().into(),
            kind: ViewKind::Rule(index),
        })
    }

    /// A view for a while.
    pub(super) fn temporary(name: &str, query: &str) -> Self {
        Self {
            name: name.into(),
            key: None,
            query: query.into(),
            kind: ViewKind::Temporary,
        }
    }

    /// Follows a rule whose name changed.
    pub(super) fn rename_rule(view: &mut Arc<Self>, old: &str, new: &str) {
        if matches!(view.kind, ViewKind::Rule(_)) && *view.name == *old {
            Arc::make_mut(view).name = new.into();
        }
    }

    /// Whether it has everything.
    pub(super) const fn is_everything(&self) -> bool {
        matches!(self.kind, ViewKind::Everything)
    }

    /// Whether it goes away when it is left.
    pub(super) const fn is_temporary(&self) -> bool {
        matches!(self.kind, ViewKind::Temporary)
    }
}
