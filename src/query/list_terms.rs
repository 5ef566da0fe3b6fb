//! The terms of a watchlist, compiled.

use super::ast::{Node, Pattern};
use super::check::Check;
use super::compile;
use super::fields;
use super::watchlist::{ListTerm, Watchlist};

impl Watchlist {
    /// Compiles its terms beforehand, which the first query with it would do.
    pub fn compile(&self) {
        self.check();
    }

    /// Its terms compiled; an empty list matches nothing.
    pub(super) fn check(&self) -> &Check {
        self.check.get_or_init(|| {
            let nodes: Vec<Node> = self.terms().iter().flat_map(nodes).collect();
            // Words without pinyin and without regular expressions exceed no limit.
            compile::alternatives(&nodes).unwrap_or(Check::Or(Vec::new()))
        })
    }
}

/// The parts of a query that a term is short for. Texts are searched faster than stocks, so they come first.
fn nodes(term: &ListTerm) -> Vec<Node> {
    match term {
        ListTerm::Code(code) => vec![in_stocks(Pattern::Word(code.clone()))],
        ListTerm::Word(word) => vec![anywhere(word), in_stocks(Pattern::Phrase(word.clone()))],
        ListTerm::Phrase(text) => vec![anywhere(text)],
    }
}

fn anywhere(text: &str) -> Node {
    Node::Text(None, Pattern::Phrase(text.to_owned()))
}

fn in_stocks(pattern: Pattern) -> Node {
    Node::Text(Some(&fields::STOCK), pattern)
}
