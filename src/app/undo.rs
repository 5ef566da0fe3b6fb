//! What marking did, step by step, and how it is undone: by the former values.

use crate::state::Change;

/// The most steps that can be undone.
const MAX_STEPS: usize = 1_000;

/// A step: many items may have changed in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    /// The values before.
    pub before: Vec<Change>,
    /// The values after.
    pub after: Vec<Change>,
}

/// The steps that can be undone, and those that were.
#[derive(Debug, Default)]
pub(super) struct UndoHistory {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl UndoHistory {
    /// Notes a step. What was undone before it cannot be done again.
    pub(super) fn push(&mut self, step: Step) {
        self.undone.clear();
        self.done.push(step);
        if self.done.len() > MAX_STEPS {
            self.done.remove(0);
        }
    }

    /// Takes the last step back; returns the values to set.
    pub(super) fn undo(&mut self) -> Option<Vec<Change>> {
        let step = self.done.pop()?;
        let values = step.before.clone();
        self.undone.push(step);
        Some(values)
    }

    /// Does the step again that was taken back last; returns the values to set.
    pub(super) fn redo(&mut self) -> Option<Vec<Change>> {
        let step = self.undone.pop()?;
        let values = step.after.clone();
        self.done.push(step);
        Some(values)
    }
}
