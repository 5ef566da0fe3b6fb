//! A scraper that changes its dumps in every way that scrapers do, at random but reproducibly by seed.
//!
//! It keeps a fixed number of dumps and entries, so the resources of a reader are comparable at any two moments of
//! rest.

use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use crate::pty::corpus;
use crate::pty::dice::Dice;

/// The entries of each dump at rest.
const REST_ENTRIES: usize = 120;
/// A longer dump loses its newest half. If it lost the oldest, they would stay as gone, and more with each hour.
const MAX_ENTRIES: usize = 180;
const DAYS: [&str; 3] = ["2026-03-02", "2026-03-03", "2026-03-04"];
const CHANNELS: [&str; 2] = ["普通", "加红"];

struct ScrapedDump {
    path: PathBuf,
    heading: String,
    entries: Vec<Vec<u8>>,
}

impl ScrapedDump {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.heading.clone().into_bytes();
        self.entries
            .iter()
            .for_each(|entry| bytes.extend_from_slice(entry));
        bytes
    }
}

type ScraperStep = fn(&mut SoakScraper, usize);

/// Scrapers mostly append.
const STEPS: [ScraperStep; 17] = [
    SoakScraper::append,
    SoakScraper::append,
    SoakScraper::append,
    SoakScraper::append,
    SoakScraper::append,
    SoakScraper::insert,
    SoakScraper::reword,
    SoakScraper::rewrite_in_place,
    SoakScraper::rename_over,
    SoakScraper::truncate_and_refill,
    SoakScraper::delete_and_recreate,
    SoakScraper::change_under_the_same_time,
    SoakScraper::rotate,
    SoakScraper::make_folders,
    SoakScraper::move_folder,
    SoakScraper::litter,
    SoakScraper::write_large,
];

pub(super) struct SoakScraper {
    folder: PathBuf,
    pub(super) dice: Dice,
    dumps: Vec<ScrapedDump>,
    fragments: Vec<Vec<u8>>,
    names: Vec<Vec<u8>>,
    written: usize,
}

impl SoakScraper {
    pub(super) fn start(folder: &Path, seed: u64) -> Self {
        let mut dumps = Vec::new();
        for day in DAYS {
            for channel in CHANNELS {
                let path = folder.join(format!("财联社【{channel}】电报_{day}.md"));
                let heading = format!(
                    "# 财联社【{channel}】电报 - {day}\n> 统计周期：{day} 05:30 至次日 05:30\n\n---\n\n"
                );
                dumps.push(ScrapedDump {
                    path,
                    heading,
                    entries: Vec::new(),
                });
            }
        }
        let mut scraper = Self {
            folder: folder.to_owned(),
            dice: Dice(seed),
            dumps,
            fragments: corpus::fragments(),
            names: corpus::names(),
            written: 0,
        };
        scraper.rest();
        scraper
    }

    /// Applies a random change to one of its dumps.
    pub(super) fn work(&mut self) {
        let (way, dump) = (
            *self.dice.pick::<ScraperStep>(&STEPS),
            self.dice.below(self.dumps.len()),
        );
        way(self, dump);
        if self.dumps[dump].entries.len() > MAX_ENTRIES {
            self.dumps[dump].entries.truncate(MAX_ENTRIES / 2);
            self.rename_over(dump);
        }
    }

    /// Makes all files it ever has exist at once, and adds an entry to every dump.
    pub(super) fn crowd(&mut self) {
        if !self.folder.join("large.md").exists() {
            self.write_large(0);
        }
        if !self.folder.join("litter").exists() {
            self.litter(0);
        }
        (0..self.dumps.len()).for_each(|dump| self.insert(dump));
    }

    /// Removes everything but its dumps, each at its length at rest.
    pub(super) fn rest(&mut self) {
        for name in fs::read_dir(&self.folder).unwrap() {
            let path = name.unwrap().path();
            if path.symlink_metadata().unwrap().is_dir() {
                fs::remove_dir_all(path).unwrap();
            } else if !self.dumps.iter().any(|dump| dump.path == path) {
                fs::remove_file(path).unwrap();
            }
        }
        for at in 0..self.dumps.len() {
            while self.dumps[at].entries.len() < REST_ENTRIES {
                let entry = self.entry(at);
                self.dumps[at].entries.push(entry);
            }
            self.dumps[at].entries.truncate(REST_ENTRIES);
            fs::write(&self.dumps[at].path, self.dumps[at].bytes()).unwrap();
        }
    }

    /// Returns an entry of the day's next minute. One in four contains hostile text.
    fn entry(&mut self, dump: usize) -> Vec<u8> {
        let minute = 6 * 60 + self.dumps[dump].entries.len() * 3 % (17 * 60);
        self.entry_of(minute)
    }

    fn entry_of(&mut self, minute: usize) -> Vec<u8> {
        self.written += 1;
        let n = self.written;
        let company = *self
            .dice
            .pick(&["星河机械", "云岭药业", "海屿航运", "赤松半导体"]);
        let mut entry = format!(
            "**[{:02}:{:02}]** 【{company}第{n:08}号公告】财联社3月2日电，",
            minute / 60,
            minute % 60
        )
        .into_bytes();
        write!(
            entry,
            "{company}签订{n:08}号合同，同比增长{}%。",
            self.dice.below(90)
        )
        .unwrap();
        if self.dice.below(4) == 0 {
            let fragment = self.dice.below(self.fragments.len());
            // An unclosed title or a line end makes another entry of the rest.
            entry.extend(
                self.fragments[fragment]
                    .iter()
                    .filter(|byte| **byte != b'\n'),
            );
        }
        entry.extend_from_slice(b"\n\n");
        entry
    }

    /// In pieces that may end inside a character.
    fn append(&mut self, dump: usize) {
        let entry = self.entry(dump);
        let mut file = OpenOptions::new()
            .append(true)
            .create(true)
            .open(&self.dumps[dump].path)
            .unwrap();
        let mut rest = &entry[..];
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(1 + self.dice.below(rest.len()));
            file.write_all(piece).unwrap();
            rest = after;
        }
        self.dumps[dump].entries.push(entry);
    }

    /// In the middle, and rewrites the whole dump.
    fn insert(&mut self, dump: usize) {
        let at = self.dice.below(self.dumps[dump].entries.len());
        let entry = self.entry_of(6 * 60 + at * 3);
        self.dumps[dump].entries.insert(at, entry);
        self.rename_over(dump);
    }

    /// Rewords an entry.
    fn reword(&mut self, dump: usize) {
        let at = self.dice.below(self.dumps[dump].entries.len());
        let mut text = String::from_utf8_lossy(&self.dumps[dump].entries[at]).into_owned();
        self.written += 1;
        let (from, to) = (text.find('%').unwrap(), self.written);
        text.insert_str(from + 1, &format!("（更正{to:08}）"));
        text.truncate(
            text.char_indices()
                .nth(150)
                .map_or(text.len(), |(end, _)| end),
        );
        self.dumps[dump].entries[at] = [text.trim_end().as_bytes(), b"\n\n"].concat();
        self.rewrite_in_place(dump);
    }

    /// Slowly, over the old content.
    fn rewrite_in_place(&mut self, dump: usize) {
        let bytes = self.dumps[dump].bytes();
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&self.dumps[dump].path)
            .unwrap();
        bytes
            .chunks(1 + self.dice.below(8192))
            .for_each(|piece| file.write_all(piece).unwrap());
        file.set_len(bytes.len() as u64).unwrap();
    }

    fn rename_over(&mut self, dump: usize) {
        let aside = self.folder.join(".aside.tmp");
        fs::write(&aside, self.dumps[dump].bytes()).unwrap();
        fs::rename(aside, &self.dumps[dump].path).unwrap();
    }

    fn truncate_and_refill(&mut self, dump: usize) {
        let bytes = self.dumps[dump].bytes();
        let mut file = File::create(&self.dumps[dump].path).unwrap();
        bytes
            .chunks(1 + self.dice.below(8192))
            .for_each(|piece| file.write_all(piece).unwrap());
    }

    fn delete_and_recreate(&mut self, dump: usize) {
        fs::remove_file(&self.dumps[dump].path).unwrap();
        self.truncate_and_refill(dump);
    }

    /// Changes the content but neither size nor time.
    fn change_under_the_same_time(&mut self, dump: usize) {
        let at = self.dice.below(self.dumps[dump].entries.len());
        let entry = &mut self.dumps[dump].entries[at];
        let Some(digit) = entry.iter().rposition(u8::is_ascii_digit) else {
            return;
        };
        entry[digit] = b'0' + (entry[digit] - b'0' + 1) % 10;
        let path = self.dumps[dump].path.clone();
        let time = fs::metadata(&path).unwrap().modified().unwrap();
        fs::write(&path, self.dumps[dump].bytes()).unwrap();
        File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_modified(time)
            .unwrap();
    }

    /// Renames the dump for a while and starts a new one.
    fn rotate(&mut self, dump: usize) {
        let old = self.dumps[dump].path.with_extension("old.md");
        fs::rename(&self.dumps[dump].path, old).unwrap();
        self.rename_over(dump);
    }

    /// With a dump of a hostile name, a circular link and a pipe in them. Or removes them.
    fn make_folders(&mut self, dump: usize) {
        let folder = self.folder.join(format!("folder {}", self.dice.below(3)));
        if folder.exists() {
            return fs::remove_dir_all(folder).unwrap();
        }
        let deep = folder.join("a/b/c");
        fs::create_dir_all(&deep).unwrap();
        let name = self.dice.pick(&self.names).clone();
        let name = [b"2026-02-01 ", &name[..], b".md"].concat();
        let named = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(&name);
        fs::write(deep.join(named), self.dumps[dump].bytes()).unwrap();
        symlink(&self.folder, deep.join("up")).unwrap();
        let pipe = rustix::fs::FileType::Fifo;
        rustix::fs::mknodat(rustix::fs::CWD, deep.join("pipe.md"), pipe, 0o600.into(), 0).unwrap();
    }

    fn move_folder(&mut self, _: usize) {
        let (from, to) = (self.folder.join("folder 0"), self.folder.join("folder 1"));
        if from.exists() && !to.exists() {
            fs::rename(from, to).unwrap();
        }
    }

    /// A dump of megabytes and a sparse file of ten gigabytes. Or removes them.
    fn write_large(&mut self, _: usize) {
        let (large, zeros) = (self.folder.join("large.md"), self.folder.join("zeros.md"));
        if large.exists() {
            fs::remove_file(zeros).unwrap();
            return fs::remove_file(large).unwrap();
        }
        let mut text =
            "# 财联社【普通】电报 - 2026-03-05\n> 统计周期：2026-03-05 05:30 至次日 05:30\n\n---\n\n".to_owned();
        for n in 0..10_000 {
            let (hour, minute) = (6 + n / 600, n / 10 % 60);
            writeln!(
                text,
                "**[{hour:02}:{minute:02}]** 【星河机械第{n:08}份公告】签订第{n:08}份合同，同比增长{}%。\n",
                n % 90
            )
            .unwrap();
        }
        fs::write(large, text).unwrap();
        File::create(zeros).unwrap().set_len(10 << 30).unwrap();
    }

    /// Many small dumps at once, among them files that are no dumps or not readable.
    fn litter(&mut self, dump: usize) {
        let folder = self.folder.join("litter");
        if folder.exists() {
            return fs::remove_dir_all(folder).unwrap();
        }
        fs::create_dir(&folder).unwrap();
        for n in 0..50 {
            let entry = self.entry(dump);
            let path = folder.join(format!("{n}.md"));
            fs::write(
                &path,
                [self.dumps[dump].heading.as_bytes(), &entry].concat(),
            )
            .unwrap();
            if n % 10 == 0 {
                fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
            }
        }
        fs::write(folder.join("zeros.md"), [0; 5000]).unwrap();
    }
}
