//! An item as a JSON object, with the service's field names or those of scrapers that normalise it.

use serde_json::{Map, Value};

use super::item_builder::{ItemBuilder, RawItem, parse_datetime};
use super::metadata::parse_stock;
use crate::dump::record::Extra;
use crate::item::{ItemFlags, Stamp, Stock};

/// Whether an object is an item: it has a text and a time.
pub(super) fn is_item(object: &Map<String, Value>) -> bool {
    let has = |name: &str| object.contains_key(name);
    let has_time = has("ctime") || has("datetime") || has("date") && has("time");
    (has("content") || has("brief")) && has_time || has("title") && has("ctime")
}

/// Adds an item. Every field but text and time may be missing.
pub(super) fn add(object: &Map<String, Value>, line: u32, builder: &mut ItemBuilder) {
    builder.add(RawItem {
        line,
        title: text(object, "title"),
        texts: [text(object, "content"), text(object, "brief")],
        level: text(object, "level"),
        time: time(object),
        extra: Extra {
            wire_id: object.get("id").and_then(number),
            url: first_text(object, &["shareurl", "url"]).map(str::to_owned),
            stocks: list(object, &["stocks", "stock_list"])
                .filter_map(stock)
                .collect(),
            subjects: list(object, &["subjects"]).filter_map(subject).collect(),
            ..Extra::default()
        },
    });
}

fn text<'a>(object: &'a Map<String, Value>, name: &str) -> &'a str {
    object.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn first_text<'a>(object: &'a Map<String, Value>, names: &[&str]) -> Option<&'a str> {
    let mut texts = names.iter().map(|name| text(object, name));
    texts.find(|text| !text.is_empty())
}

/// Reads a whole number that is not negative, also as a string. Drops a fraction: tables with missing numbers are exported
/// with one.
fn number(value: &Value) -> Option<u64> {
    let written = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let is_number = fraction.bytes().all(|digit| digit.is_ascii_digit());
    whole.parse().ok().filter(|_| is_number)
}

/// Reads `ctime`, or `datetime`, or `date` and `time`. Some scrapers write a date and a time in `ctime` or `time`.
fn time(object: &Map<String, Value>) -> Option<(Stamp, ItemFlags)> {
    let exact = || {
        let unix = number(object.get("ctime")?).filter(|unix| *unix > 0)?;
        let seconds = i64::try_from(seconds(unix)).ok()?;
        Some((Stamp::from_unix(seconds)?, ItemFlags::SECONDS))
    };
    let written = |name: &str| {
        let (date, time) = text(object, name).trim().split_once(['T', ' '])?;
        parse_datetime(date, time)
    };
    exact()
        .or_else(|| written("ctime"))
        .or_else(|| written("datetime"))
        .or_else(|| parse_datetime(text(object, "date"), text(object, "time")))
        .or_else(|| written("time"))
}

/// Seconds since 1970. A number of 13 digits counts milliseconds, of 16 microseconds: no number of seconds has as many until
/// the year 33658.
const fn seconds(unix: u64) -> u64 {
    match unix {
        0..1_000_000_000_000 => unix,
        1_000_000_000_000..1_000_000_000_000_000 => unix / 1_000,
        1_000_000_000_000_000.. => unix / 1_000_000,
    }
}

fn list<'a>(object: &'a Map<String, Value>, names: &[&str]) -> impl Iterator<Item = &'a Value> {
    names
        .iter()
        .filter_map(|name| object.get(*name)?.as_array())
        .flatten()
}

/// Reads a stock: an object, or `英伟达(NVDA.US)`.
fn stock(value: &Value) -> Option<Stock> {
    let Some(object) = value.as_object() else {
        return parse_stock(value.as_str()?);
    };
    let name = text(object, "name").trim();
    let code = first_text(object, &["code", "StockID"]);
    (!name.is_empty()).then(|| Stock {
        name: name.to_owned(),
        code: code.unwrap_or_default().to_owned(),
    })
}

/// Reads a subject: an object with a name, or a string.
fn subject(value: &Value) -> Option<String> {
    let name = ["subject_name", "name"]
        .into_iter()
        .find_map(|key| value.get(key)?.as_str())
        .or(value.as_str())?
        .trim();
    (!name.is_empty()).then(|| name.to_owned())
}
