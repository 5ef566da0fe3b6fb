//! Errors of a query: the place and what was expected there, in the interface's language.
//!
//! A prompt shows one at every second key, so they are short and name what can be typed next. Where there is no prompt they have
//! the list of fields that one shows at Tab.

use std::fmt::Display;
use std::ops::Range;

use super::field::Field;
use super::fields::FIELDS;
use super::nearest_field::nearest_field;
use super::watchlist::Watchlists;
use crate::lang::{Lang, Localize, NameList, texts};
use crate::moment::ExpectedTime;

/// The most lists that a message names.
const MAX_LISTS: usize = 8;

/// A query that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.expected.in_full(Lang::English))]
pub struct QueryError {
    /// The place in the query, in bytes; empty if something is missing there.
    pub at: Range<usize>,
    /// What was expected at this place.
    pub expected: Expected,
}

impl QueryError {
    pub(super) const fn new(at: Range<usize>, expected: Expected) -> Self {
        Self { at, expected }
    }

    /// The message of a prompt in a language of the interface, without the place.
    pub fn message(&self, lang: Lang) -> String {
        self.expected.message(lang).into_owned()
    }

    /// The same for places without Tab and with room for a list, such as a command line.
    pub fn message_in_full(&self, lang: Lang) -> String {
        self.expected.in_full(lang)
    }
}

/// Values of a field by example, English and Chinese.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExampleList([&'static [&'static str]; 2]);

impl Localize for ExampleList {
    fn localized(&self, lang: Lang) -> impl Display {
        let [english, chinese] = self.0;
        lang.pick(chinese, english).join(", ")
    }

    #[cfg(test)]
    fn sample() -> Self {
        Self([&["x"]; 2])
    }
}

texts! {
    /// What was expected at the place of an error.
    #[derive(Clone, Debug, PartialEq, Eq)]
    Expected {
        Operand => "此处应有要查找的词", "expected a word to look for";
        End => ") 没有配对", "this ) closes nothing";
        ClosingParenthesis => "( 没有配对", "this ( is not closed";
        ClosingQuote => "引号没有配对", "this quotation mark is not closed";
        ClosingSlash => "正则表达式缺少结尾的 /", "this regular expression does not end with /";
        RegexFlag => "正则表达式之后只能有 i 或空格", "expected i or a space after the regular expression";
        Content => "引号或斜线之间应有内容", "expected something between the marks";
        KnownField => "没有这个字段；按 Tab 看有哪些", "no such field; Tab lists them";
        NearestField { nearest: &'static str } => "没有这个字段；是 {nearest} 吗？Tab 看有哪些",
            "no such field; {nearest}? Tab lists them";
        Value { field: &'static str, examples: ExampleList } => "{field} 的值应为 {examples}",
            "`{field}:` takes {examples}";
        Time { time: ExpectedTime } => "{time}", "{time}";
        KnownList { names: NameList } => "没有这个自选列表；有 {names}", "no such list; there are {names}";
        AnyList => "还没有自选列表；把文件放进配置旁的 lists 文件夹", "no lists yet; put a file into the folder lists beside the configuration";
        Colon { field: &'static str } => "{field} 不能比较大小，请用 :", "{field} cannot be compared, expected :";
        LessNesting { max: usize } => "括号嵌套最多 {max} 层", "expected at most {max} nested parentheses";
        Regex { message: String } => "正则表达式有误：{message}", "expected a regular expression: {message}";
        SmallerRegex => "正则表达式过大", "expected a smaller regular expression";
        FewerRegexes { max: usize } => "最多 {max} 个正则表达式，请合并：/甲|乙/",
            "expected at most {max} regular expressions; join them: /a|b/";
        FewerGroups { max: usize } => "| 最多连接 {max} 组词，请提出共有的词：甲 (乙 | 丙)",
            "expected at most {max} groups between |; put a word that they share before them: a (b | c)";
        FewerPinyinWords { max: usize } => "最多 {max} 个词可作拼音，其余请加引号",
            "expected at most {max} words that may be pinyin; put the others in quotes";
    }
}

impl Expected {
    /// One of the fields, instead of this name.
    pub(super) fn field_instead_of(name: &str) -> Self {
        match nearest_field(name) {
            Some(field) => Self::NearestField {
                nearest: field.names()[0],
            },
            None => Self::KnownField,
        }
    }

    /// One of the watchlists, the most alike first, instead of this name.
    pub(super) fn list_instead_of(name: &str, lists: &Watchlists) -> Self {
        let mut names = lists.names();
        if names.is_empty() {
            return Self::AnyList;
        }
        names.sort_by_cached_key(|known| {
            (!known.starts_with(name), strsim::osa_distance(known, name))
        });
        names.truncate(MAX_LISTS);
        Self::KnownList {
            names: NameList(names),
        }
    }

    fn in_full(&self, lang: Lang) -> String {
        let nearest = self.nearest();
        if nearest.is_none() && *self != Self::KnownField {
            return self.message(lang).into_owned();
        }
        let names: Vec<&str> = FIELDS.iter().map(|field| field.names()[0]).collect();
        let names = names.join(" ");
        match lang {
            Lang::Chinese => {
                let guess = nearest.map(|name| format!("是 {name} 吗？"));
                let guess = guess.unwrap_or_default();
                format!("没有这个字段；{guess}应为 {names} 之一；要查这个词，请加引号")
            }
            Lang::English => {
                let guess = nearest.map(|name| format!("did you mean {name}? "));
                let guess = guess.unwrap_or_default();
                format!(
                    "no such field; {guess}expected one of {names}; quote it to search for the text"
                )
            }
        }
    }

    const fn nearest(&self) -> Option<&'static str> {
        if let Self::NearestField { nearest } = self {
            Some(*nearest)
        } else {
            None
        }
    }

    /// A value of this field.
    pub(super) fn value(field: &Field) -> Self {
        Self::Value {
            field: field.names()[0],
            examples: ExampleList([Lang::English, Lang::Chinese].map(|lang| field.examples(lang))),
        }
    }
}
