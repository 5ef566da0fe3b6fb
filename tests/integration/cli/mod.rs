//! The commands as a script uses them: standard output, standard error, exit status.

mod alert;
mod away;
mod check;
mod desk;
mod formats;
mod input;
mod list;
mod lists;
mod marks;
mod rules;
mod settings;
mod status;
mod status_follow;
mod suggest;
mod tail;
mod unseen;
mod usage;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const HEADING: &str =
    "# 财联社【普通】电报 - 2026-01-06\n> 统计周期：2026-01-06 05:30 至次日 05:30\n\n---\n\n";

fn dianbao(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dianbao"));
    command
        .args(arguments)
        .arg("--no-config")
        .env_remove("NO_COLOR")
        .env("LC_ALL", "en_GB.UTF-8")
        .stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    dianbao(arguments).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn samples() -> String {
    format!("{}/assets/sample", env!("CARGO_MANIFEST_DIR"))
}

/// A folder with one dump.
fn folder(entries: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let dump = folder.path().join("财联社【普通】电报_2026-01-06.md");
    fs::write(&dump, format!("{HEADING}{entries}")).unwrap();
    (folder, dump)
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Runs a command with bytes on its standard input.
fn piped(arguments: &[&str], bytes: &[u8]) -> Output {
    let mut command = dianbao(arguments);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    child.wait_with_output().unwrap()
}

/// One story in every dialect that contains its date.
const DIALECTS: [(&str, &str); 7] = [
    (
        "day",
        "# 财联社【普通】电报 - 2026-05-31\n> 统计周期：2026-05-31 05:30 至次日 05:30\n\n---\n\n**[09:30]** 【甲】乙\n\n",
    ),
    (
        "sections",
        "## 2026年05月31日 (Sunday)\n\n### 🔴 重要电报\n\n  - [09:30] **[【甲】乙](https://www.cls.cn/detail/9)**\n\n",
    ),
    (
        "headings",
        "# 财联社快讯归档 2026-05-31\n\n- item_count: 1\n\n## 09:30:00｜甲\n\n- id: `9`\n- level: C\n\n【甲】乙\n",
    ),
    (
        "download",
        "# 财联社电报 2026-05-31\n\n> 共 1 条\n\n## 09:30:00 [C] 甲\n\n【甲】乙\n\n---\n",
    ),
    (
        "jsonl",
        "{\"id\": \"9\", \"ctime\": 1780191000, \"title\": \"甲\", \"content\": \"【甲】乙\", \"level\": \"C\"}\n",
    ),
    (
        "api",
        "{\"data\": {\"roll_data\": [{\"id\": 9, \"ctime\": 1780191000, \"content\": \"【甲】乙\"}]}}",
    ),
    (
        "csv",
        "标题,内容,发布日期,发布时间\n甲,【甲】乙,2026-05-31,09:30:00\n",
    ),
];
