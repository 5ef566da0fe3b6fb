//! What the reader has to say in a status bar.

use super::{App, ItemKey, NewCounts};
use crate::bar::{BarFacts, BarItem};
use crate::item::NewsDay;
use crate::pace::FeedPace;
use crate::timeline::{Extent, ItemRef};

/// The most items that are looked at to find the one that matters most: all of a busy day.
const MAX_LOOKED_AT: usize = 1_000;

/// What a line in a status bar depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BarVersion {
    unseen: u64,
    timeline: Extent,
    hits: u64,
    has_wrong_rules: bool,
    minute: u32,
}

impl App {
    /// What the facts depend on: while it is the same, so are they. `None` before everything is loaded.
    pub fn bar_version(&self) -> Option<BarVersion> {
        self.sources.is_loaded().then(|| BarVersion {
            unseen: self.unseen.version(),
            timeline: self.timeline.extent(),
            hits: self.rules.hits_version(),
            has_wrong_rules: self.rules.are_wrong(),
            minute: self.now.minute(),
        })
    }

    /// What is new, for a status bar.
    pub fn bar_facts(&self) -> BarFacts {
        let NewCounts { all: unseen, red } = self.unseen.counts();
        let rules = self.rules.set().in_order();
        let rules = rules.map(|(index, rule)| (rule.name().to_owned(), self.rules.unseen(index)));
        let today = NewsDay::containing(self.now, self.config.settings.rollover);
        let (hit, news) = self.bar_headlines();
        let newest = self.timeline.newest();
        BarFacts {
            now: self.now,
            unseen,
            red,
            hits: self.rules.unseen_hits(),
            rules: rules.collect(),
            has_wrong_rules: self.rules.are_wrong(),
            today: self.timeline.day(today).map_or(0, |day| day.len()),
            newest: newest.map(BarItem::new),
            news: news.map(BarItem::new),
            hit: hit.map(BarItem::new),
            silent_for: newest
                .filter(|_| self.feed_pace() == FeedPace::Silent)
                .map(|newest| self.now.minute().saturating_sub(newest.stamp().minute())),
        }
    }

    /// The newest unseen item that a rule hits, and the unseen item that matters most.
    fn bar_headlines(&self) -> (Option<ItemRef<'_>>, Option<ItemRef<'_>>) {
        let (mut red, mut any) = (None, None);
        if self.unseen.is_empty() {
            return (None, None);
        }
        let days = self.timeline.days().iter().rev();
        let items = days.flat_map(|day| day.items().rev()).take(MAX_LOOKED_AT);
        for item in items.filter(|item| self.unseen.is_unseen(ItemKey::from(*item))) {
            if self.is_folded(item.into()) {
                continue;
            }
            let hits = self.rules.rules_of(item.day(), item.id());
            if self.rules.set().any_matters(hits) {
                return (Some(item), Some(item));
            }
            if item.flags().is_red() {
                red.get_or_insert(item);
            }
            any.get_or_insert(item);
        }
        (None, red.or(any))
    }
}
