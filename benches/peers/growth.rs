//! The growth of each cost with the archive.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use bytes::Bytes;
use dianbao::dump::{self, Dump, DumpChange, ReadOptions};
use dianbao::timeline::{IndexedDump, Store, Timeline};

use crate::archive::Archive;
use crate::search::{SearchBench, matcher};
use crate::table::Measured;
use crate::timing::{Samples, alone, time};
use crate::{Bench, draw, timeline};

/// The measurements of each size.
const WORK: [&str; 6] = [
    "load",
    "filter, rare word, complete",
    "filter, frequent word, first 50",
    "full redraw",
    "frame, nothing changed",
    "append an entry",
];

/// Prints a table of its own: a column for each size.
pub(crate) fn print(bench: &Bench, out: &mut impl Write) -> Result<()> {
    let sizes: &[u64] = if bench.options.long {
        &[10_000, 100_000, 1_000_000]
    } else {
        &[10_000, 100_000]
    };
    let columns = sizes
        .iter()
        .map(|&entries| column(bench, entries))
        .collect::<Result<Vec<_>>>()?;
    let heading: Vec<_> = columns
        .iter()
        .map(|(items, _)| format!("{items} items"))
        .collect();
    writeln!(
        out,
        "\n| work | {} |\n| --- |{}",
        heading.join(" | "),
        " --- |".repeat(columns.len())
    )?;
    for (row, work) in WORK.iter().enumerate() {
        let figures: String = columns
            .iter()
            .filter_map(|(_, figures)| Some(format!(" {} |", figures.get(row)?)))
            .collect();
        writeln!(out, "| {work} |{figures}")?;
    }
    Ok(())
}

fn column(bench: &Bench, entries: u64) -> Result<(usize, Vec<Measured>)> {
    let archive = Archive::made(entries)?;
    let times = bench.options.times;
    let load = alone(times, || Ok(time(|| timeline(&archive.folder)).0))?;
    let loaded = timeline(&archive.folder);
    let mut search = SearchBench::new(Arc::clone(&loaded));
    let (rare, frequent) = (matcher("绝无此词")?, matcher("同比增长")?);
    let complete = alone(times, || Ok(search.pass(&rare, None)?.complete))?;
    let first = alone(times, || Ok(search.pass(&frequent, None)?.first))?;
    let mut app = draw::reader(Arc::clone(&loaded));
    let redraw = draw::full(times.max(50), &mut app)?;
    let same = draw::same(times.max(50), &mut app)?;
    let append = append(times, &loaded, &archive.folder)?;
    let figures = [load, complete, first, redraw, same, append]
        .iter()
        .map(Samples::median)
        .collect();
    Ok((loaded.len(), figures))
}

/// Measures one more entry in the newest dump: reading it again and rebuilding its days.
fn append(times: usize, timeline: &Timeline, folder: &Path) -> Result<Samples> {
    let mut store = Store::default();
    let mut dumps: Vec<Arc<Dump>> = timeline
        .days()
        .iter()
        .flat_map(|day| day.dumps())
        .cloned()
        .collect();
    dumps.sort_by(|a, b| a.path.cmp(&b.path));
    dumps.dedup_by(|a, b| a.path == b.path);
    store.apply_built(
        dumps.into_iter().map(IndexedDump::from).collect(),
        timeline.days().to_vec(),
    );
    let newest = timeline
        .days()
        .last()
        .and_then(|day| day.dumps().first())
        .context("no dump")?;
    let mut text = fs::read(&newest.path).with_context(|| folder.display().to_string())?;
    let mut number = 0;
    alone(times.max(50), || {
        number += 1;
        text.extend_from_slice(
            format!("**[05:29]** 【追加第{number}条】财联社电，追加第{number}条。\n\n").as_bytes(),
        );
        let (took, update) = time(|| {
            let text = Bytes::copy_from_slice(&text);
            dump::read(&newest.path, text, ReadOptions::default())
                .map(|dump| store.apply(vec![DumpChange::Read(Arc::new(dump))]))
        });
        match update {
            Some(update) if update.arrived.len() == 1 => Ok(took),
            Some(_) | None => bail!("the appended entry has not arrived"),
        }
    })
}
