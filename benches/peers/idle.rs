//! The processor time and output of an idle reader.

use std::thread;
use std::time::Duration;

use anyhow::Result;

use crate::Bench;
use crate::process::processor_time;
use crate::table::{Goal, Measured, Row};
use crate::terminal::Terminal;

pub(crate) fn rows(bench: &Bench) -> Result<Vec<Row>> {
    let mut terminal = Terminal::reader([bench.archive.folder.as_path()])?;
    terminal.loaded()?;
    terminal.settle(Duration::from_secs(3))?;
    let watched = bench.options.watched();
    let (Some(before), drawn) = (processor_time(terminal.pid()), terminal.written) else {
        return Ok(Vec::new());
    };
    thread::sleep(watched);
    let taken = processor_time(terminal.pid())
        .unwrap_or_default()
        .saturating_sub(before);
    terminal.settle(Duration::from_millis(10))?;
    let share = watched.as_secs_f64() / 60.0;
    let goal = Goal::Most {
        must: Measured::Time(Duration::from_secs_f64(0.1 * share)),
        aim: Measured::Time(Duration::from_secs_f64(0.02 * share)),
    };
    let seconds = watched.as_secs();
    let nothing = Measured::Bytes(0);
    Ok(vec![
        Row {
            work: format!("processor time, idle for {seconds} s"),
            ours: Measured::Time(taken),
            peer: None,
            goal,
        },
        Row {
            work: format!("drawn while idle for {seconds} s"),
            ours: Measured::Bytes(terminal.written - drawn),
            peer: None,
            goal: Goal::Most {
                must: nothing,
                aim: nothing,
            },
        },
    ])
}
