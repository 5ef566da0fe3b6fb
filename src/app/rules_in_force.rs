//! The user's rules as they are in force, and what they hit.

use std::mem;
use std::sync::{Arc, Weak};

use super::UnseenItems;
use crate::config::ConfigErrors;
use crate::item::{ItemId, NewsDay};
use crate::knowledge::Knowledge;
use crate::query::Matcher;
use crate::rules::{RuleCounts, RuleFinder, RuleHits, RuleIndex, RuleSet, RuleTotals};
use crate::timeline::{Day, Extent, ItemRef, Timeline};

/// The most items of an update that are matched with rules at once, in a millisecond: more take longer than a key may wait.
const MAX_ARRIVED: usize = 256;

/// The rules in force.
#[derive(Debug, Default)]
pub struct RulesInForce {
    set: Arc<RuleSet>,
    version: u64,
    /// Why the file could not be read; the rules before that stay in force.
    errors: Option<ConfigErrors>,
    hits: RuleHits,
    /// The hits that fold items. They outlive their rules until other hits are there: folds do not open and shut meanwhile.
    folding: RuleHits,
    totals: RuleTotals,
    unseen: RuleCounts,
    /// How many unseen items any rule hits that folds nothing.
    unseen_hits: usize,
    /// Grows whenever hits are found.
    hits_version: u64,
    /// The version of the unseen items that were counted last.
    counted: Option<u64>,
    /// What hits were last requested for.
    requested: Option<HitsOrigin>,
    /// The number of requests.
    searches: u64,
}

/// What hits depend on. A part that no rule reads is `None`.
#[derive(Debug, Clone, PartialEq)]
struct HitsOrigin {
    timeline: ItemsOrigin,
    names: Option<u64>,
    marks: Option<u64>,
    unseen: Option<u64>,
    /// Older days that are in view, if a rule has a style.
    older: Vec<NewsDay>,
}

/// Which items hits depend on.
#[derive(Debug, Clone)]
enum ItemsOrigin {
    /// Those of the newest days: while dumps are being loaded, older ones come all the time.
    Newest(Vec<Weak<Day>>),
    /// All.
    All(Extent),
}

impl ItemsOrigin {
    fn new(timeline: &Timeline, is_loaded: bool) -> Self {
        if is_loaded {
            return Self::All(timeline.extent());
        }
        let newest = timeline.days().iter().rev().take(RuleFinder::DAYS);
        Self::Newest(newest.map(Arc::downgrade).collect())
    }
}

impl PartialEq for ItemsOrigin {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Newest(days), Self::Newest(others)) => {
                let pairs = days.iter().zip(others);
                days.len() == others.len() && pairs.into_iter().all(|(a, b)| a.ptr_eq(b))
            }
            (Self::All(extent), Self::All(other)) => extent == other,
            (Self::Newest(_), Self::All(_)) | (Self::All(_), Self::Newest(_)) => false,
        }
    }
}

impl RulesInForce {
    /// The rules.
    pub const fn set(&self) -> &Arc<RuleSet> {
        &self.set
    }

    /// The errors of the file, if it has any; earlier rules are then in force.
    pub const fn errors(&self) -> Option<&ConfigErrors> {
        self.errors.as_ref()
    }

    /// Whether no rules are in force because the file has errors.
    pub(super) fn are_wrong(&self) -> bool {
        self.errors.is_some() && self.set.is_empty()
    }

    /// The rules that hit an item of the newest seven days, or of an older day in view, the one that counts most first.
    pub fn rules_of(&self, day: NewsDay, id: ItemId) -> &[RuleIndex] {
        self.hits.rules_of(day, id)
    }

    /// What the rules hit, as far as it is known.
    pub const fn hits(&self) -> &RuleHits {
        &self.hits
    }

    /// Whether hits of these rules are known.
    pub(super) fn has_hits(&self) -> bool {
        Arc::ptr_eq(self.hits.rules(), &self.set)
    }

    /// The number of the search that was requested last.
    pub(super) const fn searches(&self) -> u64 {
        self.searches
    }

    /// What lights the hits of a rule, if it does; `None` until hits were found.
    pub fn lights(&self, rule: RuleIndex) -> Option<&Matcher> {
        self.hits.lights(rule)
    }

    /// Grows whenever other rules come into force, or these learn other names of stocks.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// The number of items that a rule hits on one of the newest seven days.
    pub fn on_day(&self, rule: RuleIndex, day: NewsDay) -> usize {
        self.hits.on_day(rule, day)
    }

    /// The number of items that a rule hits on all days; `None` until they are counted.
    pub fn total(&self, rule: RuleIndex) -> Option<usize> {
        self.totals.of(rule)
    }

    /// The number of unseen items that a rule hits.
    pub fn unseen(&self, rule: RuleIndex) -> usize {
        self.unseen.of(rule)
    }

    /// The hits that fold items.
    pub(super) const fn folding(&self) -> &RuleHits {
        &self.folding
    }

    /// The number of unseen items that any rule hits which folds nothing.
    pub const fn unseen_hits(&self) -> usize {
        self.unseen_hits
    }

    /// Grows whenever hits are found.
    pub(super) const fn hits_version(&self) -> u64 {
        self.hits_version
    }

    /// Takes over what was read from the file. Errors leave the rules as they are. Rules that do the same keep their hits.
    pub(super) fn read(&mut self, read: Result<Arc<RuleSet>, ConfigErrors>) {
        match read {
            Ok(set) => {
                self.errors = None;
                if !self.set.is_same(&set) {
                    let folding = if set.has_folds() {
                        mem::take(&mut self.folding)
                    } else {
                        RuleHits::default()
                    };
                    *self = Self {
                        set,
                        version: self.version + 1,
                        folding,
                        hits_version: self.hits_version + 1,
                        searches: self.searches,
                        ..Self::default()
                    };
                }
            }
            Err(errors) => self.errors = Some(errors),
        }
    }

    /// Folds items that arrived before their hits are found: as rows they would show for a frame. Of a large burst, those that
    /// come first.
    pub(super) fn fold_arrived<'a>(&mut self, items: impl Iterator<Item = ItemRef<'a>>) {
        if self.folding.rules().has_folds() {
            self.folding.fold_arrived(items.take(MAX_ARRIVED));
        }
    }

    /// Takes over hits; false if they are those of earlier rules.
    pub(super) fn take_hits(&mut self, hits: RuleHits) -> bool {
        let is_current = Arc::ptr_eq(hits.rules(), &self.set);
        if is_current {
            let is_latest = hits.search() == self.searches;
            let former = mem::replace(&mut self.folding, hits.clone());
            if !is_latest {
                self.folding = hits.clone().with_folded_of(&former);
            }
            self.version += u64::from(!self.hits.has_lights_of(&hits));
            self.hits = hits;
            self.hits_version += 1;
            self.counted = None;
        }
        is_current
    }

    /// Takes over the numbers of items on all days; false if they are those of earlier rules.
    pub(super) fn take_totals(&mut self, totals: RuleTotals) -> bool {
        let is_current = Arc::ptr_eq(totals.rules(), &self.set);
        if is_current {
            self.totals = totals;
        }
        is_current
    }

    /// Counts the hits among the unseen items, unless these and the hits are the same as before.
    pub(super) fn count_unseen(&mut self, unseen: &UnseenItems) {
        let version = Some(unseen.version());
        if self.set.is_empty() || self.counted == version {
            return;
        }
        self.counted = version;
        let items = unseen.days().flat_map(|day| unseen.items_of(day));
        let items: Vec<_> = items.map(|(key, _)| (key.day, key.id)).collect();
        let hits = items.iter().map(|(day, id)| self.hits.rules_of(*day, *id));
        let matters = hits.filter(|hits| self.set.any_matters(hits));
        self.unseen_hits = matters.count();
        self.unseen = self.hits.count(items.into_iter());
    }

    /// Notes that hits are requested; false if those for the same items are requested already.
    pub(super) fn request(
        &mut self,
        (timeline, is_loaded): (&Timeline, bool),
        knowledge: &Knowledge,
        unseen: &UnseenItems,
        older: Vec<NewsDay>,
    ) -> bool {
        let (names, marks) = (self.set.reads_stock_names(), self.set.reads_marks());
        let origin = HitsOrigin {
            timeline: ItemsOrigin::new(timeline, is_loaded),
            names: names.then(|| knowledge.names_generation()),
            marks: marks.then(|| knowledge.marks_generation()),
            unseen: marks.then(|| unseen.version()),
            older,
        };
        let is_due = self.requested.as_ref() != Some(&origin);
        self.requested = Some(origin);
        self.searches += u64::from(is_due);
        is_due
    }
}
