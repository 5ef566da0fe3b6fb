//! `tail`: which entries are printed, when, and when it ends.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Lines, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::{DIALECTS, HEADING, dianbao, folder, path, piped, stdout};

#[test]
fn tail_follows_until_its_pipe_closes() {
    let (folder, dump) = folder("**[06:00]** 甲\n\n**[06:30]** 乙\n\n");
    let mut child = dianbao(&["tail", "-n", "1", "-q", "-丁", path(folder.path())])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().ends_with('乙'));
    let mut file = fs::OpenOptions::new().append(true).open(&dump).unwrap();
    file.write_all("**[06:40]** 丁\n\n**[06:50]** 丙\n\n".as_bytes())
        .unwrap();
    assert!(lines.next().unwrap().unwrap().ends_with('丙'));
    drop(lines);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// A corrected figure was never printed.
#[test]
fn tail_prints_a_revision_again() {
    let story = |figure| format!("**[06:00]** 财联社电，云帆智造公告，签订{figure}亿元合同。\n\n");
    let (folder, dump) = folder(&story(12));
    let start = |more: &[&str]| {
        let mut child = dianbao(&[&["tail"], more, &[path(folder.path())]].concat())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        (child, lines)
    };
    let mut tails = [&["--format", "jsonl"][..], &[], &["--no-revisions"]].map(start);
    let first = tails
        .each_mut()
        .map(|(_, lines)| lines.next().unwrap().unwrap());
    fs::write(&dump, format!("{HEADING}{}", story(13))).unwrap();
    let again = [0, 1].map(|nth: usize| tails[nth].1.next().unwrap().unwrap());
    let field = |line: &str, name: &str| serde_json::from_str::<Value>(line).unwrap()[name].clone();
    assert_eq!(field(&first[0], "id"), field(&again[0], "id"));
    assert_eq!(
        [field(&first[0], "revision"), field(&again[0], "revision")],
        [0, 1]
    );
    assert!(field(&again[0], "text").as_str().unwrap().contains("13亿"));
    assert!(!first[1].contains('改') && again[1].contains("改 ") && again[1].contains("13亿"));
    fs::write(
        &dump,
        format!("{HEADING}{}**[06:30]** 后来的一条。\n\n", story(13)),
    )
    .unwrap();
    let next = tails[2].1.next().unwrap().unwrap();
    assert!(next.contains("后来"), "without revisions: {next}");
    for (mut child, lines) in tails {
        drop(lines);
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}

/// An empty dump was an error.
#[test]
fn empty_dump_fills_while_it_is_followed() {
    for before in ["", "\n\n", HEADING] {
        let folder = tempfile::tempdir().unwrap();
        let dump = folder.path().join("电报_2026-01-06.md");
        fs::write(&dump, before).unwrap();
        let listed = dianbao(&["list", path(&dump)]).output().unwrap();
        assert_eq!(
            (listed.status.code(), stdout(&listed)),
            (Some(1), String::new()),
            "as with grep"
        );
        assert_eq!(String::from_utf8_lossy(&listed.stderr), "");
        let mut child = dianbao(&["tail", path(&dump)])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        fs::write(&dump, format!("{HEADING}**[06:00]** 第一条。\n\n")).unwrap();
        assert!(lines.next().unwrap().unwrap().contains("第一条"));
        drop(lines);
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}

/// A pipe that nobody reads fills up. Entries that arrive then are printed together later.
#[test]
fn tail_catches_up_after_a_full_pipe() {
    let (folder, dump) = folder("**[06:00]** 【第零号】合同。\n\n");
    let mut child = dianbao(&["tail", path(folder.path())])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    let mut file = fs::OpenOptions::new().append(true).open(dump).unwrap();
    let long = "同比增长。".repeat(100);
    for n in 1..=400 {
        file.write_all(
            format!(
                "**[{:02}:{:02}]** 【第{n}号】第{n}号合同，{long}\n\n",
                7 + n / 60,
                n % 60
            )
            .as_bytes(),
        )
        .unwrap();
    }
    let mut missing: BTreeSet<String> = (1..=400).map(|n| format!("【第{n}号】")).collect();
    while !missing.is_empty() {
        line.clear();
        assert!(out.read_line(&mut line).unwrap() > 0, "{missing:?}");
        let title = missing
            .iter()
            .find(|title| line.contains(title.as_str()))
            .expect("each entry once")
            .clone();
        missing.remove(&title);
    }
    drop(out);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// `tail` checked for a closed pipe only when a match arrived.
#[test]
fn tail_ends_with_its_pipe_without_matches() {
    let (folder, dump) = folder("**[06:00]** 【第零号】合同。\n\n");
    let mut child = dianbao(&["tail", "-q", "第零号", path(folder.path())])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut String::new()).unwrap();
    drop(out);
    let deadline = Instant::now() + Duration::from_secs(30);
    for n in 0.. {
        if let Some(status) = child.try_wait().unwrap() {
            assert_eq!(status.code(), Some(0));
            return;
        }
        assert!(
            Instant::now() < deadline,
            "it goes on after {n} other items"
        );
        fs::write(
            &dump,
            format!("{HEADING}**[06:00]** 【第零号】合同。\n\n**[07:00]** 第{n}份。\n\n"),
        )
        .unwrap();
    }
}

#[test]
fn tail_of_standard_input_ends_with_it() {
    for (dialect, dump) in DIALECTS {
        let output = piped(&["tail", "-"], dump.as_bytes());
        assert_eq!(
            (output.status.code(), stdout(&output).lines().count()),
            (Some(0), 1),
            "{dialect}"
        );
    }
}

/// Starts `tail -`: the process, its input, and the lines that it prints.
fn tail_of_a_pipe() -> (Child, ChildStdin, Lines<BufReader<ChildStdout>>) {
    let mut command = dianbao(&["tail", "-"]);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let scraper = child.stdin.take().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    (child, scraper, lines)
}

#[test]
fn tail_prints_a_piped_scraper() {
    let (mut child, mut scraper, mut lines) = tail_of_a_pipe();
    for entry in ["甲", "乙", "丙"] {
        let heading = if entry == "甲" { HEADING } else { "" };
        scraper
            .write_all(format!("{heading}**[06:00]** {entry}\n\n").as_bytes())
            .unwrap();
        assert!(lines.next().unwrap().unwrap().ends_with(entry));
    }
    drop(scraper);
    assert!(lines.next().is_none());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn tail_matches_known_names() {
    let entries =
        "**[09:31]** 云帆智造(688999.SH)公告，签订合同。\n\n**[09:32]** 今日云帆智造涨停。\n";
    let printed = stdout(&piped(
        &["tail", "-", "--format", "jsonl"],
        format!("{HEADING}{entries}").as_bytes(),
    ));
    let stocks = printed
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["stocks"].clone());
    let cloud = serde_json::json!([{ "name": "云帆智造", "code": "688999.SH" }]);
    assert_eq!(stocks.collect::<Vec<_>>(), [cloud.clone(), cloud]);
}

#[test]
fn tail_waits_for_the_end_of_an_entry() {
    let (mut child, mut scraper, mut lines) = tail_of_a_pipe();
    scraper
        .write_all(format!("{HEADING}**[06:00]** 甲\n\n**[06:01]** 云帆智造公").as_bytes())
        .unwrap();
    assert!(
        lines.next().unwrap().unwrap().ends_with('甲'),
        "the half of the other one waits"
    );
    scraper
        .write_all("告，拟回购股份。\n\n**[06:02]** 丙\n\n".as_bytes())
        .unwrap();
    assert!(
        lines
            .next()
            .unwrap()
            .unwrap()
            .ends_with("云帆智造公告，拟回购股份。")
    );
    assert!(lines.next().unwrap().unwrap().ends_with('丙'));
    scraper
        .write_all("**[06:03]** 从未写完".as_bytes())
        .unwrap();
    assert!(
        lines.next().unwrap().unwrap().ends_with("从未写完"),
        "it has rested"
    );
    scraper
        .write_all("\n\n**[06:04]** 没有行尾".as_bytes())
        .unwrap();
    drop(scraper);
    assert!(
        lines.next().unwrap().unwrap().ends_with("没有行尾"),
        "nothing more will come"
    );
    assert!(lines.next().is_none());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// A year of dumps before the last month is neither kept nor followed, but teaches the names of stocks.
#[test]
fn tail_follows_the_last_month() {
    let folder = tempfile::tempdir().unwrap();
    let dump = |day: &str| folder.path().join(format!("电报_{day}.md"));
    let write = |day: &str, entry: &str| {
        let heading = format!("# 财联社【普通】电报 - {day}\n\n");
        let text = heading + &format!("**[09:30]** {entry}\n\n").repeat(60);
        fs::write(dump(day), text).unwrap();
    };
    for day in 1..=28 {
        write(&format!("2025-01-{day:02}"), "云帆速递(688997.SH)公告。");
        write(&format!("2026-01-{day:02}"), "云帆速递涨停。");
    }
    for more in [&[][..], &["--format", "jsonl"], &["-q", "stock:688997"]] {
        let mut child = dianbao(&[&["tail", "-n", "1"], more, &[path(folder.path())]].concat())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        assert!(first.contains("云帆速递涨停"), "{first}");
        if more.contains(&"jsonl") {
            assert!(first.contains("688997.SH"), "{first}");
        }
        for (day, text) in [
            ("2025-01-20", "云帆速递旧闻。"),
            ("2026-01-02", "云帆速递补记。"),
        ] {
            let mut file = fs::OpenOptions::new().append(true).open(dump(day)).unwrap();
            let entry = format!("**[09:40]** {text}\n\n**[09:41]** 完。\n\n");
            file.write_all(entry.as_bytes()).unwrap();
        }
        let next = lines.find(|line| line.as_ref().unwrap().contains("云帆速递"));
        let next = next.unwrap().unwrap();
        assert!(next.contains("补记"), "{more:?}: {next}");
        drop(lines);
        child.wait().unwrap();
        for day in 1..=28 {
            write(&format!("2025-01-{day:02}"), "云帆速递(688997.SH)公告。");
            write(&format!("2026-01-{day:02}"), "云帆速递涨停。");
        }
    }
}
