//! The time from start to the newest headline on the screen.

use std::time::Duration;

use anyhow::{Context, Result};

use crate::Bench;
use crate::process::high_water;
use crate::table::{Goal, Measured, Row};
use crate::terminal::Terminal;
use crate::timing::alone;

pub(crate) fn rows(bench: &Bench) -> Result<Vec<Row>> {
    let newest = newest(bench)?;
    let samples = alone(bench.options.times, || {
        let mut terminal = Terminal::reader([bench.archive.folder.as_path()])?;
        let seen = terminal.see(&newest)?;
        Ok(seen - terminal.started)
    })?;
    let mut rows = vec![Row {
        work: "first screen".to_owned(),
        ours: samples.median(),
        peer: None,
        goal: Goal::Most {
            must: Measured::Time(Duration::from_millis(100)),
            aim: Measured::Time(Duration::from_millis(50)),
        },
    }];
    rows.extend(memory(bench)?);
    Ok(rows)
}

/// Returns the beginning of the newest headline.
fn newest(bench: &Bench) -> Result<String> {
    let timeline = bench.timeline();
    let item = timeline
        .days()
        .last()
        .and_then(|day| day.items().next_back())
        .context("no items")?;
    Ok(item.story().headline().chars().take(8).collect())
}

/// Measures the memory of the reader once everything is loaded and drawn.
fn memory(bench: &Bench) -> Result<Option<Row>> {
    let mut terminal = Terminal::reader([bench.archive.folder.as_path()])?;
    terminal.loaded()?;
    Ok(high_water(terminal.pid()).map(|peak| Row {
        work: "peak memory of the reader, everything loaded".to_owned(),
        ours: Measured::Bytes(peak),
        peer: Some(("dumps".to_owned(), Measured::Bytes(bench.archive.bytes))),
        goal: Goal::Ratio {
            must: 1.25,
            aim: 1.1,
        },
    }))
}
