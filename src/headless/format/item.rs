//! The fields of an item that JSON and CSV print.

use std::borrow::Cow;
use std::path::Path;

use serde::{Serialize, Serializer};

use super::plain::plain;
use crate::dump::story::StoryParts;
use crate::knowledge::Knowledge;
use crate::timeline::ItemRef;

/// An item as printed in JSON and CSV. `docs/json.md` describes the fields.
#[derive(Debug, Serialize)]
pub(super) struct PrintedItem<'a> {
    #[serde(serialize_with = "display")]
    pub(super) id: crate::item::ItemId,
    pub(super) time: String,
    #[serde(serialize_with = "display")]
    pub(super) day: crate::item::NewsDay,
    pub(super) wire: Option<Cow<'a, str>>,
    pub(super) channel: Option<Cow<'a, str>>,
    pub(super) promoted: bool,
    pub(super) level: Option<&'static str>,
    pub(super) title: Option<Cow<'a, str>>,
    pub(super) column: Option<Cow<'a, str>>,
    pub(super) body: Cow<'a, str>,
    pub(super) text: Cow<'a, str>,
    pub(super) source: Option<Cow<'a, str>>,
    pub(super) stocks: Vec<PrintedStock<'a>>,
    pub(super) subjects: Vec<Cow<'a, str>>,
    pub(super) url: Option<Cow<'a, str>>,
    pub(super) file: Cow<'a, str>,
    pub(super) line: u32,
    pub(super) files: Vec<PrintedPlace<'a>>,
    pub(super) revision: usize,
    /// With a state file: whether somebody saw it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) seen: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) starred: Option<bool>,
    /// Outside: whether there is a state file. Inside: whether there is a note.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[expect(clippy::option_option, reason = "absent and null differ")]
    pub(super) note: Option<Option<String>>,
    /// With rules: the names of those that hit, the one that counts most first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rules: Option<Vec<Cow<'a, str>>>,
}

/// A stock that an item names.
#[derive(Debug, Serialize)]
pub(super) struct PrintedStock<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) code: Cow<'a, str>,
}

/// The place of an entry in a dump.
#[derive(Debug, Serialize)]
pub(super) struct PrintedPlace<'a> {
    pub(super) file: Cow<'a, str>,
    pub(super) line: u32,
}

impl<'a> PrintedItem<'a> {
    pub(super) fn new(item: ItemRef<'a>, knowledge: &Knowledge) -> Self {
        let StoryParts {
            title,
            column,
            body,
            source,
            ..
        } = item.story();
        let files: Vec<PrintedPlace<'a>> = item.places().into_iter().map(printed_place).collect();
        let first = files.first();
        let marks = Some(knowledge.marks()).filter(|marks| marks.is_known());
        let mark = item.mark(knowledge.marks());
        let note = mark.and_then(|mark| mark.note.as_ref());
        let note = note.map(|note| plain(&note.text).into_owned());
        Self {
            id: item.id(),
            time: item.stamp().time().to_rfc3339(),
            day: item.day(),
            wire: item.wire().map(plain),
            channel: item.channel().map(plain),
            promoted: item.is_promoted(),
            level: item.flags().level().map(crate::item::Level::as_str),
            title: title.map(plain),
            column: column.map(plain),
            body: plain(body),
            text: plain(item.text()),
            source: source.map(plain),
            stocks: item
                .stocks(knowledge.stock_names())
                .iter()
                .map(|stock| PrintedStock {
                    name: printed(&stock.name),
                    code: printed(&stock.code),
                })
                .collect(),
            subjects: item.subjects().into_iter().map(plain).collect(),
            url: item.url().map(plain),
            file: first.map(|place| place.file.clone()).unwrap_or_default(),
            line: first.map_or(0, |place| place.line),
            files,
            revision: item.revision(),
            seen: marks.map(|marks| !item.is_unseen(marks)),
            starred: marks.map(|_| mark.is_some_and(|mark| mark.starred_at.is_some())),
            note: marks.map(|_| note),
            rules: None,
        }
    }
}

fn printed(text: &str) -> Cow<'static, str> {
    Cow::Owned(plain(text).into_owned())
}

fn printed_place((path, line): (&Path, u32)) -> PrintedPlace<'_> {
    PrintedPlace {
        file: path_text(path),
        line,
    }
}

/// Returns a path as text; bytes that are not UTF-8 are replaced.
fn path_text(path: &Path) -> Cow<'_, str> {
    match path.to_string_lossy() {
        Cow::Borrowed(text) => plain(text),
        Cow::Owned(text) => Cow::Owned(plain(&text).into_owned()),
    }
}

fn display<T: std::fmt::Display, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};

    use super::*;
    use crate::config::docs::table_names;
    use crate::headless::format::csv::COLUMNS;

    fn sample() -> PrintedItem<'static> {
        PrintedItem {
            id: crate::item::ItemId::from_wire(1),
            time: String::new(),
            day: crate::item::NewsDay::default(),
            wire: None,
            channel: None,
            promoted: false,
            level: None,
            title: None,
            column: None,
            body: "".into(),
            text: "".into(),
            source: None,
            stocks: vec![PrintedStock {
                name: "".into(),
                code: "".into(),
            }],
            subjects: Vec::new(),
            url: None,
            file: "".into(),
            line: 1,
            files: vec![PrintedPlace {
                file: "".into(),
                line: 1,
            }],
            revision: 0,
            seen: Some(true),
            starred: Some(false),
            note: Some(None),
            rules: Some(Vec::new()),
        }
    }

    #[test]
    fn docs_have_every_field() {
        let document = include_str!("../../../docs/json.md");
        let item = serde_json::to_value(sample()).unwrap();
        let objects = [
            ("## Fields", &item),
            ("### Objects of `stocks`", &item["stocks"][0]),
            ("### Objects of `files`", &item["files"][0]),
        ];
        for (heading, object) in objects {
            let names = table_names(document, heading).into_iter();
            let fields = object.as_object().unwrap().keys().cloned();
            assert_eq!(
                names.collect::<BTreeSet<_>>(),
                fields.collect(),
                "{heading}"
            );
        }
    }

    #[test]
    fn csv_has_every_field() {
        let item = serde_json::to_value(sample()).unwrap();
        let fields = item.as_object().unwrap().keys().map(String::as_str);
        assert_eq!(BTreeSet::from(COLUMNS), fields.collect());
    }

    #[test]
    fn missing_fields_are_null() {
        let item = serde_json::to_value(sample()).unwrap();
        assert_eq!((&item["title"], &item["id"]), (&Value::Null, &json!("1")));
    }
}
