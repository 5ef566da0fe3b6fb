//! The keys of a `[[rule]]`. To add one, add a row and a field of [`RuleOptions`].

use chrono::NaiveDate;

use super::options::RuleOptions;
use crate::config::{ConfigError, ConfigErrorKind, DocumentTable, Expectation, quoted};
use crate::item::NewsDay;
use crate::moment::TimeContext;
use crate::query::{self, Expected, FIELDS, Query, Watchlists};

/// A table `[[rule]]`, the time that its queries count from, and the lists that they can name.
pub(super) struct RuleTable<'t> {
    pub(super) table: &'t DocumentTable<'t, 't>,
    pub(super) times: &'t TimeContext<'t>,
    pub(super) lists: &'t Watchlists,
}

/// Reads a key into the options; a key that is missing leaves its default.
type ReadKey = fn(&RuleTable<'_>, &mut RuleOptions) -> Result<(), ConfigError>;

/// The keys and how they are read.
pub(super) const KEYS: [(&str, ReadKey); 5] = [
    ("name", name),
    ("query", query),
    ("unless", unless),
    ("until", until),
    ("priority", priority),
];

fn name(rule: &RuleTable<'_>, options: &mut RuleOptions) -> Result<(), ConfigError> {
    rule.table
        .required("name", "\"持仓\"")?
        .clone_into(&mut options.name);
    Ok(())
}

fn query(rule: &RuleTable<'_>, options: &mut RuleOptions) -> Result<(), ConfigError> {
    let text = rule.table.required("query", "\"芯片 | 半导体\"")?;
    options.query = rule.parse("query", text)?;
    text.clone_into(&mut options.query_text);
    Ok(())
}

fn unless(rule: &RuleTable<'_>, options: &mut RuleOptions) -> Result<(), ConfigError> {
    let text = rule.table.text("unless")?;
    if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
        options.unless = Some(rule.parse("unless", text)?);
        options.unless_text = Some(text.to_owned());
    }
    Ok(())
}

fn until(rule: &RuleTable<'_>, options: &mut RuleOptions) -> Result<(), ConfigError> {
    let day = |text: &str| {
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
        NewsDay::from_date(date)
    };
    options.until = rule.table.parsed("until", Expectation::Day, day)?;
    Ok(())
}

fn priority(rule: &RuleTable<'_>, options: &mut RuleOptions) -> Result<(), ConfigError> {
    let number = rule
        .table
        .value("priority", Expectation::Integer, |value| {
            let integer = value.get_ref().as_integer()?;
            i64::from_str_radix(integer.as_str(), integer.radix()).ok()
        })?;
    options.priority = number.unwrap_or_default();
    Ok(())
}

impl RuleTable<'_> {
    /// Parses a query and compiles it, so that an error has its place.
    fn parse(&self, key: &'static str, text: &str) -> Result<Query, ConfigError> {
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
