//! Dumps of today with what a reader left, for `status`.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use dianbao::item::{ItemId, NewsDay, Rollover, Stamp};
use dianbao::state::{self, Change, Database, KeeperSetup, KnownItem};
use serde_json::Value;
use tempfile::TempDir;

use super::{path, stderr, stdout};

pub(super) const RULES: &str = "\
[[rule]]
name = '持仓'
query = '云帆'

[[rule]]
name = '地震'
query = '地震'
";

/// Dumps of today with their settings and a state file.
pub(super) struct Desk {
    pub(super) home: TempDir,
}

impl Desk {
    /// A desk with entries of the ordinary and the red channel.
    pub(super) fn new(ordinary: &str, red: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        let desk = Self { home };
        fs::create_dir(desk.dumps()).unwrap();
        desk.write("普通", ordinary);
        desk.write("加红", red);
        // What the clock says must not matter.
        fs::write(desk.home.path().join("config.toml"), "silent_after = 0\n").unwrap();
        fs::write(desk.home.path().join("rules.toml"), RULES).unwrap();
        desk
    }

    pub(super) fn dumps(&self) -> PathBuf {
        self.home.path().join("dumps")
    }

    /// Writes the dump of a channel.
    pub(super) fn write(&self, channel: &str, entries: &str) {
        let day = today();
        let dump = self
            .dumps()
            .join(format!("财联社【{channel}】电报_{day}.md"));
        let text = format!("# 财联社【{channel}】电报 - {day}\n\n---\n\n{entries}");
        fs::write(dump, text).unwrap();
    }

    /// The command with these arguments, on the dumps and with the settings.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dianbao"));
        command
            .args(arguments)
            .arg("--config")
            .arg(self.home.path().join("config.toml"))
            .arg("--state")
            .arg(self.state_file())
            .arg(self.dumps())
            .env("LC_ALL", "zh_CN.UTF-8")
            .stdin(Stdio::null());
        command
    }

    pub(super) fn status(&self, arguments: &[&str]) -> Output {
        let arguments = [&["status"], arguments].concat();
        self.command(&arguments).output().unwrap()
    }

    pub(super) fn line(&self, arguments: &[&str]) -> String {
        let output = self.status(arguments);
        assert_eq!(stderr(&output), "", "{arguments:?}");
        stdout(&output)
    }

    pub(super) fn state_file(&self) -> PathBuf {
        self.home.path().join("state/state.db")
    }

    /// The ids of all items, by their titles.
    pub(super) fn ids(&self) -> BTreeMap<String, ItemId> {
        let list = self.command(&["list", "--format", "jsonl"]);
        let output = { list }.output().unwrap();
        let lines = stdout(&output);
        let items = lines.lines().map(|line| {
            let item: Value = serde_json::from_str(line).unwrap();
            let text = |name: &str| item[name].as_str().unwrap().to_owned();
            (text("title"), text("id").parse().unwrap())
        });
        items.collect()
    }

    /// Notes, as a reader does, that these items were listed; those of `unseen` were not seen. Returns the open file.
    pub(super) fn read(&self, seen: &[&str], unseen: &[&str]) -> Database {
        let setup = KeeperSetup {
            file: Some(self.state_file()),
            ..KeeperSetup::default()
        };
        let (mut database, problem) = state::open(&setup);
        assert_eq!(problem, None);
        database
            .set_session(path(&self.dumps()), "{}", now())
            .unwrap();
        self.see(&mut database, seen, false);
        self.see(&mut database, unseen, true);
        database
    }

    pub(super) fn see(&self, database: &mut Database, titles: &[&str], is_unseen: bool) {
        let ids = self.ids();
        let items = titles.iter().map(|title| KnownItem {
            id: ids[*title],
            print: None,
            is_unseen,
        });
        let (day, items) = (today(), items.collect());
        database.write(&[Change::Items { day, items }]).unwrap();
    }
}

pub(super) fn now() -> Stamp {
    Stamp::from_system(std::time::SystemTime::now()).unwrap()
}

pub(super) fn today() -> NewsDay {
    NewsDay::containing(now(), Rollover::default())
}

pub(super) const ORDINARY: &str = "**[05:31]** 【云帆智造收到立案告知书】财联社电，云帆智造公告。\n\n**[05:33]** 【远山能源签订合同】财联社电，远山能源公告。\n\n";
pub(super) const RED: &str = "**[05:32]** 【青禾银行下调利率】财联社电，青禾银行公告。\n\n";

pub(super) fn three() -> Desk {
    Desk::new(ORDINARY, RED)
}
