//! Numbers in values, and conditions on the numbers of a text.

use std::fmt;
use std::sync::Arc;

use super::ranges::SortedRanges;
use crate::query::condition::{Compare, Condition, take_alike};
use crate::query::item::QueryItem;

/// Whether the predicate is true of any of a field's numbers in an item. It is true of none below the number given before it.
pub(super) type AnyNumber = fn(&dyn QueryItem, u64, &dyn Fn(f64) -> bool) -> bool;

/// Accepts an item whose text has a number with one of these orders relative to a value.
#[derive(Debug)]
pub(super) struct NumberInText {
    /// The English name of the field.
    field: &'static str,
    terms: Vec<(Compare, Thousandths)>,
    /// The numbers that have one of the orders.
    accepted: SortedRanges<Thousandths>,
    /// None of them is less; 0 also if some are negative.
    least: u64,
    any: AnyNumber,
}

impl NumberInText {
    pub(super) fn new(
        field: &'static str,
        terms: Vec<(Compare, Thousandths)>,
        any: AnyNumber,
    ) -> Self {
        let ranges = terms
            .iter()
            .filter_map(|(compare, wanted)| wanted.range(*compare));
        let accepted = SortedRanges::new(ranges.collect());
        Self {
            field,
            least: accepted.least().map_or(u64::MAX, Thousandths::floor),
            accepted,
            terms,
            any,
        }
    }
}

impl Condition for NumberInText {
    fn matches(&self, item: &dyn QueryItem) -> bool {
        (self.any)(item, self.least, &|number| {
            self.accepted.contains(Thousandths::round(number))
        })
    }

    fn join(&self, others: &mut Vec<Arc<dyn Condition>>) -> Option<Arc<dyn Condition>> {
        let mut terms = self.terms.clone();
        take_alike(others, |other: &Self| {
            let is_alike = other.field == self.field;
            if is_alike {
                terms.extend(&other.terms);
            }
            is_alike
        });
        Some(Arc::new(Self::new(self.field, terms, self.any)))
    }
}

impl fmt::Display for NumberInText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, (compare, wanted)) in self.terms.iter().enumerate() {
            f.write_str(if nth == 0 { "" } else { " | " })?;
            write!(f, "{}{compare}{wanted}", self.field)?;
        }
        Ok(())
    }
}

/// A number in thousandths, so `pct:0.3` equals the `0.3%` of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Thousandths(i64);

impl Thousandths {
    /// Rounds to the nearest thousandth.
    pub(super) fn round(number: f64) -> Self {
        // `f64::round` is a call of a library, and a search rounds millions of numbers.
        Self((number * 1000.0 + 0.5_f64.copysign(number)) as i64)
    }

    /// A whole number that is not greater than any that is rounded to this one; 0 for a negative one.
    fn floor(self) -> u64 {
        u64::try_from(self.0 / 1000 - 1).unwrap_or(0)
    }

    /// From the least number to the greatest that has this order relative to this one; `None` if there is none.
    fn range(self, compare: Compare) -> Option<(Self, Self)> {
        const MIN: Thousandths = Thousandths(i64::MIN);
        const MAX: Thousandths = Thousandths(i64::MAX);
        Some(match compare {
            Compare::Equal => (self, self),
            Compare::Above => (Self(self.0.checked_add(1)?), MAX),
            Compare::AtLeast => (self, MAX),
            Compare::Below => (MIN, Self(self.0.checked_sub(1)?)),
            Compare::AtMost => (MIN, self),
        })
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
