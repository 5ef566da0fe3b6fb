//! A rule with its query compiled.

use super::options::RuleOptions;
use crate::moment::TimeContext;
use crate::query::{self, Matcher, Query, QueryError, Watchlists};

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    options: RuleOptions,
    /// Its query with everything that narrows it.
    query: Query,
    matcher: Matcher,
}

impl Rule {
    /// Compiles a rule. Fails if the parts of its query are too large together.
    pub(super) fn new(options: RuleOptions, times: &TimeContext<'_>) -> Result<Self, QueryError> {
        let mut query = options.query.clone();
        if let Some(unless) = options.unless.clone() {
            query = query.except(unless);
        }
        if let Some(until) = options.until {
            query = query.and(query::parse(
                &format!("day<={until}"),
                times,
                &Watchlists::default(),
            )?);
        }
        Ok(Self {
            matcher: query.compile()?,
            query,
            options,
        })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.options.name
    }

    /// What its file says.
    pub const fn options(&self) -> &RuleOptions {
        &self.options
    }

    /// What selects its items, `unless` and `until` included.
    pub const fn query(&self) -> &Query {
        &self.query
    }

    /// The whole rule as the text of one query. Times stay as they were typed, and count from the moment when it is parsed.
    pub fn source(&self) -> String {
        self.options.source_with(&self.options.query_text)
    }

    /// Whether its items stay in the list, whatever else folds them: a watchlist names them.
    pub(super) fn keeps_unfolded(&self) -> bool {
        self.options.query.asks_for_lists() && !self.options.folds
    }

    /// The compiled query.
    pub const fn matcher(&self) -> &Matcher {
        &self.matcher
    }
}
