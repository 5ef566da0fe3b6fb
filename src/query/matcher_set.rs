//! Many matchers at once.
//!
//! The leaves of their checks are kept once, so an item is asked once for what several matchers want to know. Most leaves
//! need one of some strings. One walk over a text finds the strings of all leaves. Most matchers then do not match, and are not
//! evaluated.

mod evaluator;

use std::collections::HashMap;
use std::sync::Arc;

use super::check::{Check, Finder};
use super::condition::Condition;
use super::field::TextField;
use super::known_names::{self, KnownNames};
use super::matcher::Matcher;
use super::required;
use super::spelling::SearchedWord;
use super::text_search::TextSearch;
use crate::item::Stock;
pub use evaluator::SetEvaluator;

/// The most words of a search that is compared word by word. Rules with the same list share its search.
const MAX_COMPARED: usize = 64;

/// Matchers that are evaluated together.
#[derive(Debug, Default)]
pub struct MatcherSet {
    /// The trees of the matchers, in the order of the matchers.
    trees: Vec<Tree>,
    leaves: Vec<Leaf>,
    /// Every string that a leaf needs, ASCII letters in lower case.
    strings: Vec<String>,
    /// The leaves that need each string.
    needing: Vec<Vec<usize>>,
    /// The leaves that need no string, and on which matchers depend: they are evaluated for every item.
    always: Vec<AlikeLeaves>,
    /// The matchers that depend on no leaf: they are evaluated for every item too.
    unbound: Vec<usize>,
}

/// A check whose leaves are those of the set.
#[derive(Debug)]
enum Tree {
    All,
    And(Vec<Tree>),
    Or(Vec<Tree>),
    Not(Box<Tree>),
    Leaf(usize),
    NotLeaf(usize),
}

/// A part of checks that has no parts.
#[derive(Debug)]
struct Leaf {
    check: Check,
    /// Its state once a string that it needs was found; `None` if it needs none.
    found: Option<LeafState>,
    /// The length in bytes of the shortest string that it needs; 0 if it needs none.
    shortest: usize,
    /// Whether it is a part of several checks, so what is found out about it is kept.
    is_shared: bool,
    /// The matchers that are evaluated once an item may pass this leaf. A matcher may be bound to several leaves.
    bound: Vec<usize>,
}

/// Leaves that are conditions of one kind, such as amounts.
#[derive(Debug)]
struct AlikeLeaves {
    /// What an item meets if it passes any of them; `None` for a single leaf.
    any: Option<Arc<dyn Condition>>,
    leaves: Vec<usize>,
}

/// Whether the item at hand passes a leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LeafState {
    Unknown,
    Passes,
    Fails,
}

impl LeafState {
    const fn of(passes: bool) -> Self {
        if passes { Self::Passes } else { Self::Fails }
    }
}

impl Leaf {
    /// Its state before any string was found.
    fn initial(&self) -> LeafState {
        self.found.map_or(LeafState::Unknown, |_| LeafState::Fails)
    }
}

impl MatcherSet {
    /// Joins matchers. `names` are the known names of stocks as texts write them, each with its stock.
    pub fn new<'m>(
        matchers: impl IntoIterator<Item = &'m Matcher>,
        names: &[(&str, &Stock)],
    ) -> Self {
        let mut builder = SetBuilder::default();
        for matcher in matchers {
            let tree = builder.tree(matcher.check(), names);
            builder.set.trees.push(tree);
        }
        builder.set.bind();
        builder.set
    }

    /// The strings to look for in the text of an item, and in a title, the stocks and the subjects beside it: ASCII letters in
    /// either case.
    pub fn strings(&self) -> &[String] {
        &self.strings
    }

    /// Whether a matcher may match an item in which none of the strings was found.
    pub const fn needs_no_string(&self) -> bool {
        !self.unbound.is_empty() || !self.always.is_empty()
    }

    /// Binds each matcher to the leaves on which it depends.
    fn bind(&mut self) {
        for (matcher, tree) in self.trees.iter().enumerate() {
            let Some((leaves, _)) = tree.needed(&self.leaves) else {
                self.unbound.push(matcher);
                continue;
            };
            for leaf in leaves {
                let bound = &mut self.leaves[leaf].bound;
                if bound.last() != Some(&matcher) {
                    bound.push(matcher);
                }
            }
        }
        let leaves = self.leaves.iter().enumerate();
        let always = leaves.filter(|(_, leaf)| leaf.found.is_none() && !leaf.bound.is_empty());
        let always = always.map(|(at, _)| at).collect();
        self.always = self.alike(always);
    }

    /// Parts leaves by their kinds.
    fn alike(&self, mut leaves: Vec<usize>) -> Vec<AlikeLeaves> {
        let mut alike = Vec::new();
        while let Some(first) = leaves.pop() {
            let others = leaves.iter().filter_map(|at| self.condition(*at));
            let mut others: Vec<_> = others.map(Arc::clone).collect();
            let condition = self.condition(first);
            let any = condition.and_then(|condition| condition.join(&mut others));
            let is_other = |at: &usize| {
                let condition = self.condition(*at);
                let mut others = others.iter();
                condition.is_none_or(|condition| others.any(|other| Arc::ptr_eq(other, condition)))
            };
            let (rest, mut same): (Vec<_>, Vec<_>) = leaves.into_iter().partition(is_other);
            leaves = rest;
            same.push(first);
            alike.push(AlikeLeaves {
                any: any.filter(|_| same.len() > 1),
                leaves: same,
            });
        }
        alike
    }

    fn condition(&self, leaf: usize) -> Option<&Arc<dyn Condition>> {
        match &self.leaves.get(leaf)?.check {
            Check::Condition(condition) => Some(condition),
            Check::All | Check::And(_) | Check::Or(_) | Check::Not(_) | Check::Text(..) => None,
        }
    }
}

impl Tree {
    /// The leaves of which every matching item passes one, and the length of their shortest string: the rarest such leaves.
    /// `None` if there are none.
    fn needed(&self, leaves: &[Leaf]) -> Option<(Vec<usize>, usize)> {
        match self {
            Self::Leaf(at) => {
                let leaf = leaves.get(*at)?;
                Some((vec![*at], leaf.shortest))
            }
            Self::And(parts) => {
                // Of parts that are equally rare the first one, as a query is evaluated from its beginning.
                let needed = parts.iter().rev().filter_map(|part| part.needed(leaves));
                needed.max_by_key(|(_, shortest)| *shortest)
            }
            Self::Or(parts) => {
                parts
                    .iter()
                    .try_fold((Vec::new(), usize::MAX), |(mut all, least), part| {
                        let (needed, shortest) = part.needed(leaves)?;
                        all.extend(needed);
                        Some((all, least.min(shortest)))
                    })
            }
            Self::All | Self::Not(_) | Self::NotLeaf(_) => None,
        }
    }
}

/// How leaves that do the same are recognised.
#[derive(PartialEq, Eq, Hash)]
enum LeafKey {
    Words(Option<[&'static str; 2]>, Vec<SearchedWord>),
    Regex(Option<[&'static str; 2]>, String, bool),
    /// A search of many words, by its address.
    Search(Option<[&'static str; 2]>, *const TextSearch),
    /// Conditions that print alike are equal.
    Condition(String),
}

#[derive(Default)]
struct SetBuilder {
    set: MatcherSet,
    leaves: HashMap<LeafKey, usize>,
    strings: HashMap<String, usize>,
}

impl SetBuilder {
    fn tree(&mut self, check: &Check, names: &KnownNames<'_>) -> Tree {
        match check {
            Check::All => Tree::All,
            Check::And(parts) => Tree::And(self.trees(parts, names)),
            Check::Or(parts) => Tree::Or(self.trees(parts, names)),
            Check::Not(part) => match self.tree(part, names) {
                Tree::Leaf(at) => Tree::NotLeaf(at),
                tree => Tree::Not(Box::new(tree)),
            },
            Check::Text(field, finder) => self.leaf(text_key(*field, finder), check, names),
            Check::Condition(condition) => {
                self.leaf(LeafKey::Condition(condition.to_string()), check, names)
            }
        }
    }

    fn trees(&mut self, parts: &[Check], names: &KnownNames<'_>) -> Vec<Tree> {
        parts.iter().map(|part| self.tree(part, names)).collect()
    }

    fn leaf(&mut self, key: LeafKey, check: &Check, names: &KnownNames<'_>) -> Tree {
        let next = self.set.leaves.len();
        let at = *self.leaves.entry(key).or_insert(next);
        if at == next {
            self.add_leaf(check, names);
        } else {
            self.set.leaves[at].is_shared = true;
        }
        Tree::Leaf(at)
    }

    fn add_leaf(&mut self, check: &Check, names: &KnownNames<'_>) {
        let check = known_names::with_names(check, names);
        let required = required::all_literals(&check, names);
        let required = required.filter(|required| !required.literals.iter().any(String::is_empty));
        let found = |is_sufficient| {
            if is_sufficient {
                LeafState::Passes
            } else {
                LeafState::Unknown
            }
        };
        let literals = required.iter().flat_map(|required| &required.literals);
        let at = self.set.leaves.len();
        self.set.leaves.push(Leaf {
            check,
            found: required.as_ref().map(|one| found(one.is_sufficient)),
            shortest: literals.map(String::len).min().unwrap_or(0),
            is_shared: false,
            bound: Vec::new(),
        });
        for mut literal in required.into_iter().flat_map(|required| required.literals) {
            literal.make_ascii_lowercase();
            let next = self.set.strings.len();
            let string = *self.strings.entry(literal.clone()).or_insert(next);
            if string == next {
                self.set.strings.push(literal);
                self.set.needing.push(Vec::new());
            }
            let needing = &mut self.set.needing[string];
            if needing.last() != Some(&at) {
                needing.push(at);
            }
        }
    }
}

fn text_key(field: Option<&'static TextField>, finder: &Arc<Finder>) -> LeafKey {
    let field = field.map(|field| field.names);
    match &*finder.search {
        TextSearch::Literals(search) if search.words().len() > MAX_COMPARED => {
            LeafKey::Search(field, Arc::as_ptr(&finder.search))
        }
        TextSearch::Literals(search) => LeafKey::Words(field, search.words().to_vec()),
        TextSearch::Regex(search) => {
            LeafKey::Regex(field, search.source.clone(), search.ignore_case)
        }
    }
}
