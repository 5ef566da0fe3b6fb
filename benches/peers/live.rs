//! A dump to which a scraper goes on writing, in a folder of its own: the dumps that were given are only read.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A news day after all that are in any archive.
const DAY: &str = "2031-01-06";

/// A dump that grows.
#[derive(Debug)]
pub(crate) struct Live {
    folder: TempDir,
    dump: PathBuf,
    file: File,
    written: usize,
    /// How many entries share a minute: a day has 1,020 of them.
    crowd: usize,
}

impl Live {
    /// One with a screenful of entries in it, and room for 100,000.
    pub(crate) fn begin() -> io::Result<Self> {
        Self::crowded(100)
    }

    /// One with a screenful of entries in it, of which so many share a minute.
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

    /// How many entries it has.
    pub(crate) const fn written(&self) -> usize {
        self.written
    }

    /// Writes so many entries at once; gives what the last one is called.
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

/// An entry of those that a day has room for, in the order of time.
fn entry(number: usize, crowd: usize) -> String {
    let minute = 6 * 60 + (number / crowd) % (17 * 60);
    let name = name(number);
    let (hour, minute) = (minute / 60, minute % 60);
    format!(
        "**[{hour:02}:{minute:02}]** 【{name}】财联社1月6日电，{name}电报到达，同比增长{}%，编号{number}。\n\n",
        number % 90
    )
}
