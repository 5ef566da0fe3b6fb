//! `pct:`, a percentage in the text; one that falls is negative.

use std::sync::Arc;

use super::number::{self, NumberInText, Thousandths};
use crate::query::field::{Field, Suggestion, ValueField};
use crate::text::{self, Direction, FigureValue};

pub(super) const FIELD: Field = Field::Value(ValueField {
    names: ["pct", "百分比"],
    examples: [&["5", "0.3", "-10"]; 2],
    is_ordered: true,
    suggestion: Suggestion::Examples,
    time: None,
    parse: |value, compare, _context| {
        let value = value.trim_end_matches('%');
        let number = number::decimal(value.trim_start_matches(['-', '+']))?;
        let number = if value.starts_with('-') {
            -number
        } else {
            number
        };
        Some(Arc::new(NumberInText {
            field: "pct",
            compare,
            wanted: Thousandths::round(number),
            any: |text, accepts| may_match(text, accepts) && any_percent(text, accepts),
        }))
    },
});

/// Whether a percentage would be accepted if it rose, or if it fell. Finding out which of the two takes ten times as long.
fn may_match(text: &str, accepts: &dyn Fn(f64) -> bool) -> bool {
    text.contains(['%', '％'])
        && text::figure_values(text).any(|value| match value {
            FigureValue::Percent(number) => accepts(number) || accepts(-number),
            FigureValue::Points(_) | FigureValue::Amount(_) => false,
        })
}

fn any_percent(text: &str, accepts: &dyn Fn(f64) -> bool) -> bool {
    let figures = text::figures(text);
    figures.iter().any(|figure| match figure.value {
        FigureValue::Percent(number) => match figure.direction {
            Direction::Fall => accepts(-number),
            Direction::Rise | Direction::Neutral => accepts(number),
        },
        FigureValue::Points(_) | FigureValue::Amount(_) => false,
    })
}
