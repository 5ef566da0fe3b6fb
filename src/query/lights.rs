//! What is looked for in displayed texts, to light hits.
//!
//! A frame waits for the first search of a word, which builds its automaton. Those of many words are built by the pass, so
//! hits are lit once it has begun.

use std::sync::Arc;

use super::check::{Check, Finder};
use super::field::TextOrigin;
use super::join;

/// The most words for which a frame waits.
const MAX_AT_ONCE: usize = 100;

/// What lights the hits of a query.
#[derive(Clone, Debug)]
pub(super) enum Lights {
    /// The words of the query.
    Words,
    /// Nothing: there are many words, and what searches for them is not built yet.
    Unbuilt,
    /// The same words in few searches.
    Built(Arc<[Arc<Finder>]>),
}

impl Lights {
    pub(super) fn new(check: &Check) -> Self {
        let mut words = 0;
        check.each_text(&mut |_, finder| words += finder.search.words().len());
        if words <= MAX_AT_ONCE {
            Self::Words
        } else {
            Self::Unbuilt
        }
    }

    /// Builds what searches. Takes tens of milliseconds for thousands of words.
    pub(super) fn build(check: &Check) -> Self {
        let (literal, mut finders): (Vec<_>, Vec<_>) = lit(check)
            .into_iter()
            .map(Arc::clone)
            .partition(|finder| finder.is_literal());
        if literal.len() > 1 {
            finders.push(Arc::new(join::joined(&literal)));
        } else {
            finders.extend(literal);
        }
        finders.iter().for_each(|finder| finder.build());
        Self::Built(finders.into())
    }

    /// What to look for in a displayed text.
    pub(super) fn finders<'c>(&'c self, check: &'c Check) -> Vec<&'c Arc<Finder>> {
        match self {
            Self::Words => lit(check),
            Self::Unbuilt => Vec::new(),
            Self::Built(finders) => finders.iter().collect(),
        }
    }
}

impl Finder {
    fn build(&self) {
        self.search.build();
        if let Some(names) = &self.names {
            names.search.build();
        }
    }
}

/// Returns everything that is looked for in displayed texts. Negated parts match no displayed text, and texts from outside of
/// the story are not displayed.
fn lit(check: &Check) -> Vec<&Arc<Finder>> {
    let is_displayed =
        |origin: TextOrigin| !matches!(origin, TextOrigin::Marks | TextOrigin::Outside);
    match check {
        Check::And(parts) | Check::Or(parts) => parts.iter().flat_map(lit).collect(),
        Check::Text(field, finder) => {
            let is_lit = field.is_none_or(|field| is_displayed(field.origin));
            is_lit.then_some(finder).into_iter().collect()
        }
        Check::All | Check::Not(_) | Check::Condition(_) => Vec::new(),
    }
}
