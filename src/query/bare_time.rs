//! Bare words that are times: `今天`, `近2小时`, `09:30..11:30`. Each is short for one field or two.
//!
//! Only few words are times, because headlines hold the others: 开盘, 收盘, 周一, 今日 and dates are looked for in texts. In
//! quotation marks, these words are looked for too.

use std::sync::Arc;

use super::ast::Node;
use super::condition::{Compare, Condition};
use super::field::Field;
use super::fields;
use super::spelling;
use crate::moment::TimeContext;

/// Words and the fields that they are short for.
const WORDS: &[(&str, &[(&str, &str)])] = &[
    ("今天", &[("day", "今天")]),
    ("昨天", &[("day", "昨天")]),
    ("前天", &[("day", "前天")]),
    ("今早", &[("day", "今天"), ("at", "早上")]),
    ("昨晚", &[("day", "昨天"), ("at", "晚上")]),
    ("本周", &[("day", "本周")]),
    ("上周", &[("day", "上周")]),
    ("today", &[("day", "today")]),
    ("yesterday", &[("day", "yesterday")]),
    ("this-week", &[("day", "this-week")]),
    ("last-week", &[("day", "last-week")]),
];

/// The conditions of a bare word; `None` if it is no time.
pub(super) fn conditions(word: &str, context: &TimeContext<'_>) -> Option<Node> {
    let word = spelling::half_width(word);
    let (day, rest) = split_day(&word);
    let time = if day.is_empty() || !rest.is_empty() {
        Some(last(rest).or_else(|| range(rest))?)
    } else {
        None
    };
    let fields = day.iter().copied().chain(time);
    let parts: Option<Vec<Node>> = fields
        .map(|(field, value)| condition(field, value, context))
        .collect();
    parts.map(Node::and)
}

/// The fields of the word of the table with which this one begins, and the rest: a range may follow without a space.
fn split_day(word: &str) -> (&'static [(&'static str, &'static str)], &str) {
    let mut words = WORDS.iter();
    let found = words.find_map(|(name, fields)| Some((*fields, word.strip_prefix(name)?)));
    found.unwrap_or((&[], word))
}

/// `近2小时`, in digits: texts write 近两年 and 近一周.
fn last(word: &str) -> Option<(&'static str, &str)> {
    let value = word.strip_prefix('近')?;
    let has_unit = ["分钟", "小时", "天"]
        .iter()
        .any(|unit| value.ends_with(unit));
    (has_unit && value.starts_with(|c: char| c.is_ascii_digit())).then_some(("last", value))
}

/// `09:30..11:30`, `930..`, `6-1..6-5`. Four digits are hour and minute: years need a field.
fn range(word: &str) -> Option<(&'static str, &str)> {
    let (first, last) = word.split_once("..")?;
    let is_plain = word
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"-:.".contains(&byte));
    let is_clock = word.contains(':') || [first, last].into_iter().any(is_compact);
    let is_time = is_clock || word.contains('-');
    let field = if is_clock { "at" } else { "day" };
    (is_plain && is_time).then_some((field, word))
}

/// Whether digits are a time of day without a colon: `930`, `1430`.
fn is_compact(digits: &str) -> bool {
    matches!(digits.len(), 3 | 4) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn condition(field: &str, value: &str, context: &TimeContext<'_>) -> Option<Node> {
    let condition: Arc<dyn Condition> = match fields::find(field)? {
        Field::Value(field) => (field.parse)(value, Compare::Equal, context)?,
        Field::Text(_) | Field::List(_) => return None,
    };
    Some(Node::Condition(condition))
}
