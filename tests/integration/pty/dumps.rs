//! Dumps written for these tests.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder that is removed at the end, with a dump of `count` flashes in it.
pub(crate) struct Dumps {
    pub(crate) folder: tempfile::TempDir,
}

impl Dumps {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn arg(&self) -> &str {
        self.folder.path().to_str().unwrap()
    }

    pub(crate) fn dump(&self) -> PathBuf {
        self.folder.path().join("财联社【普通】电报_2026-03-02.md")
    }

    /// The text of a dump with one flash a minute from 09:00.
    pub(crate) fn text(count: usize) -> String {
        let mut text = String::from(
            "# 财联社【普通】电报 - 2026-03-02\n> 统计周期：2026-03-02 05:30 至次日 05:30\n\n---\n\n",
        );
        for n in 0..count {
            text.push_str(&Self::entry(n));
        }
        text
    }

    pub(crate) fn entry(n: usize) -> String {
        let mut entry = String::new();
        let (hour, minute) = (9 + n / 60, n % 60);
        let company = ["星河机械", "云岭药业", "海屿航运", "赤松半导体"][n % 4];
        write!(
            entry,
            "**[{hour:02}:{minute:02}]** 【{company}第{n}号公告】财联社3月2日电，{company}公告，签订{n}号合同，金额{n}.5亿元，同比增长{n}%。\n\n"
        )
        .unwrap();
        entry
    }

    pub(crate) fn write(&self, text: &str) {
        fs::write(self.dump(), text).unwrap();
    }

    /// Writes aside and renames over, as careful scrapers do.
    pub(crate) fn replace(&self, text: &str) {
        let aside = self.folder.path().join(".aside.tmp");
        fs::write(&aside, text).unwrap();
        fs::rename(aside, self.dump()).unwrap();
    }

    pub(crate) fn append(&self, text: &str) {
        use std::io::Write as _;
        fs::OpenOptions::new()
            .append(true)
            .open(self.dump())
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
    }
}
