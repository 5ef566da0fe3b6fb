//! `amount:`, an amount of money or goods in the text, in its own unit.

use std::fmt;
use std::sync::Arc;

use super::number::{self, Thousandths};
use crate::query::condition::{Compare, Condition};
use crate::query::field::{Field, ValueField};
use crate::query::item::QueryItem;
use crate::text::{self, FigureValue};

pub(super) const FIELD: Field = Field::Value(ValueField {
    names: ["amount", "金额"],
    examples: &["10亿", "5000万", "1.2万亿", "300"],
    is_ordered: true,
    parse: |value, compare, _now| {
        let (number, scale) = [("万亿", 1e12), ("亿", 1e8), ("万", 1e4)]
            .into_iter()
            .find_map(|(unit, scale)| Some((value.strip_suffix(unit)?, scale)))
            .unwrap_or((value, 1.0));
        Some(Arc::new(AnyAmount {
            compare,
            wanted: Thousandths::round(number::decimal(number)? * scale),
        }))
    },
});

/// The text has an amount that compares so.
#[derive(Debug)]
struct AnyAmount {
    compare: Compare,
    wanted: Thousandths,
}

impl Condition for AnyAmount {
    fn matches(&self, item: &dyn QueryItem) -> bool {
        text::figure_values(item.text()).any(|value| match value {
            FigureValue::Amount(number) => self
                .compare
                .accepts(Thousandths::round(number).cmp(&self.wanted)),
            FigureValue::Percent(_) | FigureValue::Points(_) => false,
        })
    }
}

impl fmt::Display for AnyAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "amount{}{}", self.compare, self.wanted)
    }
}
