//! What the page of help shows of the archive: a worker counts it.

use super::{App, Derived, QueryExample, query_examples};
use crate::query::{self, Matcher};
use crate::tally::Tally;

impl App {
    /// Takes the counts in.
    pub(super) fn receive_tally(&mut self, tally: Tally) {
        self.derivations.of(Derived::Tally).finish();
        self.tally = Some(tally);
    }

    /// The counts of the page of help; `None` until the first ones came.
    pub const fn tally(&self) -> Option<&Tally> {
        self.tally.as_ref()
    }

    /// The examples of the page of help, compiled; `None` for one that is invalid.
    pub fn example_matchers(&self) -> Vec<Option<Matcher>> {
        let examples = query_examples(self.config.lang).into_iter();
        let compile = |example: QueryExample| {
            let query = self.with_time_context(|context| {
                query::parse(example.query, context, self.knowledge.watchlists())
            });
            query.ok()?.compile().ok()
        };
        examples.map(compile).collect()
    }
}
