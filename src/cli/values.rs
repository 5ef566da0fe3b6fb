//! Parsers of option values that settings share.

use std::ffi::OsStr;

use chrono::{NaiveTime, Utc};
use clap::Arg;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::time::parse_days;
use crate::config::settings::{Choices, ENCODINGS, encoding_from_name};
use crate::item::{NewsDay, Rollover, Stamp};
use crate::moment::TimeContext;

/// Accepts the names of a setting's choices.
pub(super) fn choice<T>(choices: Choices<T>) -> PossibleValuesParser {
    PossibleValuesParser::new(choices.iter().map(|(name, _)| *name))
}

/// Accepts every name of an encoding; help and completions show the usual ones.
#[derive(Clone, Copy, Debug)]
pub(super) struct EncodingName;

impl TypedValueParser for EncodingName {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        match value.to_str() {
            Some(name) if encoding_from_name(name).is_some() => Ok(name.to_owned()),
            Some(_) | None => choice(ENCODINGS).parse_ref(command, arg, value),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let names = ENCODINGS.iter().map(|(name, _)| PossibleValue::new(*name));
        Some(Box::new(names))
    }
}

/// Parses a calendar day in Beijing, as in the heading or name of a dump.
pub(super) fn date(text: &str) -> Result<NewsDay, String> {
    let now = Stamp::from_unix(Utc::now().timestamp()).unwrap_or_default();
    let context = TimeContext {
        rollover: Rollover::new(NaiveTime::MIN),
        ..TimeContext::at(now)
    };
    let days = parse_days(text)?.days(&context);
    days.filter(|days| days.first == days.last)
        .map(|days| days.first)
        .ok_or_else(|| "expected one day from 1970 to 2106".to_owned())
}
