//! When stock names are learnt from the timeline: once it is loaded, then at most once a minute while it changes.

/// The state of the learner's last run.
#[derive(Debug, Default)]
pub(super) struct NameLearning {
    /// The timeline's generation and the minute of the last request.
    requested: Option<(u64, u32)>,
    is_running: bool,
}

impl NameLearning {
    /// Notes a request for the timeline of this generation; false if none is due.
    pub(super) fn request(&mut self, generation: u64, minute: u32) -> bool {
        let is_known = self
            .requested
            .is_some_and(|requested| requested.0 == generation || requested.1 == minute);
        if is_known || self.is_running {
            return false;
        }
        self.requested = Some((generation, minute));
        self.is_running = true;
        true
    }

    /// Notes that the names of the last request came.
    pub(super) const fn finish(&mut self) {
        self.is_running = false;
    }
}
