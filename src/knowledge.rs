//! One immutable snapshot of the knowledge beside the timeline, such as stock names.
//!
//! Workers publish parts. Everything that shows, filters or prints items passes one `Arc<Knowledge>` on. To add a part, add a
//! variant of [`KnowledgePart`], a field and a getter here; only its worker and its readers name it.
//!
//! Each part carries the generation of its last change. A filter's plan keeps the snapshot of its start, and is out of date
//! once [`Knowledge::generation_for`] its matcher differs.

use std::ops::Range;
use std::sync::Arc;

use crate::item::Stock;
use crate::names::StockNames;
use crate::query::{Matcher, Watchlists};
use crate::state::Marks;
use crate::values::FieldValues;

/// What a worker publishes.
#[derive(Clone, Debug)]
pub enum KnowledgePart {
    /// The names of stocks, as learnt from the dumps and given by the user.
    StockNames(Arc<StockNames>),
    /// The values of fields in the newest items.
    FieldValues(Arc<FieldValues>),
    /// The user's stars and notes.
    Marks(Arc<Marks>),
    /// The lists that a query can name.
    Watchlists(Arc<Watchlists>),
}

/// Everything known beside the timeline.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    generation: u64,
    stock_names: Versioned<StockNames>,
    field_values: Versioned<FieldValues>,
    marks: Versioned<Marks>,
    watchlists: Versioned<Watchlists>,
}

/// A part and the generation of its last change.
#[derive(Debug, Default)]
struct Versioned<T> {
    value: Arc<T>,
    generation: u64,
}

impl<T> Clone for Versioned<T> {
    fn clone(&self) -> Self {
        Self {
            value: Arc::clone(&self.value),
            generation: self.generation,
        }
    }
}

impl<T: Eq> Versioned<T> {
    /// Takes a value in; returns whether it differs from the one before.
    fn replace(&mut self, value: Arc<T>, generation: u64) -> bool {
        let differs = self.value != value;
        if differs {
            *self = Self { value, generation };
        }
        differs
    }
}

impl Knowledge {
    /// The snapshot with this part replaced; `None` if it already holds an equal one.
    pub fn with(&self, part: KnowledgePart) -> Option<Arc<Self>> {
        let mut new = self.clone();
        new.generation += 1;
        let differs = match part {
            KnowledgePart::StockNames(names) => new.stock_names.replace(names, new.generation),
            KnowledgePart::FieldValues(values) => new.field_values.replace(values, new.generation),
            KnowledgePart::Marks(marks) => new.marks.replace(marks, new.generation),
            KnowledgePart::Watchlists(lists) => new.watchlists.replace(lists, new.generation),
        };
        differs.then(|| Arc::new(new))
    }

    /// The snapshot with the names of stocks replaced.
    #[must_use]
    pub fn with_names(self: &Arc<Self>, names: Arc<StockNames>) -> Arc<Self> {
        let knowledge = self.with(KnowledgePart::StockNames(names));
        knowledge.unwrap_or_else(|| Arc::clone(self))
    }

    /// Grows whenever a part changes.
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// Grows whenever the names of stocks change.
    pub const fn names_generation(&self) -> u64 {
        self.stock_names.generation
    }

    /// Grows whenever the user's stars and notes, or what was seen, change.
    pub const fn marks_generation(&self) -> u64 {
        self.marks.generation
    }

    /// The generation of the newest part on which the hits of this matcher depend; 0 if they depend on none.
    pub fn generation_for(&self, matcher: &Matcher) -> u64 {
        let names = matcher
            .reads_stock_names()
            .then_some(&self.stock_names.generation);
        let marks = matcher.reads_marks().then_some(&self.marks.generation);
        names.max(marks).copied().unwrap_or(0)
    }

    /// The known names of stocks as texts write them, each with its stock; none if this matcher reads none.
    pub fn names_for(&self, matcher: &Matcher) -> Vec<(&str, &Stock)> {
        if matcher.reads_stock_names() {
            self.all_names()
        } else {
            Vec::new()
        }
    }

    /// The known names of stocks as texts write them, each with its stock.
    pub fn all_names(&self) -> Vec<(&str, &Stock)> {
        let names = self.stock_names().known().iter();
        names
            .map(|name| (name.written.as_str(), &name.stock))
            .collect()
    }

    /// The matcher that also finds the stocks for which its words stand.
    #[must_use]
    pub fn teach(&self, matcher: &Matcher) -> Matcher {
        let names = self.names_for(matcher);
        if names.is_empty() {
            matcher.clone()
        } else {
            matcher.with_names(&names)
        }
    }

    /// The names of stocks; empty until they are learnt.
    pub fn stock_names(&self) -> &StockNames {
        &self.stock_names.value
    }

    /// The names of stocks in a text, as byte ranges.
    pub fn names_in(&self, text: &str) -> Vec<Range<usize>> {
        let hits = self.stock_names().hits(text);
        hits.map(|(range, _)| range).collect()
    }

    /// The user's stars and notes; empty until they are loaded.
    pub fn marks(&self) -> &Marks {
        &self.marks.value
    }

    /// The lists that a query can name.
    pub fn watchlists(&self) -> &Watchlists {
        &self.watchlists.value
    }

    /// Grows whenever a watchlist changes.
    pub const fn watchlists_generation(&self) -> u64 {
        self.watchlists.generation
    }

    /// The values of fields in the newest items; empty until they are collected.
    pub fn field_values(&self) -> &FieldValues {
        &self.field_values.value
    }
}

impl From<KnowledgePart> for Arc<Knowledge> {
    /// A snapshot that holds this part alone.
    fn from(part: KnowledgePart) -> Self {
        Knowledge::default().with(part).unwrap_or_default()
    }
}
