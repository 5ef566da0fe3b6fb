//! An older build of this benchmark beside this one: `--old BENCHMARK`, the executable that
//! `cargo bench --no-run --bench peers` names in an older checkout.
//!
//! Both run group by group in turn, because the speed of a shared machine changes within minutes. A row shows the
//! median over the rounds of each, and their ratio.

use std::env;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;

use crate::Bench;
use crate::options::Group;

/// How often each group runs in each build.
const ROUNDS: usize = 3;

/// The rows of one build: what was measured, and a figure for each round.
#[derive(Default)]
struct Build {
    works: Vec<String>,
    figures: Vec<Vec<String>>,
}

impl Build {
    /// Runs a group once and adds its rows.
    fn measure(&mut self, benchmark: &Path, bench: &Bench, group: Group) -> Result<()> {
        let rows = rows(benchmark, bench, group)?;
        self.figures
            .resize(rows.len().max(self.figures.len()), Vec::new());
        self.works = rows.iter().map(|(work, _)| work.clone()).collect();
        for (figures, (_, figure)) in self.figures.iter_mut().zip(rows) {
            figures.push(figure);
        }
        Ok(())
    }

    /// The median of a row's figures.
    fn median(&self, row: usize) -> Option<&String> {
        let mut figures: Vec<&String> = self.figures.get(row)?.iter().collect();
        figures.sort_by(|a, b| value(a).total_cmp(&value(b)));
        figures.get(figures.len() / 2).copied()
    }
}

/// Prints every group of both builds side by side. Rows correspond by their order.
pub(crate) fn print(bench: &Bench, old: &Path, out: &mut impl Write) -> Result<()> {
    let new = env::current_exe()?;
    writeln!(
        out,
        "| work | dianbao-old | dianbao-new | ratio |\n| --- | --- | --- | --- |"
    )?;
    for group in Group::value_variants() {
        if !bench.options.wants(*group) || *group == Group::Growth {
            continue;
        }
        let (mut before, mut after) = (Build::default(), Build::default());
        for _ in 0..ROUNDS {
            before.measure(old, bench, *group)?;
            after.measure(&new, bench, *group)?;
        }
        for (row, work) in after.works.iter().enumerate() {
            if let (Some(old), Some(new)) = (before.median(row), after.median(row)) {
                writeln!(
                    out,
                    "| {work} | {old} | {new} | {:.2} |",
                    value(new) / value(old)
                )?;
            }
        }
        out.flush()?;
    }
    Ok(())
}

/// Runs one group of a build and returns its rows: what was measured, and dianbao's figure.
fn rows(benchmark: &Path, bench: &Bench, group: Group) -> Result<Vec<(String, String)>> {
    let name = group
        .to_possible_value()
        .context("a group without a name")?;
    let mut command = Command::new(benchmark);
    command
        .arg(&bench.archive.folder)
        .args(["--only", name.get_name()]);
    command.args(["--times", &bench.options.times.to_string()]);
    if bench.options.long {
        command.arg("--long");
    }
    let output = command
        .output()
        .with_context(|| benchmark.display().to_string())?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{}: {errors}", benchmark.display());
    let text = String::from_utf8_lossy(&output.stdout);
    let rows = text
        .lines()
        .skip_while(|line| !line.starts_with("| ---"))
        .skip(1);
    Ok(rows.filter_map(row).collect())
}

/// The first two cells of a row.
fn row(line: &str) -> Option<(String, String)> {
    let mut cells = line.strip_prefix("| ")?.split(" | ");
    Some((cells.next()?.to_owned(), cells.next()?.to_owned()))
}

/// A printed figure in seconds or bytes: `1.5 ms` is 0.0015.
fn value(figure: &str) -> f64 {
    let Some((number, unit)) = figure.split_once(' ') else {
        return f64::NAN;
    };
    let scale = match unit {
        "µs" => 1e-6,
        "ms" => 1e-3,
        "KB" => 1e3,
        "MB" => 1e6,
        _ => 1.0,
    };
    number.parse::<f64>().unwrap_or(f64::NAN) * scale
}
