//! Tokens -> tree, by the grammar of the manual, one function a rule.
//!
//! ```text
//! query = or ; or = and { ("|" | "or") and } ; and = not { ["and"] not } ; not = ["-" | "!" | "not"] atom
//! atom  = "(" query ")" | field | phrase | regex | word
//! ```
//! A field of text takes any atom for its value: `title:(a | b)` asks for `title:a | title:b`.

use super::ast::{Compare, Condition, Node, Pattern};
use super::error::{Expected, QueryError};
use super::field::{Field, TextField};
use super::lexer::{Kind, Token, tokens};
use super::value;
use crate::item::Stamp;

/// How deep parentheses may be nested, so that no query overflows the stack.
const DEEPEST: usize = 64;

/// Reads a query. `now` settles what times mean that are relative to it.
pub(super) fn tree(source: &str, now: Stamp) -> Result<Node, QueryError> {
    let tokens = tokens(source)?;
    let mut parser = Parser {
        tokens: &tokens,
        next: 0,
        end: source.len(),
        scope: None,
        depth: 0,
        now,
    };
    if tokens.is_empty() {
        return Ok(Node::All);
    }
    let tree = parser.or()?;
    match parser.peek() {
        None => Ok(tree),
        Some(token) => Err(QueryError::new(token.at.clone(), Expected::End)),
    }
}

struct Parser<'a> {
    tokens: &'a [Token],
    next: usize,
    end: usize,
    /// The field whose value is being read.
    scope: Option<TextField>,
    depth: usize,
    now: Stamp,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.next)
    }

    fn take(&mut self, kind: &Kind) -> bool {
        let found = self.peek().is_some_and(|token| token.kind == *kind);
        self.next += usize::from(found);
        found
    }

    /// The place of what stands here: the next token, or the query's end.
    fn missing(&self, expected: Expected) -> QueryError {
        let at = self
            .peek()
            .map_or(self.end..self.end, |token| token.at.clone());
        QueryError::new(at, expected)
    }

    fn or(&mut self) -> Result<Node, QueryError> {
        let mut parts = vec![self.and()?];
        while self.take(&Kind::Or) {
            parts.push(self.and()?);
        }
        Ok(Node::or(parts))
    }

    fn and(&mut self) -> Result<Node, QueryError> {
        let mut parts = vec![self.not()?];
        while self.take(&Kind::And)
            || self
                .peek()
                .is_some_and(|token| !matches!(token.kind, Kind::Or | Kind::Close))
        {
            parts.push(self.not()?);
        }
        Ok(Node::and(parts))
    }

    fn not(&mut self) -> Result<Node, QueryError> {
        if self.take(&Kind::Not) {
            return Ok(Node::Not(Box::new(self.atom()?)));
        }
        self.atom()
    }

    fn atom(&mut self) -> Result<Node, QueryError> {
        let Some(token) = self.peek() else {
            return Err(self.missing(Expected::Operand));
        };
        match &token.kind {
            Kind::Open => self.group(),
            Kind::Pattern(pattern) => {
                self.next += 1;
                Ok(Node::Text(self.scope, pattern.clone()))
            }
            Kind::Field(field, compare) => {
                self.next += 1;
                self.field(token, *field, *compare)
            }
            Kind::Close | Kind::Or | Kind::And | Kind::Not => Err(self.missing(Expected::Operand)),
        }
    }

    fn group(&mut self) -> Result<Node, QueryError> {
        let open = self.next;
        self.next += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            self.next = open;
            return Err(self.missing(Expected::LessNesting(DEEPEST)));
        }
        let tree = self.or()?;
        self.depth -= 1;
        if !self.take(&Kind::Close) {
            self.next = open;
            return Err(self.missing(Expected::ClosingParenthesis));
        }
        Ok(tree)
    }

    fn field(&mut self, name: &Token, field: Field, compare: Compare) -> Result<Node, QueryError> {
        let Some(value) = self.peek().filter(|value| value.at.start == name.at.end) else {
            return Err(QueryError::new(
                name.at.end..name.at.end,
                Expected::Value(field),
            ));
        };
        match field {
            Field::Text(part) => self.scoped(part),
            Field::Level
            | Field::Day
            | Field::At
            | Field::Since
            | Field::Last
            | Field::Percent
            | Field::Amount
            | Field::Is => {
                self.next += 1;
                self.condition(field, compare, value).map(Node::Condition)
            }
        }
    }

    fn scoped(&mut self, part: TextField) -> Result<Node, QueryError> {
        let outer = self.scope.replace(part);
        let tree = self.atom();
        self.scope = outer;
        tree
    }

    fn condition(
        &self,
        field: Field,
        compare: Compare,
        value: &Token,
    ) -> Result<Condition, QueryError> {
        let text = match &value.kind {
            Kind::Pattern(Pattern::Word(text) | Pattern::Phrase(text)) => text.as_str(),
            Kind::Pattern(Pattern::Regex { .. })
            | Kind::Open
            | Kind::Close
            | Kind::Or
            | Kind::And
            | Kind::Not
            | Kind::Field(..) => "",
        };
        let condition = value::condition(field, compare, text, self.now);
        condition.ok_or_else(|| QueryError::new(value.at.clone(), Expected::Value(field)))
    }
}
