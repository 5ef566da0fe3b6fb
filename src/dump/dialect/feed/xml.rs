//! Splits the XML of a feed into entries and their fields. It knows no roles.
//!
//! It forgives what feed writers get wrong: a bare `&`, a tag that is never closed, an entry inside of another. An entry ends
//! at its end tag, or where the next one begins. So one broken entry never hides its neighbours.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::dump::dialect::cursor::LineCursor;

/// An element of an entry: its name without the prefix, and its text with the markup inside of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct XmlField {
    pub(super) name: String,
    pub(super) value: String,
}

/// An `<item>` or `<entry>`, or the feed itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct XmlEntry {
    /// Its first line, from 1.
    pub(super) line: u32,
    pub(super) fields: Vec<XmlField>,
}

/// A feed in pieces.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct XmlFeed {
    /// The fields beside the entries, such as the title of the feed.
    pub(super) head: XmlEntry,
    pub(super) entries: Vec<XmlEntry>,
    /// The line of an entry without an end, or of XML that cannot be read further.
    pub(super) torn_at: Option<u32>,
}

/// Splits a feed. Never fails: whatever comes after an error is left out.
pub(super) fn split(text: &str) -> XmlFeed {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    let mut splitter = Splitter::new(text);
    loop {
        let from = reader.buffer_position() as usize;
        let event = reader.read_event();
        let raw = from..reader.buffer_position() as usize;
        match event {
            Ok(Event::Eof) => return splitter.finish(),
            Ok(event) => splitter.add(&event, text.get(raw).unwrap_or_default(), from),
            Err(_) => return splitter.fail(from),
        }
    }
}

/// The feed so far, and the entry and field that are open.
struct Splitter<'a> {
    feed: XmlFeed,
    cursor: LineCursor<'a>,
    entry: Option<XmlEntry>,
    /// The open field, and how many elements are open in it, itself included.
    field: Option<(XmlField, usize)>,
}

impl<'a> Splitter<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            feed: XmlFeed::default(),
            cursor: LineCursor::new(text, 1),
            entry: None,
            field: None,
        }
    }

    /// Adds an event; `raw` is its source, and `at` where that begins.
    fn add(&mut self, event: &Event<'_>, raw: &str, at: usize) {
        match event {
            Event::Start(tag) => self.open(tag, raw, at, true),
            Event::Empty(tag) => self.open(tag, raw, at, false),
            Event::End(tag) => self.close(is_entry(tag.local_name().as_ref()), raw),
            Event::CData(data) => self.push(data),
            Event::Text(_) | Event::GeneralRef(_) => self.push_escaped(raw),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Eof => {}
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>, raw: &str, at: usize, has_end: bool) {
        let name = tag.local_name();
        let name = name.as_ref();
        if is_entry(name) {
            self.end_entry();
            self.cursor.move_to(at);
            self.entry = Some(XmlEntry {
                line: self.cursor.line,
                fields: Vec::new(),
            });
        } else if let Some((field, depth)) = &mut self.field {
            field.value.push_str(raw);
            *depth += usize::from(has_end);
        } else if !is_container(name) {
            let field = XmlField {
                name: name.to_owned(),
                value: value_in_attributes(tag).unwrap_or_default(),
            };
            self.field = Some((field, 1));
            if !has_end {
                self.end_field();
            }
        }
    }

    fn close(&mut self, is_entry: bool, raw: &str) {
        if is_entry {
            self.end_entry();
        } else if let Some((field, depth)) = &mut self.field {
            *depth -= 1;
            if *depth > 0 {
                field.value.push_str(raw);
            } else {
                self.end_field();
            }
        }
    }

    fn end_entry(&mut self) {
        self.end_field();
        self.feed.entries.extend(self.entry.take());
    }

    fn end_field(&mut self) {
        let Some((field, _)) = self.field.take() else {
            return;
        };
        let entry = self.entry.as_mut().unwrap_or(&mut self.feed.head);
        entry.fields.push(field);
    }

    fn push(&mut self, text: &str) {
        if let Some((field, _)) = &mut self.field {
            field.value.push_str(text);
        }
    }

    /// Unescapes XML text and adds it. Keeps HTML entities.
    fn push_escaped(&mut self, raw: &str) {
        match quick_xml::escape::unescape(raw) {
            Ok(text) => self.push(&text),
            Err(_) => self.push(raw),
        }
    }

    fn finish(mut self) -> XmlFeed {
        if let Some(entry) = &self.entry {
            self.feed.torn_at = Some(entry.line);
        }
        self.feed
    }

    fn fail(mut self, at: usize) -> XmlFeed {
        self.cursor.move_to(at);
        let line = self.entry.as_ref().map(|entry| entry.line);
        self.feed.torn_at = Some(line.unwrap_or(self.cursor.line));
        self.feed
    }
}

fn is_entry(name: &str) -> bool {
    matches!(name, "item" | "entry")
}

fn is_container(name: &str) -> bool {
    matches!(name, "rss" | "channel" | "feed" | "RDF" | "items" | "image")
}

/// What Atom writes in attributes: the address of a link to the page itself, and the term of a category.
fn value_in_attributes(tag: &BytesStart<'_>) -> Option<String> {
    let value = |name: &str| {
        let attribute = tag.try_get_attribute(name).ok()??;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some(value.into_owned())
    };
    match tag.local_name().as_ref() {
        "link" if value("rel").is_none_or(|rel| rel == "alternate") => value("href"),
        "category" => value("term"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(entry: &XmlEntry) -> Vec<(&str, &str)> {
        let fields = entry.fields.iter();
        fields
            .map(|field| (field.name.as_str(), field.value.as_str()))
            .collect()
    }

    #[test]
    fn rss_has_items_and_a_head() {
        let feed = split(
            "<?xml version=\"1.0\"?>\n<rss><channel><title>云帆</title>\n<item>\n<title>甲</title>\
             <description><![CDATA[<p>乙 & 丙</p>]]></description></item>\n<item><title>1 &lt; 2</title></item>\n\
             </channel></rss>",
        );
        assert_eq!(fields(&feed.head), [("title", "云帆")]);
        assert_eq!(
            fields(&feed.entries[0]),
            [("title", "甲"), ("description", "<p>乙 & 丙</p>")]
        );
        assert_eq!(fields(&feed.entries[1]), [("title", "1 < 2")]);
        let lines: Vec<u32> = feed.entries.iter().map(|entry| entry.line).collect();
        assert_eq!((lines, feed.torn_at), (vec![3, 5], None));
    }

    #[test]
    fn atom_has_values_in_attributes_and_markup() {
        let feed = split(
            "<feed><entry><link rel=\"self\" href=\"https://a.example/feed\"/><link href=\"https://a.example/1?x=1&amp;y=2\"/>\
             <category term=\"港股\"/><content type=\"xhtml\"><div>甲<br/>乙</div></content></entry></feed>",
        );
        assert_eq!(
            fields(&feed.entries[0]),
            [
                ("link", ""),
                ("link", "https://a.example/1?x=1&y=2"),
                ("category", "港股"),
                ("content", "<div>甲<br/>乙</div>"),
            ]
        );
    }

    #[test]
    fn broken_item_hides_no_neighbour() {
        let feed = split(
            "<rss><channel><item><title>甲 & 乙<b></title><item><title>丙</title></item>\n<item><title>丁",
        );
        assert_eq!(fields(&feed.entries[0]), [("title", "甲 & 乙<b></title>")]);
        assert_eq!(fields(&feed.entries[1]), [("title", "丙")]);
        assert_eq!((feed.entries.len(), feed.torn_at), (2, Some(2)));
    }

    #[test]
    fn unfinished_markup_ends_the_feed() {
        for end in ["<!-- ", "<![CDATA[文", "<title", "<title>文</title"] {
            let feed = split(&format!(
                "<rss><channel>\n<item><title>甲</title></item>\n<item>{end}"
            ));
            assert_eq!((feed.entries.len(), feed.torn_at), (1, Some(3)), "{end}");
        }
    }
}
