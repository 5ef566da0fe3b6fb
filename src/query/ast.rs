//! A query as a tree. It is printed as the query in its plainest form.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::condition::Condition;
use super::field::TextField;
use super::watchlist::Watchlist;

/// A query or a part of one.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// Every item matches.
    All,
    /// Two or more parts that must all match. No part is an `And` itself.
    And(Vec<Node>),
    /// Two or more alternatives. No alternative is an `Or` itself.
    Or(Vec<Node>),
    /// Not this part.
    Not(Box<Node>),
    /// Text to look for, in one part of the item or anywhere.
    Text(Option<&'static TextField>, Pattern),
    /// The value of a field that is not text.
    Condition(Arc<dyn Condition>),
    /// The stocks and words of a watchlist.
    List(Arc<Watchlist>),
}

/// Text to look for.
#[derive(Clone, Debug)]
pub(super) enum Pattern {
    /// A word in any letter case, width and script; letters may be pinyin.
    Word(String),
    /// An exact sequence of characters in any letter case and width.
    Phrase(String),
    /// A regular expression.
    Regex {
        /// As the regex crate takes it.
        source: String,
        /// Whether letter case is ignored.
        ignore_case: bool,
        /// Its place in the query, in bytes.
        at: Range<usize>,
    },
}

impl Node {
    /// Joins parts that must all match, flattened; a single part stays as it is.
    pub(super) fn and(parts: Vec<Self>) -> Self {
        let flat = parts.into_iter().flat_map(|part| match part {
            Self::And(inner) => inner,
            other => vec![other],
        });
        Self::joined(flat.collect(), Self::And)
    }

    /// Joins alternatives, flattened; a single one stays as it is.
    pub(super) fn or(parts: Vec<Self>) -> Self {
        let flat = parts.into_iter().flat_map(|part| match part {
            Self::Or(inner) => inner,
            other => vec![other],
        });
        Self::joined(flat.collect(), Self::Or)
    }

    fn joined(mut parts: Vec<Self>, join: fn(Vec<Self>) -> Self) -> Self {
        match parts.pop() {
            Some(only) if parts.is_empty() => only,
            Some(last) => {
                parts.push(last);
                join(parts)
            }
            None => Self::All,
        }
    }

    /// Whether any part is a watchlist.
    pub(super) fn reads_lists(&self) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::reads_lists),
            Self::Not(part) => part.reads_lists(),
            Self::List(_) => true,
            Self::All | Self::Text(..) | Self::Condition(_) => false,
        }
    }

    /// Whether an item can match because a watchlist names it: a part that is not negated is one.
    pub(super) fn asks_for_lists(&self) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::asks_for_lists),
            Self::List(_) => true,
            Self::Not(_) | Self::All | Self::Text(..) | Self::Condition(_) => false,
        }
    }

    /// Adds its watchlists, in the order of the text.
    pub(super) fn add_lists<'n>(&'n self, lists: &mut Vec<&'n Arc<Watchlist>>) {
        match self {
            Self::And(parts) | Self::Or(parts) => {
                parts.iter().for_each(|part| part.add_lists(lists));
            }
            Self::Not(part) => part.add_lists(lists),
            Self::List(list) => lists.push(list),
            Self::All | Self::Text(..) | Self::Condition(_) => {}
        }
    }

    const fn needs_parentheses(&self) -> bool {
        match self {
            Self::And(_) | Self::Or(_) | Self::Not(_) => true,
            Self::All | Self::Text(..) | Self::Condition(_) | Self::List(_) => false,
        }
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => Ok(()),
            Self::And(parts) => write_joined(f, parts, " "),
            Self::Or(parts) => write_joined(f, parts, " | "),
            Self::Not(part) if part.needs_parentheses() => write!(f, "-({part})"),
            Self::Not(part) => write!(f, "-{part}"),
            Self::Text(None, pattern) => write!(f, "{pattern}"),
            Self::Text(Some(field), pattern) => write!(f, "{}:{pattern}", field.names[0]),
            Self::Condition(condition) => write!(f, "{condition}"),
            Self::List(list) => write!(f, "in:\"{}\"", list.file()),
        }
    }
}

fn write_joined(f: &mut fmt::Formatter<'_>, parts: &[Node], separator: &str) -> fmt::Result {
    for (nth, part) in parts.iter().enumerate() {
        f.write_str(if nth == 0 { "" } else { separator })?;
        match part {
            Node::And(_) | Node::Or(_) => write!(f, "({part})")?,
            Node::All | Node::Not(_) | Node::Text(..) | Node::Condition(_) | Node::List(_) => {
                write!(f, "{part}")?;
            }
        }
    }
    Ok(())
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Phrase(phrase) => write!(f, "\"{phrase}\""),
            Self::Regex {
                source,
                ignore_case,
                ..
            } => {
                let flag = if *ignore_case { "i" } else { "" };
                write!(f, "/{}/{flag}", escape_slashes(source))
            }
        }
    }
}

/// Puts a backslash before every slash that has none.
fn escape_slashes(source: &str) -> String {
    let mut escaped = String::new();
    let mut chars = source.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => escaped.extend([c].into_iter().chain(chars.next())),
            '/' => escaped.push_str("\\/"),
            other => escaped.push(other),
        }
    }
    escaped
}
