//! Changes of the file of rules in the order of their keys.
//!
//! A change's reverse is known once the change is written. A key that takes it back waits until then. Later writes wait behind it:
//! each change is worked out from the rules that the one before it leaves.

use std::collections::{BTreeMap, HashSet, VecDeque};

use crate::rules::{EditPurpose, RuleChange, RuleEdit, RuleRequest};

/// What is to be written, and what reverses that which was.
#[derive(Debug, Default)]
pub(super) struct RuleWrites {
    /// The number of changes.
    changes: u64,
    /// What takes each change back, or makes it again if it was taken back; `None` while it is being written.
    reverses: BTreeMap<u64, Option<RuleEdit>>,
    /// What was not handed out yet, the first one first.
    waiting: VecDeque<WaitingWrite>,
}

/// A write that waits for those before it.
#[derive(Debug)]
struct WaitingWrite {
    step: u64,
    /// `None` for what reverses the step.
    change: Option<RuleChange>,
    purpose: EditPurpose,
}

/// What was given up.
#[derive(Debug)]
pub(super) struct GivenUpWrites {
    /// The steps whose state is not known.
    pub unknown: Vec<u64>,
    /// The steps that waited, the first one first, and what for. One of them can be there several times.
    pub waiting: Vec<(u64, EditPurpose)>,
}

impl RuleWrites {
    /// Has a change written; returns the number of its step.
    pub(super) fn add(&mut self, change: RuleChange) -> u64 {
        self.changes += 1;
        let step = self.changes;
        self.reverses.insert(step, None);
        self.waiting.push_back(WaitingWrite {
            step,
            change: Some(change),
            purpose: EditPurpose::New,
        });
        step
    }

    /// Has a step taken back, or made again.
    pub(super) fn reverse(&mut self, step: u64, purpose: EditPurpose) {
        self.waiting.push_back(WaitingWrite {
            step,
            change: None,
            purpose,
        });
    }

    /// Returns what can be written now, in order.
    pub(super) fn take_ready(&mut self) -> Vec<RuleRequest> {
        let mut ready = Vec::new();
        while let Some(request) = self.next_ready() {
            ready.push(request);
        }
        ready
    }

    fn next_ready(&mut self) -> Option<RuleRequest> {
        let first = self.waiting.front()?;
        let change = match &first.change {
            Some(change) => change.clone(),
            None => RuleChange::Edit(self.reverses.get_mut(&first.step)?.take()?),
        };
        let WaitingWrite { step, purpose, .. } = self.waiting.pop_front()?;
        Some(RuleRequest {
            step,
            change,
            purpose,
        })
    }

    /// Takes in what became of a request: the edit that reverses it, or `None` if the file is as it was.
    pub(super) fn take_written(&mut self, request: RuleRequest, inverse: Option<RuleEdit>) {
        let step = request.step;
        let is_written = inverse.is_some();
        let reverse = inverse.or(match request.change {
            // It can be tried again.
            RuleChange::Edit(edit) if request.purpose != EditPurpose::New => Some(edit),
            _ => None,
        });
        if !is_written {
            self.waiting.retain(|waiting| waiting.step != step);
        }
        match reverse {
            Some(reverse) => drop(self.reverses.insert(step, Some(reverse))),
            None => drop(self.reverses.remove(&step)),
        }
    }

    /// Forgets what reverses all other steps than these, as far as they were written and wait for nothing.
    pub(super) fn keep_only(&mut self, steps: &HashSet<u64>) {
        let waiting: HashSet<u64> = self.waiting.iter().map(|write| write.step).collect();
        self.reverses.retain(|step, reverse| {
            reverse.is_none() || steps.contains(step) || waiting.contains(step)
        });
    }

    /// Forgets what reverses a step.
    pub(super) fn forget(&mut self, step: u64) {
        self.reverses.remove(&step);
    }

    /// Gives up what is not written.
    pub(super) fn give_up(&mut self) -> GivenUpWrites {
        let unwritten = self.reverses.iter();
        let unwritten = unwritten.filter(|(_, reverse)| reverse.is_none());
        let unknown = unwritten.map(|(step, _)| *step).collect();
        self.reverses.retain(|_, reverse| reverse.is_some());
        let waiting = self.waiting.drain(..);
        GivenUpWrites {
            unknown,
            waiting: waiting.map(|write| (write.step, write.purpose)).collect(),
        }
    }
}
