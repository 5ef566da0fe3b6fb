//! dianbao and its peers side by side: `cargo bench --bench peers -- [FOLDER]`.
//!
//! Prints a Markdown table of medians and ratios. Without FOLDER it measures a synthetic archive, so anybody can run
//! it. With one it measures the dumps there, which it only reads. `--help` lists the options.

mod archive;
mod compare;
mod draw;
mod flood;
mod follow;
mod growth;
mod idle;
mod keys;
mod live;
mod load;
mod options;
mod process;
mod search;
mod size;
mod start;
#[path = "../synthetic/mod.rs"]
mod synthetic;
mod table;
mod terminal;
mod timing;
mod tmux;
mod typing;
mod vocabulary;

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::thread;

use anyhow::Result;
use clap::Parser;
use dianbao::timeline::Timeline;
use dianbao::{feed, watch};

use archive::Archive;
use options::{Group, Options};
use table::{HEADING, Row};

/// The input of every group of rows.
pub(crate) struct Bench {
    pub(crate) options: Options,
    pub(crate) archive: Archive,
}

impl Bench {
    /// Loads the archive in this process.
    pub(crate) fn timeline(&self) -> Arc<Timeline> {
        timeline(&self.archive.folder)
    }
}

/// Loads the timeline of a folder.
pub(crate) fn timeline(folder: &Path) -> Arc<Timeline> {
    let settings = watch::WatchSettings {
        paths: vec![folder.to_owned()],
        ..watch::WatchSettings::default()
    };
    feed::load_all(&settings).timeline
}

/// A function that measures a group of rows.
type Measurement = fn(&Bench) -> Result<Vec<Row>>;

const GROUPS: [(Group, Measurement); 12] = [
    (Group::Load, load::rows),
    (Group::Start, start::rows),
    (Group::Search, search::rows),
    (Group::Typing, typing::rows),
    (Group::Follow, follow::rows),
    (Group::Keys, keys::rows),
    (Group::Draw, draw::rows),
    (Group::Idle, idle::rows),
    (Group::Flood, flood::rows),
    (Group::Day, size::day_rows),
    (Group::Text, size::text_rows),
    (Group::Folder, size::folder_rows),
];

fn main() -> Result<()> {
    let options = Options::parse();
    let archive = match &options.folder {
        Some(folder) => Archive::given(folder)?,
        None => Archive::made(options.entries)?,
    };
    let bench = Bench { options, archive };
    let mut out = io::stdout().lock();
    if let Some(old) = &bench.options.old {
        return compare::print(&bench, old, &mut out);
    }
    introduce(&bench, &mut out)?;
    for (group, rows) in GROUPS {
        if bench.options.wants(group) {
            for row in rows(&bench)? {
                writeln!(out, "{row}")?;
            }
        }
    }
    if bench.options.wants(Group::Growth) {
        growth::print(&bench, &mut out)?;
    }
    Ok(())
}

fn introduce(bench: &Bench, out: &mut impl Write) -> io::Result<()> {
    let (dumps, megabytes) = (bench.archive.dumps.len(), bench.archive.bytes / 1_000_000);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    writeln!(
        out,
        "{dumps} dumps, {megabytes} MB; {cores} processors; medians of {}.",
        bench.options.times
    )?;
    let missing: Vec<_> = ["rg", "lnav", "fzf", "tail", "xargs"]
        .into_iter()
        .filter(|peer| !process::installed(peer))
        .collect();
    if !missing.is_empty() {
        writeln!(out, "Not installed: {}.", missing.join(", "))?;
    }
    writeln!(out, "\n{HEADING}")
}
