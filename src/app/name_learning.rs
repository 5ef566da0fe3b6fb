//! When stock names are learnt from the timeline: once it is loaded, then at most once a minute while it changes, and
//! at once when it has grown much: names are known only of the whole.

/// A timeline that grew by more than one part in this many is learnt from at once.
const MIN_GROWTH: usize = 2;

/// The state of the learner's last run.
#[derive(Debug, Default)]
pub(super) struct NameLearning {
    requested: Option<LearningRequest>,
    is_running: bool,
    is_done: bool,
}

/// A request to learn names.
#[derive(Debug, Clone, Copy)]
pub(super) struct LearningRequest {
    /// The timeline's generation.
    pub generation: u64,
    /// The number of its items.
    pub items: usize,
    /// The minute of the hour.
    pub minute: u32,
}

impl LearningRequest {
    /// Whether this one adds nothing to an earlier one, or too little within its minute.
    const fn is_covered_by(self, earlier: Self) -> bool {
        let has_grown = self.items > earlier.items + earlier.items / MIN_GROWTH;
        self.generation == earlier.generation || self.minute == earlier.minute && !has_grown
    }
}

impl NameLearning {
    /// Notes a request; false if none is due.
    pub(super) fn request(&mut self, request: LearningRequest) -> bool {
        let is_covered = self
            .requested
            .is_some_and(|earlier| request.is_covered_by(earlier));
        if is_covered || self.is_running {
            return false;
        }
        self.requested = Some(request);
        self.is_running = true;
        true
    }

    /// Notes that the names of the last request came.
    pub(super) const fn finish(&mut self) {
        self.is_running = false;
        self.is_done = true;
    }

    /// Whether a request was answered. Until then a query can miss hits.
    pub(super) const fn is_done(&self) -> bool {
        self.is_done
    }
}
