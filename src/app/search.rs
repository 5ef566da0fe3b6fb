//! A search: its query, and the pass that looks for matches. There are two, the filter and find.

use super::SearchPass;
use super::search_pass::MatchedDays;
use crate::filter::{PassProgress, PreviousPass};
use crate::item::{NewsDay, Stamp};
use crate::knowledge::Knowledge;
use crate::moment::TimeContext;
use crate::query::{self, Matcher, Query, QueryError, Watchlists};
use crate::timeline::Timeline;

/// A query that is valid.
#[derive(Debug, Clone)]
pub(super) struct SearchQuery {
    source: String,
    /// The query at the time it was parsed.
    query: Query,
    matcher: Matcher,
    /// Whether it depends on the time, as `last:10m` does.
    follows_clock: bool,
    /// Whether it depends on the days that the dumps have, as `day:5-14` does.
    follows_days: bool,
}

impl SearchQuery {
    /// Parses a query; `None` if it is empty.
    pub(super) fn parse(
        source: &str,
        context: &TimeContext<'_>,
        lists: &Watchlists,
    ) -> Result<Option<Self>, QueryError> {
        let source = source.trim();
        if source.is_empty() {
            return Ok(None);
        }
        let query = query::parse(source, context, lists)?;
        Ok(Some(Self {
            source: source.to_owned(),
            matcher: query.compile()?,
            follows_clock: follows_clock(source, context, lists),
            follows_days: follows_days(source, context, lists),
            query,
        }))
    }

    pub(super) fn source(&self) -> &str {
        &self.source
    }
}

/// Whether a query means something else in another year.
fn follows_clock(source: &str, context: &TimeContext<'_>, lists: &Watchlists) -> bool {
    let year = |years: i64| {
        let at = i64::from(context.now.unix()) + years * 365 * 86_400;
        let now = Stamp::from_unix(at).unwrap_or_default();
        let newest = Some(now);
        query::parse(
            source,
            &TimeContext {
                now,
                newest,
                ..*context
            },
            lists,
        )
        .ok()
    };
    year(0) != year(1)
}

/// Whether a query means something else with other dumps.
fn follows_days(source: &str, context: &TimeContext<'_>, lists: &Watchlists) -> bool {
    let with = |has_day: bool| {
        let has_days = &|_| has_day;
        query::parse(
            source,
            &TimeContext {
                has_days,
                ..*context
            },
            lists,
        )
        .ok()
    };
    with(false) != with(true)
}

/// A search with its pass.
#[derive(Debug, Clone, Default)]
pub struct Search {
    query: Option<SearchQuery>,
    pass: SearchPass,
    /// The complete pass of a wider query. Only its matches have to be searched.
    wider: Option<PreviousPass>,
}

impl Search {
    /// The query as it was typed; empty if there is none.
    pub fn source(&self) -> &str {
        self.query.as_ref().map_or("", SearchQuery::source)
    }

    /// The compiled query.
    pub fn matcher(&self) -> Option<&Matcher> {
        self.query.as_ref().map(|query| &query.matcher)
    }

    /// Whether there is a query.
    pub const fn is_active(&self) -> bool {
        self.query.is_some()
    }

    /// The pass.
    pub const fn pass(&self) -> &SearchPass {
        &self.pass
    }

    /// The complete pass of a wider query, which the pass may start from.
    pub const fn wider(&self) -> Option<&PreviousPass> {
        self.wider.as_ref()
    }

    /// Adds the names of stocks that the words of the query may abbreviate.
    pub(super) fn teach(&mut self, knowledge: &Knowledge) {
        if let Some(query) = &mut self.query {
            query.matcher = knowledge.teach(&query.matcher);
        }
    }

    /// Starts a pass for a query; returns the matches of the pass before.
    pub(super) fn start(&mut self, query: SearchQuery) -> MatchedDays {
        let rows = self.pass.rows();
        let before = self.query.replace(query);
        self.wider = before
            .map(|before| before.matcher)
            .filter(|before| self.matcher().is_some_and(|new| new.implies(before)))
            .zip(rows)
            .map(|(matcher, rows)| PreviousPass { matcher, rows });
        self.pass.restart(self.pass.number() + 1)
    }

    /// Starts the pass again, since other items may match; returns the matches of the pass before.
    pub(super) fn restart(&mut self) -> MatchedDays {
        self.wider = None;
        self.pass.restart(self.pass.number() + 1)
    }

    /// Drops the query; false if there was none.
    pub(super) fn clear(&mut self) -> bool {
        self.restart();
        self.query.take().is_some()
    }

    /// Returns to an earlier query, and starts its pass again, because days may have changed. Returns its matches so far.
    pub(super) fn restore(&mut self, before: Self) -> MatchedDays {
        let number = self.pass.number() + 1;
        *self = before;
        self.wider = None;
        self.pass.restart(number)
    }

    /// The query, if it means something else than when the pass started.
    pub(super) fn changed_meaning(
        &self,
        context: &TimeContext<'_>,
        lists: &Watchlists,
    ) -> Option<SearchQuery> {
        let before = self.query.as_ref()?;
        if !before.follows_clock && !before.follows_days {
            return None;
        }
        let query = SearchQuery::parse(&before.source, context, lists).ok()??;
        (query.query != before.query).then_some(query)
    }

    /// Whether it names a watchlist.
    pub(super) fn reads_lists(&self) -> bool {
        self.query
            .as_ref()
            .is_some_and(|query| query.query.reads_lists())
    }

    /// Reads the query again, since watchlists may have changed. With a list that is gone it stays as it is.
    pub(super) fn renew(&mut self, context: &TimeContext<'_>, lists: &Watchlists) {
        let renewed = SearchQuery::parse(self.source(), context, lists);
        if let Ok(Some(query)) = renewed {
            self.query = Some(query);
        }
    }

    /// Whether matches change with the time.
    pub(super) fn follows_clock(&self) -> bool {
        self.query.as_ref().is_some_and(|query| query.follows_clock)
    }

    /// Whether matches depend on the learnt stock names.
    pub(super) fn needs_names(&self) -> bool {
        self.matcher().is_some_and(Matcher::reads_stock_names)
    }

    /// Takes in progress; false if it belongs to another pass.
    pub(super) fn receive(&mut self, progress: PassProgress, timeline: &Timeline) -> bool {
        self.pass.receive(progress, timeline)
    }

    /// Notes that days have to be searched again; false if there is no query.
    pub(super) fn invalidate(&mut self, changed: &[NewsDay], timeline: &Timeline) -> bool {
        self.pass.invalidate(changed, timeline);
        self.is_active() && !changed.is_empty()
    }
}
