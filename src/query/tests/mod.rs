//! Tests of the language as a whole; `test_item` is an item made of its parts.

mod days;
mod docs;
mod errors;
mod fields;
mod many_terms;
mod matching;
mod names;
mod properties;
mod test_item;
mod trees;
mod unfinished;

use super::{Matcher, Query, QueryError};
use crate::item::Stamp;
use crate::moment::TimeContext;

/// 2026-01-06 10:30:20 in Beijing.
pub(super) fn now() -> Stamp {
    test_item::stamp("2026-01-06 10:30:20")
}

fn parse(source: &str) -> Result<Query, QueryError> {
    super::parse(source, &TimeContext::at(now()))
}

fn matcher(source: &str) -> Matcher {
    parse(source)
        .and_then(|query| query.compile())
        .unwrap_or_else(|error| panic!("{source}: {error:?}"))
}
