//! An item in an export or an archive of this program: exactly the one that was printed.
//!
//! `docs/json.md` describes the fields. Those that follow from the text, such as `body`, are not read.

use chrono::NaiveDate;

use super::item_field::ItemField;
use super::item_time::{ItemTime, TimeReading};
use super::json::values::{JsonElement, elements};
use super::metadata::parse_level;
use super::raw_item::RawItem;
use crate::dump::export_cell::unescape;
use crate::dump::record::{ExportedFacts, ExportedPlace, Extra};
use crate::item::{ItemFlags, ItemId, NewsDay, Stock};

/// Makes an item of fields; `None` if they are not those of an export.
pub(super) fn exported_item<'f>(fields: &'f [ItemField<'_>], line: u32) -> Option<RawItem<'f>> {
    let fields = ExportedFields(fields);
    let revision = fields.get("revision")?.parse().ok()?;
    let id: ItemId = fields.get("id")?.parse().ok()?;
    let day: NaiveDate = fields.get("day")?.parse().ok()?;
    let place = ExportedPlace {
        path: fields.get("file")?.into(),
        line: fields.get("line")?.parse().ok()?,
    };
    let channel = fields.get("channel");
    let facts = ExportedFacts {
        id,
        revision,
        channel: channel
            .filter(|channel| !matches!(*channel, "加红" | "普通"))
            .map(Box::from),
        places: fields.places(place),
        has_all_stocks: fields.get("first_seen").is_none(),
    };
    Some(RawItem {
        line,
        time: without_seconds(ItemTime::read(&[fields.get("time")?], TimeReading::default()).0),
        day: NewsDay::from_date(day),
        title: fields.get("title").unwrap_or_default(),
        text: fields.get("text")?,
        flags: fields.flags(channel),
        extra: Extra {
            wire_id: id.wire(),
            url: fields.get("url").map(str::to_owned),
            stocks: fields.stocks(),
            subjects: fields.subjects(),
            wire: fields.get("wire").map(Box::from),
            exported: Some(Box::new(facts)),
            ..Extra::default()
        },
    })
}

/// Times without seconds are printed with 00.
fn without_seconds(time: ItemTime) -> ItemTime {
    match time {
        ItemTime::At(stamp, precision) if stamp.unix() % 60 == 0 => {
            ItemTime::At(stamp, precision.without(ItemFlags::SECONDS))
        }
        other => other,
    }
}

/// The fields of an object or row.
struct ExportedFields<'f, 'a>(&'f [ItemField<'a>]);

impl<'f> ExportedFields<'f, '_> {
    /// The value of a field; `None` for `null` and an empty cell.
    fn get(&self, name: &str) -> Option<&'f str> {
        let mut fields = self.0.iter();
        let field = fields.find(|field| field.name == name)?;
        Some(field.written()).filter(|value| !value.is_empty() && *value != "null")
    }

    fn flags(&self, channel: Option<&str>) -> ItemFlags {
        let of_channel = match channel {
            Some("加红") => ItemFlags::RED,
            Some("普通") => ItemFlags::ORDINARY,
            Some(_) => ItemFlags::OTHER_CHANNEL,
            None => ItemFlags::default(),
        };
        let implied = ItemFlags::RED.with(ItemFlags::ORDINARY);
        let level = self.get("level").and_then(parse_level).unwrap_or_default();
        of_channel
            .with(level.without(implied))
            .with(ItemFlags::ORDINARY.when(self.get("promoted") == Some("true")))
            .with(ItemFlags::EXPORTED)
    }

    /// The places in `files`, or else the first place.
    fn places(&self, first: ExportedPlace) -> Box<[ExportedPlace]> {
        let list = self.list("files", |(path, line)| {
            Some(ExportedPlace {
                path: (&*path).into(),
                line: line.parse().ok()?,
            })
        });
        if list.is_empty() {
            Box::new([first])
        } else {
            list.into()
        }
    }

    fn stocks(&self) -> Vec<Stock> {
        self.list("stocks", |(name, code)| Some(Stock { name, code }))
    }

    fn subjects(&self) -> Vec<String> {
        let Some(list) = self.get("subjects") else {
            return Vec::new();
        };
        if list.starts_with('[') {
            let texts = elements(list).into_iter().flatten();
            texts.map(|(_, text)| text.into_owned()).collect()
        } else {
            let texts = list.split(';').map(unescape);
            texts.map(std::borrow::Cow::into_owned).collect()
        }
    }

    /// The elements of a list of pairs: in JSON objects with two fields, in a cell `A B;A B` or `A:B;A:B`.
    fn list<T>(&self, name: &str, make: impl Fn((String, String)) -> Option<T>) -> Vec<T> {
        let Some(list) = self.get(name) else {
            return Vec::new();
        };
        if list.starts_with('[') {
            let pairs = elements(list).into_iter().filter_map(pair);
            return pairs.filter_map(make).collect();
        }
        let divider = if name == "files" { ':' } else { ' ' };
        let pairs = list.split(';').filter_map(|element| {
            let (first, second) = element.rsplit_once(divider)?;
            Some((unescape(first).into_owned(), unescape(second).into_owned()))
        });
        pairs.filter_map(make).collect()
    }
}

/// The two values of an object.
fn pair(element: JsonElement<'_>) -> Option<(String, String)> {
    let mut values = element.into_iter().map(|(_, value)| value.into_owned());
    Some((values.next()?, values.next()?))
}
