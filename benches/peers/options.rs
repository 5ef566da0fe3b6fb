//! What the programme is asked to measure.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, ValueEnum};

/// Measures dianbao and its peers in turn on the same dumps, and prints a table of medians in Markdown.
#[derive(Debug, Parser)]
#[command(name = "peers")]
pub(crate) struct Options {
    /// The dumps; without it a synthetic archive is made in a temporary folder
    pub(crate) folder: Option<PathBuf>,
    /// How many entries the synthetic archive has; ten years have some 1,700,000
    #[arg(long, default_value_t = 170_000, conflicts_with = "folder")]
    pub(crate) entries: u64,
    /// How often each thing is measured
    #[arg(long, default_value_t = 7)]
    pub(crate) times: usize,
    /// Measure as long as the goals ask: 60 s idle, 60 s under load and flood, sizes as large as they are asked for, a million entries in the table of growth
    #[arg(long)]
    pub(crate) long: bool,
    /// An older build of this benchmark; each of its rows is printed beside the one of this build
    #[arg(long, value_name = "BENCHMARK")]
    pub(crate) old: Option<PathBuf>,
    /// Only these groups of rows
    #[arg(long, value_enum, value_delimiter = ',')]
    pub(crate) only: Vec<Group>,
    /// Cargo says it to every bench
    #[arg(long, hide = true)]
    bench: bool,
}

/// Rows that are measured together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Group {
    Load,
    Start,
    Search,
    Typing,
    Follow,
    Keys,
    Draw,
    Idle,
    Flood,
    Day,
    Text,
    Folder,
    Growth,
}

impl Options {
    pub(crate) fn wants(&self, group: Group) -> bool {
        self.only.is_empty() || self.only.contains(&group)
    }

    /// How long something is watched that takes its time.
    pub(crate) const fn watched(&self) -> Duration {
        Duration::from_secs(if self.long { 60 } else { 10 })
    }
}
