//! Whether the machine has slept, or its clock was set: nobody tells of either.
//!
//! While a machine sleeps the clock by which waits are measured stands still, and the wall's goes on. So does only the latter
//! where it is set. Whoever is woken in time all the same, as by the sweep, sees the two part.

use std::time::{Duration, Instant, SystemTime};

/// A clock that is kept right drifts by less, and nobody misses a sleep that was shorter.
const APART: Duration = Duration::from_secs(1);

/// The time by both clocks: the monotonic one for waiting, the wall's for comparing with the times of files.
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

/// Both clocks, as they were last looked at.
#[derive(Debug)]
pub(crate) struct Clocks {
    last: ClockReading,
}

impl Clocks {
    /// As they are now.
    pub(crate) const fn new(now: ClockReading) -> Self {
        Self { last: now }
    }

    /// Whether more or less time has passed on the wall since the last look than was waited.
    pub(crate) fn have_parted(&mut self, now: ClockReading) -> bool {
        let last = std::mem::replace(&mut self.last, now);
        let expected = last.wall + now.at.saturating_duration_since(last.at);
        difference(expected, now.wall) >= APART
    }
}

fn difference(one: SystemTime, other: SystemTime) -> Duration {
    one.duration_since(other)
        .unwrap_or_else(|error| error.duration())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    /// Both clocks after so many seconds of waiting and, besides, of sleep.
    fn after(start: ClockReading, waited: u64, slept: Duration) -> ClockReading {
        let waited = Duration::from_secs(waited);
        ClockReading {
            at: start.at + waited,
            wall: start.wall + waited + slept,
        }
    }

    #[test]
    fn a_sleep_shows_at_the_first_look_after_it_and_once() {
        let start = ClockReading::now();
        let mut clocks = Clocks::new(start);
        assert!(!clocks.have_parted(after(start, 2, Duration::ZERO)));
        assert!(
            !clocks.have_parted(after(start, 7200, Duration::ZERO)),
            "a wait is no sleep, however long"
        );
        assert!(clocks.have_parted(after(start, 7201, 6 * HOUR)));
        assert!(!clocks.have_parted(after(start, 7203, 6 * HOUR)));
    }

    #[test]
    fn a_clock_that_is_set_shows_to_and_fro_and_one_that_is_kept_right_does_not() {
        let start = ClockReading::now();
        let mut clocks = Clocks::new(start);
        assert!(clocks.have_parted(after(start, 2, HOUR)));
        assert!(
            clocks.have_parted(after(start, 4, Duration::ZERO)),
            "back again"
        );
        for minute in 1..100 {
            let slewed = Duration::from_millis(30) * minute;
            assert!(!clocks.have_parted(after(start, 4 + 60 * u64::from(minute), slewed)));
        }
    }
}
