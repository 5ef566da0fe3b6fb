//! The views: which one is on the screen, and how the others were left.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Search;
use super::item_list::ListPosition;
use super::view::View;
use crate::item::{ItemId, NewsDay};
use crate::knowledge::Knowledge;
use crate::lang::Lang;
use crate::rules::RuleSet;
use crate::timeline::Timeline;

/// All views.
#[derive(Debug)]
pub(super) struct Views {
    /// In the order of the header; the first one has everything.
    lasting: Vec<Arc<View>>,
    /// The one that goes away when it is left.
    temporary: Option<Arc<View>>,
    current: Arc<View>,
    /// The view from which the temporary one was opened.
    origin: Option<Arc<View>>,
    /// The others as they were left, by their names; none of them is temporary.
    left: BTreeMap<Arc<str>, LeftView>,
}

/// A view as it was left.
#[derive(Debug, Default)]
pub(super) struct LeftView {
    pub arrival: Arrival,
    pub base: Search,
    pub filter: Search,
    pub is_filtered: bool,
}

/// The place where the user arrives.
#[derive(Debug, Clone)]
pub(super) struct Arrival {
    pub position: ListPosition,
    /// The lines scrolled off at the top of the detail.
    pub offset: u16,
}

impl Default for Arrival {
    /// At the newest item.
    fn default() -> Self {
        let position = ListPosition {
            anchor: None,
            wanted: None,
            following: true,
        };
        Self {
            position,
            offset: 0,
        }
    }
}

impl Arrival {
    /// The day of the item to be selected; `None` for the newest.
    pub(super) fn day(&self) -> Option<NewsDay> {
        let anchor = self.position.anchor.filter(|_| !self.position.following);
        anchor.map(|anchor| anchor.key.day)
    }
}

impl Default for Views {
    fn default() -> Self {
        Self::new(Lang::default())
    }
}

impl Views {
    /// The views that need no rules, with everything on the screen.
    pub(super) fn new(lang: Lang) -> Self {
        let lasting = [View::everything(lang), View::red(lang)].map(Arc::new);
        let [everything, _] = &lasting;
        Self {
            current: Arc::clone(everything),
            lasting: lasting.into(),
            temporary: None,
            origin: None,
            left: BTreeMap::new(),
        }
    }

    /// All views, in the order of the header.
    pub(super) fn all(&self) -> impl DoubleEndedIterator<Item = &Arc<View>> + Clone {
        self.lasting.iter().chain(&self.temporary)
    }

    /// Has a view for each rule that is one, beside that of everything. Without any, there is one of the red items.
    pub(super) fn set_rules(&mut self, rules: &RuleSet, lang: Lang) {
        let mut views: Vec<_> = rules
            .in_order()
            .filter_map(|(index, rule)| View::of_rule(index, rule))
            .collect();
        if views.is_empty() {
            self.lasting = Self::new(lang).lasting;
            return;
        }
        views.sort_by_key(|view| (view.key.is_none(), view.key));
        let mut everything = View::everything(lang);
        if views.iter().any(|view| view.key == everything.key) {
            everything.key = None;
        }
        let views = [everything].into_iter().chain(views);
        self.lasting = views.map(Arc::new).collect();
    }

    /// Takes another view for the present one, which shows the same.
    pub(super) fn replace_current(&mut self, view: Arc<View>) {
        self.temporary = self.temporary.take().filter(|_| view.is_temporary());
        self.current = view;
    }

    /// The view on the screen.
    pub(super) const fn current(&self) -> &Arc<View> {
        &self.current
    }

    /// The view of everything.
    pub(super) fn everything(&self) -> Arc<View> {
        let first = self.lasting.first();
        Arc::clone(first.unwrap_or(&self.current))
    }

    /// The view of a digit.
    pub(super) fn with_key(&self, key: u8) -> Option<Arc<View>> {
        self.all().find(|view| view.key == Some(key)).cloned()
    }

    /// The view `steps` places to the right of the present one, or to the left; after the last one comes the first.
    pub(super) fn beside(&self, steps: usize, is_right: bool) -> Arc<View> {
        let (at, count) = (self.place_of_current(), self.all().count());
        let steps = steps % count;
        let to = if is_right {
            at + steps
        } else {
            at + count - steps
        };
        let view = self.all().nth(to % count);
        Arc::clone(view.unwrap_or(&self.current))
    }

    fn place_of_current(&self) -> usize {
        let place = self.all().position(|view| *view == self.current);
        place.unwrap_or_default()
    }

    /// The view that Esc leads to; `None` from everything.
    pub(super) fn outer(&self) -> Option<Arc<View>> {
        let origin = self.origin.as_ref();
        let origin = origin.filter(|_| self.current.is_temporary());
        let origin = origin.and_then(|origin| self.present(origin));
        let outer = origin.unwrap_or_else(|| self.everything());
        (!self.current.is_everything()).then_some(outer)
    }

    /// The view as it is now, which may have another query or be gone. A temporary one comes back as it was, unless a lasting
    /// one shows the same: a stock or a theme may have the name of a rule.
    pub(super) fn present(&self, view: &Arc<View>) -> Option<Arc<View>> {
        let is_temporary = view.is_temporary();
        let mut lasting = self.lasting.iter();
        let same = lasting
            .find(|other| other.name == view.name && (!is_temporary || other.query == view.query));
        same.or(is_temporary.then_some(view)).cloned()
    }

    /// The view that an earlier run had: the one of this name, or else of this query.
    pub(super) fn find(&self, name: &str, query: &str) -> Arc<View> {
        let lasting = || self.lasting.iter();
        let named = lasting().find(|view| *view.name == *name);
        let same = named.or_else(|| lasting().find(|view| *view.query == *query));
        // The rules may not be read yet.
        same.map_or_else(|| View::temporary(name, query).into(), Arc::clone)
    }

    /// Notes how a view was left by an earlier run.
    pub(super) fn set_left(&mut self, view: &View, left: LeftView) {
        self.left.insert(Arc::clone(&view.name), left);
    }

    /// Whether a view is on the screen, or was in this run.
    pub(super) fn has_shown(&self, view: &View) -> bool {
        view.name == self.current.name || self.left.contains_key(&view.name)
    }

    /// Puts a view on the screen, and keeps how the one before was left. Returns how it was left itself.
    pub(super) fn enter(&mut self, view: &Arc<View>) -> LeftView {
        if view.is_temporary() && !self.current.is_temporary() {
            self.origin = Some(Arc::clone(&self.current));
        }
        self.current = Arc::clone(view);
        self.temporary = view.is_temporary().then(|| Arc::clone(view));
        if view.is_temporary() {
            // A lasting view may have the same name.
            return LeftView::default();
        }
        self.left.remove(&view.name).unwrap_or_default()
    }

    /// Keeps how a view was left, unless it is gone.
    pub(super) fn keep(&mut self, view: &View, left: LeftView) {
        if self.lasting.iter().any(|other| **other == *view) {
            self.left.insert(Arc::clone(&view.name), left);
        }
    }

    /// The other views as they were left.
    pub(super) fn left(&self) -> impl Iterator<Item = (&Arc<View>, &LeftView)> {
        let views = self.lasting.iter();
        views.filter_map(|view| Some((view, self.left.get(&view.name)?)))
    }

    /// Drops the matches in days that have changed.
    pub(super) fn forget(&mut self, changed: &[NewsDay], timeline: &Timeline) {
        for search in self.searches() {
            search.forget(changed, timeline);
        }
    }

    /// Drops the matches that depend on knowledge that has changed.
    pub(super) fn forget_outdated(&mut self, before: &Knowledge, now: &Knowledge) {
        let has_other_lists = now.watchlists_generation() != before.watchlists_generation();
        for search in self.searches() {
            let is_outdated = search.matcher().is_some_and(|matcher| {
                now.generation_for(matcher) != before.generation_for(matcher)
            });
            if is_outdated || has_other_lists && search.reads_lists() {
                search.forget_all();
            }
        }
    }

    fn searches(&mut self) -> impl Iterator<Item = &mut Search> {
        let left = self.left.values_mut();
        left.flat_map(|left| [&mut left.base, &mut left.filter])
    }

    /// Follows a rule whose name changed: its view is left and found by that name.
    pub(super) fn rename_rule(&mut self, old: &str, new: &str) {
        let views = self.lasting.iter_mut().chain(&mut self.origin);
        for view in views.chain([&mut self.current]) {
            View::rename_rule(view, old, new);
        }
        if let Some(left) = self.left.remove(old) {
            self.left.insert(new.into(), left);
        }
    }

    /// Follows an item whose id changed.
    pub(super) fn rename(&mut self, old: ItemId, new: ItemId) {
        for left in self.left.values_mut() {
            left.arrival.position.rename(old, new);
        }
    }
}
