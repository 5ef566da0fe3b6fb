//! `amount:`, an amount of money or goods in the text, in its own unit.

use std::sync::Arc;

use super::number::{self, AnyNumber, NumberInText, Thousandths};
use crate::query::field::{Field, Suggestion, ValueField};

pub(super) const FIELD: Field = Field::Value(ValueField {
    names: ["amount", "金额"],
    examples: [&["10亿", "5000万", "1.2万亿", "300"]; 2],
    is_ordered: true,
    suggestion: Suggestion::Examples,
    is_relative: false,
    time: None,
    parse: |value, compare, _context| {
        let (number, scale) = [("万亿", 1e12), ("亿", 1e8), ("万", 1e4)]
            .into_iter()
            .find_map(|(unit, scale)| Some((value.strip_suffix(unit)?, scale)))
            .unwrap_or((value, 1.0));
        let wanted = Thousandths::round(number::decimal(number)? * scale);
        let any: AnyNumber = |item, least, accepts| {
            let amounts = item.amounts_if_any(least);
            amounts.iter().any(|&number| accepts(number))
        };
        Some(Arc::new(NumberInText::new(
            "amount",
            vec![(compare, wanted)],
            any,
        )))
    },
});
