//! A query that is still being typed.

use super::ast::Pattern;
use super::error::{Expected, QueryError};
use super::fields::FIELDS;
use super::lexer::{TokenKind, tokens};

/// Whether the last word may become the name of a field: `is` is no word to look for while `is:red` may follow. A space after it
/// makes it a word.
pub fn may_become_field(source: &str) -> bool {
    let Ok(tokens) = tokens(source) else {
        return false;
    };
    let [before @ .., last] = &tokens[..] else {
        return false;
    };
    let is_value = before.last().is_some_and(|before| {
        matches!(before.kind, TokenKind::Field(..)) && before.at.end == last.at.start
    });
    let TokenKind::Pattern(Pattern::Word(word)) = &last.kind else {
        return false;
    };
    let begins = |name: &str| name.is_ascii() && name.starts_with(word.as_str());
    last.at.end == source.len()
        && !is_value
        && FIELDS
            .iter()
            .any(|field| field.names().into_iter().any(begins))
}

impl QueryError {
    /// Whether a word or a value merely has not been typed yet. A sign that nothing closes is an error: while the user types
    /// on, the prompt has to say why nothing happens.
    pub fn is_unfinished(&self, source: &str) -> bool {
        match self.expected {
            Expected::Operand | Expected::Value { .. } | Expected::Time { .. } => {
                self.at.end == source.len()
            }
            Expected::KnownList { ref names } => {
                let typed = source.get(self.at.clone()).unwrap_or_default();
                let begins = |name: &String| name.starts_with(typed);
                self.at.end == source.len() && names.0.iter().any(begins)
            }
            Expected::End
            | Expected::ClosingParenthesis
            | Expected::ClosingQuote
            | Expected::ClosingSlash
            | Expected::RegexFlag
            | Expected::Content
            | Expected::KnownField
            | Expected::NearestField { .. }
            | Expected::AnyList
            | Expected::Colon { .. }
            | Expected::LessNesting { .. }
            | Expected::Regex { .. }
            | Expected::SmallerRegex
            | Expected::FewerRegexes { .. }
            | Expected::FewerGroups { .. }
            | Expected::FewerPinyinWords { .. } => false,
        }
    }
}
