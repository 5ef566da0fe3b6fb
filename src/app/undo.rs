//! What keys changed, step by step, and how it is undone: by the former values.

use std::collections::VecDeque;

use super::rule_writes::{GivenUpWrites, RuleWrites};
use crate::lang::UiText;
use crate::rules::{EditPurpose, RuleChange, RuleEdit, RuleRequest};
use crate::state::Change;
use crate::watchlist::{AddedLine, ListChange, RemovedLines};

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
    /// A change of a watchlist that is still being written.
    Unwritten,
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

impl Step {
    /// Whether it changes a watchlist.
    const fn changes_list(&self) -> bool {
        matches!(self, Self::Listed(_) | Self::TakenOut(_) | Self::Unwritten)
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

/// A change of a watchlist that is being written.
#[derive(Debug)]
enum ListWrite {
    /// It is a new step.
    New,
    /// It takes this step back.
    Undo(Step),
    /// It makes this step again.
    Redo(Step),
}

/// The steps that can be undone, and those that were.
#[derive(Debug, Default)]
pub(super) struct UndoHistory {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// The changes of watchlists that are being written, the first one first.
    list_writes: VecDeque<ListWrite>,
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

    /// Returns the last step, to be taken back. A step of a watchlist stays while another one is being written.
    pub(super) fn undo(&mut self) -> Option<Step> {
        if self.waits_for_list(self.done.last()?) {
            return Some(Step::Unwritten);
        }
        let step = self.done.pop()?;
        if step.changes_list() {
            self.list_writes.push_back(ListWrite::Undo(step.clone()));
        }
        self.undone.push(step.clone());
        Some(step)
    }

    /// Returns the step that was taken back last, to be done again. A step of a watchlist stays while another one is being written.
    pub(super) fn redo(&mut self) -> Option<Step> {
        if self.waits_for_list(self.undone.last()?) {
            return Some(Step::Unwritten);
        }
        let step = self.undone.pop()?;
        if step.changes_list() {
            self.list_writes.push_back(ListWrite::Redo(step.clone()));
        }
        self.done.push(step.clone());
        Some(step)
    }

    fn waits_for_list(&self, step: &Step) -> bool {
        step.changes_list() && !self.list_writes.is_empty()
    }

    /// Notes a change of a watchlist, which is to be written.
    pub(super) fn push_list_change(&mut self) {
        self.list_writes.push_back(ListWrite::New);
        self.push(Step::Unwritten);
    }

    /// Takes in what became of the first change of a watchlist that is being written. A step that failed goes back to where it was,
    /// and can be tried again. One that the list has no place for any more is forgotten: the key goes on to the step before.
    pub(super) fn take_list_change(&mut self, change: &ListChange) {
        let write = self.list_writes.pop_front();
        match (write.unwrap_or(ListWrite::New), change) {
            (ListWrite::New, ListChange::Added(line)) => {
                self.settle_list_step(Some(Step::Listed(line.clone())));
            }
            (ListWrite::New, ListChange::TakenOut(lines)) => {
                self.settle_list_step(Some(Step::TakenOut(lines.clone())));
            }
            (ListWrite::New, _) => self.settle_list_step(None),
            (ListWrite::Undo(step), ListChange::Failed { .. }) => {
                take_last(&mut self.undone, |other| *other == step);
                self.done.push(step);
            }
            (ListWrite::Undo(step), ListChange::Gone { .. } | ListChange::Edited { .. }) => {
                take_last(&mut self.undone, |other| *other == step);
            }
            (ListWrite::Redo(step), ListChange::TakenOutAgain(lines)) => {
                // The user may have edited the lines since.
                let place = self.done.iter_mut().rfind(|other| **other == step);
                if let Some(place) = place {
                    *place = Step::TakenOut(lines.clone());
                }
            }
            (
                ListWrite::Redo(step),
                ListChange::Gone { .. }
                | ListChange::AlreadyThere { .. }
                | ListChange::Shared { .. }
                | ListChange::NotThere { .. },
            ) => drop(take_last(&mut self.done, |other| *other == step)),
            (ListWrite::Redo(step), ListChange::Failed { .. }) => {
                // After another step nothing is done again.
                let is_last = self.done.last() == Some(&step);
                take_last(&mut self.done, |other| *other == step);
                if is_last {
                    self.undone.push(step);
                }
            }
            _ => {}
        }
    }

    /// Forgets the changes of watchlists that are not known to be written.
    pub(super) fn give_up_list_changes(&mut self) {
        self.list_writes.clear();
        self.done.retain(|step| *step != Step::Unwritten);
    }

    /// Puts a step where its change was being written, or none if nothing was changed. One that was given up is the last step.
    fn settle_list_step(&mut self, step: Option<Step>) {
        let mut places = self.done.iter();
        match places.position(|step| *step == Step::Unwritten) {
            Some(place) => drop(self.done.splice(place..=place, step)),
            None => step.into_iter().for_each(|step| self.push(step)),
        }
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

    /// Forgets a change of the file of rules that can neither be taken back nor made again.
    pub(super) fn forget_change(&mut self, step: u64) {
        self.forget(step);
        self.writes.forget(step);
    }

    /// Forgets the changes of the file of rules that are not known to be written. Steps that waited go back to where they were.
    pub(super) fn give_up_changes(&mut self) {
        let GivenUpWrites { unknown, waiting } = self.writes.give_up();
        unknown.into_iter().for_each(|step| self.forget(step));
        for (step, purpose) in waiting.into_iter().rev() {
            match purpose {
                EditPurpose::New => {}
                EditPurpose::Undo => self.put_back(step, true),
                EditPurpose::Redo => self.put_back(step, false),
            }
        }
    }

    fn forget(&mut self, step: u64) {
        take_last(&mut self.done, |other| number(other) == Some(step));
        take_last(&mut self.undone, |other| number(other) == Some(step));
    }

    /// Moves a step to the others that were done, or to those that were undone, in the order of its number.
    fn put_back(&mut self, step: u64, is_done: bool) {
        let (from, to) = if is_done {
            (&mut self.undone, &mut self.done)
        } else {
            (&mut self.done, &mut self.undone)
        };
        let Some(taken) = take_last(from, |other| number(other) == Some(step)) else {
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
        Step::Marked(_) | Step::Listed(_) | Step::TakenOut(_) | Step::Unwritten => None,
    }
}

fn take_last(steps: &mut Vec<Step>, is_meant: impl Fn(&Step) -> bool) -> Option<Step> {
    let place = steps.iter().rposition(is_meant)?;
    Some(steps.remove(place))
}
