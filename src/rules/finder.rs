//! Finds which rules hit the items of the newest days, and of older ones that are in view. After a change it looks at the
//! items that changed, so an arrival costs one item, and a walk over the hashes of its day.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ptr;
use std::sync::Arc;

use super::hits::{HitItems, RuleHits};
use super::rule_set::{RuleIndex, RuleSet};
use super::taught::TaughtRules;
use crate::item::{ItemId, NewsDay};
use crate::knowledge::Knowledge;
use crate::timeline::{Day, ItemRef, Timeline};

/// What hits are found in, and with what.
#[derive(Clone, Debug)]
pub struct RuleSearch {
    /// The rules.
    pub rules: Arc<RuleSet>,
    /// Where the items are.
    pub timeline: Arc<Timeline>,
    /// The names of stocks, stars and notes.
    pub knowledge: Arc<Knowledge>,
    /// Older days to search, which are in view.
    pub older: Vec<NewsDay>,
    /// Whether to count the hits of all days: all items are there.
    pub counts_all: bool,
    /// Its number: a later search has a higher one.
    pub number: u64,
}

/// Finds hits, and remembers them.
#[derive(Debug, Default)]
pub struct RuleFinder {
    taught: TaughtRules,
    days: BTreeMap<NewsDay, SearchedDay>,
    /// Older days that are or were in view, the last one at the end.
    older: Vec<NewsDay>,
}

#[derive(Debug)]
struct SearchedDay {
    day: Arc<Day>,
    items: HashMap<ItemId, SearchedItem>,
    hits: Arc<HitItems>,
}

#[derive(Debug)]
struct SearchedItem {
    print: u64,
    rules: Box<[RuleIndex]>,
}

impl RuleFinder {
    /// How many of the newest days are searched: as many as unseen items are remembered of.
    pub const DAYS: usize = 7;
    /// How many older days are searched at once, and remembered for moving to and fro: a screen of folded days shows some dozens.
    pub const OLDER: usize = 64;

    /// Finds the hits of the newest days.
    pub fn find(&mut self, search: &RuleSearch) -> RuleHits {
        self.learn(search);
        self.forget(search);
        let newest = search.timeline.days().iter().rev().take(Self::DAYS);
        let older = self.older.iter();
        let older = older.filter_map(|day| search.timeline.day(*day));
        let days: Vec<_> = newest.chain(older).collect();
        for day in days {
            let searched = match self.days.remove(&day.day()) {
                Some(known) if Arc::ptr_eq(&known.day, day) => known,
                Some(known) => SearchedDay::changed(day, known, &self.taught),
                None => SearchedDay::whole(day, &self.taught),
            };
            self.days.insert(day.day(), searched);
        }
        let hits = self.days.iter();
        let hits = hits.map(|(date, day)| (*date, Arc::clone(&day.hits)));
        RuleHits::new(self.taught.clone(), hits.collect(), search.number)
    }

    /// The rules, with the knowledge of the last search.
    pub const fn taught(&self) -> &TaughtRules {
        &self.taught
    }

    /// Forgets days that are neither among the newest nor among those that were last in view.
    fn forget(&mut self, search: &RuleSearch) {
        self.older.retain(|day| !search.older.contains(day));
        self.older.extend(&search.older);
        let gone = self.older.len().saturating_sub(Self::OLDER);
        self.older.drain(..gone);
        let newest = search.timeline.days().iter().rev().take(Self::DAYS);
        let newest: Vec<_> = newest.map(|day| day.day()).collect();
        let is_wanted = |day: &NewsDay| newest.contains(day) || self.older.contains(day);
        self.days.retain(|day, _| is_wanted(day));
    }

    /// Forgets the hits that other rules, names or marks make wrong.
    fn learn(&mut self, search: &RuleSearch) {
        let (rules, knowledge, known) = (&search.rules, &search.knowledge, self.taught.knowledge());
        let same_marks = ptr::eq(known.marks(), knowledge.marks());
        if !Arc::ptr_eq(self.taught.rules(), rules) || !self.taught.knows_names(knowledge) {
            self.taught = TaughtRules::new(Arc::clone(rules), knowledge);
            self.days.clear();
        } else if rules.reads_marks() && !same_marks {
            self.taught.set_marks(knowledge);
            for day in self.days.values_mut() {
                day.look_at_marks(&self.taught);
            }
        }
    }
}

impl SearchedDay {
    /// Searches a whole day.
    fn whole(day: &Arc<Day>, taught: &TaughtRules) -> Self {
        let items = day.items().zip(taught.day_hits(day));
        let items = items.map(|(item, rules)| (item.id(), print(item), rules.into()));
        Self::of_items(day, items)
    }

    /// Searches what differs from the day before its change.
    fn changed(day: &Arc<Day>, mut known: Self, taught: &TaughtRules) -> Self {
        let items = day.items().map(|item| {
            let (id, print) = (item.id(), print(item));
            let hits = match known.items.remove(&id) {
                Some(known) if known.print == print => known.rules,
                Some(_) | None => taught.hits(item).into(),
            };
            (id, print, hits)
        });
        Self::of_items(day, items)
    }

    /// Looks again at every item with the rules that read stars, notes and what was seen.
    fn look_at_marks(&mut self, taught: &TaughtRules) {
        for item in self.day.items() {
            if let Some(known) = self.items.get_mut(&item.id()) {
                known.rules = taught.hits_by_marks(item, &known.rules);
            }
        }
        self.hits = Self::hits(&self.items);
    }

    fn hits(items: &HashMap<ItemId, SearchedItem>) -> Arc<HitItems> {
        let hits = items.iter().map(|(id, item)| (*id, item.rules.clone()));
        Arc::new(HitItems::new(hits))
    }

    fn of_items(
        day: &Arc<Day>,
        items: impl Iterator<Item = (ItemId, u64, Box<[RuleIndex]>)>,
    ) -> Self {
        let items: HashMap<_, _> = items
            .map(|(id, print, rules)| (id, SearchedItem { print, rules }))
            .collect();
        Self {
            hits: Self::hits(&items),
            day: Arc::clone(day),
            items,
        }
    }
}

/// A hash of everything of an item that a rule can read, as far as it changes while the item keeps its id.
fn print(item: ItemRef<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    let read = (
        item.text_hash(),
        item.flags(),
        item.revision(),
        item.stamp(),
    );
    let records = (item.locations().len(), item.path());
    let beside = (item.title_beside(), item.channel(), item.wire());
    (read, records, beside, item.subjects()).hash(&mut hasher);
    item.given_stocks()
        .for_each(|stock| stock.hash(&mut hasher));
    hasher.finish()
}
