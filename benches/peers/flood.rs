//! Ten thousand entries a second in bursts, all into one day: key latency, memory, and the arrival of the last entry.

use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};

use crate::Bench;
use crate::keys::{key_rows, leave_newest, move_about, scrape};
use crate::live::Live;
use crate::process::{high_water, processor_time};
use crate::size::arrived;
use crate::table::{Goal, Measured, Row};
use crate::terminal::Terminal;
use crate::timing::Samples;

const BURST: usize = 5000;
const BETWEEN: Duration = Duration::from_millis(500);

pub(crate) fn rows(bench: &Bench) -> Result<Vec<Row>> {
    let live = Live::crowded(1000)?;
    let mut terminal = Terminal::reader([live.folder()])?;
    terminal.see("实时第")?;
    leave_newest(&mut terminal)?;
    let until = Instant::now() + bench.options.watched();
    let scraper = scrape(live, BURST, BETWEEN, until);
    let mut samples = Samples::default();
    while Instant::now() < until {
        move_about(&mut terminal, &mut samples)?;
    }
    let live = scraper
        .join()
        .map_err(|_| anyhow!("the scraper has failed"))??;
    let written = Instant::now();
    let seen = arrived(&mut terminal, live.written())?;
    let work = |what: &str| {
        format!(
            "{what}, {} entries in bursts of {BURST} each {} ms",
            live.written(),
            BETWEEN.as_millis()
        )
    };
    let second = Measured::Time(Duration::from_secs(1));
    let bytes = live.dump().metadata()?.len();
    let peak = high_water(terminal.pid()).unwrap_or_default();
    let mut rows = key_rows(&samples, "key to frame meanwhile").to_vec();
    rows.extend([
        Row {
            work: work("last entry written to all there"),
            ours: Measured::Time(seen.saturating_duration_since(written)),
            peer: None,
            goal: Goal::Most {
                must: second,
                aim: second,
            },
        },
        Row {
            work: work("peak memory"),
            ours: Measured::Bytes(peak),
            peer: Some(("dump".to_owned(), Measured::Bytes(bytes))),
            goal: Goal::None,
        },
        Row {
            work: work("processor time"),
            ours: Measured::Time(processor_time(terminal.pid()).unwrap_or_default()),
            peer: Some((
                "passed".to_owned(),
                Measured::Time(terminal.started.elapsed()),
            )),
            goal: Goal::None,
        },
    ]);
    Ok(rows)
}
