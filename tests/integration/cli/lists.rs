//! Watchlists on the command line.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use super::{folder, path, stderr, stdout};

/// Runs with a configuration that has a list.
fn run(arguments: &[&str], list: &str, query: &str) -> std::process::Output {
    let home = tempfile::tempdir().unwrap();
    let lists = home.path().join("dianbao/lists");
    fs::create_dir_all(&lists).unwrap();
    fs::write(lists.join("持仓.csv"), list).unwrap();
    let (_folder, dump) = folder(
        "**[09:12]** 财联社电，云岭光电公告。\n\n**[09:13]** 财联社电，白酒涨价。\n\n**[09:14]** 远山能源(688999.SH)涨停。\n\n",
    );
    std::process::Command::new(env!("CARGO_BIN_EXE_dianbao"))
        .args(arguments)
        .args([path(&dump), "-q", query])
        .env("XDG_CONFIG_HOME", home.path())
        .env("LC_ALL", "en_GB.UTF-8")
        .output()
        .unwrap()
}

#[test]
fn list_prints_what_is_in_a_watchlist() {
    let csv = "代码,名称\n688999,远山\n,云岭光电\n";
    let output = run(&["list", "--order", "oldest"], csv, "in:持仓");
    let lines = stdout(&output);
    let lines: Vec<_> = lines.lines().collect();
    assert!(lines.len() == 2 && lines[0].contains("云岭光电") && lines[1].contains("远山能源"));
    let output = run(&["list", "--count"], csv, "-in:持仓.csv");
    assert_eq!(stdout(&output), "1\n");
}

#[test]
fn unknown_watchlist_is_an_error_with_names() {
    let output = run(&["list"], "云岭", "白酒 in:自选");
    assert_eq!(output.status.code(), Some(2));
    let expected = "dianbao: no such list; there are 持仓\n  白酒 in:自选\n          ^\n";
    assert_eq!(stderr(&output), expected);
}

#[test]
fn each_line_says_what_it_was_taken_for() {
    let home = tempfile::tempdir().unwrap();
    let lists = home.path().join("dianbao/lists");
    fs::create_dir_all(&lists).unwrap();
    let text = "600519\n600519 茅台\n300024 机器人\n贵州茅台\n没有的词\u{1b}[2J\n";
    fs::write(lists.join("a.txt"), text).unwrap();
    fs::write(lists.join("b.csv"), "代码,名称\n,\n无,\n").unwrap();
    let command = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_dianbao"))
            .args(arguments)
            .env("XDG_CONFIG_HOME", home.path())
            .env("LC_ALL", "en_GB.UTF-8")
            .output()
            .unwrap();
        stdout(&output).replace(&format!("{}/", lists.display()), "")
    };
    let expected = "a.txt: UTF-8, lines, 5 entries, 0 problems\n  1: 600519.SH 贵州茅台\n  2: 600519.SH 贵州茅台, here 茅台\n  \
        3: 300024.SZ 机器人; 机器人: a common word, so only the code is looked for\n  4: 贵州茅台 = 600519.SH 贵州茅台\n  \
        5: 没有的词␛[2J: no known stock, looked for as a word\nb.csv: UTF-8, table, 0 entries, 1 problem\n  \
        3: names no stock; expected a code or a name\n";
    assert_eq!(command(&["config", "lists"]), expected);
    let (_folder, dump) = folder("**[09:12]** 财联社电，云岭光电公告。\n\n");
    let checked = command(&["check", path(&dump)]);
    let lines: Vec<_> = checked
        .lines()
        .filter(|line| line.starts_with(['a', 'b']))
        .collect();
    let expected = [
        "a.txt:5: `没有的词␛[2J` is no known stock; it is looked for as a word",
        "b.csv:3: names no stock; expected a code or a name",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn check_says_which_lists_are_not_read() {
    let home = tempfile::tempdir().unwrap();
    let lists = home.path().join("dianbao/lists");
    let (_folder, dump) = folder("**[09:12]** 财联社电，云岭光电公告。\n\n");
    let command = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_dianbao"))
            .args(arguments)
            .env("XDG_CONFIG_HOME", home.path())
            .env("LC_ALL", "en_GB.UTF-8")
            .output()
            .unwrap();
        stdout(&output) + &stderr(&output)
    };
    fs::create_dir_all(&lists).unwrap();
    for number in 0..202 {
        fs::write(lists.join(format!("{number}.txt")), "600519\n").unwrap();
    }
    let expected = format!(
        "{}: has more than 200 files; 2 were not read",
        lists.display()
    );
    for arguments in [["check", path(&dump)], ["config", "lists"]] {
        let printed = command(&arguments);
        assert!(printed.contains(&expected), "{printed}");
    }
    fs::remove_dir_all(&lists).unwrap();
    fs::write(&lists, "600519\n").unwrap();
    let expected = format!("{}: cannot be read: ", lists.display());
    for arguments in [["check", path(&dump)], ["config", "lists"]] {
        let printed = command(&arguments);
        assert!(printed.contains(&expected), "{printed}");
    }
}

/// A tail of all day went on with the list of its start.
#[test]
fn tail_follows_a_list_that_changes() {
    let home = tempfile::tempdir().unwrap();
    let lists = home.path().join("dianbao/lists");
    fs::create_dir_all(&lists).unwrap();
    fs::write(lists.join("自选.txt"), "云帆智造\n").unwrap();
    let (folder, dump) = folder("**[09:30]** 云帆智造停牌。\n\n");
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_dianbao"))
        .args(["tail", "-q", "in:自选", path(folder.path())])
        .env("XDG_CONFIG_HOME", home.path())
        .env("LC_ALL", "en_GB.UTF-8")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut errors = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().contains("停牌"));
    fs::rename(lists.join("自选.txt"), lists.join("持仓.txt")).unwrap();
    let error = errors.next().unwrap().unwrap();
    let expected = "dianbao: Keeping rules and lists as they were: no such list; there are 持仓";
    assert_eq!(error, expected);
    fs::write(lists.join("自选.txt"), "海屿航运\n").unwrap();
    let mut file = fs::OpenOptions::new().append(true).open(&dump).unwrap();
    let followed = (0..100).any(|nth| {
        let time = format!("10:{:02}", nth % 60);
        let text = format!("**[{time}]** 云帆智造{nth}。\n\n**[{time}]** 海屿航运{nth}。\n\n");
        file.write_all(text.as_bytes()).unwrap();
        // One item of each pair matches, whichever list is in force.
        lines.next().unwrap().unwrap().contains("海屿航运")
    });
    assert!(followed, "no item of 100 was matched with the new list");
    drop(lines);
    assert_eq!(child.wait().unwrap().code(), Some(0), "the pipe is closed");
}
