//! The dialects of dumps, and how the dialect of a text is detected.
//!
//! A dialect is one file with two functions, `detect` and `parse`, and one row of the table `dialects!`. Only the content
//! is detected, never the name: scrapers name their files as they like.

mod api;
mod calendar_day;
mod configured;
mod csv;
mod cursor;
mod datetime;
mod day;
mod download;
mod dump_heading;
mod entry_headings;
mod exported_item;
mod feed;
mod format_error;
mod headings;
mod html;
mod instant;
mod item_builder;
mod item_field;
pub(super) mod item_role;
mod item_time;
mod json;
mod jsonl;
pub(super) mod lacking;
mod lines;
mod listed;
mod markdown;
mod metadata;
mod no_value;
pub(super) mod offset;
pub(super) mod path_day;
mod raw_item;
mod rewordings;
mod role_names;
mod roles;
mod sections;
mod serial_time;
pub(super) mod stated_days;
pub(super) mod suggest;
mod take_item;
mod unusual_time;

use std::borrow::Cow;

use super::decode::prefix;
use super::draft::Draft;
use super::input::{Detection, PROBE_LEN, ParseInput};

macro_rules! dialects {
    ($($(#[$doc:meta])* $dialect:ident => $module:ident;)*) => {
        /// A format of dumps.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Dialect {
            $($(#[$doc])* $dialect,)*
            /// A format of the user.
            Configured,
        }

        impl Dialect {
            /// Its name in `check`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$dialect => stringify!($module),)*
                    Self::Configured => "format",
                }
            }
        }

        /// The parser of every dialect, in the order of the table.
        const PARSERS: &[DialectParser] = &[$(DialectParser {
            dialect: Dialect::$dialect,
            detect: $module::detect,
            parse: $module::parse,
        },)*];
    };
}

// If several dialects are equally sure of a text, the first row wins.
dialects! {
    /// An export of this program as Markdown.
    Markdown => markdown;
    /// One news day and channel a file: `**[05:45]** …`.
    Day => day;
    /// Newest first, by importance, with links; also a digest of several days.
    Sections => sections;
    /// One calendar day: `## 00:08:23｜title`, with metadata.
    Headings => headings;
    /// One calendar day: `## 00:08:15 [C] title`.
    Download => download;
    /// JSON objects one after another, mostly one a line.
    Jsonl => jsonl;
    /// The answer of a service: items in lists or maps.
    Api => api;
    /// A table with a row of names.
    Csv => csv;
    /// An RSS or Atom feed.
    Feed => feed;
}

/// The two functions of a dialect.
struct DialectParser {
    dialect: Dialect,
    /// Looks for the dialect's features; `None` if the text has none.
    detect: fn(&str) -> Option<Detection>,
    /// Splits a text that was detected.
    parse: fn(&ParseInput<'_>) -> Draft,
}

impl Dialect {
    /// Whether people read its files as they are. In the others a text is a field, with escapes.
    pub const fn is_prose(self) -> bool {
        match self {
            Self::Markdown | Self::Day | Self::Sections | Self::Headings | Self::Download => true,
            Self::Jsonl | Self::Api | Self::Csv | Self::Feed | Self::Configured => false,
        }
    }
}

/// Detects the dialect of a text and parses it. A format of the user comes before all dialects. Also returns the feature that identified it; `None` if no dialect is.
pub(super) fn parse(input: &ParseInput<'_>) -> Option<(Dialect, Cow<'static, str>, Draft)> {
    if let Some(format) = input.formats.of_path(input.path)
        && !is_binary(prefix(input.text, PROBE_LEN))
    {
        let name = format.name.to_string().into();
        return Some((Dialect::Configured, name, configured::parse(input, format)));
    }
    let (parser, detected_by) = detect(input.text)?;
    Some((parser.dialect, detected_by.into(), (parser.parse)(input)))
}

fn detect(text: &str) -> Option<(&'static DialectParser, &'static str)> {
    let start = prefix(text, PROBE_LEN);
    if is_binary(start) {
        return None;
    }
    best_match(start).or_else(|| (start.len() < text.len()).then(|| best_match(text))?)
}

fn best_match(text: &str) -> Option<(&'static DialectParser, &'static str)> {
    let mut likely = None;
    for parser in PARSERS {
        match (parser.detect)(text) {
            Some(Detection::Certain(feature)) => return Some((parser, feature)),
            Some(Detection::Likely(feature)) => likely = likely.or(Some((parser, feature))),
            None => {}
        }
    }
    likely
}

/// Whether over a tenth of a text is NUL. Torn writes leave a few.
fn is_binary(text: &str) -> bool {
    memchr::memchr_iter(0, text.as_bytes()).count() * 10 > text.len()
}
