//! What keys changed, step by step, and how it is undone: by the former values.

use super::rule_writes::RuleWrites;
use crate::lang::UiText;
use crate::rules::{EditPurpose, RuleChange, RuleEdit, RuleRequest};
use crate::state::Change;
use crate::watchlist::{AddedLine, RemovedLines};

/// The most steps that can be undone.
const MAX_STEPS: usize = 1_000;

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Marks changed.
    Marked(MarkStep),
    /// A stock was put into a watchlist.
    Listed(AddedLine),
    /// A stock was taken out of a watchlist.
    TakenOut(RemovedLines),
    /// The file of rules was edited, in the step of this number.
    Ruled(u64),
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
    writes: RuleWrites,
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
    pub(super) fn push_change(&mut self, change: RuleChange) {
        let step = self.writes.add(change);
        self.push(Step::Ruled(step));
        let kept = self.done.iter().filter_map(number).collect();
        self.writes.keep_only(&kept);
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

    /// Has a change of the file of rules taken back, or made again.
    pub(super) fn reverse_change(&mut self, step: u64, purpose: EditPurpose) {
        self.writes.reverse(step, purpose);
    }

    /// Returns what is to be written into the file of rules now, in order.
    pub(super) fn ready_changes(&mut self) -> Vec<RuleRequest> {
        self.writes.take_ready()
    }

    /// Takes in what became of a change: the edit that reverses it, or `None` if the file is as it was.
    pub(super) fn take_written(&mut self, request: RuleRequest, inverse: Option<RuleEdit>) {
        let (step, purpose) = (request.step, request.purpose);
        if inverse.is_none() {
            match purpose {
                EditPurpose::New => self.forget(step),
                EditPurpose::Undo => self.put_back(step, true),
                EditPurpose::Redo => self.put_back(step, false),
            }
        }
        self.writes.take_written(request, inverse);
    }

    /// Forgets the changes of the file of rules that are not known to be written.
    pub(super) fn give_up_changes(&mut self) {
        for step in self.writes.give_up() {
            self.forget(step);
        }
    }

    fn forget(&mut self, step: u64) {
        take(&mut self.done, step);
        take(&mut self.undone, step);
    }

    /// Moves a step to the others that were done, or to those that were undone, in the order of its number.
    fn put_back(&mut self, step: u64, is_done: bool) {
        let (from, to) = if is_done {
            (&mut self.undone, &mut self.done)
        } else {
            (&mut self.done, &mut self.undone)
        };
        let Some(taken) = take(from, step) else {
            return;
        };
        let is_later = |other: &Step| number(other).is_some_and(|other| (other > step) == is_done);
        let at = to.iter().position(is_later).unwrap_or(to.len());
        to.insert(at, taken);
    }
}

/// The number of a change of the file of rules.
const fn number(step: &Step) -> Option<u64> {
    match step {
        Step::Ruled(number) => Some(*number),
        Step::Marked(_) | Step::Listed(_) | Step::TakenOut(_) => None,
    }
}

fn take(steps: &mut Vec<Step>, step: u64) -> Option<Step> {
    let place = steps
        .iter()
        .rposition(|other| number(other) == Some(step))?;
    Some(steps.remove(place))
}
