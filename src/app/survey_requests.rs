//! What was requested of the worker that collects and counts, and what it answered.

use crate::tally::Tally;

/// The last requests, by the generations of what they were about.
#[derive(Debug, Default)]
pub(super) struct SurveyRequests {
    /// The timeline and the names of stocks whose values were requested.
    values: Option<(u64, u64)>,
    /// The timeline and the names that were counted.
    counted: Option<(u64, u64)>,
    tally: Option<Tally>,
}

impl SurveyRequests {
    /// Notes a request for the values of a timeline with these names; false if they were requested before.
    pub(super) fn request_values(&mut self, timeline: u64, names: u64) -> bool {
        let generations = (timeline, names);
        self.values.replace(generations) != Some(generations)
    }

    /// Notes a request for counts; false if they were requested before.
    pub(super) fn request_tally(&mut self, timeline: u64, names: u64) -> bool {
        let generations = (timeline, names);
        self.counted.replace(generations) != Some(generations)
    }

    /// Takes counts in.
    pub(super) fn receive(&mut self, tally: Tally) {
        self.tally = Some(tally);
    }

    /// The last counts; `None` until the first ones came.
    pub(super) const fn tally(&self) -> Option<&Tally> {
        self.tally.as_ref()
    }
}
