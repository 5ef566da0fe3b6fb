//! What a query says, as a tree; printed, it is the query in its plainest form.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;

use super::field::{Field, TextField};
use crate::item::{Level, NewsDay, Stamp};

/// A query or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// Nothing is asked: every item matches.
    All,
    /// All of them; at least two, none of which is an `And`.
    And(Vec<Node>),
    /// At least one of them; at least two, none of which is an `Or`.
    Or(Vec<Node>),
    /// What does not match.
    Not(Box<Node>),
    /// Text to look for, in one part of the item or anywhere.
    Text(Option<TextField>, Pattern),
    /// A condition on something that is not text.
    Condition(Condition),
}

/// Text to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    /// A word; letter case, width and traditional forms do not matter, and letters may be pinyin.
    Word(String),
    /// An exact sequence of characters but for letter case and width.
    Phrase(String),
    /// A regular expression.
    Regex {
        /// As the regex crate takes it.
        source: String,
        /// Whether letter case is ignored.
        ignore_case: bool,
        /// Where it stands in the query, in bytes.
        at: Range<usize>,
    },
}

/// A condition on something that is not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    /// The level compares so with this one.
    Level(Compare, Level),
    /// From the first of these news days to the last.
    Days(NewsDay, NewsDay),
    /// From one minute of the day to another, both included; past midnight where the second is the smaller.
    At(Clock, Clock),
    /// At this moment or later.
    Since(Stamp),
    /// The text has a percentage that compares so, where one that falls is negative.
    Percent(Compare, Thousandths),
    /// The text has an amount that compares so.
    Amount(Compare, Thousandths),
    /// A property.
    Is(Property),
}

/// How a field is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compare {
    Is,
    Above,
    AtLeast,
    Below,
    AtMost,
}

/// A minute of the day, counted from midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Clock(pub(super) u16);

/// A number in thousandths, so that `pct:0.3` finds what is written `0.3%`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Thousandths(i64);

/// What an item can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Property {
    Titled,
    Red,
    Revised,
}

impl Node {
    /// All of `parts`, flattened; the one part itself if it is only one.
    pub(super) fn and(parts: Vec<Self>) -> Self {
        let flat = parts.into_iter().flat_map(|part| match part {
            Self::And(inner) => inner,
            other => vec![other],
        });
        Self::joined(flat.collect(), Self::And)
    }

    /// At least one of `parts`, flattened; the one part itself if it is only one.
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
}

impl Compare {
    /// Whether something that stands so to the value asked for is meant.
    pub(super) const fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Is => order.is_eq(),
            Self::Above => order.is_gt(),
            Self::AtLeast => order.is_ge(),
            Self::Below => order.is_lt(),
            Self::AtMost => order.is_le(),
        }
    }

    const fn sign(self) -> &'static str {
        match self {
            Self::Is => ":",
            Self::Above => ">",
            Self::AtLeast => ">=",
            Self::Below => "<",
            Self::AtMost => "<=",
        }
    }
}

impl Thousandths {
    /// The nearest to a number.
    pub(super) fn of(number: f64) -> Self {
        Self((number * 1000.0).round() as i64)
    }
}

impl Property {
    const ALL: [Self; 3] = [Self::Titled, Self::Red, Self::Revised];

    /// The property of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|property| property.name() == name)
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Titled => "titled",
            Self::Red => "red",
            Self::Revised => "revised",
        }
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => Ok(()),
            Self::And(parts) => join(f, parts, " "),
            Self::Or(parts) => join(f, parts, " | "),
            Self::Not(part) => write!(f, "-{}", Nested(part)),
            Self::Text(None, pattern) => write!(f, "{pattern}"),
            Self::Text(Some(field), pattern) => write!(f, "{}:{pattern}", Field::Text(*field)),
            Self::Condition(condition) => write!(f, "{condition}"),
        }
    }
}

fn join(f: &mut fmt::Formatter<'_>, parts: &[Node], between: &str) -> fmt::Result {
    for (n, part) in parts.iter().enumerate() {
        let between = if n == 0 { "" } else { between };
        match part {
            Node::Not(_) => write!(f, "{between}{part}")?,
            other => write!(f, "{between}{}", Nested(other))?,
        }
    }
    Ok(())
}

/// A part of a larger query, in parentheses where it needs them.
struct Nested<'a>(&'a Node);

impl fmt::Display for Nested<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Node::And(_) | Node::Or(_) | Node::Not(_) => write!(f, "({})", self.0),
            Node::All | Node::Text(..) | Node::Condition(_) => write!(f, "{}", self.0),
        }
    }
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

/// Puts a backslash before every slash; what already has one before it stands as it is.
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

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Level(compare, level) => write!(f, "level{}{}", compare.sign(), level.as_str()),
            Self::Days(first, last) if first == last => write!(f, "day:{first}"),
            Self::Days(first, last) => write!(f, "day:{first}..{last}"),
            Self::At(from, to) if from == to => write!(f, "at:{from}"),
            Self::At(from, to) => write!(f, "at:{from}..{to}"),
            Self::Since(stamp) => write!(f, "since:{}", stamp.time().format("%Y-%m-%dT%H:%M:%S")),
            Self::Percent(compare, number) => write!(f, "pct{}{number}", compare.sign()),
            Self::Amount(compare, number) => write!(f, "amount{}{number}", compare.sign()),
            Self::Is(property) => write!(f, "is:{}", property.name()),
        }
    }
}

impl fmt::Display for Thousandths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        let (whole, unit) = if whole > 0 && part == 0 && whole % 100_000_000 == 0 {
            (whole / 100_000_000, "亿")
        } else {
            (whole, "")
        };
        let number = if part == 0 {
            whole.to_string()
        } else {
            format!("{whole}.{part:03}")
        };
        write!(
            f,
            "{sign}{}{unit}",
            if part == 0 {
                &number
            } else {
                number.trim_end_matches('0')
            }
        )
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}
