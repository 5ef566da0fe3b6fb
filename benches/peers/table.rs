//! The rows of the printed table.

use std::fmt;
use std::time::Duration;

/// A measured value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Measured {
    Time(Duration),
    Bytes(u64),
}

impl Measured {
    #[expect(
        clippy::cast_precision_loss,
        reason = "ratios are printed with two digits"
    )]
    fn number(self) -> f64 {
        match self {
            Self::Time(time) => time.as_secs_f64(),
            Self::Bytes(bytes) => bytes as f64,
        }
    }

    /// Returns the ratio to another figure.
    pub(crate) fn over(self, other: Self) -> f64 {
        self.number() / other.number().max(f64::MIN_POSITIVE)
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(time) if time.as_secs_f64() >= 1.0 => {
                write!(f, "{:.2} s", time.as_secs_f64())
            }
            Self::Time(time) if time.as_secs_f64() >= 0.1 => {
                write!(f, "{:.0} ms", time.as_secs_f64() * 1e3)
            }
            Self::Time(time) if time.as_secs_f64() >= 1e-3 => {
                write!(f, "{:.1} ms", time.as_secs_f64() * 1e3)
            }
            Self::Time(time) => write!(f, "{:.0} µs", time.as_secs_f64() * 1e6),
            Self::Bytes(bytes) if *bytes >= 10_000_000 => write!(f, "{} MB", bytes / 1_000_000),
            Self::Bytes(bytes) if *bytes >= 10_000 => write!(f, "{} KB", bytes / 1_000),
            Self::Bytes(bytes) => write!(f, "{bytes} B"),
        }
    }
}

/// The goal of a figure.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Goal {
    None,
    /// A limit of the figure itself.
    Most {
        must: Measured,
        aim: Measured,
    },
    /// A limit of the ratio to the peer; `must` is infinite if there is only an aim.
    Ratio {
        must: f64,
        aim: f64,
    },
}

/// A row.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) work: String,
    pub(crate) ours: Measured,
    /// The peer, its command, and its figure.
    pub(crate) peer: Option<(String, Measured)>,
    pub(crate) goal: Goal,
}

impl Row {
    fn ratio(&self) -> Option<f64> {
        self.peer
            .as_ref()
            .map(|(_, theirs)| self.ours.over(*theirs))
    }

    /// Formats the goal and whether it is reached.
    fn goal(&self) -> (String, String, &'static str) {
        let judged = |reached: f64, must: f64, aim: f64| match reached {
            _ if reached <= aim => "aim",
            _ if reached <= must => "must",
            _ => "missed",
        };
        match (self.goal, self.ratio()) {
            (Goal::Most { must, aim }, _) => (
                must.to_string(),
                aim.to_string(),
                judged(self.ours.number(), must.number(), aim.number()),
            ),
            (Goal::Ratio { must, aim }, Some(ratio)) => {
                let cell = |goal: f64| {
                    if goal.is_finite() {
                        format!("× {goal:.2}")
                    } else {
                        String::new()
                    }
                };
                (cell(must), cell(aim), judged(ratio, must, aim))
            }
            (Goal::Ratio { .. }, None) | (Goal::None, _) => (String::new(), String::new(), ""),
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let peer = self
            .peer
            .as_ref()
            .map_or_else(String::new, |(name, figure)| format!("{name}: {figure}"));
        let ratio = self
            .ratio()
            .map_or_else(String::new, |ratio| format!("{ratio:.2}"));
        let (must, aim, reached) = self.goal();
        write!(
            f,
            "| {} | {} | {peer} | {ratio} | {must} | {aim} | {reached} |",
            self.work, self.ours
        )
    }
}

/// The header of the table.
pub(crate) const HEADING: &str = "| work | dianbao | peer | ratio | must | aim | reached |\n| --- | --- | --- | --- | --- | --- | --- |";
