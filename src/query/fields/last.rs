//! `last:`, the last minutes, hours or days. It is printed as `since:` and the moment at which they began.

use std::sync::Arc;

use super::since::Since;
use crate::moment::{When, parse_elapsed};
use crate::query::field::{Field, Suggestion, ValueField};

pub(super) const FIELD: Field = Field::Value(ValueField {
    names: ["last", "最近"],
    examples: [
        &["15m", "2h", "3d", "1w"],
        &["15m", "2h", "3d", "30分钟", "2小时", "1周"],
    ],
    is_ordered: false,
    suggestion: Suggestion::Examples,
    is_relative: true,
    time: None,
    parse: |value, _compare, context| {
        let seconds = parse_elapsed(value).ok()?;
        Some(Arc::new(Since(When::last(seconds).start(context)?)))
    },
});
