//! Tests of the language as a whole; `story` is an item that is nothing but its parts.

mod errors;
mod matching;
mod properties;
mod story;
mod trees;

use super::{Matcher, Query, QueryError};
use crate::item::Stamp;

/// 2026-01-06 10:30:20 in Beijing.
pub(super) fn now() -> Stamp {
    story::stamp("2026-01-06 10:30:20")
}

fn parse(source: &str) -> Result<Query, QueryError> {
    super::parse(source, now())
}

fn matcher(source: &str) -> Matcher {
    parse(source)
        .and_then(|query| query.compile())
        .unwrap_or_else(|error| panic!("{source}: {error:?}"))
}
