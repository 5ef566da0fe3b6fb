//! `last:`, the last minutes, hours or days. It is printed as `since:` and the moment at which they began.

use std::sync::Arc;

use super::since::Since;
use super::time;
use crate::item::Stamp;
use crate::query::field::{Field, Suggestion, ValueField};

pub(super) const FIELD: Field = Field::Value(ValueField {
    names: ["last", "最近"],
    examples: &["15m", "2h", "3d"],
    is_ordered: false,
    suggestion: Suggestion::Examples,
    parse: |value, _compare, now| Some(Arc::new(Since(start(value, now)?))),
});

/// Rounded down to the minute, because most dumps give only the minute.
fn start(value: &str, now: Stamp) -> Option<Stamp> {
    let (count, seconds) = [('m', 60), ('h', 3600), ('d', 86_400)]
        .into_iter()
        .find_map(|(unit, seconds)| Some((value.strip_suffix(unit)?, seconds)))?;
    let from = i64::from(now.unix()) - i64::from(time::digits(count, 5)?) * seconds;
    Stamp::from_unix(from.max(0) / 60 * 60)
}
