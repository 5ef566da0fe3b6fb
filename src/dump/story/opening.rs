//! The opening of a story. It distinguishes most stories without a comparison of whole texts.

use super::blank::trim_start;
use super::dateline::{self, Dateline};
use super::first_chars::FirstChars;
#[cfg(test)]
use super::title::split_title;

/// Bytes that certainly hold 20 characters more than the longest start of a dateline.
const DATELINE_MARGIN: usize = 96;

/// The opening of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// A hash (xxh3) of the first 20 characters without title, dateline and blanks; of the title if there is no body. Two
    /// texts of one story have the same hash unless the first words were edited.
    pub hash: u64,
    /// Whether there are 20 characters after a dateline that is certain. Two distinct openings that differ belong to two
    /// stories; otherwise the texts must be compared.
    pub is_distinct: bool,
}

impl Opening {
    /// The opening of a text.
    #[cfg(test)]
    pub(crate) fn parse(text: &str) -> Self {
        Self::with_title(text, split_title(text))
    }

    /// The opening of a text whose title is already split off.
    pub(in crate::dump) fn with_title(text: &str, title: Option<(&str, &str)>) -> Self {
        let body = trim_start(title.map_or(text, |(_, rest)| rest));
        let dateline = dateline::find(body);
        let start = if let Dateline::Before(rest) = dateline {
            rest
        } else {
            body
        };
        if start.is_empty() {
            return Self {
                hash: FirstChars::new(title.map_or(text, |(title, _)| title)).hash,
                is_distinct: false,
            };
        }
        let first = FirstChars::new(start);
        let is_certain = match dateline {
            Dateline::Before(_) => true,
            Dateline::None => first.is_plain && body.len() >= DATELINE_MARGIN,
            Dateline::Maybe => false,
        };
        let has_unclosed_title = title.is_none() && start.starts_with('【');
        Self {
            hash: first.hash,
            is_distinct: is_certain && first.is_long && !has_unclosed_title,
        }
    }
}
