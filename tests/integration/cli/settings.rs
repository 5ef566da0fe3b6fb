//! Settings and stock names from files.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::{folder, path, run, samples, stderr, stdout};

#[test]
fn invalid_config_prints_only_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("my.toml");
    fs::write(&file, "\nthem = 'dark'\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_dianbao"))
        .args(["list", &samples(), "--config", path(&file)])
        .output()
        .unwrap();
    assert_eq!(
        (output.status.code(), stdout(&output).as_str()),
        (Some(2), "")
    );
    assert!(
        stderr(&output).ends_with("my.toml:2:1: unknown setting `them`; did you mean `theme`?\n"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn config_command_prints_the_defaults() {
    assert!(stdout(&run(&["config", "default"])).contains("\nrollover = \"05:30\"\n"));
    assert!(
        stdout(&run(&["config", "show", "--no-mouse"])).contains("mouse = false  # command line\n")
    );
    assert!(stdout(&run(&["config", "keymap"])).contains("[common]"));
    assert!(stdout(&run(&["completions", "bash"])).contains("dianbao"));
    assert!(stdout(&run(&["man"])).contains(".TH dianbao"));
}

#[test]
fn config_show_makes_paths_absolute() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.toml");
    fs::write(&config, "sources = ['dumps']\nstocks = 'mine.csv'\n").unwrap();
    fs::write(folder.path().join("mine.csv"), "code,name,aliases\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_dianbao"))
        .args(["config", "show", "--config", path(&config)])
        .output();
    let shown = stdout(&output.unwrap());
    let root = folder.path().display();
    let sources = format!("sources = [\"{root}/dumps\"]  # file\n");
    let stocks = format!("stocks = \"{root}/mine.csv\"  # file\n");
    assert!(
        shown.contains(&sources) && shown.contains(&stocks),
        "{shown}"
    );
}

#[test]
fn known_names_are_stocks_in_json_and_queries() {
    let entries = "**[09:31]** 云帆智造(688999.SH)公告，签订合同。\n\n**[09:32]** 今日云帆智造、小远涨停。\n\n**[09:33]** 机器人大会召开。\n";
    let (folder, _) = folder(entries);
    let config = folder.path().join("config.toml");
    fs::write(&config, "").unwrap();
    fs::write(
        folder.path().join("stocks.csv"),
        "code,name,aliases\n000999,远山能源,小远;老山\n",
    )
    .unwrap();
    let list = |options: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dianbao"));
        command
            .args(["list", path(folder.path()), "--config", path(&config)])
            .args(options);
        command.env("LC_ALL", "en_GB.UTF-8").output().unwrap()
    };
    let stocks: Vec<Value> = stdout(&list(&["--format", "jsonl", "--order", "oldest"]))
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["stocks"].clone())
        .collect();
    let stock = |name: &str, code: &str| serde_json::json!({ "name": name, "code": code });
    let (cloud, hill) = (
        stock("云帆智造", "688999.SH"),
        stock("远山能源", "000999.SZ"),
    );
    assert_eq!(
        stocks,
        [
            serde_json::json!([cloud]),
            serde_json::json!([cloud, hill]),
            serde_json::json!([])
        ]
    );
    assert_eq!(stdout(&list(&["-q", "stock:688999", "--count"])), "2\n");
    assert_eq!(stdout(&list(&["-q", "stock:远山能源"])).lines().count(), 1);
    fs::write(
        folder.path().join("stocks.csv"),
        "code,name\n远山能源,000999\n",
    )
    .unwrap();
    let wrong = list(&[]);
    assert_eq!((wrong.status.code(), wrong.stdout.len()), (Some(2), 0));
    assert!(
        stderr(&wrong).contains("stocks.csv:2: `远山能源` is not a stock code; "),
        "{}",
        stderr(&wrong)
    );
}
