//! What keys changed, step by step, and how it is undone: by the former values.

use crate::rules::RuleEdit;
use crate::state::Change;
use crate::watchlist::AddedLine;

/// The most steps that can be undone.
const MAX_STEPS: usize = 1_000;

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Marks changed.
    Marked(MarkStep),
    /// A stock was put into a watchlist.
    Listed(AddedLine),
    /// The file of rules was edited.
    Ruled(RuleStep),
}

/// An edit of the file of rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RuleStep {
    /// The edit.
    pub edit: RuleEdit,
    /// What takes it back.
    pub inverse: RuleEdit,
}

/// Marks changed, perhaps of many items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MarkStep {
    /// The values before.
    pub before: Vec<Change>,
    /// The values after.
    pub after: Vec<Change>,
}

impl From<MarkStep> for Step {
    fn from(step: MarkStep) -> Self {
        Self::Marked(step)
    }
}

/// The steps that can be undone, and those that were.
#[derive(Debug, Default)]
pub(super) struct UndoHistory {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl UndoHistory {
    /// Notes a step. What was undone before it cannot be done again.
    pub(super) fn push(&mut self, step: impl Into<Step>) {
        self.undone.clear();
        self.done.push(step.into());
        if self.done.len() > MAX_STEPS {
            self.done.remove(0);
        }
    }

    /// Returns the last step, to be taken back.
    pub(super) fn undo(&mut self) -> Option<Step> {
        let step = self.done.pop()?;
        self.undone.push(step.clone());
        Some(step)
    }

    /// Returns the step that was taken back last, to be done again.
    pub(super) fn redo(&mut self) -> Option<Step> {
        let step = self.undone.pop()?;
        self.done.push(step.clone());
        Some(step)
    }
}
