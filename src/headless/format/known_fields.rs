//! What the fields of a printed item are made of, beside the item.

use std::sync::Arc;

use super::item::PrintedItem;
use crate::knowledge::Knowledge;
use crate::rules::TaughtRules;
use crate::timeline::ItemRef;

/// The knowledge and the rules that are printed.
#[derive(Clone, Debug, Default)]
pub struct KnownFields {
    pub(super) knowledge: Arc<Knowledge>,
    /// `None` if the user has no rules.
    rules: Option<TaughtRules>,
}

impl KnownFields {
    /// The fields of an item.
    pub(super) fn item<'a>(&'a self, item: ItemRef<'a>) -> PrintedItem<'a> {
        PrintedItem::new(item, &self.knowledge).with_rules(item, self.rules.as_ref())
    }

    pub(super) fn new(knowledge: &Arc<Knowledge>, rules: Option<TaughtRules>) -> Self {
        Self {
            knowledge: Arc::clone(knowledge),
            rules,
        }
    }
}
