//! Errors of a query: the place and what was expected there, in the interface's language.
//!
//! A prompt shows one at every second key, so they are short and name what can be typed next.

use std::ops::Range;

use super::field::Field;
use super::fields::FIELDS;
use crate::lang::Lang;

/// A query that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Lang::English))]
pub struct QueryError {
    /// The place in the query, in bytes; empty if something is missing there.
    pub at: Range<usize>,
    /// What was expected at this place.
    pub expected: Expected,
}

/// What was expected at the place of an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A word to look for.
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
    /// At least one character between quotation flags or slashes.
    Content,
    /// The name of a field.
    FieldName,
    /// A value after a field's name.
    Value(&'static Field),
    /// `:`, because the field cannot be compared.
    Colon(&'static Field),
    /// Parentheses nested no deeper than this.
    LessNesting(usize),
    /// A correct regular expression; the message of its parser.
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

    /// The message in a language of the interface, without the place.
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
                format!("没有这个字段，可用：{}；按原文查找请加引号", field_names())
            }
            Self::Value(field) => format!("{field} 的值应为 {}", field.examples().join(", ")),
            Self::Colon(field) => format!("{field} 不能比较大小，请用 :"),
            Self::LessNesting(max) => format!("括号嵌套最多 {max} 层"),
            Self::Regex(message) => format!("正则表达式有误：{message}"),
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
            Self::Content => "expected something between the flags".into(),
            Self::FieldName => {
                format!(
                    "no such field, expected one of {}; quote it to search for the text",
                    field_names()
                )
            }
            Self::Value(field) => format!("expected {field} to be {}", field.examples().join(", ")),
            Self::Colon(field) => format!("{field} cannot be compared, expected :"),
            Self::LessNesting(max) => {
                format!("expected at most {max} nested parentheses")
            }
            Self::Regex(message) => format!("expected a regular expression: {message}"),
            Self::SmallerRegex => "expected a smaller regular expression".into(),
            Self::ShorterWord => "expected a shorter word or phrase".into(),
        }
    }
}

/// All English names.
fn field_names() -> String {
    FIELDS.each_ref().map(|field| field.names()[0]).join(" ")
}
