//! A table `[[rule]]` of the file, with what its queries need.

use crate::config::{ConfigError, ConfigErrorKind, DocumentTable, Expectation, quoted};
use crate::moment::TimeContext;
use crate::query::{self, Expected, FIELDS, Query, Watchlists};

/// A table `[[rule]]`, the time that its queries count from, and the lists that they can name.
pub(super) struct RuleTable<'t> {
    pub(super) table: &'t DocumentTable<'t, 't>,
    pub(super) times: &'t TimeContext<'t>,
    pub(super) lists: &'t Watchlists,
}

impl RuleTable<'_> {
    /// Parses a query and compiles it, so that an error has its place.
    pub(super) fn parse(&self, key: &'static str, text: &str) -> Result<Query, ConfigError> {
        let parsed = query::parse(text, self.times, self.lists).and_then(|query| {
            query.compile()?;
            Ok(query)
        });
        parsed.map_err(|error| {
            let at = Some(error.at.start);
            let (kind, expected) = query_error(key, error.expected);
            self.table.error_within(key, text, at, kind, expected)
        })
    }
}

/// Words an error for a file, where no Tab lists the fields.
pub(super) fn query_error(key: &'static str, error: Expected) -> (ConfigErrorKind, Expectation) {
    let fields = FIELDS.iter().map(|field| field.names()[0]);
    let instead = match error {
        Expected::NearestField { nearest } => Expectation::DidYouMean {
            name: nearest.to_owned(),
        },
        Expected::KnownField => Expectation::OneOf {
            names: quoted(fields),
        },
        error => {
            return (
                ConfigErrorKind::WrongQuery { key },
                Expectation::Query { error },
            );
        }
    };
    (ConfigErrorKind::UnknownField { key }, instead)
}
