//! The wall clock. The model reads none: it gets the time in messages.

use std::time::{Duration, SystemTime};

use crate::item::Stamp;

/// The longest wait for a moment of the wall clock.
const MAX_WAIT: Duration = Duration::from_secs(60);

/// The time now. A clock that is wrong by decades is as good as any other.
pub(crate) fn now() -> Stamp {
    Stamp::from_system(SystemTime::now()).unwrap_or_default()
}

/// How long to wait for a moment of the wall clock. A wait is suspended while the machine sleeps, and the clock may be set:
/// it is read again after [`MAX_WAIT`], in case the feed does not notice.
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
