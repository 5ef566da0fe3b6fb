//! What prompts and the page of help show of the archive: a worker collects and counts it when one of them opens.

use super::{App, Effect, QueryExample, query_examples};
use crate::query::{self, Matcher};
use crate::tally::Tally;

/// What was requested of the worker.
#[derive(Debug, Default)]
pub(super) struct SurveyRequests {
    /// The generation of the timeline whose values were requested last.
    values: Option<u64>,
    /// The generations of the timeline and the knowledge that were counted last.
    counted: Option<(u64, u64)>,
    /// The last counts.
    tally: Option<Tally>,
}

impl App {
    /// Requests the values of fields, unless they are those of this timeline.
    pub(super) fn request_values(&mut self) {
        let generation = self.timeline.generation();
        if self.survey.values.replace(generation) != Some(generation) {
            self.effects.push(Effect::CollectValues);
        }
    }

    /// Requests the counts of the page of help, unless they are those of this timeline.
    pub(super) fn request_tally(&mut self) {
        let generations = (self.timeline.generation(), self.knowledge.generation());
        if self.survey.counted.replace(generations) != Some(generations) {
            self.effects.push(Effect::CountExamples);
        }
    }

    /// Takes the counts in.
    pub(super) fn receive_tally(&mut self, tally: Tally) {
        self.survey.tally = Some(tally);
    }

    /// The counts of the page of help; `None` until the first ones came.
    pub const fn tally(&self) -> Option<&Tally> {
        self.survey.tally.as_ref()
    }

    /// The examples of the page of help, compiled; `None` for one that is invalid.
    pub fn example_matchers(&self) -> Vec<Option<Matcher>> {
        let examples = query_examples(self.config.lang).into_iter();
        let compile = |example: QueryExample| {
            let query = query::parse(example.query, self.now).ok()?;
            query.compile().ok()
        };
        examples.map(compile).collect()
    }
}
