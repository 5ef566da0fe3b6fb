//! The clocks: waits are measured by the monotonic one, times of files by the wall's.
//!
//! No event reports that the machine slept or that its clock was set. The monotonic clock stops during a sleep, and only
//! the wall clock jumps when it is set. The next look after either finds that the two have drifted apart.

use std::time::{Duration, Instant, SystemTime};

/// A smaller difference is normal drift, or a sleep too short to matter.
const MIN_JUMP: Duration = Duration::from_secs(1);

/// The time by both clocks.
#[derive(Clone, Copy, Debug)]
pub struct ClockReading {
    /// Never jumps.
    pub at: Instant,
    /// The clock by which the file system stamps files.
    pub wall: SystemTime,
}

impl ClockReading {
    /// Reads both clocks.
    pub fn now() -> Self {
        Self {
            at: Instant::now(),
            wall: SystemTime::now(),
        }
    }
}

/// Detects that the machine slept or that its clock was set.
#[derive(Debug)]
pub(crate) struct JumpDetector {
    last: ClockReading,
}

impl JumpDetector {
    /// Starts at this time.
    pub(crate) const fn new(now: ClockReading) -> Self {
        Self { last: now }
    }

    /// Whether the clocks have drifted apart since the last call.
    pub(crate) fn has_jumped(&mut self, now: ClockReading) -> bool {
        let last = std::mem::replace(&mut self.last, now);
        let expected = last.wall + now.at.saturating_duration_since(last.at);
        let difference = expected.duration_since(now.wall);
        difference.unwrap_or_else(|error| error.duration()) >= MIN_JUMP
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    fn after(start: ClockReading, seconds: u64, slept: Duration) -> ClockReading {
        let waited = Duration::from_secs(seconds);
        ClockReading {
            at: start.at + waited,
            wall: start.wall + waited + slept,
        }
    }

    #[test]
    fn a_sleep_is_detected_once() {
        let start = ClockReading::now();
        let mut detector = JumpDetector::new(start);
        assert!(!detector.has_jumped(after(start, 2, Duration::ZERO)));
        assert!(!detector.has_jumped(after(start, 7200, Duration::ZERO)));
        assert!(detector.has_jumped(after(start, 7201, 6 * HOUR)));
        assert!(!detector.has_jumped(after(start, 7203, 6 * HOUR)));
    }

    #[test]
    fn a_set_clock_is_detected_a_slewed_one_is_not() {
        let start = ClockReading::now();
        let mut detector = JumpDetector::new(start);
        assert!(detector.has_jumped(after(start, 2, HOUR)));
        assert!(detector.has_jumped(after(start, 4, Duration::ZERO)));
        for minute in 1..100 {
            let slewed = Duration::from_millis(30) * minute;
            assert!(!detector.has_jumped(after(start, 4 + 60 * u64::from(minute), slewed)));
        }
    }
}
