//! Measures in turn and summarises the times.
//!
//! The speed of a shared machine changes twofold within minutes. Things measured in turn share the minute, and their
//! ratio holds.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::table::Measured;

/// The times of one thing, ordered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Samples(Vec<Duration>);

impl Samples {
    pub(crate) fn add(&mut self, time: Duration) {
        let at = self.0.partition_point(|known| *known <= time);
        self.0.insert(at, time);
    }

    /// Adds all times of another.
    pub(crate) fn merge(&mut self, other: &Self) {
        other.0.iter().for_each(|&time| self.add(time));
    }

    /// Returns the time that `percent` of the times do not exceed.
    pub(crate) fn percentile(&self, percent: usize) -> Measured {
        let at = (self.0.len() * percent)
            .div_ceil(100)
            .clamp(1, self.0.len().max(1))
            - 1;
        Measured::Time(self.0.get(at).copied().unwrap_or_default())
    }

    pub(crate) fn median(&self) -> Measured {
        self.percentile(50)
    }
}

/// Runs `work` and returns its time.
pub(crate) fn time<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let begun = Instant::now();
    let outcome = work();
    (begun.elapsed(), outcome)
}

/// Measures two things in turn, after a round that does not count.
pub(crate) fn in_turn(
    times: usize,
    mut ours: impl FnMut() -> Result<Duration>,
    mut theirs: impl FnMut() -> Result<Duration>,
) -> Result<(Samples, Samples)> {
    let (mut a, mut b) = (Samples::default(), Samples::default());
    for round in 0..=times {
        let (ours, theirs) = (ours()?, theirs()?);
        if round > 0 {
            a.add(ours);
            b.add(theirs);
        }
    }
    Ok((a, b))
}

/// Measures one thing, after a round that does not count.
pub(crate) fn alone(times: usize, mut ours: impl FnMut() -> Result<Duration>) -> Result<Samples> {
    in_turn(times, &mut ours, || Ok(Duration::ZERO)).map(|(ours, _)| ours)
}
