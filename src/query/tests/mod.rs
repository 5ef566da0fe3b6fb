//! Tests of the language as a whole; `test_item` is an item made of its parts.

mod days;
mod docs;
mod errors;
mod fields;
mod lists;
mod many_terms;
mod matching;
mod names;
mod properties;
mod test_item;
mod trees;
mod unfinished;

use super::{ListTerm, Matcher, Query, QueryError, Watchlist, Watchlists};
use crate::item::Stamp;
use crate::moment::TimeContext;

/// 2026-01-06 10:30:20 in Beijing.
pub(super) fn now() -> Stamp {
    test_item::stamp("2026-01-06 10:30:20")
}

/// Two lists, and an empty one.
fn lists() -> Watchlists {
    let word = |word: &str| ListTerm::Word(word.to_owned());
    let codes = ["399901.SZ", "688999.SH"].map(|code| ListTerm::Code(code.to_owned()));
    [
        ("holdings.txt", vec![word("云岭光电"), word("芯片")]),
        (
            "持仓.csv",
            codes
                .into_iter()
                .chain([ListTerm::Phrase("云海".to_owned())])
                .collect(),
        ),
        ("空.txt", Vec::new()),
    ]
    .map(|(file, terms)| Watchlist::new(file.to_owned(), terms))
    .into_iter()
    .collect()
}

fn parse(source: &str) -> Result<Query, QueryError> {
    super::parse(source, &TimeContext::at(now()), &lists())
}

fn matcher(source: &str) -> Matcher {
    parse(source)
        .and_then(|query| query.compile())
        .unwrap_or_else(|error| panic!("{source}: {error:?}"))
}
