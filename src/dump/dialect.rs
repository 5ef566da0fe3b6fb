//! The ways in which dumps are written, and which of them a text is written in.
//!
//! Each dialect is one file that implements [`Way`], and one line of the table of `dialects`. The content decides, never
//! the name: scrapers call their files what they like.

mod api;
mod calendar;
mod calendar_day;
mod csv;
mod day;
mod download;
mod draft;
mod entry_headings;
mod heading;
mod headings;
mod json_item;
mod jsonl;
mod lines;
mod metadata;
mod normalised;
mod sections;

use std::path::Path;

use super::within;
use crate::item::{NewsDay, Rollover};
pub(super) use draft::Draft;

macro_rules! dialects {
    ($($(#[$doc:meta])* $dialect:ident $name:literal $way:expr;)*) => {
        /// A way of writing dumps.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Dialect {
            $($(#[$doc])* $dialect,)*
        }

        impl Dialect {
            /// Its name in `check`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$dialect => $name,)* }
            }
        }

        /// Every dialect; of two that are as sure, the first is taken.
        const WAYS: &[&dyn Way] = &[$(&$way,)*];
    };
}

dialects! {
    /// One news day and channel a file: `**[05:45]** …`.
    Day "day" day::Day;
    /// Newest first, by importance, with links; also as a digest of several days.
    Sections "sections" sections::Sections;
    /// One calendar day: `## 00:08:23｜title`, with metadata.
    Headings "headings" headings::Headings;
    /// One calendar day: `## 00:08:15 [C] title`.
    Download "download" download::Download;
    /// One item a line, as JSON.
    Jsonl "jsonl" jsonl::Jsonl;
    /// The service's own response.
    Api "api" api::Api;
    /// A table of titles, texts, dates and times.
    Csv "csv" csv::Csv;
}

/// What a dialect has to know and do.
trait Way: Sync {
    /// Which one it is.
    fn dialect(&self) -> Dialect;
    /// How much of a text is this dialect: nothing, or what gave it away.
    fn evidence(&self, text: &str) -> Option<Evidence>;
    /// Splits a text in this dialect.
    fn read(&self, source: &Source<'_>) -> Draft;
}

/// Why a text is taken for a dialect.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Evidence {
    score: u8,
    /// What gave it away, for `check`.
    pub(super) because: &'static str,
}

impl Evidence {
    /// Nothing else is written so: no other dialect is asked.
    const CERTAIN: u8 = 100;

    const fn certain(because: &'static str) -> Self {
        Self {
            score: Self::CERTAIN,
            because,
        }
    }

    const fn likely(because: &'static str) -> Self {
        Self { score: 50, because }
    }
}

/// A text to be split, and what is known from outside of it.
pub(super) struct Source<'a> {
    pub(super) path: &'a Path,
    pub(super) text: &'a str,
    pub(super) rollover: Rollover,
    /// See [`super::Options::date`].
    pub(super) date: Option<NewsDay>,
}

impl Source<'_> {
    /// The file's name without its folder.
    fn name(&self) -> &str {
        self.path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default()
    }
}

/// Which dialect a text is written in, what gave it away, and what is in it; `None` where it is in none.
pub(super) fn read(source: &Source<'_>) -> Option<(Dialect, Evidence, Draft)> {
    let (way, evidence) = detect(source.text)?;
    Some((way.dialect(), evidence, way.read(source)))
}

/// The beginning of a file is enough for nearly every dump, and a hundred times faster to look through than the whole.
const BEGINNING: usize = 8 << 10;

fn detect(text: &str) -> Option<(&'static dyn Way, Evidence)> {
    let beginning = within(text, BEGINNING);
    if is_binary(beginning) {
        return None;
    }
    best(beginning).or_else(|| {
        if beginning.len() < text.len() {
            best(text)
        } else {
            None
        }
    })
}

fn best(text: &str) -> Option<(&'static dyn Way, Evidence)> {
    let mut best: Option<(&'static dyn Way, Evidence)> = None;
    for way in WAYS {
        let Some(evidence) = way.evidence(text) else {
            continue;
        };
        if best.is_none_or(|(_, known)| evidence.score > known.score) {
            best = Some((*way, evidence));
        }
        if evidence.score == Evidence::CERTAIN {
            break;
        }
    }
    best
}

/// Whether a text is none: a few stray NULs are left behind by torn writes, many are not text.
fn is_binary(text: &str) -> bool {
    memchr::memchr_iter(0, text.as_bytes()).count() * 10 > text.len()
}
