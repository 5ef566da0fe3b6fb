//! Tokens -> tree, one function for each rule of the grammar.
//!
//! ```text
//! query = or ; or = and { ("|" | "or") and } ; and = not { ["and"] not } ; not = ["-" | "!" | "not"] atom
//! atom  = "(" query ")" | field | phrase | regex | word
//! ```
//! The value of a field of text is any atom: `title:(a | b)` means `title:a | title:b`.

use std::{fmt, mem};

use super::ast::{Node, Pattern};
use super::bare_time;
use super::condition::Compare;
use super::days;
use super::error::{Expected, QueryError};
use super::field::{Field, TextField, ValueField};
use super::lexer::{Token, TokenKind, tokens};
use super::matcher::Matcher;
use super::spelling;
use super::time_use::TimeUse;
use super::watchlist::Watchlists;
use crate::moment::{DaySpan, ExpectedTime, TimeContext, When};

/// The deepest nesting of parentheses, so no query overflows the stack.
const MAX_DEPTH: usize = 64;

/// A parsed query. It is printed in its plainest form, which means the same at any later time. Queries that print alike are
/// equal.
#[derive(Clone, Debug)]
pub struct Query {
    tree: Node,
    time_use: TimeUse,
}

impl Default for Query {
    /// The query that everything matches.
    fn default() -> Self {
        Self {
            tree: Node::All,
            time_use: TimeUse::default(),
        }
    }
}

impl PartialEq for Query {
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Eq for Query {}

impl Query {
    /// Makes a matcher; fails for a regular expression that is wrong or too large.
    pub fn compile(&self) -> Result<Matcher, QueryError> {
        Matcher::new(&self.tree)
    }

    /// The query for items that match both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let parts = [self.tree, other.tree].into_iter();
        let parts = parts.filter(|part| !matches!(part, Node::All)).collect();
        Self {
            tree: Node::and(parts),
            time_use: self.time_use.or(other.time_use),
        }
    }

    /// The query for items that match this one and not the other.
    #[must_use]
    pub fn except(self, other: Self) -> Self {
        self.and(Self {
            tree: Node::Not(Box::new(other.tree)),
            time_use: other.time_use,
        })
    }

    /// Whether it names a watchlist, so it means something else once that changes.
    pub fn reads_lists(&self) -> bool {
        self.tree.reads_lists()
    }

    /// Whether an item can match because a watchlist names it, and not only because none does.
    pub fn asks_for_lists(&self) -> bool {
        self.tree.asks_for_lists()
    }

    /// Whether its watchlists hold the same as those of an equal query, which may have been read earlier.
    pub fn has_lists_of(&self, other: &Self) -> bool {
        let (mut lists, mut others) = (Vec::new(), Vec::new());
        self.tree.add_lists(&mut lists);
        other.tree.add_lists(&mut others);
        lists == others
    }

    /// Whether it means something else at another time, as `last:10m` does.
    pub const fn follows_clock(&self) -> bool {
        self.time_use.clock
    }

    /// Whether it means something else with other dumps, as `day:5-14` does.
    pub const fn follows_days(&self) -> bool {
        self.time_use.days
    }

    /// The first and the last news day of items that can match; the first is the later one if none can.
    pub fn days(&self) -> DaySpan {
        days::days(&self.tree)
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.tree.fmt(f)
    }
}

/// Parses a query; an empty one matches everything. The context makes times such as `last:15m` exact, and `in:` names one of
/// the lists.
pub fn parse(
    source: &str,
    context: &TimeContext<'_>,
    lists: &Watchlists,
) -> Result<Query, QueryError> {
    let tokens = tokens(source)?;
    let mut parser = Parser {
        tokens: &tokens,
        next: 0,
        end: source.len(),
        scope: None,
        depth: 0,
        context,
        lists,
        time_use: TimeUse::default(),
    };
    let tree = if tokens.is_empty() {
        Node::All
    } else {
        parser.or()?
    };
    let time_use = parser.time_use;
    match parser.peek() {
        None => Ok(Query { tree, time_use }),
        Some(token) => Err(QueryError::new(token.at.clone(), Expected::End)),
    }
}

struct Parser<'a> {
    tokens: &'a [Token],
    next: usize,
    /// The length of the query in bytes.
    end: usize,
    /// The field whose value is being read.
    scope: Option<&'static TextField>,
    depth: usize,
    context: &'a TimeContext<'a>,
    lists: &'a Watchlists,
    time_use: TimeUse,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.next)
    }

    /// Steps over the next token if it is of this kind.
    fn accept(&mut self, kind: &TokenKind) -> bool {
        let next = self.peek().map(|token| mem::discriminant(&token.kind));
        let is_next = next == Some(mem::discriminant(kind));
        self.next += usize::from(is_next);
        is_next
    }

    /// An error at the next token, or at the end of the query.
    fn error(&self, expected: Expected) -> QueryError {
        let at = self
            .peek()
            .map_or(self.end..self.end, |token| token.at.clone());
        QueryError::new(at, expected)
    }

    fn or(&mut self) -> Result<Node, QueryError> {
        let mut parts = vec![self.and()?];
        while self.accept(&TokenKind::Or) {
            parts.push(self.and()?);
        }
        Ok(Node::or(parts))
    }

    fn and(&mut self) -> Result<Node, QueryError> {
        let mut parts = vec![self.not()?];
        while self.accept(&TokenKind::And)
            || self
                .peek()
                .is_some_and(|token| !matches!(token.kind, TokenKind::Or | TokenKind::Close))
        {
            parts.push(self.not()?);
        }
        Ok(Node::and(parts))
    }

    fn not(&mut self) -> Result<Node, QueryError> {
        if self.accept(&TokenKind::Not) {
            return Ok(Node::Not(Box::new(self.atom()?)));
        }
        self.atom()
    }

    fn atom(&mut self) -> Result<Node, QueryError> {
        let Some(token) = self.peek() else {
            return Err(self.error(Expected::Operand));
        };
        match &token.kind {
            TokenKind::Open => self.group(),
            TokenKind::Pattern(pattern) => {
                self.next += 1;
                let time = self.bare_time(pattern);
                Ok(time.unwrap_or_else(|| Node::Text(self.scope, pattern.clone())))
            }
            TokenKind::Field(field, compare) => {
                self.next += 1;
                self.field(token, field, *compare)
            }
            TokenKind::Close | TokenKind::Or | TokenKind::And | TokenKind::Not => {
                Err(self.error(Expected::Operand))
            }
        }
    }

    /// The conditions that a bare word stands for, if it is a time. A value of a field of text is none.
    fn bare_time(&mut self, pattern: &Pattern) -> Option<Node> {
        match pattern {
            Pattern::Word(word) if self.scope.is_none() => {
                let conditions = bare_time::conditions(word, self.context)?;
                self.time_use.note(self.context, |context| {
                    Some(bare_time::conditions(word, context)?.to_string())
                });
                Some(conditions)
            }
            Pattern::Word(_) | Pattern::Phrase(_) | Pattern::Regex { .. } => None,
        }
    }

    fn group(&mut self) -> Result<Node, QueryError> {
        let open = self.next;
        self.next += 1;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.next = open;
            return Err(self.error(Expected::LessNesting { max: MAX_DEPTH }));
        }
        let tree = self.or()?;
        self.depth -= 1;
        if !self.accept(&TokenKind::Close) {
            self.next = open;
            return Err(self.error(Expected::ClosingParenthesis));
        }
        Ok(tree)
    }

    fn field(
        &mut self,
        name: &Token,
        field: &'static Field,
        compare: Compare,
    ) -> Result<Node, QueryError> {
        let Some(value) = self.peek().filter(|value| value.at.start == name.at.end) else {
            let after = name.at.end..name.at.end;
            return Err(QueryError::new(after, Expected::value(field)));
        };
        match field {
            Field::Text(text) => {
                let outer = self.scope.replace(text);
                let tree = self.atom();
                self.scope = outer;
                tree
            }
            Field::Value(value_field) => {
                let text = spelling::half_width(self.single_value(field, value)?);
                let parse =
                    |context: &TimeContext<'_>| (value_field.parse)(&text, compare, context);
                if value_field.is_relative {
                    let print = |context: &TimeContext<'_>| Some(parse(context)?.to_string());
                    self.time_use.note(self.context, print);
                }
                match parse(self.context) {
                    Some(condition) => Ok(Node::Condition(condition)),
                    None => Err(QueryError::new(
                        value.at.clone(),
                        expected_value(field, value_field, &text),
                    )),
                }
            }
            Field::List(_) => {
                let name = self.single_value(field, value)?;
                let lists = self.lists.named(name);
                if lists.is_empty() {
                    let expected = Expected::list_instead_of(name, self.lists);
                    return Err(QueryError::new(value.at.clone(), expected));
                }
                Ok(Node::or(lists.into_iter().map(Node::List).collect()))
            }
        }
    }

    /// Steps over the value of a field that is a word or a phrase.
    fn single_value(&mut self, field: &Field, value: &'a Token) -> Result<&'a str, QueryError> {
        self.next += 1;
        match &value.kind {
            TokenKind::Pattern(Pattern::Word(text) | Pattern::Phrase(text)) => Ok(text),
            TokenKind::Open
            | TokenKind::Close
            | TokenKind::Or
            | TokenKind::And
            | TokenKind::Not
            | TokenKind::Field(..)
            | TokenKind::Pattern(Pattern::Regex { .. }) => {
                Err(QueryError::new(value.at.clone(), Expected::value(field)))
            }
        }
    }
}

/// What would be right in place of this value. A time that is nearly right gets the words of the prompt for times; of any
/// other text, the examples of the field say more.
fn expected_value(field: &Field, value_field: &ValueField, text: &str) -> Expected {
    let Some(wanted) = value_field.time else {
        return Expected::value(field);
    };
    match When::parse(text, wanted).map_err(|error| error.expected) {
        Ok(_) => Expected::value(field),
        Err(ExpectedTime::Time | ExpectedTime::Day | ExpectedTime::Duration) => {
            Expected::value(field)
        }
        Err(time) => Expected::Time { time },
    }
}
