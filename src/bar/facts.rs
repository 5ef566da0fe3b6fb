//! What a line can say.

use crate::item::{ItemId, Stamp};
use crate::text::{Printable, sanitise_line};
use crate::timeline::ItemRef;

/// An item as a line shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarItem {
    /// Its id.
    pub id: ItemId,
    /// When it went out.
    pub stamp: Stamp,
    /// Whether it is red.
    pub is_red: bool,
    /// Its column and headline, on one line.
    pub headline: Printable<'static>,
}

impl BarItem {
    /// Takes over what a line shows of an item.
    pub fn new(item: ItemRef<'_>) -> Self {
        let (column, headline) = item.story().column_and_headline();
        let headline = format!("{column} {headline}");
        Self {
            id: item.id(),
            stamp: item.stamp(),
            is_red: item.flags().is_red(),
            headline: sanitise_line(headline.trim()).into_owned(),
        }
    }
}

/// What a line can say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BarFacts {
    /// The time of the clock.
    pub now: Stamp,
    /// How many items nobody has seen.
    pub unseen: usize,
    /// How many of them are red.
    pub red: usize,
    /// How many of them rules hit that do not fold.
    pub hits: usize,
    /// How many of them each rule hits, in the order of the rules.
    pub rules: Vec<(String, usize)>,
    /// Whether the file of rules has errors, so that none are in force.
    pub has_wrong_rules: bool,
    /// How many items the news day has.
    pub today: usize,
    /// The newest item.
    pub newest: Option<BarItem>,
    /// The unseen item that matters most.
    pub news: Option<BarItem>,
    /// The newest unseen item that a rule hits.
    pub hit: Option<BarItem>,
    /// For how many minutes nothing came, if something should have.
    pub silent_for: Option<u32>,
}

impl BarFacts {
    /// The age of the newest item, in minutes. One from the future, by another clock, is new.
    pub(super) fn age(&self) -> Option<u32> {
        let newest = self.newest.as_ref()?.stamp;
        Some(self.now.minute().saturating_sub(newest.minute()))
    }
}
