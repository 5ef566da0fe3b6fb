//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, ValueEnum};

/// Measures dianbao and its peers in turn on the same dumps, and prints a table of medians in Markdown.
#[derive(Debug, Parser)]
#[command(name = "peers")]
pub(crate) struct Options {
    /// A folder of dumps; without it a synthetic archive is written to a temporary folder
    pub(crate) folder: Option<PathBuf>,
    /// Entries of the synthetic archive; ten years have some 1,700,000
    #[arg(long, default_value_t = 170_000, conflicts_with = "folder")]
    pub(crate) entries: u64,
    /// Measurements of each row
    #[arg(long, default_value_t = 7)]
    pub(crate) times: usize,
    /// Measure as long as the goals say: 60 s idle, 60 s under load and flood, the largest sizes, a million entries in
    /// the table of growth
    #[arg(long)]
    pub(crate) long: bool,
    /// An older build of this benchmark; each of its rows is printed beside the one of this build
    #[arg(long, value_name = "BENCHMARK")]
    pub(crate) old: Option<PathBuf>,
    /// Only these groups of rows
    #[arg(long, value_enum, value_delimiter = ',')]
    pub(crate) only: Vec<Group>,
    /// Cargo passes it to every benchmark
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

    /// The time to watch something that takes long.
    pub(crate) const fn watched(&self) -> Duration {
        Duration::from_secs(if self.long { 60 } else { 10 })
    }
}
