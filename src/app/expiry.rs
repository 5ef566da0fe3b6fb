//! The time after which something on the screen goes away by itself: a notice, the banner, the position in the list.

use crate::item::Stamp;

/// A time that runs for some seconds. The clock has whole seconds, so it may end almost a second early.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Expiry {
    /// When it ends; `None` if it does not run.
    until: Option<Stamp>,
    /// How long it runs in all.
    seconds: u32,
}

impl Expiry {
    /// Starts the time anew; returns when it ends.
    pub(super) fn start(&mut self, now: Stamp, seconds: u32) -> Stamp {
        let until = Stamp::from_unix(i64::from(now.unix()) + i64::from(seconds)).unwrap_or(now);
        *self = Self {
            until: Some(until),
            seconds,
        };
        until
    }

    /// When it ends; `None` if it does not run.
    pub(super) const fn until(self) -> Option<Stamp> {
        self.until
    }

    /// Ends the time early.
    pub(super) const fn stop(&mut self) {
        self.until = None;
    }

    /// Ends a time that is over; false if none is. One with more seconds left than it had at first is over too: the clock
    /// went back.
    pub(super) fn expire(&mut self, now: Stamp) -> bool {
        let left = |until: Stamp| i64::from(until.unix()) - i64::from(now.unix());
        self.until
            .take_if(|until| !(1..=i64::from(self.seconds)).contains(&left(*until)))
            .is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_ends_once_and_if_the_clock_goes_back() {
        let at = |seconds: i64| Stamp::from_unix(1_000 + seconds).unwrap();
        let mut expiry = Expiry::default();
        assert!(!expiry.expire(at(0)), "it does not run");
        assert_eq!(expiry.start(at(0), 5), at(5));
        assert!(!expiry.expire(at(4)) && expiry.expire(at(5)) && !expiry.expire(at(6)));
        expiry.start(at(0), 5);
        assert!(expiry.expire(at(-1)));
        expiry.start(at(0), 5);
        expiry.stop();
        assert!(!expiry.expire(at(9)));
    }
}
