//! `pct:`, a percentage in the text; one that falls is negative.

use std::fmt;
use std::sync::Arc;

use super::number::{self, Thousandths};
use crate::query::condition::{Compare, Condition};
use crate::query::field::{Field, ValueField};
use crate::query::item::QueryItem;
use crate::text::{self, Direction, FigureValue};

pub(super) const FIELD: Field = Field::Value(ValueField {
    names: ["pct", "百分比"],
    examples: &["5", "0.3", "-10"],
    is_ordered: true,
    parse: |value, compare, _now| {
        let value = value.trim_end_matches('%');
        let number = number::decimal(value.trim_start_matches(['-', '+']))?;
        let number = if value.starts_with('-') {
            -number
        } else {
            number
        };
        Some(Arc::new(AnyPercent {
            compare,
            wanted: Thousandths::round(number),
        }))
    },
});

/// The text has a percentage that compares so.
#[derive(Debug)]
struct AnyPercent {
    compare: Compare,
    wanted: Thousandths,
}

impl AnyPercent {
    fn accepts(&self, number: f64) -> bool {
        self.compare
            .accepts(Thousandths::round(number).cmp(&self.wanted))
    }

    /// Whether a percentage would do if it rose, or if it fell. Finding out which takes ten times as long.
    fn may_match(&self, text: &str) -> bool {
        text.contains(['%', '％'])
            && text::figure_values(text).any(|value| match value {
                FigureValue::Percent(number) => self.accepts(number) || self.accepts(-number),
                FigureValue::Points(_) | FigureValue::Amount(_) => false,
            })
    }
}

impl Condition for AnyPercent {
    fn matches(&self, item: &dyn QueryItem) -> bool {
        let text = item.text();
        self.may_match(text)
            && text::figures(text)
                .iter()
                .any(|figure| match (figure.value, figure.direction) {
                    (FigureValue::Percent(number), Direction::Fall) => self.accepts(-number),
                    (FigureValue::Percent(number), Direction::Rise | Direction::Neutral) => {
                        self.accepts(number)
                    }
                    (FigureValue::Points(_) | FigureValue::Amount(_), _) => false,
                })
    }
}

impl fmt::Display for AnyPercent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "pct{}{}", self.compare, self.wanted)
    }
}
