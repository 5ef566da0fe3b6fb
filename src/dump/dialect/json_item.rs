//! An item of the wire as a JSON object, in the service's own words or in those of scrapers that normalise it.

use serde_json::{Map, Value};

use super::metadata::stock;
use super::normalised::{Fields, Gathered, time_of};
use crate::dump::entry::Extra;
use crate::item::{Marks, Stamp, Stock};

/// Whether an object is an item: it has a text and a time. What has neither belongs to another kind of file.
pub(super) fn is_item(object: &Map<String, Value>) -> bool {
    let has = |name: &str| object.contains_key(name);
    (has("content") || has("brief")) && (has("ctime") || has("datetime") || has("date") && has("time"))
}

/// Adds the item that stands on a line.
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
            stocks: list(object, &["stocks", "stock_list"]).filter_map(stock_of).collect(),
            subjects: list(object, &["subjects"]).filter_map(subject_of).collect(),
            ..Extra::default()
        },
    });
}

fn text<'a>(object: &'a Map<String, Value>, name: &str) -> &'a str {
    object.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A number, also one that is written as text.
fn number(value: Option<&Value>) -> Option<u64> {
    match value? {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// `ctime`, else `datetime`, else `date` and `time`.
fn time(object: &Map<String, Value>) -> Option<(Stamp, Marks)> {
    let unix = number(object.get("ctime")).filter(|seconds| *seconds > 0);
    let exact = unix.and_then(|seconds| Stamp::from_unix(i64::try_from(seconds).ok()?));
    let written = || {
        let both = text(object, "datetime");
        let (date, time) = both.split_once(['T', ' '])?;
        time_of(date, time)
    };
    let parts = || time_of(text(object, "date"), text(object, "time"));
    exact.map(|stamp| (stamp, Marks::SECONDS)).or_else(written).or_else(parts)
}

fn list<'a>(object: &'a Map<String, Value>, names: &'static [&str]) -> impl Iterator<Item = &'a Value> {
    names.iter().filter_map(|name| object.get(*name)?.as_array()).flatten()
}

fn stock_of(value: &Value) -> Option<Stock> {
    let Some(object) = value.as_object() else { return stock(value.as_str()?) };
    let code = ["code", "StockID"].into_iter().map(|name| text(object, name)).find(|code| !code.is_empty());
    let name = text(object, "name").trim();
    (!name.is_empty()).then(|| Stock { name: name.to_owned(), code: code.unwrap_or_default().to_owned() })
}

fn subject_of(value: &Value) -> Option<String> {
    let name = value.as_str().or_else(|| value.get("subject_name")?.as_str())?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}
