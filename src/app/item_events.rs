//! Items that arrived or changed, until it is known which rules hit them.

use std::collections::HashSet;

use super::ItemKey;
use crate::item::{ItemId, Stamp};

/// The most items that wait. The oldest ones give way: they are old news by then.
const MAX_EVENTS: usize = 10_000;

/// What happened to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ItemEventKind {
    /// It was not there before.
    Arrived,
    /// It became red.
    Promoted,
    /// It has other words.
    Revised,
    /// When its rules were looked at, it was half written, or the names of stocks were not learnt; more rules may hit it by now.
    Growing,
}

/// Something that happened to an item.
#[derive(Debug, Clone, Copy)]
pub(super) struct ItemEvent {
    /// The item.
    pub key: ItemKey,
    /// Its id before.
    pub former: ItemId,
    pub kind: ItemEventKind,
    /// When it happened.
    pub at: Stamp,
    /// The number of the first search of the rules that knows of it.
    pub search: u64,
}

/// The items whose rules are not known yet, in the order of their events.
#[derive(Debug, Default)]
pub(super) struct ItemEvents {
    events: Vec<ItemEvent>,
    /// The number of the first search of the rules that knows the names of stocks.
    with_names: Option<u64>,
}

impl ItemEvents {
    /// Adds what happened to an item.
    pub(super) fn add(&mut self, event: ItemEvent) {
        self.events.push(event);
        let gone = self.events.len().saturating_sub(MAX_EVENTS);
        self.events.drain(..gone);
    }

    /// Takes out the events that a search knows of, one for each item: what arrived just now is new, whatever else happened to
    /// it.
    pub(super) fn take_known(&mut self, search: u64) -> Vec<ItemEvent> {
        let known = self.events.extract_if(.., |event| event.search <= search);
        let mut known: Vec<_> = known.collect();
        known.sort_by_key(|event| event.kind);
        let mut items = HashSet::new();
        known.retain(|event| items.insert((event.key.day, event.key.id)));
        known
    }

    /// Puts events back.
    pub(super) fn put_back(&mut self, events: Vec<ItemEvent>) {
        self.events.splice(..0, events);
    }

    /// When the next new item is this old.
    pub(super) fn next_age(&self, seconds: u32, now: Stamp) -> Option<Stamp> {
        let new = self.events.iter();
        let new = new.filter(|event| event.kind == ItemEventKind::Arrived);
        let ages = new
            .filter_map(|event| Stamp::from_unix(i64::from(event.at.unix()) + i64::from(seconds)));
        ages.filter(|at| *at > now).min()
    }

    /// Notes that the names of stocks were learnt, and which search of the rules is the next one.
    pub(super) fn note_names(&mut self, search: u64) {
        self.with_names.get_or_insert(search);
    }

    /// Whether a search came before the names of stocks, and rules may have missed items.
    pub(super) fn lacks_names(&self, search: u64) -> bool {
        self.with_names.is_none_or(|first| search < first)
    }

    /// Whether there are none.
    pub(super) const fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.events.clear();
    }

    /// Follows an item whose id changed.
    pub(super) fn rename(&mut self, old: ItemId, new: ItemId) {
        for event in &mut self.events {
            event.key.rename(old, new);
        }
    }
}
