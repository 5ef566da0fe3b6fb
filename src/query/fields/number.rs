//! Numbers in values, and conditions on the numbers of a text.

use std::fmt;

use crate::query::condition::{Compare, Condition};
use crate::query::item::QueryItem;

/// Accepts an item whose text has a number with this order relative to `wanted`.
#[derive(Debug)]
pub(super) struct NumberInText {
    /// The English name of the field.
    pub(super) field: &'static str,
    pub(super) compare: Compare,
    pub(super) wanted: Thousandths,
    /// Whether the predicate is true of any of the field's numbers in an item.
    pub(super) any: fn(&dyn QueryItem, &dyn Fn(f64) -> bool) -> bool,
}

impl Condition for NumberInText {
    fn matches(&self, item: &dyn QueryItem) -> bool {
        let order = |number| Thousandths::round(number).cmp(&self.wanted);
        (self.any)(item, &|number| self.compare.accepts(order(number)))
    }
}

impl fmt::Display for NumberInText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.field, self.compare, self.wanted)
    }
}

/// A number in thousandths, so `pct:0.3` equals the `0.3%` of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Thousandths(i64);

impl Thousandths {
    /// Rounds to the nearest thousandth.
    pub(super) fn round(number: f64) -> Self {
        Self((number * 1000.0).round() as i64)
    }
}

/// Printed as a query has it: `5`, `-0.3`, `12000亿`.
impl fmt::Display for Thousandths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        if part > 0 {
            let number = format!("{whole}.{part:03}");
            write!(f, "{sign}{}", number.trim_end_matches('0'))
        } else if whole > 0 && whole % 100_000_000 == 0 {
            write!(f, "{sign}{}亿", whole / 100_000_000)
        } else {
            write!(f, "{sign}{whole}")
        }
    }
}

/// Reads at most 15 digits and points; `str::parse` alone would also take `inf` and `1e9`.
pub(super) fn decimal(value: &str) -> Option<f64> {
    let is_plain = value.len() <= 15 && value.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    value.parse().ok().filter(|_| is_plain)
}
