//! `pct:`, a percentage in the text; one that falls is negative.

use std::sync::Arc;

use super::number::{self, NumberInText, Thousandths};
use crate::query::field::{Field, Suggestion, ValueField};

pub(super) const FIELD: Field = Field::Value(ValueField {
    names: ["pct", "百分比"],
    examples: [&["5", "0.3", "-10"]; 2],
    is_ordered: true,
    suggestion: Suggestion::Examples,
    is_relative: false,
    time: None,
    parse: |value, compare, _context| {
        let value = value.trim_end_matches('%');
        let number = number::decimal(value.trim_start_matches(['-', '+']))?;
        let number = if value.starts_with('-') {
            -number
        } else {
            number
        };
        let terms = vec![(compare, Thousandths::round(number))];
        Some(Arc::new(NumberInText::new(
            "pct",
            terms,
            |item, _, accepts| {
                let may_match = |&number: &f64| accepts(number) || accepts(-number);
                item.percents().iter().any(may_match)
                    && item.signed_percents().iter().any(|&number| accepts(number))
            },
        )))
    },
});
