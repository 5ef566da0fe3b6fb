//! What a rolling table lets go is in the archive, once, also if the program that writes it is killed.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Only a test that has failed waits so long.
const FOR_EVER: Duration = Duration::from_secs(60);

/// How many rows the table has.
const ROWS: usize = 20;

/// A scraper's table of the newest rows, a configuration with an archive, and how many rows were written.
struct RollingTable {
    home: TempDir,
    written: usize,
    dice: u64,
}

impl RollingTable {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("dumps")).unwrap();
        let archive = home.path().join("archive");
        let config = format!("archive = {:?}\n", archive.display().to_string());
        fs::write(home.path().join("config.toml"), config).unwrap();
        let mut rolling = Self {
            home,
            written: 0,
            dice: 13,
        };
        rolling.write(ROWS);
        rolling
    }

    fn below(&mut self, limit: usize) -> usize {
        self.dice = self
            .dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.dice >> 33).unwrap() % limit
    }

    /// Writes the table anew with so many more rows, as pandas does: it truncates the file and writes it.
    fn write(&mut self, more: usize) {
        self.written += more;
        let mut table = "\u{feff}标题,内容,发布日期,发布时间\n".to_owned();
        let first = self.written.saturating_sub(ROWS);
        for row in (first..self.written).rev() {
            let (hour, minute) = (6 + row / 60, row % 60);
            let day = 1 + hour / 23;
            writeln!(
                table,
                "第{row}条,【第{row}条】财联社5月{day}日电，第{row}条正文。,2026-05-{day:02},{:02}:{minute:02}:07",
                hour % 23 + 1
            )
            .unwrap();
        }
        fs::write(self.folder().join("cls.csv"), table).unwrap();
    }

    fn follow(&self) -> Child {
        self.command().spawn().unwrap()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dianbao"));
        command
            .args(["tail", "--config"])
            .arg(self.home.path().join("config.toml"))
            .arg(self.home.path().join("dumps"))
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        command
    }

    /// Follows the folder, and waits until it is found missing.
    fn follow_missing(&self) -> Child {
        let mut tail = self.command().stderr(Stdio::piped()).spawn().unwrap();
        self.take_away();
        let mut line = String::new();
        let mut errors = BufReader::new(tail.stderr.take().unwrap());
        errors.read_line(&mut line).unwrap();
        assert!(line.contains("No such file"), "{line}");
        tail
    }

    fn take_away(&self) {
        fs::rename(self.folder(), self.home.path().join("away")).unwrap();
    }

    /// Brings the folder back, and writes more rows there.
    fn bring_back(&mut self, more: usize) {
        fs::rename(self.home.path().join("away"), self.folder()).unwrap();
        self.write(more);
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("dumps")
    }

    fn archive(&self) -> PathBuf {
        self.home.path().join("archive")
    }

    /// Waits until the archive has every row of the table.
    #[track_caller]
    fn wait_for_all(&self) {
        let rows = self.written.saturating_sub(ROWS)..self.written;
        let rows: Vec<String> = rows.map(|row| format!("，第{row}条正文。")).collect();
        let start = Instant::now();
        loop {
            let lines = archived(&self.archive());
            let is_there = |row: &String| lines.iter().any(|line| line.contains(row));
            match rows.iter().find(|row| !is_there(row)) {
                None => return,
                Some(row) => assert!(start.elapsed() < FOR_EVER, "{row} is not archived"),
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Follows the table until the archive has every row of it, and is killed.
    #[track_caller]
    fn catch_up(&self) {
        let mut tail = self.follow();
        self.wait_for_all();
        tail.kill().unwrap();
        tail.wait().unwrap();
    }

    /// Asserts that every row is there once, with the time at which it was seen.
    #[track_caller]
    fn expect_every_row_once(&self) {
        let mut seen = HashSet::new();
        for line in archived(&self.archive()) {
            let line: serde_json::Value = serde_json::from_str(&line).unwrap();
            let time = line["first_seen"].as_str().unwrap();
            assert!(time.ends_with("+08:00"), "{time}");
            let text = line["text"].as_str().unwrap().to_owned();
            assert!(seen.insert(text.clone()), "{text} is doubled");
        }
        let has = |row: &usize| {
            let end = format!("，第{row}条正文。");
            seen.iter().any(|text| text.ends_with(&end))
        };
        let lost: Vec<usize> = (0..self.written).filter(|row| !has(row)).collect();
        assert_eq!((lost, seen.len()), (Vec::new(), self.written));
    }
}

/// The whole lines of an archive.
fn archived(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = files.filter(|file| file.path().extension().is_some());
    let texts = files.map(|file| fs::read(file.path()).unwrap_or_default());
    let lines = texts.flat_map(|text| {
        let text = String::from_utf8_lossy(&text).into_owned();
        text.lines().map(str::to_owned).collect::<Vec<_>>()
    });
    lines
        .filter(|line| serde_json::from_str::<serde_json::Value>(line).is_ok())
        .collect()
}

#[test]
fn forty_rounds_of_a_rolling_table_are_archived() {
    let mut rolling = RollingTable::new();
    let mut tail = rolling.follow();
    rolling.wait_for_all();
    for _ in 0..40 {
        let more = 1 + rolling.below(5);
        rolling.write(more);
        rolling.wait_for_all();
    }
    tail.kill().unwrap();
    tail.wait().unwrap();
    rolling.expect_every_row_once();
}

/// The folder goes and comes back while it is followed, and so does the table.
#[test]
fn absences_lose_and_double_nothing() {
    let mut rolling = RollingTable::new();
    rolling.catch_up();
    let mut tail = rolling.follow_missing();
    for round in 1..8 {
        rolling.bring_back(round);
        rolling.wait_for_all();
        fs::remove_file(rolling.folder().join("cls.csv")).unwrap();
        rolling.write(1);
        rolling.wait_for_all();
        rolling.take_away();
    }
    tail.kill().unwrap();
    tail.wait().unwrap();
    rolling.bring_back(1);
    rolling.catch_up();
    rolling.expect_every_row_once();
}

/// `DIANBAO_KILLS` sets how often the program is killed.
#[test]
fn kills_lose_and_double_nothing() {
    let kills = std::env::var("DIANBAO_KILLS");
    let kills: usize = kills.map_or(4, |kills| kills.parse().unwrap());
    let mut rolling = RollingTable::new();
    rolling.catch_up();
    for _ in 0..kills {
        let mut tail = rolling.follow();
        // All rows of a round fit into the table: those that nobody saw are there after the restart.
        let mut left = ROWS - 1;
        let rounds = 1 + rolling.below(6);
        for _ in 0..rounds {
            let more = (1 + rolling.below(4)).min(left);
            left -= more;
            rolling.write(more);
            let pause = rolling.below(60) as u64;
            thread::sleep(Duration::from_millis(pause));
        }
        tail.kill().unwrap();
        tail.wait().unwrap();
        rolling.catch_up();
    }
    rolling.expect_every_row_once();
}
