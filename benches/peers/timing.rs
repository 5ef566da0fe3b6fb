//! Measuring in turn, and what is said of many measurements.
//!
//! Machines are shared and their speed changes twofold within minutes; two things that are measured in turn share the
//! minute, so that their ratio holds.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::table::Figure;

/// Several measurements of one thing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Samples(Vec<Duration>);

impl Samples {
    pub(crate) fn add(&mut self, time: Duration) {
        let at = self.0.partition_point(|known| *known <= time);
        self.0.insert(at, time);
    }

    /// Takes over all of another.
    pub(crate) fn merge(&mut self, other: &Self) {
        other.0.iter().for_each(|&time| self.add(time));
    }

    /// The time that so many percent do not exceed.
    pub(crate) fn percentile(&self, percent: usize) -> Figure {
        let at = (self.0.len() * percent)
            .div_ceil(100)
            .clamp(1, self.0.len().max(1))
            - 1;
        Figure::Time(self.0.get(at).copied().unwrap_or_default())
    }

    pub(crate) fn median(&self) -> Figure {
        self.percentile(50)
    }
}

/// How long something takes.
pub(crate) fn time<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let begun = Instant::now();
    let outcome = work();
    (begun.elapsed(), outcome)
}

/// Measures two things in turn, after one round that does not count.
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

/// Measures one thing, after one round that does not count.
pub(crate) fn alone(times: usize, mut ours: impl FnMut() -> Result<Duration>) -> Result<Samples> {
    in_turn(times, &mut ours, || Ok(Duration::ZERO)).map(|(ours, _)| ours)
}
