//! The query language: text -> matcher -> hits as byte ranges.
//!
//! The same language is used everywhere: in the filter prompt, the find prompt, and `--query`. `docs/query.md` describes it
//! for users.
//!
//! ```text
//!   "台积电 level:A"
//!      │ lexer      tokens with their places
//!      │ parse      tree (ast), by the grammar; times become exact
//!      │ compile    checks: regular expressions, pinyin automata; many words become one search (join), spelled at its first use
//!      ▼
//!   Matcher ── evaluate    does an item match
//!           ── required    strings that a matching dump must hold, to search whole dumps
//!           ── implies     is every hit also a hit of an older query, and which part is left to check
//!           ── highlight   where a displayed text matches (lights: what is looked for)
//!   MatcherSet ─ matcher_set  which of many matchers match an item
//!   Query   ── days        the news days that it is limited to
//! ```
//!
//! A field such as `level:` is one file of `fields/` and one row of its table. A query reads items only through
//! [`QueryItem`], so this module depends on nothing but `item`, `moment`, `text` and `lang`.

mod ast;
mod bare_time;
mod check;
mod compile;
mod condition;
mod days;
mod error;
mod evaluate;
mod field;
mod fields;
mod highlight;
mod hit_kind;
mod implies;
mod item;
mod join;
mod known_names;
mod lexer;
mod lights;
mod list_terms;
mod literal_search;
mod matcher;
mod matcher_set;
mod name_finder;
mod nearest_field;
mod parse;
mod pinyin;
mod regex_builder;
mod required;
mod spelling;
mod text_search;
mod time_use;
mod typed_word;
mod unfinished;
mod watchlist;

pub use error::{ExampleList, Expected, QueryError};
pub use field::{Field, Suggestion};
pub use fields::FIELDS;
pub use hit_kind::{Highlight, HitKind};
pub use item::QueryItem;
pub use lexer::may_be_field;
pub use matcher::Matcher;
pub use matcher_set::{MatcherSet, SetEvaluator};
pub use nearest_field::nearest_field;
pub use parse::{Query, parse};
pub use pinyin::ReadingRule;
pub use required::RequiredLiterals;
pub use typed_word::{NameRank, TypedWord};
pub use unfinished::may_become_field;
pub use watchlist::{ListTerm, Watchlist, Watchlists};

#[cfg(test)]
mod tests;
