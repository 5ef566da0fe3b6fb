//! The time from an appended entry to its headline on the screen, against `tail -F` by the same method.

use std::ffi::OsStr;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::Bench;
use crate::live::Live;
use crate::process::{DIANBAO, installed};
use crate::table::{Goal, Measured, Row};
use crate::terminal::Terminal;
use crate::timing::in_turn;
use crate::tmux::Tmux;

const APPENDS: usize = 60;

/// A screen that can be waited for.
trait WatchedScreen {
    fn settle(&mut self) -> Result<()>;
    /// Waits until the text is on the screen and returns when it was.
    fn see(&mut self, text: &str) -> Result<Instant>;
}

impl WatchedScreen for Terminal {
    fn settle(&mut self) -> Result<()> {
        Self::settle(self, Duration::from_millis(100))
    }

    fn see(&mut self, text: &str) -> Result<Instant> {
        Self::see(self, text)
    }
}

impl WatchedScreen for Tmux {
    fn settle(&mut self) -> Result<()> {
        Self::settle(self, Duration::from_millis(100))
    }

    fn see(&mut self, text: &str) -> Result<Instant> {
        Self::see(self, text)
    }
}

pub(crate) fn rows(bench: &Bench) -> Result<Vec<Row>> {
    let mut rows = bare(bench)?;
    if installed("tmux") {
        rows.extend(in_tmux(bench)?);
    }
    Ok(rows)
}

/// In a terminal that draws nothing, where a peer that only copies bytes has next to nothing to do.
fn bare(bench: &Bench) -> Result<Vec<Row>> {
    let (mut ours, mut theirs) = (Live::start()?, Live::start()?);
    let mut reader = Terminal::reader([bench.archive.folder.as_path(), ours.folder()])?;
    reader.loaded()?;
    let start = || Terminal::start("tail", ["-F".as_ref(), theirs.dump().as_os_str()]);
    let mut tail = installed("tail").then(start).transpose()?;
    let tail = (&mut theirs, tail.as_mut());
    latency(bench, "bare", (&mut ours, &mut reader), tail, Goal::None)
}

/// In tmux, as the goal says.
fn in_tmux(bench: &Bench) -> Result<Vec<Row>> {
    let (mut ours, mut theirs) = (Live::start()?, Live::start()?);
    let options = ["--no-config", "--lang", "en"].map(OsStr::new);
    let paths = [bench.archive.folder.as_os_str(), ours.folder().as_os_str()];
    let mut reader = Tmux::start(DIANBAO.as_ref(), &[options.as_slice(), &paths].concat())?;
    reader.see("● watching")?;
    let start = || Tmux::start("tail".as_ref(), &["-F".as_ref(), theirs.dump().as_os_str()]);
    let mut tail = installed("tail").then(start).transpose()?;
    let tail = (&mut theirs, tail.as_mut());
    let goal = Goal::Ratio {
        must: 3.0,
        aim: 1.5,
    };
    latency(bench, "tmux", (&mut ours, &mut reader), tail, goal)
}

/// The rows of a terminal. `goal` is that of the median.
fn latency<S: WatchedScreen>(
    bench: &Bench,
    terminal: &str,
    (ours, reader): (&mut Live, &mut S),
    (theirs, mut tail): (&mut Live, Option<&mut S>),
    goal: Goal,
) -> Result<Vec<Row>> {
    let has_peer = tail.is_some();
    let (ours, theirs) = in_turn(
        APPENDS.max(bench.options.times),
        || appended(ours, reader),
        || {
            tail.as_mut()
                .map_or(Ok(Duration::ZERO), |tail| appended(theirs, *tail))
        },
    )?;
    let row = |percent, goal| Row {
        work: format!("appended entry to screen ({terminal}), p{percent}"),
        ours: ours.percentile(percent),
        peer: has_peer.then(|| ("`tail -F`".to_owned(), theirs.percentile(percent))),
        goal,
    };
    let most = Measured::Time(Duration::from_millis(20));
    let most = Goal::Most {
        must: most,
        aim: most,
    };
    Ok(vec![row(50, goal), row(95, most)])
}

fn appended(live: &mut Live, terminal: &mut impl WatchedScreen) -> Result<Duration> {
    terminal.settle()?;
    // Avoids the rhythm of periodic checks.
    thread::sleep(Duration::from_millis(live.written() as u64 * 7 % 50));
    let written = Instant::now();
    let name = live.append(1)?;
    Ok(terminal.see(&name)?.saturating_duration_since(written))
}
