//! The commands as a script uses them: output, standard error, exit status.

#![allow(clippy::unwrap_used, reason = "clippy takes the functions that tests share for no tests")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

const HEADING: &str = "# 财联社【普通】电报 - 2026-01-06\n> 统计周期：2026-01-06 05:30 至次日 05:30\n\n---\n\n";

fn dianbao(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dianbao"));
    command.args(arguments).arg("--no-config").env_remove("NO_COLOR").env("LC_ALL", "en_GB.UTF-8").stdin(Stdio::null());
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

#[test]
fn list_prints_what_matches_and_says_so_with_its_status() {
    let samples = samples();
    let found = run(&["list", &samples, "-q", "云岭芯科 -港股"]);
    assert_eq!(found.status.code(), Some(0));
    assert!(stdout(&found).lines().count() >= 2 && stdout(&found).lines().all(|line| line.contains("云岭芯科")));
    let nothing = run(&["list", &samples, "-q", "没有这样的词"]);
    assert_eq!((nothing.status.code(), stdout(&nothing).as_str(), stderr(&nothing).as_str()), (Some(1), "", ""));
}

#[test]
fn a_path_that_cannot_be_read_is_told_and_the_rest_is_printed() {
    let output = run(&["list", "/nonexistent/dumps", &samples(), "-n", "1"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stdout(&output).lines().count(), 1);
    assert!(stderr(&output).starts_with("dianbao: /nonexistent/dumps: "), "{}", stderr(&output));
}

#[test]
fn a_wrong_query_is_told_with_its_place() {
    let output = run(&["list", &samples(), "-q", "英伟达 ("]);
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""));
    assert!(stderr(&output).contains("\n  英伟达 (\n          ^"), "{}", stderr(&output));
}

#[test]
fn bad_usage_has_status_2() {
    for arguments in [&["list", "--order", "up"][..], &["check", "--nonsense"], &["list"]] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn jsonl_has_every_field() {
    let (folder, dump) =
        folder("**[00:12]** 【【研选】长河以北】财联社1月7日电，甲\u{1b}[31m乙。\r\n\r\n第二段 (南方晨报)\n\n");
    let output = run(&["list", path(folder.path()), "--format", "jsonl"]);
    let item: Value = serde_json::from_str(stdout(&output).trim_end()).unwrap();
    let expected = [
        ("time", "2026-01-07T00:12:00+08:00"),
        ("day", "2026-01-06"),
        ("wire", "财联社"),
        ("channel", "普通"),
        ("title", "【研选】长河以北"),
        ("column", "研选"),
        ("body", "甲[31m乙。\n\n第二段"),
        ("text", "【【研选】长河以北】财联社1月7日电，甲[31m乙。\n\n第二段 (南方晨报)"),
        ("source", "南方晨报"),
        ("file", path(&dump)),
    ];
    for (field, value) in expected {
        assert_eq!(item[field], value, "{field}");
    }
    assert_eq!((&item["line"], &item["revision"], &item["files"][0]["line"]), (&6.into(), &0.into(), &6.into()));
    assert!(item["id"].is_string() && item["level"].is_null() && item["url"].is_null());
    assert_eq!((item["stocks"].as_array().unwrap().len(), item["subjects"].as_array().unwrap().len()), (0, 0));
}

#[test]
fn nothing_from_a_dump_reaches_the_terminal_as_a_control() {
    let (folder, _) = folder("**[06:00]** 【标\u{1b}]0;x\u{7}题】正\u{9b}2J文\u{202e}\n");
    for format in ["text", "md"] {
        let output = run(&["list", path(folder.path()), "--format", format]);
        let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!stdout(&output).contains(bad), "{format}: {:?}", stdout(&output));
    }
}

#[test]
fn order_and_limit_take_the_newest() {
    let (folder, _) = folder("**[06:00]** 甲\n\n**[07:00]** 乙\n\n**[06:30]** 丙\n\n");
    let ends = |arguments: &[&str]| {
        let output = run(&[&["list", path(folder.path())], arguments].concat());
        stdout(&output).lines().filter_map(|line| line.chars().last()).collect::<String>()
    };
    assert_eq!(ends(&[]), "乙丙甲");
    assert_eq!(ends(&["--order", "oldest"]), "甲丙乙");
    assert_eq!(ends(&["-n", "2"]), "乙丙");
    assert_eq!(ends(&["-n", "2", "--order", "oldest"]), "丙乙");
    assert_eq!(ends(&["--since", "2026-01-06 06:30", "--until", "2026-01-06 07:00"]), "丙");
    assert_eq!(ends(&["--day", "2026-01-05"]), "");
    assert_eq!(ends(&["--day", "2026-01-06"]), "乙丙甲");
}

#[test]
fn csv_is_a_table_that_no_spreadsheet_reads_as_formulas() {
    let (folder, _) = folder("**[06:00]** =1+1，\"甲\"\n");
    let output = stdout(&run(&["list", path(folder.path()), "--format", "csv"]));
    let mut table = csv::Reader::from_reader(output.trim_start_matches('\u{feff}').as_bytes());
    assert_eq!(&table.headers().unwrap()[0], "id");
    let row = table.records().next().unwrap().unwrap();
    assert_eq!(&row[9], "'=1+1，\"甲\"");
}

#[test]
fn colour_is_only_where_it_is_wanted() {
    let samples = samples();
    assert!(!stdout(&run(&["list", &samples, "-n", "3"])).contains('\u{1b}'));
    assert!(stdout(&run(&["list", &samples, "-n", "3", "--color", "always"])).contains('\u{1b}'));
}

#[test]
fn a_closed_pipe_is_no_trouble() {
    let (folder, _) = folder(&"**[06:00]** 长长的一条电报，写满管道。\n\n".repeat(20_000));
    let mut child =
        dianbao(&["list", path(folder.path())]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(line.starts_with("2026-01-06 06:00"));
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}

#[test]
fn check_names_every_file_and_problem() {
    let (folder, dump) = folder("**[06:00]** 甲\n\n**[06:99]** 乙\n\n");
    fs::write(folder.path().join("notes.txt"), "no dump").unwrap();
    let output = run(&["check", path(folder.path())]);
    assert_eq!(output.status.code(), Some(0));
    let lines: Vec<String> = stdout(&output).lines().map(str::to_owned).collect();
    assert!(lines[0].starts_with(&format!("{}: day (", path(&dump))), "{}", lines[0]);
    assert!(lines[1].starts_with(&format!("{}:8: ", path(&dump))) && lines[1].contains("; expected "), "{}", lines[1]);
    assert!(lines.last().unwrap().starts_with("1 dumps, "));
}

#[test]
fn tail_prints_the_last_and_then_each_new_one_until_its_reader_goes() {
    let (folder, dump) = folder("**[06:00]** 甲\n\n**[06:30]** 乙\n\n");
    let mut child =
        dianbao(&["tail", "-n", "1", "-q", "-丁", path(folder.path())]).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().ends_with('乙'));
    let mut file = fs::OpenOptions::new().append(true).open(&dump).unwrap();
    file.write_all("**[06:40]** 丁\n\n**[06:50]** 丙\n\n".as_bytes()).unwrap();
    assert!(lines.next().unwrap().unwrap().ends_with('丙'));
    drop(lines);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// A pipe that nobody reads is full soon; what arrives meanwhile is told in one piece.
#[test]
fn tail_tells_everything_that_arrived_while_its_pipe_was_full() {
    let (folder, dump) = folder("**[06:00]** 【第零号】合同。\n\n");
    let mut child = dianbao(&["tail", path(folder.path())]).stdout(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    let mut file = fs::OpenOptions::new().append(true).open(dump).unwrap();
    let long = "同比增长。".repeat(100);
    for n in 1..=400 {
        file.write_all(format!("**[{:02}:{:02}]** 【第{n}号】第{n}号合同，{long}\n\n", 7 + n / 60, n % 60).as_bytes())
            .unwrap();
    }
    let mut missing: BTreeSet<String> = (1..=400).map(|n| format!("【第{n}号】")).collect();
    while !missing.is_empty() {
        line.clear();
        assert!(out.read_line(&mut line).unwrap() > 0, "{missing:?}");
        let title = missing.iter().find(|title| line.contains(title.as_str())).expect("each once").clone();
        missing.remove(&title);
    }
    drop(out);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// News that does not match came more often than it looked whether anybody still reads.
#[test]
fn tail_outlived_its_pipe_where_other_news_kept_coming() {
    let (folder, dump) = folder("**[06:00]** 【第零号】合同。\n\n");
    let mut child = dianbao(&["tail", "-q", "第零号", path(folder.path())]).stdout(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut String::new()).unwrap();
    drop(out);
    let deadline = Instant::now() + Duration::from_secs(30);
    for n in 0.. {
        if let Some(status) = child.try_wait().unwrap() {
            assert_eq!(status.code(), Some(0));
            return;
        }
        assert!(Instant::now() < deadline, "it goes on after {n} other items");
        fs::write(&dump, format!("{HEADING}**[06:00]** 【第零号】合同。\n\n**[07:00]** 第{n}份。\n\n")).unwrap();
    }
}

#[test]
fn a_query_of_more_columns_than_a_format_has_room_for_is_told_as_wrong() {
    let query = format!("{}(", "字".repeat(40_000));
    let output = run(&["list", &samples(), "-q", &query]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output).chars().take(200).collect::<String>());
    assert!(stderr(&output).ends_with(" ^\n"));
}

/// In the archive a name has a line break; it must not begin a line that looks like another message.
#[test]
fn what_is_wrong_in_an_archive_is_one_line_whatever_it_is_called() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = zip::ZipWriter::new(fs::File::create(folder.path().join("a.zip")).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    for (name, bytes) in [
        ("ok_2026-01-06.md", format!("{HEADING}**[06:00]** 合同。\n\n").into_bytes()),
        ("x\ndianbao: all is well.md.gz", vec![0x1f, 0x8b, 8, 0]),
    ] {
        archive.start_file(name, options).unwrap();
        archive.write_all(&bytes).unwrap();
    }
    archive.finish().unwrap();
    let output = run(&["list", path(folder.path())]);
    assert_eq!((output.status.code(), stderr(&output).lines().count()), (Some(2), 1), "{}", stderr(&output));
}

#[test]
fn a_wrong_configuration_is_told_and_nothing_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("my.toml");
    fs::write(&file, "\nthem = 'dark'\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_dianbao"))
        .args(["list", &samples(), "--config", path(&file)])
        .output()
        .unwrap();
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""));
    assert!(
        stderr(&output).ends_with("my.toml:2: `them` is no setting; did you mean `theme`?\n"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn the_configuration_can_be_shown() {
    assert!(stdout(&run(&["config", "default"])).contains("\nrollover = \"05:30\"\n"));
    assert!(stdout(&run(&["config", "show", "--no-mouse"])).contains("mouse = false  # command line\n"));
    assert!(stdout(&run(&["config", "keymap"])).contains("[common]"));
    assert!(stdout(&run(&["completions", "bash"])).contains("dianbao"));
    assert!(stdout(&run(&["man"])).contains(".TH dianbao"));
}

/// Runs a command with bytes on its standard input.
fn piped(arguments: &[&str], bytes: &[u8]) -> Output {
    let mut command = dianbao(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    child.wait_with_output().unwrap()
}

/// One story in every dialect that gives its own date.
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
    ("download", "# 财联社电报 2026-05-31\n\n> 共 1 条\n\n## 09:30:00 [C] 甲\n\n【甲】乙\n\n---\n"),
    (
        "jsonl",
        "{\"id\": \"9\", \"ctime\": 1780191000, \"title\": \"甲\", \"content\": \"【甲】乙\", \"level\": \"C\"}\n",
    ),
    ("api", "{\"data\": {\"roll_data\": [{\"id\": 9, \"ctime\": 1780191000, \"content\": \"【甲】乙\"}]}}"),
    ("csv", "标题,内容,发布日期,发布时间\n甲,【甲】乙,2026-05-31,09:30:00\n"),
];

#[test]
fn standard_input_is_read_in_every_dialect() {
    for (dialect, dump) in DIALECTS {
        let listed = piped(&["list", "-", "--format", "jsonl"], dump.as_bytes());
        assert_eq!((listed.status.code(), stderr(&listed).as_str()), (Some(0), ""), "{dialect}");
        let item: Value = serde_json::from_str(stdout(&listed).trim_end()).unwrap();
        assert_eq!((&item["time"], &item["title"]), (&"2026-05-31T09:30:00+08:00".into(), &"甲".into()), "{dialect}");
        let checked = stdout(&piped(&["check", "-"], dump.as_bytes()));
        assert!(checked.starts_with(&format!("-: {dialect} (")) && checked.contains("), UTF-8, "), "{checked}");
        assert!(checked.contains("\n1 dumps, 1 items, "), "{checked}");
    }
}

#[test]
fn tail_of_standard_input_prints_all_of_it_and_ends_with_it() {
    for (dialect, dump) in DIALECTS {
        let output = piped(&["tail", "-"], dump.as_bytes());
        assert_eq!((output.status.code(), stdout(&output).lines().count()), (Some(0), 1), "{dialect}");
    }
}

#[test]
fn tail_prints_what_a_scraper_in_a_pipe_writes() {
    let mut command = dianbao(&["tail", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut scraper = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for entry in ["甲", "乙", "丙"] {
        let heading = if entry == "甲" { HEADING } else { "" };
        scraper.write_all(format!("{heading}**[06:00]** {entry}\n\n").as_bytes()).unwrap();
        assert!(lines.next().unwrap().unwrap().ends_with(entry));
    }
    drop(scraper);
    assert!(lines.next().is_none());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn what_was_named_and_is_no_dump_is_told_and_in_a_folder_it_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let notes = folder.path().join("notes.txt");
    fs::write(&notes, "no dump").unwrap();
    for (output, name) in [(run(&["check", path(&notes)]), path(&notes)), (piped(&["list", "-"], b"no dump"), "-")] {
        assert_eq!((output.status.code(), stderr(&output)), (Some(2), format!("dianbao: {name}: no dump\n")));
    }
    let output = run(&["list", path(folder.path())]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(1), ""));
}

#[test]
fn an_encoding_that_is_named_holds_where_the_bytes_do_not_tell() {
    let utf16: Vec<u8> = DIALECTS[0].1.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let (folder, dump) = folder("");
    fs::write(dump, &utf16).unwrap();
    let gbk = encoding_rs::GB18030.encode("**[09:30]** 【甲】乙\n").0;
    let short = piped(&["list", "-", "--encoding", "gbk", "--date", "2026-05-31"], &gbk);
    assert!(stdout(&short).contains("【甲】"), "{}", stderr(&short));
    let named = ["--encoding", "utf-16be"];
    let listed = run(&[&["list", path(folder.path())][..], &named].concat());
    assert!(stdout(&listed).contains("【甲】"), "{}", stdout(&listed));
    let checked = run(&[&["check", path(folder.path())][..], &named].concat());
    assert!(stdout(&checked).contains("UTF-16BE"), "{}", stdout(&checked));
    assert!(stdout(&piped(&[&["tail", "-"][..], &named].concat(), &utf16)).contains("【甲】"));
}

#[test]
fn check_names_a_dump_without_items_too() {
    let (folder, dump) = folder("");
    fs::write(&dump, [HEADING.as_bytes(), b"\xFF\n"].concat()).unwrap();
    let output = stdout(&run(&["check", path(folder.path())]));
    assert!(output.starts_with(&format!("{}: day (", path(&dump))) && output.contains("no day, 0 items"), "{output}");
    assert!(output.contains(&format!("{}:6: ", path(&dump))) && output.ends_with("1 problems\n"), "{output}");
}

#[test]
fn names_that_are_known_are_stocks_in_json_and_in_queries() {
    let entries = "**[09:31]** 云帆智造(688999.SH)公告，签订合同。\n\n**[09:32]** 今日云帆智造、小远涨停。\n\n**[09:33]** 机器人大会召开。\n";
    let (folder, _) = folder(entries);
    let config = folder.path().join("config.toml");
    fs::write(&config, "").unwrap();
    fs::write(folder.path().join("stocks.csv"), "code,name,aliases\n000999,远山能源,小远;老山\n").unwrap();
    let list = |options: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dianbao"));
        command.args(["list", path(folder.path()), "--config", path(&config)]).args(options);
        command.env("LC_ALL", "en_GB.UTF-8").output().unwrap()
    };
    let stocks: Vec<Value> = stdout(&list(&["--format", "jsonl", "--order", "oldest"]))
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["stocks"].clone())
        .collect();
    let stock = |name: &str, code: &str| serde_json::json!({ "name": name, "code": code });
    let (cloud, hill) = (stock("云帆智造", "688999.SH"), stock("远山能源", "000999.SZ"));
    assert_eq!(stocks, [serde_json::json!([cloud]), serde_json::json!([cloud, hill]), serde_json::json!([])]);
    assert_eq!(stdout(&list(&["-q", "stock:688999", "--count"])), "2\n");
    assert_eq!(stdout(&list(&["-q", "stock:远山能源"])).lines().count(), 1);
    fs::write(folder.path().join("stocks.csv"), "code,name\n远山能源,000999\n").unwrap();
    let wrong = list(&[]);
    assert_eq!((wrong.status.code(), wrong.stdout.len()), (Some(2), 0));
    assert!(stderr(&wrong).contains("stocks.csv:2: `远山能源` is no code of a stock; "), "{}", stderr(&wrong));
}

#[test]
fn tail_knows_names_too() {
    let entries = "**[09:31]** 云帆智造(688999.SH)公告，签订合同。\n\n**[09:32]** 今日云帆智造涨停。\n";
    let printed = stdout(&piped(&["tail", "-", "--format", "jsonl"], format!("{HEADING}{entries}").as_bytes()));
    let stocks = printed.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["stocks"].clone());
    let cloud = serde_json::json!([{ "name": "云帆智造", "code": "688999.SH" }]);
    assert_eq!(stocks.collect::<Vec<_>>(), [cloud.clone(), cloud]);
}

#[test]
fn tail_prints_no_half_of_an_entry_and_all_of_it_once_it_is_whole() {
    let mut command = dianbao(&["tail", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut scraper = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    scraper.write_all(format!("{HEADING}**[06:00]** 甲\n\n**[06:01]** 云帆智造公").as_bytes()).unwrap();
    assert!(lines.next().unwrap().unwrap().ends_with('甲'), "the half of the other one waits");
    scraper.write_all("告，拟回购股份。\n\n**[06:02]** 丙\n\n".as_bytes()).unwrap();
    assert!(lines.next().unwrap().unwrap().ends_with("云帆智造公告，拟回购股份。"));
    assert!(lines.next().unwrap().unwrap().ends_with('丙'));
    scraper.write_all("**[06:03]** 从未写完".as_bytes()).unwrap();
    assert!(lines.next().unwrap().unwrap().ends_with("从未写完"), "it has rested");
    scraper.write_all("\n\n**[06:04]** 没有行尾".as_bytes()).unwrap();
    drop(scraper);
    assert!(lines.next().unwrap().unwrap().ends_with("没有行尾"), "nothing more will come");
    assert!(lines.next().is_none());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// A dump whose date is in its name alone, one hour before the end of its news day and one after.
const UNDATED: [&str; 2] = [
    "**📰 一般电报**\n\n  - [09:30] [【甲】乙](https://www.cls.cn/detail/9)\n\n  - [04:30] [丙](https://www.cls.cn/detail/8)\n",
    "**[09:30]** 【甲】乙\n\n**[04:30]** 丙\n",
];

#[test]
fn a_dump_without_a_day_in_a_pipe_is_told_and_the_user_can_give_it() {
    for (dump, early) in UNDATED.into_iter().zip(["2026-05-24", "2026-05-25"]) {
        let (list, check) = (piped(&["list", "-"], dump.as_bytes()), piped(&["check", "-"], dump.as_bytes()));
        for output in [&list, &check] {
            let told =
                "dianbao: -: entries of an unknown day, which are left out; --date 2026-01-06, or today, gives it\n";
            assert_eq!((output.status.code(), stderr(output).as_str()), (Some(2), told));
        }
        assert!(
            list.stdout.is_empty() && stdout(&check).contains("expected a date in the heading or in the file's name")
        );
        for command in ["list", "tail"] {
            let dated = piped(&[command, "-", "--order", "oldest", "--date", "2026-05-24"], dump.as_bytes());
            let mut lines: Vec<String> = stdout(&dated).lines().map(|line| line.chars().take(16).collect()).collect();
            lines.sort();
            let mut expected = ["2026-05-24 09:30".to_owned(), format!("{early} 04:30")];
            expected.sort();
            assert_eq!(
                (dated.status.code(), stderr(&dated).as_str(), lines),
                (Some(0), "", expected.to_vec()),
                "{command}"
            );
        }
        let today = piped(&["check", "-", "--date", "today"], dump.as_bytes());
        assert!(today.status.success() && stdout(&today).contains(" 2 items, "), "{}", stdout(&today));
    }
    assert_eq!(piped(&["list", "-", "--date", "soon"], b"").status.code(), Some(2));
}

#[test]
fn a_dump_without_a_day_is_told_where_it_was_named_and_in_a_folder_it_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let notes = folder.path().join("notes.md");
    fs::write(&notes, UNDATED[0]).unwrap();
    let named = run(&["list", path(&notes)]);
    assert_eq!(named.status.code(), Some(2));
    assert!(stderr(&named).starts_with(&format!("dianbao: {}: entries of an unknown day", path(&notes))));
    let around = run(&["list", path(folder.path())]);
    assert_eq!((around.status.code(), stderr(&around).as_str()), (Some(1), ""));
    assert_eq!(stdout(&run(&["list", "--count", path(folder.path()), "--date", "2026-05-24"])), "2\n");
}

#[test]
fn a_date_that_is_given_is_believed_where_no_other_is() {
    let output = piped(&["list", "-", "--date", "2020-02-02"], DIALECTS[0].1.as_bytes());
    assert!(stdout(&output).starts_with("2026-05-31 09:30"), "{}", stdout(&output));
    assert!(
        stdout(&piped(&["check", "-", "--date", "2020-02-02"], DIALECTS[2].1.as_bytes())).ends_with("0 problems\n")
    );
}

#[test]
fn times_of_the_day_that_is_asked_for_were_taken_for_those_of_today() {
    let (folder, _) = folder("**[06:00]** 甲\n\n**[07:00]** 乙\n\n**[00:30]** 丙\n\n");
    let count = |since: &str, until: &str| {
        let span = ["--day", "2026-01-06", "--since", since, "--until", until];
        stdout(&run(&[&["list", "--count", path(folder.path())][..], &span].concat()))
    };
    assert_eq!([count("06:00", "07:00"), count("06:30", "01:00"), count("00:00", "00:31")], ["1\n", "2\n", "1\n"]);
}
