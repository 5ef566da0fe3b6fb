//! Which matchers of a set match an item.

use std::mem;

use super::{Leaf, LeafState, MatcherSet, Tree};
use crate::query::item::QueryItem;

/// Evaluates the matchers of a set for items, one after another.
#[derive(Debug)]
pub struct SetEvaluator<'s> {
    set: &'s MatcherSet,
    leaves: Vec<LeafState>,
    /// The leaves whose state has changed.
    touched: Vec<usize>,
    /// The bound matchers to evaluate, and whether each is among them.
    candidates: Vec<usize>,
    is_candidate: Vec<bool>,
    matching: Vec<usize>,
}

impl<'s> SetEvaluator<'s> {
    /// Evaluates this set.
    pub fn new(set: &'s MatcherSet) -> Self {
        Self {
            set,
            leaves: set.leaves.iter().map(Leaf::initial).collect(),
            touched: Vec::new(),
            candidates: Vec::new(),
            is_candidate: vec![false; set.trees.len()],
            matching: Vec::new(),
        }
    }

    /// The matchers that match an item, ascending, by their places in the set. `found` are the places of all strings that
    /// were found, in any order and any number of times.
    pub fn matching(&mut self, item: &dyn QueryItem, found: &[usize]) -> &[usize] {
        let set = self.set;
        for &leaf in found.iter().flat_map(|string| &set.needing[*string]) {
            if self.leaves[leaf] == LeafState::Fails {
                self.touch(leaf, set.leaves[leaf].found.unwrap_or(LeafState::Unknown));
            }
        }
        for alike in &set.always {
            // A leaf that fails may stay unknown: no matcher is evaluated for it.
            if alike.any.as_ref().is_none_or(|any| any.matches(item)) {
                for &leaf in &alike.leaves {
                    let state = LeafState::of(set.leaves[leaf].check.is_match(item));
                    self.touch(leaf, state);
                }
            }
        }
        let touched = self.touched.iter();
        let hopeful = touched.filter(|leaf| self.leaves[**leaf] != LeafState::Fails);
        for leaf in hopeful {
            for &matcher in &set.leaves[*leaf].bound {
                if !mem::replace(&mut self.is_candidate[matcher], true) {
                    self.candidates.push(matcher);
                }
            }
        }
        let candidates = mem::take(&mut self.candidates);
        let evaluated = candidates.iter().chain(&set.unbound).copied();
        let mut matching = mem::take(&mut self.matching);
        matching.clear();
        matching.extend(evaluated.filter(|matcher| self.passes(&set.trees[*matcher], item)));
        matching.sort_unstable();
        self.matching = matching;
        self.forget(candidates);
        &self.matching
    }

    /// Forgets what is known of an item.
    fn forget(&mut self, mut candidates: Vec<usize>) {
        for candidate in candidates.drain(..) {
            self.is_candidate[candidate] = false;
        }
        self.candidates = candidates;
        for leaf in self.touched.drain(..) {
            self.leaves[leaf] = self.set.leaves[leaf].initial();
        }
    }

    fn touch(&mut self, leaf: usize, state: LeafState) {
        self.leaves[leaf] = state;
        self.touched.push(leaf);
    }

    fn passes(&mut self, tree: &'s Tree, item: &dyn QueryItem) -> bool {
        match tree {
            Tree::All => true,
            Tree::And(parts) => parts.iter().all(|part| self.part_passes(part, item)),
            Tree::Or(parts) => parts.iter().any(|part| self.part_passes(part, item)),
            Tree::Not(part) => !self.passes(part, item),
            Tree::Leaf(at) => self.leaf_passes(*at, item),
            Tree::NotLeaf(at) => !self.leaf_passes(*at, item),
        }
    }

    /// The same for a part, mostly a leaf.
    #[inline]
    fn part_passes(&mut self, part: &'s Tree, item: &dyn QueryItem) -> bool {
        match part {
            Tree::Leaf(at) => self.leaf_passes(*at, item),
            Tree::NotLeaf(at) => !self.leaf_passes(*at, item),
            Tree::All | Tree::And(_) | Tree::Or(_) | Tree::Not(_) => self.passes(part, item),
        }
    }

    #[inline]
    fn leaf_passes(&mut self, at: usize, item: &dyn QueryItem) -> bool {
        match self.leaves[at] {
            LeafState::Passes => true,
            LeafState::Fails => false,
            LeafState::Unknown => self.evaluate(at, item),
        }
    }

    /// Evaluates a leaf, and keeps the result if another check has the leaf too.
    fn evaluate(&mut self, at: usize, item: &dyn QueryItem) -> bool {
        let leaf = &self.set.leaves[at];
        let passes = leaf.check.is_match(item);
        if leaf.is_shared {
            self.touch(at, LeafState::of(passes));
        }
        passes
    }
}
