//! A compiled query.

use std::sync::Arc;

use super::ast::Node;
use super::check::{Check, Finder};
use super::compile;
use super::error::QueryError;
use super::hit_kind::{Highlight, HitKind};
use super::item::QueryItem;
use super::lights::Lights;
use super::pinyin::ReadingRule;
use super::required::{self, RequiredLiterals};
use super::{highlight, implies, known_names};
use crate::item::Stock;

/// Matches items; cheap to clone, and usable on any thread.
#[derive(Clone, Debug)]
pub struct Matcher {
    check: Arc<Check>,
    lights: Lights,
}

impl Matcher {
    pub(super) fn new(tree: &Node) -> Result<Self, QueryError> {
        Ok(Self::of(compile::check(tree)?))
    }

    fn of(check: Check) -> Self {
        Self {
            lights: Lights::new(&check),
            check: Arc::new(check),
        }
    }

    pub(super) fn check(&self) -> &Check {
        &self.check
    }

    /// Whether it has so many words that a key waits for no search of them. Its hits are lit once it is
    /// [`prepared`](Self::prepared).
    pub const fn has_many_words(&self) -> bool {
        !matches!(self.lights, Lights::Words)
    }

    /// Whether it lights its hits. With many words it does once it is [`prepared`](Self::prepared).
    pub const fn lights_hits(&self) -> bool {
        !matches!(self.lights, Lights::Unbuilt)
    }

    /// The matcher that lights hits, also of many words. For threads on which no key waits.
    #[must_use]
    pub fn prepared(&self) -> Self {
        let mut prepared = self.clone();
        if self.has_many_words() {
            prepared.lights = Lights::build(&self.check);
        }
        prepared
    }

    /// Whether an item matches.
    pub fn is_match(&self, item: &dyn QueryItem) -> bool {
        self.check.is_match(item)
    }

    /// Returns strings that a raw text must hold for its item to match; `None` if there are no such strings. `names` are the
    /// known names as texts write them, each with its stock.
    pub fn required(&self, names: &[(&str, &Stock)]) -> Option<RequiredLiterals> {
        required::literals(&self.check, names)
    }

    /// The matcher that also finds the stocks for which its words stand. `names` are the known names as texts write them,
    /// each with its stock.
    #[must_use]
    pub fn with_names(&self, names: &[(&str, &Stock)]) -> Self {
        Self::of(known_names::with_names(&self.check, names))
    }

    /// What makes an item match; `None` if it does not.
    pub fn kind(&self, item: &dyn QueryItem) -> Option<HitKind> {
        self.check.kind(item)
    }

    /// Whether any part may match as pinyin, so that [`Self::kind`] differs from hit to hit.
    pub fn reads_pinyin(&self) -> bool {
        self.check.reads_pinyin()
    }

    /// The first word of so few letters that as pinyin it matches nothing but names of stocks.
    pub fn word_for_names(&self) -> Option<&str> {
        self.check.word_for_names()
    }

    /// Whether it reads the names of stocks, so it matches other items once other names are known.
    pub fn reads_stock_names(&self) -> bool {
        self.check.reads_stock_names()
    }

    /// Whether it reads the user's stars and notes, so it matches other items once these change.
    pub fn reads_marks(&self) -> bool {
        self.check.reads_marks()
    }

    /// Whether [`Self::is_text_match`] decides the whole query: no field, no negation, no pinyin. An item that has a title,
    /// stocks or subjects beside its text can still match by these.
    pub fn is_text_only(&self) -> bool {
        self.check.is_text_only()
    }

    /// Whether an item with this UTF-8 text matches by its text. Only meaningful if [`Self::is_text_only`].
    pub fn is_text_match(&self, text: &[u8]) -> bool {
        self.check.is_text_match(text)
    }

    /// Returns the regular expression that is the whole query, if it can search many texts at once that each begin on a line
    /// of their own.
    pub fn line_regex(&self) -> Option<regex::bytes::Regex> {
        required::line_regex(&self.check)
    }

    /// Returns the hits in a text, ascending, none overlapping another. Pinyin is found as in bodies: whole syllables only.
    pub fn highlights(&self, text: &str) -> Vec<Highlight> {
        highlight::highlights(&self.lit(), text, ReadingRule::Body)
    }

    /// Returns the hits in a headline, where pinyin is also found by initials.
    pub fn headline_highlights(&self, text: &str) -> Vec<Highlight> {
        highlight::highlights(&self.lit(), text, ReadingRule::Headline)
    }

    /// Returns the first hit in a text. Costs a search up to it, so a caller bounds the text.
    pub fn first_highlight(&self, text: &str, rule: ReadingRule) -> Option<Highlight> {
        highlight::first(&self.lit(), text, rule)
    }

    fn lit(&self) -> Vec<&Arc<Finder>> {
        self.lights.finders(&self.check)
    }

    /// Whether every item that matches surely has a hit in its text, its title, its given stocks or its subjects. Not so if
    /// only a value, an exclusion or a field such as `channel:` decides.
    pub fn lights_every_hit(&self) -> bool {
        highlight::lights_every_hit(&self.check)
    }

    /// Whether `wide` surely matches every item that this one matches, so only its hits need to be checked.
    pub fn implies(&self, wide: &Self) -> bool {
        implies::implies(&self.check, &wide.check)
    }

    /// Returns the part that still has to be checked for an item that `wide` matches.
    #[must_use]
    pub fn residual(&self, wide: &Self) -> Self {
        Self::of(implies::residual(&self.check, &wide.check))
    }
}
