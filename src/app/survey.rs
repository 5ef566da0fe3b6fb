//! What prompts and the page of help show of the archive: a worker collects and counts it when one of them opens.

use super::{App, Effect, QueryExample, query_examples};
use crate::query::{self, Matcher};
use crate::tally::Tally;

impl App {
    /// Requests the values of fields, unless they are those of this timeline and these names of stocks.
    pub(super) fn request_values(&mut self) {
        let (timeline, names) = (
            self.timeline.generation(),
            self.knowledge.names_generation(),
        );
        if self.survey.request_values(timeline, names) {
            self.effects.push(Effect::CollectValues);
        }
    }

    /// Requests the counts of the page of help, unless they are those of this timeline and its names. Names come first: a
    /// query would count too few items without them.
    pub(super) fn request_tally(&mut self) {
        if !(self.learning.is_done() || self.timeline.is_empty()) {
            return;
        }
        let timeline = self.timeline.generation();
        let names = self.knowledge.names_generation();
        if self.survey.request_tally(timeline, names) {
            self.effects.push(Effect::CountExamples);
        }
    }

    /// Takes the counts in.
    pub(super) fn receive_tally(&mut self, tally: Tally) {
        self.survey.receive(tally);
    }

    /// The counts of the page of help; `None` until the first ones came.
    pub const fn tally(&self) -> Option<&Tally> {
        self.survey.tally()
    }

    /// The examples of the page of help, compiled; `None` for one that is invalid.
    pub fn example_matchers(&self) -> Vec<Option<Matcher>> {
        let examples = query_examples(self.config.lang).into_iter();
        let compile = |example: QueryExample| {
            let query = self.with_time_context(|context| query::parse(example.query, context));
            query.ok()?.compile().ok()
        };
        examples.map(compile).collect()
    }
}
