//! The time of an item, from the texts of its fields.

use chrono::FixedOffset;

use super::instant::{InstantError, WrittenTime, combine};
use crate::item::{BEIJING, ItemFlags, NewsDay, Stamp};

/// The time of an item, or why there is none.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(super) enum ItemTime {
    /// With [`ItemFlags::SECONDS`] if it has seconds.
    At(Stamp, ItemFlags),
    /// There is a time of day, but no date.
    Undated,
    /// There is a text that begins with a time and goes on with an offset that cannot be read.
    UnknownOffset(String),
    #[default]
    Missing,
}

/// How the times of a dump are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimeReading<'a> {
    /// The calendar day of the dump, for times without a date.
    pub(super) day: Option<NewsDay>,
    /// The zone of times without an offset.
    pub(super) zone: FixedOffset,
    /// A layout that the user described, tried before the usual ones.
    pub(super) layout: Option<&'a str>,
}

impl Default for TimeReading<'_> {
    fn default() -> Self {
        Self {
            day: None,
            zone: BEIJING,
            layout: None,
        }
    }
}

impl TimeReading<'_> {
    /// Parses the text of a field.
    pub(super) fn parse(self, text: &str) -> Result<WrittenTime, InstantError> {
        let described = self
            .layout
            .and_then(|layout| WrittenTime::parse_as(text, layout, self.zone));
        described.map_or_else(|| WrittenTime::parse_in(text, self.zone), Ok)
    }
}

impl ItemTime {
    /// Reads the texts of some fields, the best first. Also returns the indexes of the texts that gave the time.
    pub(super) fn read(texts: &[&str], context: TimeReading<'_>) -> (Self, Vec<usize>) {
        let mut unknown = None;
        let (mut written, mut places) = (Vec::new(), Vec::new());
        for (place, text) in texts.iter().enumerate() {
            match context.parse(text) {
                Ok(time) => {
                    written.push(time);
                    places.push(place);
                }
                Err(InstantError::UnknownOffset) => unknown = unknown.or(Some(*text)),
                Err(InstantError::NoTime) => {}
            }
        }
        if let Some((stamp, precision, used)) = combine(&written, context.day) {
            let mut used: Vec<usize> = used
                .iter()
                .filter_map(|at| places.get(*at).copied())
                .collect();
            used.dedup();
            return (Self::At(stamp, precision), used);
        }
        let is_undated =
            |time: &WrittenTime| matches!(time, WrittenTime::Clock(_) | WrittenTime::Yearless(..));
        let why = match unknown {
            Some(text) => Self::UnknownOffset(text.to_owned()),
            None if written.iter().any(is_undated) => Self::Undated,
            None => Self::Missing,
        };
        (why, Vec::new())
    }
}
