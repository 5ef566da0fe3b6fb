//! The wall clock. The model reads none: it gets the time in messages.

use std::time::{Duration, SystemTime};

use crate::item::Stamp;

/// The longest wait for a moment of the wall clock.
const MAX_WAIT: Duration = Duration::from_secs(60);

/// The time now; 1970 if the clock is outside 1970 to 2106.
pub(crate) fn now() -> Stamp {
    Stamp::from_system(SystemTime::now()).unwrap_or_default()
}

/// How long to wait for a moment of the wall clock, at most [`MAX_WAIT`]. A wait does not count a sleep of the machine, and
/// the clock may be set; if the feed does not notice, the clock is read again after that time.
pub(super) fn wait_until(at: Stamp, now: Stamp) -> Duration {
    Duration::from_secs(u64::from(at.unix().saturating_sub(now.unix()))).min(MAX_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wait_is_at_most_a_minute() {
        let at = |seconds: i64| Stamp::from_unix(1_780_000_000 + seconds).unwrap();
        assert_eq!(wait_until(at(20), at(0)), Duration::from_secs(20));
        assert_eq!(wait_until(at(3600), at(0)), MAX_WAIT);
        assert_eq!(wait_until(at(0), at(20)), Duration::ZERO);
    }
}
