//! From an entry that is appended to its headline on the screen, against `tail -F` by the same method.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::Bench;
use crate::live::Live;
use crate::process::installed;
use crate::table::{Figure, Goal, Row};
use crate::terminal::Terminal;
use crate::timing::in_turn;

const APPENDS: usize = 60;

pub(crate) fn rows(bench: &Bench) -> Result<Vec<Row>> {
    let (mut ours, mut theirs) = (Live::begin()?, Live::begin()?);
    let mut reader = Terminal::reader([bench.archive.folder.as_path(), ours.folder()])?;
    reader.loaded()?;
    let start = || Terminal::start("tail", ["-F".as_ref(), theirs.dump().as_os_str()]);
    let mut tail = installed("tail").then(start).transpose()?;
    let times = APPENDS.max(bench.options.times);
    let (dianbao, peer) = in_turn(
        times,
        || appended(&mut ours, &mut reader),
        || tail.as_mut().map_or(Ok(Duration::ZERO), |tail| appended(&mut theirs, tail)),
    )?;
    let has_peer = tail.is_some();
    let theirs = |percent| has_peer.then(|| (format!("`tail -F`, p{percent}"), peer.percentile(percent)));
    let most = Figure::Time(Duration::from_millis(20));
    Ok(vec![
        Row {
            work: format!("appended entry to screen, p50 of {times}"),
            ours: dianbao.median(),
            peer: theirs(50),
            goal: Goal::Ratio { must: 3.0, aim: 1.5 },
        },
        Row {
            work: format!("appended entry to screen, p95 of {times}"),
            ours: dianbao.percentile(95),
            peer: theirs(95),
            goal: Goal::Most { must: most, aim: most },
        },
    ])
}

fn appended(live: &mut Live, terminal: &mut Terminal) -> Result<Duration> {
    terminal.settle(Duration::from_millis(100))?;
    // Not in step with anything that looks at regular times.
    thread::sleep(Duration::from_millis(live.written() as u64 * 7 % 50));
    let written = Instant::now();
    let name = live.append(1)?;
    Ok(terminal.see(&name)?.saturating_duration_since(written))
}
