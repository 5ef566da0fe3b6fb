//! Text of a query -> tokens with their places.
//!
//! What a character means depends on where it stands: `-` and `!` negate only where an operand begins, so that `S&P-500`
//! and `A-B` are words; `/` begins a regular expression only there; and a field's value is never an operator. Full-width
//! forms that a Chinese keyboard gives are taken for operators as well.

use std::ops::Range;

use super::ast::{Compare, Pattern};
use super::error::{Expected, QueryError};
use super::field::Field;

/// A token and where it stands, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) at: Range<usize>,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    Or,
    And,
    Not,
    /// A field's name and sign; the value follows without a space.
    Field(Field, Compare),
    Pattern(Pattern),
}

/// Reads all tokens of a query.
pub(super) fn tokens(source: &str) -> Result<Vec<Token>, QueryError> {
    let mut lexer = Lexer { source, place: 0 };
    let mut tokens: Vec<Token> = Vec::new();
    loop {
        let before = lexer.place;
        lexer.skip(char::is_whitespace);
        let is_value = before == lexer.place
            && matches!(
                tokens.last(),
                Some(Token {
                    kind: Kind::Field(..),
                    ..
                })
            );
        let start = lexer.place;
        let Some(kind) = lexer.next(is_value)? else {
            return Ok(tokens);
        };
        tokens.push(Token {
            kind,
            at: start..lexer.place,
        });
    }
}

struct Lexer<'a> {
    source: &'a str,
    place: usize,
}

impl<'a> Lexer<'a> {
    fn next(&mut self, is_value: bool) -> Result<Option<Kind>, QueryError> {
        let Some(first) = self.rest().chars().next() else {
            return Ok(None);
        };
        Ok(Some(match first {
            '(' | '（' => self.single(first, Kind::Open),
            ')' | '）' => self.single(first, Kind::Close),
            '|' | '｜' => self.single(first, Kind::Or),
            '-' | '!' | '！' if !is_value => self.single(first, Kind::Not),
            '"' | '“' | '”' => Kind::Pattern(self.phrase(first)?),
            '/' => Kind::Pattern(self.regex()?),
            _ if is_value => Kind::Pattern(Pattern::Word(self.word().into())),
            _ => self.word_or_field()?,
        }))
    }

    fn rest(&self) -> &'a str {
        self.source.get(self.place..).unwrap_or_default()
    }

    fn single(&mut self, c: char, kind: Kind) -> Kind {
        self.place += c.len_utf8();
        kind
    }

    /// Steps over characters that `is` and returns them.
    fn skip(&mut self, is: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let len = rest.find(|c| !is(c)).unwrap_or(rest.len());
        self.place += len;
        rest.get(..len).unwrap_or_default()
    }

    fn word(&mut self) -> &'a str {
        self.skip(|c| !c.is_whitespace() && !"|｜()（）\"“”".contains(c))
    }

    fn word_or_field(&mut self) -> Result<Kind, QueryError> {
        if let Some(field) = self.field()? {
            return Ok(field);
        }
        Ok(match self.word() {
            "or" | "OR" => Kind::Or,
            "and" | "AND" => Kind::And,
            "not" | "NOT" => Kind::Not,
            word => Kind::Pattern(Pattern::Word(word.into())),
        })
    }

    /// A field's name and sign, if that is what stands here. Lower-case letters before a colon are meant for a field's
    /// name even if there is none of that name, unless it is a link.
    fn field(&mut self) -> Result<Option<Kind>, QueryError> {
        let start = self.place;
        let name = self.skip(char::is_alphabetic);
        let field = Field::named(name);
        let after_name = self.place;
        match (field, self.sign()) {
            (Some(field), Some(Compare::Is)) => Ok(Some(Kind::Field(field, Compare::Is))),
            (Some(field), Some(compare)) if field.is_ordered() => {
                Ok(Some(Kind::Field(field, compare)))
            }
            (Some(field), Some(_)) => Err(QueryError::new(
                after_name..self.place,
                Expected::Colon(field),
            )),
            (None, Some(Compare::Is)) if is_lower_ascii(name) && !self.rest().starts_with("//") => {
                Err(QueryError::new(start..after_name, Expected::FieldName))
            }
            (None, Some(_)) | (_, None) => {
                self.place = start;
                Ok(None)
            }
        }
    }

    fn sign(&mut self) -> Option<Compare> {
        const SIGNS: [(&str, Compare); 12] = [
            (":", Compare::Is),
            ("：", Compare::Is),
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
        self.place += sign.len();
        Some(compare)
    }

    /// A phrase that begins with `"` ends with `"` if there is one, so that it can hold “ and ”.
    fn phrase(&mut self, open: char) -> Result<Pattern, QueryError> {
        let start = self.place;
        self.place += open.len_utf8();
        let rest = self.rest();
        let close = Some('"').filter(|quote| open == '"' && rest.contains(*quote));
        let text = self.skip(|c| close.map_or(!"\"“”".contains(c), |close| c != close));
        let Some(quote) = self.rest().chars().next() else {
            return Err(QueryError::new(start..self.place, Expected::ClosingQuote));
        };
        self.place += quote.len_utf8();
        if text.is_empty() {
            return Err(QueryError::new(start..self.place, Expected::Content));
        }
        Ok(Pattern::Phrase(text.into()))
    }

    fn regex(&mut self) -> Result<Pattern, QueryError> {
        let start = self.place;
        self.place += 1;
        let Some(source) = self.until_slash() else {
            return Err(QueryError::new(
                start..self.source.len(),
                Expected::ClosingSlash,
            ));
        };
        if source.is_empty() {
            return Err(QueryError::new(start..self.place, Expected::Content));
        }
        let flag_at = self.place;
        let ignore_case = match self.word() {
            "" => false,
            "i" => true,
            _ => return Err(QueryError::new(flag_at..self.place, Expected::RegexFlag)),
        };
        Ok(Pattern::Regex {
            source,
            ignore_case,
            at: start..self.place,
        })
    }

    /// Everything before the next slash that has no backslash before it; `\/` becomes `/`.
    fn until_slash(&mut self) -> Option<String> {
        let mut source = String::new();
        let mut chars = self.rest().char_indices();
        while let Some((offset, c)) = chars.next() {
            match c {
                '/' => {
                    self.place += offset + 1;
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

fn is_lower_ascii(name: &str) -> bool {
    name.len() > 1 && name.bytes().all(|b| b.is_ascii_lowercase())
}
