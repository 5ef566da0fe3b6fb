//! Text of a query -> tokens with their places.
//!
//! The meaning of a character depends on its place. `-` and `!` negate, and `/` begins a regular expression, only at the
//! beginning of an operand: `S&P-500` and `A-B` are words. A field's value is never an operator. The full-width forms of a
//! Chinese keyboard are operators too.

use std::ops::Range;

use super::ast::Pattern;
use super::condition::Compare;
use super::error::{Expected, QueryError};
use super::field::Field;
use super::fields;

/// A token and its place in the query, in bytes.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) at: Range<usize>,
}

/// The kinds of tokens.
#[derive(Debug)]
pub(super) enum TokenKind {
    Open,
    Close,
    Or,
    And,
    Not,
    /// A field's name and sign; the value follows without a space.
    Field(&'static Field, Compare),
    Pattern(Pattern),
}

/// Reads all tokens of a query.
pub(super) fn tokens(source: &str) -> Result<Vec<Token>, QueryError> {
    let mut lexer = Lexer { source, offset: 0 };
    let mut tokens: Vec<Token> = Vec::new();
    loop {
        let before = lexer.offset;
        lexer.skip(char::is_whitespace);
        let is_value = before == lexer.offset
            && tokens
                .last()
                .is_some_and(|last| matches!(last.kind, TokenKind::Field(..)));
        let start = lexer.offset;
        let Some(kind) = lexer.next(is_value)? else {
            return Ok(tokens);
        };
        tokens.push(Token {
            kind,
            at: start..lexer.offset,
        });
    }
}

struct Lexer<'a> {
    source: &'a str,
    offset: usize,
}

impl<'a> Lexer<'a> {
    fn next(&mut self, is_value: bool) -> Result<Option<TokenKind>, QueryError> {
        let Some(first) = self.rest().chars().next() else {
            return Ok(None);
        };
        Ok(Some(match first {
            '(' | '（' => self.single(first, TokenKind::Open),
            ')' | '）' => self.single(first, TokenKind::Close),
            '|' | '｜' => self.single(first, TokenKind::Or),
            '-' | '!' | '！' if !is_value => self.single(first, TokenKind::Not),
            '"' | '“' | '”' => TokenKind::Pattern(self.phrase(first)?),
            '/' => TokenKind::Pattern(self.regex()?),
            _ if is_value => TokenKind::Pattern(Pattern::Word(self.word().into())),
            _ => self.word_or_field()?,
        }))
    }

    /// An error in what was read since `start`.
    const fn error(&self, start: usize, expected: Expected) -> QueryError {
        QueryError::new(start..self.offset, expected)
    }

    fn rest(&self) -> &'a str {
        self.source.get(self.offset..).unwrap_or_default()
    }

    fn single(&mut self, c: char, kind: TokenKind) -> TokenKind {
        self.offset += c.len_utf8();
        kind
    }

    /// Steps over characters that pass `is` and returns them.
    fn skip(&mut self, is: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let len = rest.find(|c| !is(c)).unwrap_or(rest.len());
        self.offset += len;
        rest.get(..len).unwrap_or_default()
    }

    fn word(&mut self) -> &'a str {
        self.skip(|c| !c.is_whitespace() && !"|｜()（）\"“”".contains(c))
    }

    fn word_or_field(&mut self) -> Result<TokenKind, QueryError> {
        if let Some(field) = self.field()? {
            return Ok(field);
        }
        Ok(match self.word() {
            "or" | "OR" => TokenKind::Or,
            "and" | "AND" => TokenKind::And,
            "not" | "NOT" => TokenKind::Not,
            word => TokenKind::Pattern(Pattern::Word(word.into())),
        })
    }

    /// Reads a field's name and sign, if they are next. Lower-case letters before a colon are a field's name even if no
    /// field has it, except in a link.
    fn field(&mut self) -> Result<Option<TokenKind>, QueryError> {
        let start = self.offset;
        let name = self.skip(char::is_alphabetic);
        let field = fields::find(name);
        let after_name = self.offset;
        match (field, self.sign()) {
            (Some(field), Some(compare)) if compare == Compare::Equal || field.is_ordered() => {
                Ok(Some(TokenKind::Field(field, compare)))
            }
            (Some(field), Some(_)) => {
                let field = field.names()[0];
                Err(self.error(after_name, Expected::Colon { field }))
            }
            (None, Some(Compare::Equal)) if may_be_field(name, self.rest()) => {
                let expected = Expected::field_instead_of(name);
                Err(QueryError::new(start..after_name, expected))
            }
            (None, Some(_)) | (_, None) => {
                self.offset = start;
                Ok(None)
            }
        }
    }

    fn sign(&mut self) -> Option<Compare> {
        const SIGNS: [(&str, Compare); 12] = [
            (":", Compare::Equal),
            ("：", Compare::Equal),
            (">=", Compare::AtLeast),
            ("＞=", Compare::AtLeast),
            ("≥", Compare::AtLeast),
            ("<=", Compare::AtMost),
            ("＜=", Compare::AtMost),
            ("≤", Compare::AtMost),
            (">", Compare::Above),
            ("＞", Compare::Above),
            ("<", Compare::Below),
            ("＜", Compare::Below),
        ];
        let (sign, compare) = SIGNS
            .into_iter()
            .find(|(sign, _)| self.rest().starts_with(sign))?;
        self.offset += sign.len();
        Some(compare)
    }

    /// Reads a phrase. One that begins with `"` ends with `"` if there is another, so it can hold “ and ”.
    fn phrase(&mut self, open: char) -> Result<Pattern, QueryError> {
        let start = self.offset;
        self.offset += open.len_utf8();
        let rest = self.rest();
        let close = Some('"').filter(|quote| open == '"' && rest.contains(*quote));
        let text = self.skip(|c| close.map_or(!"\"“”".contains(c), |close| c != close));
        let Some(quote) = self.rest().chars().next() else {
            return Err(self.error(start, Expected::ClosingQuote));
        };
        self.offset += quote.len_utf8();
        if text.is_empty() {
            return Err(self.error(start, Expected::Content));
        }
        Ok(Pattern::Phrase(text.into()))
    }

    fn regex(&mut self) -> Result<Pattern, QueryError> {
        let start = self.offset;
        self.offset += 1;
        let Some(source) = self.until_slash() else {
            self.offset = self.source.len();
            return Err(self.error(start, Expected::ClosingSlash));
        };
        if source.is_empty() {
            return Err(self.error(start, Expected::Content));
        }
        let flag_at = self.offset;
        let ignore_case = match self.word() {
            "" => false,
            "i" => true,
            _ => return Err(self.error(flag_at, Expected::RegexFlag)),
        };
        Ok(Pattern::Regex {
            source,
            ignore_case,
            at: start..self.offset,
        })
    }

    /// Reads up to the next slash without a backslash before it; `\/` becomes `/`.
    fn until_slash(&mut self) -> Option<String> {
        let mut source = String::new();
        let mut chars = self.rest().char_indices();
        while let Some((offset, c)) = chars.next() {
            match c {
                '/' => {
                    self.offset += offset + 1;
                    return Some(source);
                }
                '\\' => match chars.next()? {
                    (_, '/') => source.push('/'),
                    (_, other) => source.extend(['\\', other]),
                },
                other => source.push(other),
            }
        }
        None
    }
}

/// Whether a name with a colon and this text after it is that of a field, whether or not there is such a field. That of a
/// link is not.
pub fn may_be_field(name: &str, value: &str) -> bool {
    name.len() > 1 && name.bytes().all(|b| b.is_ascii_lowercase()) && !value.starts_with("//")
}
