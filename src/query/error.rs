//! What is wrong with a query, where, and what would do, in the interface's language.
//!
//! A prompt shows one of these at every second key that is typed, so they are short and name what can be typed next.

use std::ops::Range;

use super::field::Field;
use crate::lang::Lang;

/// A query that was not understood: where, and what was expected there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Lang::English))]
pub struct QueryError {
    /// Where in the query, in bytes; empty at the place where something is missing.
    pub at: Range<usize>,
    /// What was expected there.
    pub expected: Expected,
}

/// What was expected where a query ceases to make sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Something to look for.
    Operand,
    /// The end of the query, or a further word.
    End,
    /// The `)` to this `(`.
    ClosingParenthesis,
    /// The closing quotation mark to this opening one.
    ClosingQuote,
    /// The `/` that ends this regular expression.
    ClosingSlash,
    /// Nothing, or `i`, after a regular expression.
    RegexFlag,
    /// At least one character between quotation marks or slashes.
    Content,
    /// The name of a field.
    FieldName,
    /// A value after a field's name.
    Value(Field),
    /// `:`, because the field cannot be compared.
    Colon(Field),
    /// Less nesting of parentheses; the most that is taken.
    LessNesting(usize),
    /// A regular expression that is right; what its parser says.
    Regex(String),
    /// A word or phrase of fewer characters.
    ShorterWord,
    /// A regular expression whose automaton is smaller.
    SmallerRegex,
}

impl QueryError {
    pub(super) const fn new(at: Range<usize>, expected: Expected) -> Self {
        Self { at, expected }
    }

    /// What was expected, in a language of the interface; the place is not part of it.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Chinese => self.expected.chinese(),
            Lang::English => self.expected.english(),
        }
    }
}

impl Expected {
    fn chinese(&self) -> String {
        match self {
            Self::Operand => "此处应有要查找的词".into(),
            Self::End => "此处多了一个 )".into(),
            Self::ClosingParenthesis => "这个 ( 没有对应的 )".into(),
            Self::ClosingQuote => "这个引号没有闭合".into(),
            Self::ClosingSlash => "这个正则表达式没有以 / 结束".into(),
            Self::RegexFlag => "正则表达式之后只能有 i 或空格".into(),
            Self::Content => "引号或斜线之间应有内容".into(),
            Self::FieldName => {
                format!("没有这个字段，可用：{}；按原文查找请加引号", Field::names())
            }
            Self::Value(field) => format!("{field} 的值应为 {}", field.values()),
            Self::Colon(field) => format!("{field} 不能比较大小，请用 :"),
            Self::LessNesting(most) => format!("括号嵌套最多 {most} 层"),
            Self::Regex(what) => format!("正则表达式有误：{what}"),
            Self::SmallerRegex => "正则表达式过大".into(),
            Self::ShorterWord => "词或短语过长".into(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Operand => "expected a word to look for".into(),
            Self::End => "this ) closes nothing".into(),
            Self::ClosingParenthesis => "this ( is not closed".into(),
            Self::ClosingQuote => "this quotation mark is not closed".into(),
            Self::ClosingSlash => "this regular expression does not end with /".into(),
            Self::RegexFlag => "expected i or a space after the regular expression".into(),
            Self::Content => "expected something between the marks".into(),
            Self::FieldName => {
                format!(
                    "no such field, expected one of {}; in quotation marks it is a phrase",
                    Field::names()
                )
            }
            Self::Value(field) => format!("expected {field} to be {}", field.values()),
            Self::Colon(field) => format!("{field} cannot be compared, expected :"),
            Self::LessNesting(most) => {
                format!("expected at most {most} parentheses inside one another")
            }
            Self::Regex(what) => format!("expected a regular expression: {what}"),
            Self::SmallerRegex => "expected a smaller regular expression".into(),
            Self::ShorterWord => "expected a shorter word or phrase".into(),
        }
    }
}
