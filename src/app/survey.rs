//! What prompts and the page of help show of the archive: a worker collects and counts it when one of them opens.

use super::{App, Effect};

/// What was requested of the worker.
#[derive(Debug, Default)]
pub(super) struct SurveyRequests {
    /// The generation of the timeline whose values were requested last.
    values: Option<u64>,
}

impl App {
    /// Requests the values of fields, unless they are those of this timeline.
    pub(super) fn request_values(&mut self) {
        let generation = self.timeline.generation();
        if self.survey.values.replace(generation) != Some(generation) {
            self.effects.push(Effect::CollectValues);
        }
    }
}
