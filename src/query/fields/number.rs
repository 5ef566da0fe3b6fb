//! Numbers in values.

use std::fmt;

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
