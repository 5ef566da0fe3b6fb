//! Text of a query -> matcher -> hits as byte ranges.
//!
//! The same language everywhere: filter prompt, `--query`, saved views. [`fn@parse`] reads it into a tree, [`Query::compile`]
//! makes a [`Matcher`] of it, which is cheap to clone and can be used on any thread. It knows items only through
//! [`Fields`], so that it depends on nothing but `item` and `text`.

mod ast;
mod compile;
mod error;
mod field;
mod fold;
mod highlight;
mod lexer;
mod matcher;
mod narrows;
mod parse;
mod pinyin;
mod required;
mod value;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use ast::Node;
use compile::Check;
use highlight::Displayed;

pub use error::{Expected, QueryError};
pub use field::{Field, TextField};
pub use required::Required;

use crate::item::{ItemFlags, NewsDay, Stamp, Stock};

/// What a query can ask of an item.
pub trait Fields {
    /// The whole text as the dump has it.
    fn text(&self) -> &str;
    /// The title, without the outer 【】.
    fn title(&self) -> Option<&str>;
    /// The title, where it does not stand in the text.
    fn title_beside(&self) -> Option<&str>;
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
    fn flags(&self) -> ItemFlags;
    /// The companies that its dumps give, as they write them.
    fn given_stocks(&self) -> Vec<&Stock>;
    /// The companies it names: those that are given, that stand in its text with their codes, or whose names are known.
    fn stocks(&self) -> &[Stock];
    /// Its topics.
    fn subjects(&self) -> Vec<&str>;
    /// How often its text has changed.
    fn revision(&self) -> usize;
}

/// A query that was understood; printed, it is the query in its plainest form, which means the same whenever it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    tree: Node,
}

/// Reads a query; an empty one matches everything. `now` settles what `last:15m` and `since:10:15` mean.
pub fn parse(source: &str, now: Stamp) -> Result<Query, QueryError> {
    Ok(Query {
        tree: parse::tree(source, now)?,
    })
}

impl Query {
    /// Makes a matcher of it; fails for a regular expression that is wrong or too large.
    pub fn compile(&self) -> Result<Matcher, QueryError> {
        Ok(Matcher {
            check: Arc::new(compile::check(&self.tree)?),
        })
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.tree.fmt(f)
    }
}

/// How an item matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// By the words as they were typed.
    Literal,
    /// By letters read as pinyin, which may be chance.
    Pinyin,
}

/// Something to match items with; cheap to clone.
#[derive(Clone, Debug)]
pub struct Matcher {
    check: Arc<Check>,
}

impl Matcher {
    /// Whether an item matches, be it by pinyin.
    pub fn is_match(&self, item: &dyn Fields) -> bool {
        self.check.is_match(item, Hit::Pinyin)
    }

    /// How an item matches, if it does.
    pub fn hit(&self, item: &dyn Fields) -> Option<Hit> {
        [Hit::Literal, Hit::Pinyin]
            .into_iter()
            .find(|&by| self.check.is_match(item, by))
    }

    /// What a raw text must hold for its item to match, if that can be said. `names` are the names that are known, as texts
    /// write them, each with the stock it stands for.
    pub fn required(&self, names: &[(&str, &Stock)]) -> Option<Required> {
        required::of(&self.check, names)
    }

    /// Whether it asks for stocks, so that it matches other items once other names are known.
    pub fn asks_for_stocks(&self) -> bool {
        self.check.any_text(|field| field == Some(TextField::Stock))
    }

    /// Whether a text that matches by itself ([`Self::is_text_match`]) is all that is asked of an item. Of an item that has
    /// a title, stocks or subjects beside its text, these are asked as well.
    pub fn is_of_text(&self) -> bool {
        self.check.is_of_text()
    }

    /// Whether an item with this text matches, whatever else is known of it; only for a matcher that is of text. The text
    /// must be UTF-8.
    pub fn is_text_match(&self, text: &[u8]) -> bool {
        self.check.is_text_match(text)
    }

    /// The regular expression that is the whole query, if it can be searched for in many texts at once, each of which stands
    /// on lines of its own.
    pub fn line_expression(&self) -> Option<regex::bytes::Regex> {
        required::line_expression(&self.check)
    }

    /// Where the words that were asked for stand in a text, as ascending byte ranges that do not overlap. Pinyin is found
    /// as it is in bodies, by whole syllables.
    pub fn highlights(&self, text: &str) -> Vec<Range<usize>> {
        highlight::ranges(&self.check, text, Displayed::Body)
    }

    /// The same for a headline or a stock's name, where pinyin is also found by initials.
    pub fn headline_highlights(&self, text: &str) -> Vec<Range<usize>> {
        highlight::ranges(&self.check, text, Displayed::Headline)
    }

    /// Whether everything that this one matches is surely matched by `older` too, so that only its hits need be looked at.
    pub fn narrows(&self, older: &Self) -> bool {
        narrows::implies(&self.check, &older.check)
    }

    /// What is left to be asked of an item that `older` matches.
    #[must_use]
    pub fn beyond(&self, older: &Self) -> Self {
        Self {
            check: Arc::new(narrows::beyond(&self.check, &older.check)),
        }
    }
}

#[cfg(test)]
mod tests;
