//! A dump that a scraper keeps writing, in a folder of its own: given dumps are only read.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A news day after those of any archive.
const DAY: &str = "2031-01-06";

/// A dump that grows.
#[derive(Debug)]
pub(crate) struct Live {
    folder: TempDir,
    dump: PathBuf,
    file: File,
    written: usize,
    /// The entries of one minute. A day has 1,020 minutes of them.
    crowd: usize,
}

impl Live {
    /// Starts a dump with a screenful of entries and room for 100,000.
    pub(crate) fn start() -> io::Result<Self> {
        Self::crowded(100)
    }

    /// Starts a dump with a screenful of entries, with `crowd` of them in each minute.
    pub(crate) fn crowded(crowd: usize) -> io::Result<Self> {
        let folder = tempfile::tempdir()?;
        let dump = folder.path().join(format!("财联社【普通】电报_{DAY}.md"));
        fs::write(
            &dump,
            format!(
                "# 财联社【普通】电报 - {DAY}\n> 统计周期：{DAY} 05:30 至次日 05:30\n\n---\n\n"
            ),
        )?;
        let file = OpenOptions::new().append(true).open(&dump)?;
        let mut live = Self {
            folder,
            dump,
            file,
            written: 0,
            crowd,
        };
        live.append(40)?;
        Ok(live)
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn dump(&self) -> &Path {
        &self.dump
    }

    /// The number of its entries.
    pub(crate) const fn written(&self) -> usize {
        self.written
    }

    /// Writes `count` entries at once and returns the name in the last one.
    pub(crate) fn append(&mut self, count: usize) -> io::Result<String> {
        let entries: String = (self.written..self.written + count)
            .map(|number| entry(number, self.crowd))
            .collect();
        self.file.write_all(entries.as_bytes())?;
        self.written += count;
        Ok(name(self.written - 1))
    }
}

fn name(number: usize) -> String {
    format!("实时第{number:06}号")
}

/// Returns an entry. Entries are in order of time.
fn entry(number: usize, crowd: usize) -> String {
    let minute = 6 * 60 + (number / crowd) % (17 * 60);
    let name = name(number);
    let (hour, minute) = (minute / 60, minute % 60);
    format!(
        "**[{hour:02}:{minute:02}]** 【{name}】财联社1月6日电，{name}电报到达，同比增长{}%，编号{number}。\n\n",
        number % 90
    )
}
