//! What the fields of a printed item are made of, beside the item.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::item::PrintedItem;
use super::plain::plain;
use crate::item::ItemId;
use crate::knowledge::Knowledge;
use crate::rules::{RuleIndex, TaughtRules};
use crate::timeline::{Day, ItemRef};

/// The fewest items of a day for which the whole day is searched. For fewer, the rules look at each item.
const MIN_WHOLE: usize = 64;

/// The knowledge and the rules that are printed; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct KnownFields {
    pub(super) knowledge: Arc<Knowledge>,
    /// `None` if the user has no rules.
    rules: Option<TaughtRules>,
    /// The rules that hit the items of the day that is printed, if it was searched as a whole.
    hits: Option<Arc<HashMap<ItemId, Vec<RuleIndex>>>>,
}

impl KnownFields {
    /// The fields of an item.
    pub(super) fn item<'a>(&'a self, item: ItemRef<'a>) -> PrintedItem<'a> {
        PrintedItem {
            rules: self.rules.as_ref().map(|rules| self.names(item, rules)),
            ..PrintedItem::new(item, &self.knowledge)
        }
    }

    /// The names of the rules that hit an item, the one that counts most first.
    fn names<'a>(&'a self, item: ItemRef<'a>, rules: &'a TaughtRules) -> Vec<Cow<'a, str>> {
        let Some(hits) = &self.hits else {
            return rules.names(item).map(plain).collect();
        };
        let hits = hits.get(&item.id()).into_iter().flatten();
        let names = hits.filter_map(|hit| Some(rules.rules().get(*hit)?.name()));
        names.map(plain).collect()
    }

    /// The same for so many items of a day: the hits of a large one are found at once.
    pub(super) fn of_day(&self, day: &Arc<Day>, items: usize) -> Self {
        let rules = self.rules.as_ref().filter(|_| items >= MIN_WHOLE);
        let hits = rules.map(|rules| {
            let hits = day.items().map(|item| item.id()).zip(rules.day_hits(day));
            Arc::new(hits.filter(|(_, rules)| !rules.is_empty()).collect())
        });
        Self {
            hits,
            ..self.clone()
        }
    }

    pub(super) fn new(knowledge: &Arc<Knowledge>, rules: Option<TaughtRules>) -> Self {
        Self {
            knowledge: Arc::clone(knowledge),
            rules,
            ..Self::default()
        }
    }
}
