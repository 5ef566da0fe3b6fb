//! Formats of the configuration file: what `list` and `check` make of them.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::{stderr, stdout};

const LOG: &str = "[[format]]\nname = 'log'\nglob = '*.log'\nkind = 'lines'\npattern = '^(?<time>[0-9-]+ [0-9:]+) (?<text>.*)'\n";
const ENTRY: &str = "2026-05-31 09:31 云帆智造公告。\n";

/// Runs the program in a folder with this configuration.
fn run_with(folder: &Path, config: &str, arguments: &[&str]) -> Output {
    fs::write(folder.join("config.toml"), config).unwrap();
    Command::new(env!("CARGO_BIN_EXE_dianbao"))
        .args(arguments)
        .args(["--config", "config.toml"])
        .current_dir(folder)
        .env("LC_ALL", "en_GB.UTF-8")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

#[test]
fn check_names_formats_that_no_file_has() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.log"), ENTRY).unwrap();
    let other = LOG.replace("'log'", "'other'").replace("*.log", "*.lgo");
    let hidden = LOG.replace("'log'", "'hidden'");
    let config = format!("{LOG}{other}{hidden}");
    let output = stdout(&run_with(folder.path(), &config, &["check", "a.log"]));
    assert!(!output.contains("format `log`: no file"), "{output}");
    for line in [
        "format `other`: no file has it; expected one that matches `*.lgo`, and no format above it\n",
        "format `hidden`: no file has it; expected one that matches `*.log`, and no format above it\n",
    ] {
        assert!(output.contains(line), "{output}");
    }
}

#[test]
fn format_is_no_more_without_configuration() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.log"), ENTRY).unwrap();
    let listed = run_with(folder.path(), LOG, &["list", "a.log"]);
    assert!(stdout(&listed).contains("云帆智造公告。"));
    let none = super::run(&["list", super::path(&folder.path().join("a.log"))]);
    assert_eq!(stdout(&none), "");
}

#[test]
fn wrong_pattern_is_pointed_at() {
    let folder = tempfile::tempdir().unwrap();
    let config = LOG.replace("(?<text>.*)", "(?<text>.*");
    let output = run_with(folder.path(), &config, &["list", "."]);
    assert_eq!(output.status.code(), Some(2));
    let error = stderr(&output);
    let expected =
        "config.toml:5:38: invalid regular expression: unclosed group; expected one like ";
    assert!(error.contains(expected), "{error}");
}

#[test]
fn day_of_a_format_is_found_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let lines: Vec<String> = (10..60)
        .map(|minute| format!("2026-06-02 09:{minute} 第{minute}条。\n"))
        .collect();
    let text = format!(
        "{ENTRY}{}{}",
        "2026-06-01 10:00 远山能源公告。\n".repeat(400),
        lines.concat()
    );
    // The name says another day, and neither end of the file has the day between.
    fs::write(folder.path().join("2026-05-01.log"), text).unwrap();
    let day = |day: &str| {
        let output = run_with(folder.path(), LOG, &["list", "--count", "--day", day, "."]);
        stdout(&output).trim().to_owned()
    };
    assert_eq!(day("2026-06-01"), "1");
    assert_eq!(day("2026-06-02"), "50");
    assert_eq!(day("2026-05-01"), "0");
}

#[test]
fn formats_are_listed_with_the_settings() {
    let folder = tempfile::tempdir().unwrap();
    let show = |config: &str| {
        let output = stdout(&run_with(folder.path(), config, &["config", "show"]));
        let (settings, formats) = output.split_once("\n[[format]]\n").unwrap();
        assert!(settings.contains("theme = "), "{settings}");
        (formats.to_owned(), output)
    };
    let (formats, shown) = show(LOG);
    assert!(formats.contains("glob = \"*.log\"\n"), "{formats}");
    assert_eq!(
        show(&shown).0,
        formats,
        "what is shown is a configuration file"
    );
}

/// A text that goes on in another line is one item, which is printed again.
#[test]
fn log_in_a_format_is_followed() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("a.log");
    fs::write(folder.path().join("config.toml"), LOG).unwrap();
    fs::write(&log, ENTRY).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_dianbao"))
        .args([
            "tail",
            "--format",
            "jsonl",
            "--config",
            "config.toml",
            "a.log",
        ])
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut next =
        || -> serde_json::Value { serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap() };
    assert_eq!(next()["text"], "云帆智造公告。");
    let mut file = fs::OpenOptions::new().append(true).open(&log).unwrap();
    file.write_all("2026-05-31 09:32 青禾生物公告。\n".as_bytes())
        .unwrap();
    let second = next();
    assert_eq!(
        (&second["text"], &second["line"]),
        (&"青禾生物公告。".into(), &2.into())
    );
    file.write_all("新品种通过审定。\n".as_bytes()).unwrap();
    let again = next();
    assert_eq!(again["text"], "青禾生物公告。\n新品种通过审定。");
    assert_eq!(
        (&again["id"], &again["revision"]),
        (&second["id"], &1.into())
    );
    drop(lines);
    child.kill().unwrap();
    child.wait().unwrap();
}
