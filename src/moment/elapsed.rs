//! Durations: `15m`, `2h30m`, `3 days`, `30分钟`, `半小时`.

use super::error::{ExpectedTime, TimeError};
use super::scanner::Scanner;

/// Seconds of each unit.
const UNITS: &[(&str, u32)] = &[
    ("s", 1),
    ("sec", 1),
    ("seconds", 1),
    ("秒", 1),
    ("秒钟", 1),
    ("m", 60),
    ("min", 60),
    ("mins", 60),
    ("minute", 60),
    ("minutes", 60),
    ("分钟", 60),
    ("h", 3600),
    ("hr", 3600),
    ("hour", 3600),
    ("hours", 3600),
    ("小时", 3600),
    ("个小时", 3600),
    ("个钟头", 3600),
    ("d", 86_400),
    ("day", 86_400),
    ("days", 86_400),
    ("天", 86_400),
    ("w", 604_800),
    ("week", 604_800),
    ("weeks", 604_800),
    ("周", 604_800),
    ("星期", 604_800),
    ("个星期", 604_800),
];

/// The most of one unit.
const MAX_COUNT: u32 = 99_999;

/// A duration in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Elapsed(pub(super) u64);

/// Parses a duration alone; returns its seconds.
pub fn parse_elapsed(typed: &str) -> Result<u64, TimeError> {
    let mut scanner = Scanner::new(typed);
    scanner.skip_spaces();
    let found = elapsed(&mut scanner);
    let at = scanner.rest();
    match found {
        Some(Elapsed(seconds)) if at.is_empty() => Ok(seconds),
        Some(_) | None => Err(TimeError {
            at,
            expected: ExpectedTime::Duration,
        }),
    }
}

/// Reads a duration, if one is next. A sign before it changes nothing: `-15m` is fifteen minutes ago.
pub(super) fn elapsed(scanner: &mut Scanner) -> Option<Elapsed> {
    let start = scanner.mark();
    scanner.take('-');
    let mut total = None;
    while let Some(seconds) = one_unit(scanner) {
        total = Some(total.unwrap_or(0) + seconds);
    }
    if total.is_none() {
        scanner.reset(start);
    }
    total.map(Elapsed)
}

/// Reads a number and its unit.
fn one_unit(scanner: &mut Scanner) -> Option<u64> {
    let start = scanner.mark();
    let seconds = count_and_unit(scanner);
    if seconds.is_none() {
        scanner.reset(start);
    }
    seconds
}

fn count_and_unit(scanner: &mut Scanner) -> Option<u64> {
    if scanner.take('半') {
        return Some(u64::from(scanner.find(UNITS)?) / 2);
    }
    let count = scanner.number()?.value;
    scanner.skip_spaces();
    let unit = scanner.find(UNITS)?;
    (count <= MAX_COUNT).then(|| u64::from(count) * u64::from(unit))
}
