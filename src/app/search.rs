//! A search: its query, and the pass that looks for matches. There are three: the view's, the filter and find.

use super::SearchPass;
use super::search_pass::MatchedDays;
use crate::filter::{PassProgress, PreviousPass};
use crate::item::NewsDay;
use crate::knowledge::Knowledge;
use crate::moment::TimeContext;
use crate::query::{self, Matcher, Query, QueryError, Watchlists};
use crate::timeline::Timeline;

/// The most matches that a search keeps while nothing shows them: 2 MB.
const MAX_KEPT_MATCHES: usize = 500_000;

/// A query that is valid.
#[derive(Debug, Clone)]
pub(super) struct SearchQuery {
    source: String,
    /// The query at the time it was parsed.
    query: Query,
    matcher: Matcher,
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
        Self::new(source, query::parse(source, context, lists)?).map(Some)
    }

    fn new(source: &str, query: Query) -> Result<Self, QueryError> {
        Ok(Self {
            source: source.to_owned(),
            matcher: query.compile()?,
            query,
        })
    }

    pub(super) fn source(&self) -> &str {
        &self.source
    }

    /// Narrows the query to matches of another one.
    pub(super) fn within(self, base: &Self) -> Result<Self, QueryError> {
        Self::new(&self.source, base.query.clone().and(self.query))
    }
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

    pub(super) const fn query(&self) -> Option<&SearchQuery> {
        self.query.as_ref()
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

    /// Adds the names of stocks that the words of the query may abbreviate. Those of many words come with the pass.
    pub(super) fn teach(&mut self, knowledge: &Knowledge) {
        if let Some(query) = &mut self.query
            && !query.matcher.has_many_words()
        {
            query.matcher = knowledge.teach(&query.matcher);
        }
    }

    /// Starts a pass for a query; returns the matches of the pass before. `base` is the search whose matches alone can match.
    pub(super) fn start(&mut self, query: SearchQuery, base: Option<&Self>) -> MatchedDays {
        let before = self.complete_pass();
        self.query = Some(query);
        let is_wider =
            |wide: &PreviousPass| self.matcher().is_some_and(|new| new.implies(&wide.matcher));
        let in_base = || base.and_then(Self::complete_pass);
        self.wider = before
            .filter(is_wider)
            .or_else(|| in_base().filter(is_wider));
        self.pass.restart(self.pass.number() + 1)
    }

    /// The pass and its matcher, if every day was searched.
    fn complete_pass(&self) -> Option<PreviousPass> {
        let (matcher, rows) = (self.matcher()?.clone(), self.pass.rows()?);
        Some(PreviousPass { matcher, rows })
    }

    /// Takes the place of another search of its kind. What is left of that one's pass is not mistaken for its own.
    pub(super) fn replace(&mut self, before: &Self) {
        self.pass.renumber(before.pass.number() + 1);
    }

    /// Prepares for a time when nothing shows its matches: they stay if they are complete, and few enough.
    #[must_use]
    pub(super) fn set_aside(mut self) -> Self {
        let reads_marks = self.matcher().is_some_and(Matcher::reads_marks);
        let is_few = self.pass.counts().all <= MAX_KEPT_MATCHES;
        if reads_marks || !is_few || !self.pass.is_complete() {
            self.forget_all();
        }
        self.wider = None;
        self
    }

    /// Drops all matches.
    pub(super) fn forget_all(&mut self) {
        self.pass.restart(self.pass.number());
    }

    /// Drops the matches of days that have changed, while nothing shows them.
    pub(super) fn forget(&mut self, changed: &[NewsDay], timeline: &Timeline) {
        self.pass.forget(changed, timeline);
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

    /// The query, if it means something else than when the pass started. `base` is the search that it narrows.
    pub(super) fn changed_meaning(
        &self,
        context: &TimeContext<'_>,
        lists: &Watchlists,
        base: Option<&Self>,
    ) -> Option<SearchQuery> {
        let before = self.query.as_ref()?;
        if !before.query.follows_clock() && !before.query.follows_days() {
            return None;
        }
        let query = self.read_again(context, lists, base)?;
        if query == before.query {
            return None;
        }
        SearchQuery::new(&before.source, query).ok()
    }

    /// Whether it names a watchlist.
    pub(super) fn reads_lists(&self) -> bool {
        self.query
            .as_ref()
            .is_some_and(|query| query.query.reads_lists())
    }

    /// Reads the query again, since watchlists may have changed. With a list that is gone it stays as it is.
    pub(super) fn renew(
        &mut self,
        context: &TimeContext<'_>,
        lists: &Watchlists,
        base: Option<&Self>,
    ) {
        let query = self.read_again(context, lists, base);
        if let Some(Ok(query)) = query.map(|query| SearchQuery::new(self.source(), query)) {
            self.query = Some(query);
        }
    }

    /// The query as it reads now, within that of `base`; `None` if it cannot be read any more.
    fn read_again(
        &self,
        context: &TimeContext<'_>,
        lists: &Watchlists,
        base: Option<&Self>,
    ) -> Option<Query> {
        let source = &self.query()?.source;
        let query = query::parse(source, context, lists).ok()?;
        Some(match base.and_then(Self::query) {
            Some(base) => base.query.clone().and(query),
            None => query,
        })
    }

    /// Whether matches change with the time.
    pub(super) fn follows_clock(&self) -> bool {
        let query = self.query.as_ref();
        query.is_some_and(|query| query.query.follows_clock())
    }

    /// Whether matches depend on the learnt stock names.
    pub(super) fn needs_names(&self) -> bool {
        self.matcher().is_some_and(Matcher::reads_stock_names)
    }

    /// Takes in progress; false if it belongs to another pass.
    pub(super) fn receive(&mut self, mut progress: PassProgress, timeline: &Timeline) -> bool {
        let prepared = progress.prepared.take();
        let is_current = self.pass.receive(progress, timeline);
        if let (Some(query), Some(matcher)) = (&mut self.query, prepared)
            && is_current
        {
            query.matcher = matcher;
        }
        is_current
    }

    /// Notes that days have to be searched again; false if there is no query.
    pub(super) fn invalidate(&mut self, changed: &[NewsDay], timeline: &Timeline) -> bool {
        self.pass.invalidate(changed, timeline);
        self.is_active() && !changed.is_empty()
    }
}
