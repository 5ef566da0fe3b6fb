//! `list`: formats, order, colour and exit status.

use std::fs;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use super::{folder, path, run, samples, stderr, stdout};

#[test]
fn list_status_says_whether_anything_matched() {
    let samples = samples();
    let found = run(&["list", &samples, "-q", "云岭芯科 -港股"]);
    assert_eq!(found.status.code(), Some(0));
    assert!(
        stdout(&found).lines().count() >= 2
            && stdout(&found).lines().all(|line| line.contains("云岭芯科"))
    );
    let nothing = run(&["list", &samples, "-q", "没有这样的词"]);
    assert_eq!(
        (
            nothing.status.code(),
            stdout(&nothing).as_str(),
            stderr(&nothing).as_str()
        ),
        (Some(1), "", "")
    );
}

/// A damaged dump of another day shows what was read: it causes an error.
#[test]
fn only_dumps_of_wanted_days_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let dump = |day: &str| {
        let entry = "**[09:30]** 财联社电，云岭药业公告。\n\n";
        format!("# 财联社【普通】电报 - {day}\n\n{}", entry.repeat(200))
    };
    for day in 1..=20 {
        let day = format!("2026-01-{day:02}");
        fs::write(folder.path().join(format!("{day}.md")), dump(&day)).unwrap();
    }
    let mut packed = GzEncoder::new(Vec::new(), Compression::none());
    packed.write_all(dump("2025-01-02").as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let damaged = folder.path().join("2025-01-02.md.gz");
    fs::write(damaged, &packed[..packed.len() - 100]).unwrap();
    let status = |options: &[&str]| {
        let output = run(&[&["list", path(folder.path())], options].concat());
        assert!(!stdout(&output).is_empty(), "{options:?}");
        output.status.code()
    };
    for options in [
        &["--day", "2026-01-06"][..],
        &["--since", "2026-01-18", "--count"],
        &["-q", "云岭 day:2026-01-06"],
        &["-n", "3"],
        &["--day", "2026-01-06", "--format", "jsonl"],
    ] {
        assert_eq!(status(options), Some(0), "{options:?}");
    }
    for options in [
        &[][..],
        &["-n", "3", "-q", "-云岭 | day:2025-01-02"],
        &["--until", "2025-12-01"],
    ] {
        assert_eq!(status(options), Some(2), "{options:?}");
    }
}

#[test]
fn jsonl_has_every_field() {
    let (folder, dump) = folder(
        "**[00:12]** 【【研选】长河以北】财联社1月7日电，甲\u{1b}[31m乙。\r\n\r\n第二段 (南方晨报)\n\n",
    );
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
        (
            "text",
            "【【研选】长河以北】财联社1月7日电，甲[31m乙。\n\n第二段 (南方晨报)",
        ),
        ("source", "南方晨报"),
        ("file", path(&dump)),
    ];
    for (field, value) in expected {
        assert_eq!(item[field], value, "{field}");
    }
    assert_eq!(
        (&item["line"], &item["revision"], &item["files"][0]["line"]),
        (&6.into(), &0.into(), &6.into())
    );
    assert!(item["id"].is_string() && item["level"].is_null() && item["url"].is_null());
    assert_eq!(
        (
            item["stocks"].as_array().unwrap().len(),
            item["subjects"].as_array().unwrap().len()
        ),
        (0, 0)
    );
}

#[test]
fn list_prints_no_control_characters() {
    let (folder, _) = folder("**[06:00]** 【标\u{1b}]0;x\u{7}题】正\u{9b}2J文\u{202e}\n");
    for format in ["text", "headline", "md"] {
        let output = run(&["list", path(folder.path()), "--format", format]);
        let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(
            !stdout(&output).contains(bad),
            "{format}: {:?}",
            stdout(&output)
        );
    }
}

#[test]
fn order_and_limit_keep_the_newest() {
    let (folder, _) = folder("**[06:00]** 甲\n\n**[07:00]** 乙\n\n**[06:30]** 丙\n\n");
    let ends = |arguments: &[&str]| {
        let output = run(&[&["list", path(folder.path())], arguments].concat());
        stdout(&output)
            .lines()
            .filter_map(|line| line.chars().last())
            .collect::<String>()
    };
    assert_eq!(ends(&[]), "乙丙甲");
    assert_eq!(ends(&["--order", "oldest"]), "甲丙乙");
    assert_eq!(ends(&["-n", "2"]), "乙丙");
    assert_eq!(ends(&["-n", "2", "--order", "oldest"]), "丙乙");
    assert_eq!(
        ends(&["--since", "2026-01-06 06:30", "--until", "2026-01-06 07:00"]),
        "丙"
    );
    assert_eq!(ends(&["--day", "2026-01-05"]), "");
    assert_eq!(ends(&["--day", "2026-01-06"]), "乙丙甲");
}

#[test]
fn csv_cells_are_no_formulas() {
    let (folder, _) = folder("**[06:00]** =1+1，\"甲\"\n");
    let output = stdout(&run(&["list", path(folder.path()), "--format", "csv"]));
    let mut table = csv::Reader::from_reader(output.trim_start_matches('\u{feff}').as_bytes());
    assert_eq!(&table.headers().unwrap()[0], "id");
    let row = table.records().next().unwrap().unwrap();
    assert_eq!(&row[9], "'=1+1，\"甲\"");
}

#[test]
fn colour_is_printed_only_on_request() {
    let samples = samples();
    assert!(!stdout(&run(&["list", &samples, "-n", "3"])).contains('\u{1b}'));
    assert!(stdout(&run(&["list", &samples, "-n", "3", "--color", "always"])).contains('\u{1b}'));
}

#[test]
fn piped_headlines_are_whole_lines() {
    let title = "很长的标题".repeat(60);
    let (folder, _) = folder(&format!(
        "**[06:00]** 【【研选】{title}】正文。\n\n**[07:00]** 没有标题的\n一条。\n"
    ));
    let list = ["list", path(folder.path()), "--format", "headline"];
    let expected =
        format!("2026-01-06 07:00    没有标题的 一条。\n2026-01-06 06:00    研选 {title}\n");
    assert_eq!(stdout(&run(&list)), expected);
}

/// Without `--now` the clock counts, and these entries are old.
#[test]
fn defect_20_now_may_be_the_newest_item() {
    let (folder, _) = folder("**[06:00]** 甲\n\n**[07:30]** 乙\n\n**[08:00]** 丙\n");
    let count = |options: &[&str]| {
        let list = ["list", "--count", path(folder.path())];
        stdout(&run(&[&list, options].concat()))
    };
    for (options, items) in [
        (&["--since", "1h"][..], "0"),
        (&["--since", "1h", "--now", "newest"], "2"),
        (&["--since", "1h", "--now", "2026-01-06 08:30"], "2"),
        (&["-q", "近30分钟", "--now", "newest"], "2"),
        (&["--since", "昨收", "--now", "newest"], "3"),
        (&["-q", "今天", "--now", "newest"], "3"),
        (&["--day", "today", "--now", "newest"], "3"),
        (&["--day", "1-6", "--since", "盘前", "--until", "7:30"], "1"),
        (&["-q", "day:1-6 ..07:30"], "2"),
    ] {
        assert_eq!(count(options).trim(), items, "{options:?}");
    }
}

#[test]
fn wrong_time_names_place_and_examples() {
    let output = run(&["list", "--since", "昨天 25:00", "."]);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        message.contains("character 4: no such time of day; 09:30, 14, 2pm"),
        "{message}"
    );
}

#[test]
fn time_query_applies_to_the_requested_day() {
    let (folder, _) = folder("**[06:00]** 甲\n\n**[07:00]** 乙\n\n**[00:30]** 丙\n\n");
    let count = |since: &str, until: &str| {
        let span = ["--day", "2026-01-06", "--since", since, "--until", until];
        stdout(&run(&[
            &["list", "--count", path(folder.path())][..],
            &span,
        ]
        .concat()))
    };
    assert_eq!(
        [
            count("06:00", "07:00"),
            count("06:30", "01:00"),
            count("00:00", "00:31")
        ],
        ["1\n", "2\n", "1\n"]
    );
}

#[test]
fn number_on_two_days_is_counted_once() {
    let folder = tempfile::tempdir().unwrap();
    // 22:04:51 of one day in Beijing, and 05:35:32 of the next.
    for (name, ctime) in [("2026-01-06", 1_767_708_291), ("2026-01-07", 1_767_735_332)] {
        let entry = format!(
            "{{\"id\":\"9001\",\"ctime\":{ctime},\"title\":\"\",\"content\":\"云帆智造公告，签订合同。\"}}\n"
        );
        fs::write(folder.path().join(format!("{name}.jsonl")), entry).unwrap();
    }
    let count = run(&["list", "--count", path(folder.path())]);
    let list = run(&["list", path(folder.path())]);
    assert_eq!(stdout(&count).trim(), "1");
    assert!(stdout(&list).starts_with("2026-01-06 22:04"));
    assert_eq!(stdout(&list).lines().count(), 1);
}
