//! Loading, merging and counting an archive, against reading the same bytes, and the memory for it.

use std::fs::{self, File};
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::Bench;
use crate::process::{count, installed, keep, list_day, output, peak, quiet, run};
use crate::table::{Goal, Measured, Row};
use crate::timing::in_turn;
use crate::vocabulary::Vocabulary;

/// The dumps of a quarter.
const SMALL: usize = 180;

pub(crate) fn rows(bench: &Bench) -> Result<Vec<Row>> {
    let folder = &bench.archive.folder;
    let items = output(&mut count(folder))?;
    let mut rows = Vec::new();
    if installed("xargs") {
        let names = tempfile::NamedTempFile::new()?;
        fs::write(names.path(), bench.archive.names())?;
        let cat = || run(cat().stdin(File::open(names.path())?));
        let goal = Goal::Ratio {
            must: 1.0,
            aim: 0.75,
        };
        rows.push(against(
            bench,
            COUNTED,
            &mut count(folder),
            "cat",
            cat,
            goal,
        )?);
        rows.push(against(
            bench,
            KEPT,
            &mut keep(folder),
            "cat",
            cat,
            Goal::None,
        )?);
    }
    if installed("rg") {
        let word = Vocabulary::of(bench).rare;
        let rg = || run(quiet("rg", &["--no-config", "-c", word]).arg(folder));
        let goal = Goal::Ratio {
            must: f64::INFINITY,
            aim: 3.0,
        };
        rows.push(against(
            bench,
            COUNTED,
            &mut count(folder),
            &format!("`rg -c {word}`"),
            rg,
            goal,
        )?);
    }
    rows.iter_mut()
        .for_each(|row| row.work = format!("{items} items {}", row.work));
    rows.extend(newest_day(bench)?);
    rows.push(memory(bench)?);
    rows.extend(small(bench)?);
    Ok(rows)
}

const COUNTED: &str = "loaded, merged, counted";
const KEPT: &str = "loaded, merged, kept";

fn against(
    bench: &Bench,
    work: &str,
    ours: &mut Command,
    peer: &str,
    theirs: impl FnMut() -> Result<Duration>,
    goal: Goal,
) -> Result<Row> {
    let (ours, theirs) = in_turn(bench.options.times, || run(ours), theirs)?;
    Ok(Row {
        work: work.to_owned(),
        ours: ours.median(),
        peer: Some((peer.to_owned(), theirs.median())),
        goal,
    })
}

/// A command that reads the dumps named on its input.
fn cat() -> Command {
    quiet("xargs", &["-0", "cat"])
}

/// Prints the newest day, against listing the files of the archive.
fn newest_day(bench: &Bench) -> Result<Vec<Row>> {
    let folder = &bench.archive.folder;
    let timeline = crate::timeline(folder);
    let Some(day) = timeline.days().last().map(|day| day.day().to_string()) else {
        return Ok(Vec::new());
    };
    drop(timeline);
    let peak = Measured::Bytes(peak(&mut list_day(folder, &day))?);
    let mut rows = vec![Row {
        work: "newest day of the archive, memory".to_owned(),
        ours: peak,
        peer: None,
        goal: Goal::Most {
            must: Measured::Bytes(40_000_000),
            aim: Measured::Bytes(15_000_000),
        },
    }];
    if installed("rg") {
        let rg = || run(quiet("rg", &["--no-config", "--files"]).arg(folder));
        let goal = Goal::Ratio {
            must: 8.0,
            aim: 4.0,
        };
        let mut ours = list_day(folder, &day);
        let work = "newest day of the archive";
        rows.insert(
            0,
            against(bench, work, &mut ours, "`rg --files`", rg, goal)?,
        );
    }
    Ok(rows)
}

fn memory(bench: &Bench) -> Result<Row> {
    let mut peaks = (0..bench.options.times)
        .map(|_| peak(&mut keep(&bench.archive.folder)))
        .collect::<Result<Vec<_>>>()?;
    peaks.sort_unstable();
    let peak = peaks.get(peaks.len() / 2).copied().unwrap_or(0);
    Ok(Row {
        work: "peak memory / bytes of the dumps".to_owned(),
        ours: Measured::Bytes(peak),
        peer: Some(("dumps".to_owned(), Measured::Bytes(bench.archive.bytes))),
        goal: Goal::Ratio {
            must: 1.25,
            aim: 1.1,
        },
    })
}

/// Measures the newest dumps alone, which other readers can open too.
fn small(bench: &Bench) -> Result<Vec<Row>> {
    let folder = tempfile::tempdir()?;
    let mut dumps = bench.archive.dumps.clone();
    dumps.sort_by(|a, b| b.file_name().cmp(&a.file_name()));
    for (number, dump) in dumps.iter().take(SMALL).enumerate() {
        let name = dump.file_name().unwrap_or_default().to_string_lossy();
        fs::copy(dump, folder.path().join(format!("{number:03}{name}")))?;
    }
    let path = folder.path().to_string_lossy();
    let mut rows = Vec::new();
    for (program, script, goal) in [
        (
            "lnav",
            format!("exec lnav -n '{path}'"),
            Goal::Ratio {
                must: 1.0 / 3.0,
                aim: 0.05,
            },
        ),
        (
            "fzf",
            format!("cat '{path}'/* | fzf --filter ''"),
            Goal::None,
        ),
        (
            "cat",
            format!("cat '{path}'/*"),
            Goal::Ratio {
                must: f64::INFINITY,
                aim: 1.0,
            },
        ),
    ] {
        if installed(program) {
            let theirs = || run(&mut quiet("sh", &["-c", &script]));
            let work = format!("{SMALL} dumps {COUNTED}");
            rows.push(against(
                bench,
                &work,
                &mut count(folder.path()),
                program,
                theirs,
                goal,
            )?);
        }
    }
    Ok(rows)
}
