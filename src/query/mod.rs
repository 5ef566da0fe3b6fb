//! Text of a query -> matcher -> hits as byte ranges.
//!
//! The same language everywhere: filter prompt, `--query`, saved views. [`parse`] reads it into a tree, [`Query::compile`]
//! makes a [`Matcher`] of it, which is cheap to clone and can be used on any thread. It knows items only through
//! [`Fields`], so that it depends on nothing but `item` and `text`.

mod error;
mod field;

use std::ops::Range;

pub use error::{Expected, QueryError};
pub use field::Field;

use crate::item::{Marks, NewsDay, Stamp, Stock};

/// What a query can ask of an item.
pub trait Fields {
    /// The whole text as the dump has it.
    fn text(&self) -> &str;
    /// The title, without the outer 【】.
    fn title(&self) -> Option<&str>;
    /// The text without title, dateline and attribution.
    fn body(&self) -> &str;
    /// The attribution.
    fn source(&self) -> Option<&str>;
    /// The column that opens the title.
    fn column(&self) -> Option<&str>;
    /// The channel.
    fn channel(&self) -> Option<&str>;
    /// The wire.
    fn wire(&self) -> Option<&str>;
    /// The dump's path as text.
    fn file(&self) -> String;
    /// When it went out.
    fn stamp(&self) -> Stamp;
    /// Its news day.
    fn day(&self) -> NewsDay;
    /// Channel, level and what else is a bit.
    fn marks(&self) -> Marks;
    /// The companies it names.
    fn stocks(&self) -> Vec<&Stock>;
    /// Its topics.
    fn subjects(&self) -> Vec<&str>;
    /// How often its text has changed.
    fn revision(&self) -> usize;
}

/// A query that was understood.
#[derive(Clone, Debug)]
pub struct Query {}

/// Something to match items with; cheap to clone.
#[derive(Clone, Debug)]
pub struct Matcher {}

/// Reads a query. `now` settles what `last:15m` and `since:10:15` mean.
pub fn parse(source: &str, now: Stamp) -> Result<Query, QueryError> {
    let _ = (source, now);
    todo!("query helper")
}

impl Query {
    /// Makes a matcher of it; fails for a regular expression that is wrong or too large.
    pub fn compile(&self) -> Result<Matcher, QueryError> {
        todo!("query helper")
    }
}

/// Strings of which every matching item's raw text holds at least one, for a fast first pass over whole dumps.
#[derive(Clone, Debug)]
pub struct Required {
    /// The strings; ASCII letters match in either case where `ignore_ascii_case`.
    pub literals: Vec<String>,
    /// Whether ASCII letters match in either case.
    pub ignore_ascii_case: bool,
    /// Whether holding one of them is all that the query asks, so that no item need be looked at again.
    pub sufficient: bool,
}

impl Matcher {
    /// Whether an item matches.
    pub fn is_match(&self, item: &dyn Fields) -> bool {
        let _ = item;
        todo!("query helper")
    }

    /// What a raw text must hold for its item to match, if that can be said.
    pub fn required(&self) -> Option<&Required> {
        todo!("query helper")
    }

    /// Where the words that were asked for stand in a text, as ascending byte ranges that do not overlap.
    pub fn highlights(&self, text: &str) -> Vec<Range<usize>> {
        let _ = text;
        todo!("query helper")
    }

    /// Whether everything that this one matches is surely matched by `older` too, so that only its hits need be looked at.
    pub fn narrows(&self, older: &Self) -> bool {
        let _ = older;
        todo!("query helper")
    }
}
