//! What keys changed, step by step, and how it is undone: by the former values.

use crate::lang::UiText;
use crate::rules::{EditPurpose, RuleChange, RuleEdit, RuleRequest};
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

/// A change of the file of rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RuleStep {
    /// Its number, which grows from change to change.
    number: u64,
    /// What takes it back, or makes it again if it was taken back; `None` while the file is being written.
    reverse: Option<RuleEdit>,
}

impl RuleStep {
    /// What is to be written to reverse it; `None` as long as it is being written.
    pub(super) fn request(self, purpose: EditPurpose) -> Option<RuleRequest> {
        Some(RuleRequest {
            step: self.number,
            change: RuleChange::Edit(self.reverse?),
            purpose,
        })
    }
}

/// Marks changed, perhaps of many items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MarkStep {
    /// The values before.
    pub before: Vec<Change>,
    /// The values after.
    pub after: Vec<Change>,
}

impl Step {
    /// The same while a change of the file of rules is being written.
    fn being_written(&self) -> Self {
        match self {
            Self::Ruled(RuleStep { number, .. }) => Self::Ruled(RuleStep {
                number: *number,
                reverse: None,
            }),
            Self::Marked(_) | Self::Listed(_) => self.clone(),
        }
    }
}

impl From<MarkStep> for Step {
    fn from(step: MarkStep) -> Self {
        Self::Marked(step)
    }
}

impl MarkStep {
    /// What changed.
    pub(super) fn what(&self) -> UiText {
        let differing = self.before.iter().zip(&self.after);
        let mut differing = differing.filter(|(before, after)| before != after);
        let is_seen =
            |change: &Change| matches!(change, Change::Items { .. } | Change::ReadLine { .. });
        if self.after.iter().any(is_seen) {
            UiText::UndoneSeen
        } else if differing.any(|(_, after)| matches!(after, Change::Note { .. })) {
            UiText::UndoneNote
        } else {
            UiText::UndoneStar
        }
    }
}

/// The steps that can be undone, and those that were.
#[derive(Debug, Default)]
pub(super) struct UndoHistory {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// The number of changes of the file of rules.
    changes: u64,
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

    /// Notes a change of the file of rules, which is to be written.
    pub(super) fn push_change(&mut self, change: RuleChange) -> RuleRequest {
        self.changes += 1;
        self.push(Step::Ruled(RuleStep {
            number: self.changes,
            reverse: None,
        }));
        RuleRequest {
            step: self.changes,
            change,
            purpose: EditPurpose::New,
        }
    }

    /// Returns the last step, to be taken back.
    pub(super) fn undo(&mut self) -> Option<Step> {
        let step = self.done.pop()?;
        self.undone.push(step.being_written());
        Some(step)
    }

    /// Returns the step that was taken back last, to be done again.
    pub(super) fn redo(&mut self) -> Option<Step> {
        let step = self.undone.pop()?;
        self.done.push(step.being_written());
        Some(step)
    }

    /// Takes in what became of a change: the edit that reverses it, or `None` if the file is as it was. Returns what is to be
    /// written next: a key may have reversed the step in the meantime.
    pub(super) fn take_written(
        &mut self,
        request: RuleRequest,
        inverse: Option<RuleEdit>,
    ) -> Option<RuleRequest> {
        let (number, is_written) = (request.step, inverse.is_some());
        let reverse = match (inverse, request.change, request.purpose) {
            (Some(inverse), ..) => inverse,
            // It can be tried again.
            (None, RuleChange::Edit(edit), EditPurpose::Undo | EditPurpose::Redo) => edit,
            (None, ..) => {
                take(&mut self.done, number);
                take(&mut self.undone, number);
                return None;
            }
        };
        let is_in_file = is_written == (request.purpose != EditPurpose::Undo);
        if !is_written {
            self.put_back(number, is_in_file);
        }
        let is_wanted = place(&self.done, number).is_some();
        let is_settled = is_wanted == is_in_file || !is_written;
        if let Some(step) = self.find(number) {
            step.reverse = is_settled.then(|| reverse.clone());
        }
        let step = RuleStep {
            number,
            reverse: Some(reverse),
        };
        let purpose = if is_wanted {
            EditPurpose::Redo
        } else {
            EditPurpose::Undo
        };
        step.request(purpose).filter(|_| !is_settled)
    }

    /// Moves a step to the others that were done, or to those that were undone, in the order of its number.
    fn put_back(&mut self, number: u64, is_done: bool) {
        let (from, to) = if is_done {
            (&mut self.undone, &mut self.done)
        } else {
            (&mut self.done, &mut self.undone)
        };
        let Some(step) = take(from, number) else {
            return;
        };
        let is_later = |other: &Step| match other {
            Step::Ruled(other) => (other.number > number) == is_done,
            Step::Marked(_) | Step::Listed(_) => false,
        };
        let at = to.iter().position(is_later).unwrap_or(to.len());
        to.insert(at, step);
    }

    /// The step of a change.
    fn find(&mut self, number: u64) -> Option<&mut RuleStep> {
        let steps = self.done.iter_mut().chain(&mut self.undone);
        let mut changes = steps.filter_map(|step| match step {
            Step::Ruled(step) => Some(step),
            Step::Marked(_) | Step::Listed(_) => None,
        });
        changes.find(|step| step.number == number)
    }
}

/// The place of the step of a change.
fn place(steps: &[Step], number: u64) -> Option<usize> {
    let is_it = |step: &Step| matches!(step, Step::Ruled(step) if step.number == number);
    steps.iter().rposition(is_it)
}

fn take(steps: &mut Vec<Step>, number: u64) -> Option<Step> {
    let place = place(steps, number)?;
    Some(steps.remove(place))
}
