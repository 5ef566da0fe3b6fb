//! RSS and Atom feeds, as `curl` or RSSHub save them: the newest entries, each with its own time.
//!
//! ```text
//! <item>
//!   <title>title</title>
//!   <description>&lt;p&gt;【title】body…&lt;/p&gt;</description>
//!   <link>https://www.cls.cn/detail/2379401</link>
//!   <pubDate>Sun, 31 May 2026 01:31:05 GMT</pubDate>
//!   <category>港股</category>
//! </item>
//! ```
//!
//! The names of the elements are those of RSS 2.0 (rssboard.org/rss-specification), RSS 1.0 and Atom (RFC 4287). A JSON feed
//! is a JSON document like others.

mod xml;

use super::html;
use super::item_builder::ItemBuilder;
use super::item_time::{ItemTime, TimeReading};
use super::raw_item::RawItem;
use crate::dump::draft::Draft;
use crate::dump::error::DumpError;
use crate::dump::input::{Detection, ParseInput};
use crate::dump::record::Extra;
use crate::dump::wire;
use xml::XmlEntry;

pub(super) fn detect(text: &str) -> Option<Detection> {
    let root = root_element(text)?;
    match root.rsplit(':').next()? {
        "rss" | "RDF" => Some(Detection::Certain("an RSS feed")),
        "feed" => Some(Detection::Certain("an Atom feed")),
        _ => None,
    }
}

/// The name of the first element, behind the declaration, comments and blanks.
fn root_element(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let tag = rest.strip_prefix('<')?;
        let end = if tag.starts_with("!--") {
            "-->"
        } else if tag.starts_with(['?', '!']) {
            ">"
        } else {
            return tag.split([' ', '\t', '\r', '\n', '>', '/']).next();
        };
        rest = tag.split_once(end)?.1.trim_start();
    }
}

pub(super) fn parse(input: &ParseInput<'_>) -> Draft {
    let feed = xml::split(input.text);
    let mut builder = ItemBuilder::new(input);
    builder.set_wire(wire_of(&feed.head));
    for entry in &feed.entries {
        add(entry, &mut builder);
    }
    if let Some(line) = feed.torn_at {
        builder.report(line, DumpError::UnfinishedItem);
    }
    builder.finish()
}

/// The wire that the title of a feed names, or whose page it links to.
fn wire_of(head: &XmlEntry) -> Option<&'static str> {
    let named = first(head, &["title"]).and_then(wire::named_in);
    named.or_else(|| all(head, "link").find_map(wire::of_address))
}

fn add(entry: &XmlEntry, builder: &mut ItemBuilder<'_>) {
    let text = |names: &[&str]| html::to_text(first(entry, names).unwrap_or_default());
    let title = text(&["title"]);
    let (content, summary) = (
        text(&["encoded", "content"]),
        text(&["description", "summary"]),
    );
    let times: Vec<&str> = ["pubDate", "published", "date", "updated"]
        .into_iter()
        .filter_map(|name| all(entry, name).next())
        .collect();
    let url = first(entry, &["link", "guid", "id"]).filter(|value| is_web_link(value));
    builder.add(RawItem {
        line: entry.line,
        title: &title,
        text: if content.is_empty() {
            &summary
        } else {
            &content
        },
        time: ItemTime::read(&times, TimeReading::default()).0,
        extra: Extra {
            url: url.map(str::to_owned),
            subjects: all(entry, "category").map(html::to_text).collect(),
            ..Extra::default()
        },
        ..RawItem::default()
    });
}

/// The first value that is not empty, by the first of these names that has one.
fn first<'a>(entry: &'a XmlEntry, names: &[&str]) -> Option<&'a str> {
    names.iter().find_map(|name| all(entry, name).next())
}

/// The values of the elements with a name that are not empty.
fn all<'a>(entry: &'a XmlEntry, name: &str) -> impl Iterator<Item = &'a str> {
    let fields = entry.fields.iter().filter(move |field| field.name == name);
    fields
        .map(|field| field.value.trim())
        .filter(|value| !value.is_empty())
}

fn is_web_link(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}
