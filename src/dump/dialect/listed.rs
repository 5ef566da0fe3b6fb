//! Lists of stocks and subjects in one field: as JSON, or divided by commas.

use std::borrow::Cow;

use super::json::values::elements;
use super::metadata::{parse_stock, split_list};
use super::no_value::value;
use super::roles::place_of;
use crate::item::{Stock, normalize_code};

/// What divides the elements of a list that is written as text.
const SEPARATORS: &[char] = &[',', '，', ';', '；', '|', '、'];
/// Names of fields, as [`place_of`] compares them, the best first.
const STOCK_NAMES: &[&str] = &[
    "name",
    "stockname",
    "secuname",
    "secname",
    "shortname",
    "名称",
    "股票名称",
    "简称",
    "股票简称",
];
const STOCK_CODES: &[&str] = &[
    "code",
    "stockid",
    "stockcode",
    "secucode",
    "symbol",
    "代码",
    "股票代码",
];
const SUBJECT_NAMES: &[&str] = &[
    "subjectname",
    "name",
    "tagname",
    "topicname",
    "title",
    "名称",
];

/// Parses stocks: objects with names and codes, or texts such as `英伟达(NVDA.US)`.
pub(super) fn parse_stocks(text: &str) -> Vec<Stock> {
    if !is_json(text) {
        return split_texts(text).filter_map(parse_stock).collect();
    }
    let elements = elements(text);
    let stocks = elements.iter().filter_map(|element| stock(element));
    let stocks: Vec<Stock> = stocks.collect();
    if stocks.is_empty() && text.starts_with('{') {
        return elements.iter().flatten().filter_map(by_code).collect();
    }
    stocks
}

/// The stock of a map from codes to names.
fn by_code((code, name): &(Cow<'_, str>, Cow<'_, str>)) -> Option<Stock> {
    normalize_code(code)?;
    Some(Stock {
        name: value(name).unwrap_or_default().to_owned(),
        code: code.to_string(),
    })
}

fn stock(element: &NamedValues<'_>) -> Option<Stock> {
    if let Some(text) = text_of(element) {
        let is_count = text.len() < 5 && text.bytes().all(|byte| byte.is_ascii_digit());
        return parse_stock(value(text).filter(|_| !is_count)?);
    }
    let [name, code] = [STOCK_NAMES, STOCK_CODES].map(|names| named(element, names).to_owned());
    (!name.is_empty() || !code.is_empty()).then_some(Stock { name, code })
}

/// Parses subjects: objects with names, or texts.
pub(super) fn parse_subjects(text: &str) -> Vec<String> {
    if !is_json(text) {
        return split_texts(text).filter_map(subject).collect();
    }
    let elements = elements(text);
    let names = elements
        .iter()
        .map(|element| text_of(element).unwrap_or_else(|| named(element, SUBJECT_NAMES)));
    names.filter_map(subject).collect()
}

/// The names and values of an element.
type NamedValues<'a> = [(Cow<'a, str>, Cow<'a, str>)];

/// Whether a list is JSON. Python writes `['…', '…']`, which is none.
fn is_json(text: &str) -> bool {
    text.strip_prefix(['[', '{'])
        .is_some_and(|inner| !inner.trim_start().starts_with('\''))
}

fn split_texts(text: &str) -> impl Iterator<Item = &str> {
    let marks = ['[', ']', '\'', '"', ' '];
    split_list(text.trim_matches(['[', ']']), SEPARATORS)
        .map(move |element| element.trim_matches(marks))
}

/// The value of an element that is no object.
fn text_of<'a>(element: &'a NamedValues<'_>) -> Option<&'a str> {
    match element {
        [(name, text)] if name.is_empty() => Some(text),
        _ => None,
    }
}

/// The value of the first of these names that has one.
fn named<'a>(element: &'a NamedValues<'_>, names: &[&str]) -> &'a str {
    let ranked = element
        .iter()
        .filter_map(|(name, text)| Some((place_of(name, names)?, value(text)?)));
    ranked
        .min_by_key(|(place, _)| *place)
        .map_or("", |(_, text)| text)
}

/// A subject. A number is one of the wire's own, which says nothing to a reader.
fn subject(text: &str) -> Option<String> {
    let is_number = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit());
    value(text)
        .filter(|text| !is_number(text))
        .map(str::to_owned)
}
