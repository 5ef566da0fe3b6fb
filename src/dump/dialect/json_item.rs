//! An item of the wire as a JSON object, in the service's own words or in those of scrapers that normalise it.

use serde_json::{Map, Value};

use super::metadata::stock;
use super::normalised::{Fields, Gathered, time_of};
use crate::dump::entry::Extra;
use crate::item::{ItemFlags, Stamp, Stock};

/// Whether an object is an item: it has a text and a time. What has neither belongs to another kind of file.
pub(super) fn is_item(object: &Map<String, Value>) -> bool {
    let has = |name: &str| object.contains_key(name);
    let has_time = has("ctime") || has("datetime") || has("date") && has("time");
    (has("content") || has("brief")) && has_time || has("title") && has("ctime")
}

/// Adds the item that stands on a line; every field may be missing but a text and a time.
pub(super) fn add(object: &Map<String, Value>, line: u32, gathered: &mut Gathered) {
    gathered.add(Fields {
        line,
        title: text(object, "title"),
        texts: [text(object, "content"), text(object, "brief")],
        level: text(object, "level"),
        time: time(object),
        extra: Extra {
            wire_id: number(object.get("id")),
            url: ["shareurl", "url"]
                .into_iter()
                .map(|name| text(object, name))
                .find(|u| !u.is_empty())
                .map(str::to_owned),
            stocks: list(object, &["stocks", "stock_list"])
                .filter_map(stock_of)
                .collect(),
            subjects: list(object, &["subjects"]).filter_map(subject_of).collect(),
            ..Extra::default()
        },
    });
}

fn text<'a>(object: &'a Map<String, Value>, name: &str) -> &'a str {
    object.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A whole number that is not negative, also one that is written as text, or with a fraction, which is left out: tables of
/// numbers in which some are missing are exported so.
fn number(value: Option<&Value>) -> Option<u64> {
    let written = match value? {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    if fraction.bytes().all(|digit| digit.is_ascii_digit()) {
        whole.parse().ok()
    } else {
        None
    }
}

/// `ctime`, else `datetime`, else `date` and `time`. Some write a date and a time where others have seconds.
fn time(object: &Map<String, Value>) -> Option<(Stamp, ItemFlags)> {
    let exact = || {
        let unix = number(object.get("ctime")).filter(|unix| *unix > 0)?;
        Some((
            Stamp::from_unix(i64::try_from(seconds(unix)).ok()?)?,
            ItemFlags::SECONDS,
        ))
    };
    let written = |name: &str| {
        let (date, time) = text(object, name).trim().split_once(['T', ' '])?;
        time_of(date, time)
    };
    let parts = || time_of(text(object, "date"), text(object, "time"));
    exact()
        .or_else(|| ["ctime", "datetime"].into_iter().find_map(written))
        .or_else(parts)
        .or_else(|| written("time"))
}

/// Seconds since 1970, of a number of thirteen digits that counts milliseconds, or of sixteen that counts microseconds. Until
/// the year 33658 no number of seconds has as many.
const fn seconds(unix: u64) -> u64 {
    match unix {
        0..1_000_000_000_000 => unix,
        1_000_000_000_000..1_000_000_000_000_000 => unix / 1_000,
        1_000_000_000_000_000.. => unix / 1_000_000,
    }
}

fn list<'a>(
    object: &'a Map<String, Value>,
    names: &'static [&str],
) -> impl Iterator<Item = &'a Value> {
    names
        .iter()
        .filter_map(|name| object.get(*name)?.as_array())
        .flatten()
}

fn stock_of(value: &Value) -> Option<Stock> {
    let Some(object) = value.as_object() else {
        return stock(value.as_str()?);
    };
    let code = ["code", "StockID"]
        .into_iter()
        .map(|name| text(object, name))
        .find(|code| !code.is_empty());
    let name = text(object, "name").trim();
    (!name.is_empty()).then(|| Stock {
        name: name.to_owned(),
        code: code.unwrap_or_default().to_owned(),
    })
}

fn subject_of(value: &Value) -> Option<String> {
    let named = || {
        ["subject_name", "name"]
            .into_iter()
            .find_map(|key| value.get(key)?.as_str())
    };
    let name = value.as_str().or_else(named)?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}
