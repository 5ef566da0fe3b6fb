//! One JSON object a line; its fields are documented in the README and never change their meaning.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use serde::{Serialize, Serializer};
use serde_json::Serializer as Serializing;
use serde_json::ser::Formatter;

use super::plain::plain;
use crate::dump::story::StoryParts;
use crate::knowledge::Knowledge;
use crate::text::is_displayed;
use crate::timeline::{ItemRef, Place};

/// An item as JSON and CSV have it.
#[derive(Debug, Serialize)]
pub(super) struct Fields<'a> {
    #[serde(serialize_with = "display")]
    pub(super) id: crate::item::ItemId,
    pub(super) time: String,
    #[serde(serialize_with = "display")]
    pub(super) day: crate::item::NewsDay,
    pub(super) wire: Option<Cow<'a, str>>,
    pub(super) channel: Option<Cow<'a, str>>,
    pub(super) level: Option<&'static str>,
    pub(super) title: Option<Cow<'a, str>>,
    pub(super) column: Option<Cow<'a, str>>,
    pub(super) body: Cow<'a, str>,
    pub(super) text: Cow<'a, str>,
    pub(super) source: Option<Cow<'a, str>>,
    pub(super) stocks: Vec<Stock<'a>>,
    pub(super) subjects: Vec<Cow<'a, str>>,
    pub(super) url: Option<Cow<'a, str>>,
    pub(super) file: Cow<'a, str>,
    pub(super) line: u32,
    pub(super) files: Vec<Standing<'a>>,
    pub(super) revision: usize,
}

/// A company that an item names.
#[derive(Debug, Serialize)]
pub(super) struct Stock<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) code: Cow<'a, str>,
}

/// A place in a dump.
#[derive(Debug, Serialize)]
pub(super) struct Standing<'a> {
    file: Cow<'a, str>,
    line: u32,
}

impl<'a> Fields<'a> {
    pub(super) fn of(item: ItemRef<'a>, knowledge: &Knowledge) -> Self {
        let StoryParts {
            title,
            column,
            body,
            source,
            ..
        } = item.story();
        let files: Vec<Standing<'a>> = item.places().iter().map(standing).collect();
        let first = files.first();
        Self {
            id: item.id(),
            time: item.stamp().time().to_rfc3339(),
            day: item.day(),
            wire: item.wire().map(plain),
            channel: item.channel().map(plain),
            level: item.level().map(crate::item::Level::as_str),
            title: title.map(plain),
            column: column.map(plain),
            body: plain(body),
            text: plain(item.text()),
            source: source.map(plain),
            stocks: item
                .stocks(knowledge.stock_names())
                .iter()
                .map(|stock| Stock {
                    name: printed(&stock.name),
                    code: printed(&stock.code),
                })
                .collect(),
            subjects: item.subjects().into_iter().map(plain).collect(),
            url: item.url().map(plain),
            file: first
                .map(|standing| standing.file.clone())
                .unwrap_or_default(),
            line: first.map_or(0, |standing| standing.line),
            files,
            revision: item.revision(),
        }
    }
}

fn printed(text: &str) -> Cow<'static, str> {
    Cow::Owned(plain(text).into_owned())
}

fn standing<'a>(place: &Place<'a>) -> Standing<'a> {
    Standing {
        file: name(place.path()),
        line: place.record.line,
    }
}

/// A path as text; what is no UTF-8 in it is replaced, because JSON and CSV are texts.
fn name(path: &Path) -> Cow<'_, str> {
    match path.to_string_lossy() {
        Cow::Borrowed(text) => plain(text),
        Cow::Owned(text) => Cow::Owned(plain(&text).into_owned()),
    }
}

/// Writes what cannot be seen, or turns the text around it, as `\uXXXX`: the value is the same, and the line can be
/// looked at on a terminal.
struct PlainToSee;

impl Formatter for PlainToSee {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        for part in fragment.split_inclusive(|c| !is_displayed(c)) {
            match part.char_indices().next_back() {
                Some((at, c)) if !is_displayed(c) => {
                    writer.write_all(part.get(..at).unwrap_or_default().as_bytes())?;
                    c.encode_utf16(&mut [0; 2])
                        .iter()
                        .try_for_each(|unit| write!(writer, "\\u{unit:04x}"))?;
                }
                Some(_) | None => writer.write_all(part.as_bytes())?,
            }
        }
        Ok(())
    }
}

fn display<T: std::fmt::Display, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

pub(super) fn print(out: &mut Vec<u8>, item: ItemRef<'_>, knowledge: &Knowledge) {
    // Texts and numbers always have a JSON form, and writing to memory does not fail.
    let _ = Fields::of(item, knowledge)
        .serialize(&mut Serializing::with_formatter(&mut *out, PlainToSee));
    out.push(b'\n');
}
