//! Input: standard input, dialects, encodings, and dumps without a date.

use std::fs;
use std::io::Write;

use serde_json::Value;

use super::{DIALECTS, HEADING, folder, path, piped, run, stderr, stdout};

/// A member's name contains a line break. It must not start a line that looks like another message.
#[test]
fn archive_errors_stay_on_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = zip::ZipWriter::new(fs::File::create(folder.path().join("a.zip")).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    for (name, bytes) in [
        (
            "ok_2026-01-06.md",
            format!("{HEADING}**[06:00]** 合同。\n\n").into_bytes(),
        ),
        ("x\ndianbao: all is well.md.gz", vec![0x1f, 0x8b, 8, 0]),
    ] {
        archive.start_file(name, options).unwrap();
        archive.write_all(&bytes).unwrap();
    }
    archive.finish().unwrap();
    let output = run(&["list", path(folder.path())]);
    assert_eq!(
        (output.status.code(), stderr(&output).lines().count()),
        (Some(2), 1),
        "{}",
        stderr(&output)
    );
}

#[test]
fn standard_input_takes_every_dialect() {
    for (dialect, dump) in DIALECTS {
        let listed = piped(&["list", "-", "--format", "jsonl"], dump.as_bytes());
        assert_eq!(
            (listed.status.code(), stderr(&listed).as_str()),
            (Some(0), ""),
            "{dialect}"
        );
        let item: Value = serde_json::from_str(stdout(&listed).trim_end()).unwrap();
        assert_eq!(
            (&item["time"], &item["title"]),
            (&"2026-05-31T09:30:00+08:00".into(), &"甲".into()),
            "{dialect}"
        );
        let checked = stdout(&piped(&["check", "-"], dump.as_bytes()));
        assert!(
            checked.starts_with(&format!("-: {dialect} (")) && checked.contains("), UTF-8, "),
            "{checked}"
        );
        assert!(checked.contains("\n1 dump, 1 item, "), "{checked}");
    }
}

#[test]
fn only_named_non_dumps_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let notes = folder.path().join("notes.txt");
    fs::write(&notes, "no dump").unwrap();
    for (output, name) in [
        (run(&["check", path(&notes)]), path(&notes)),
        (piped(&["list", "-"], b"no dump"), "-"),
    ] {
        assert_eq!(
            (output.status.code(), stderr(&output)),
            (Some(2), format!("dianbao: {name}: not a dump\n"))
        );
    }
    let output = run(&["list", path(folder.path())]);
    assert_eq!(
        (output.status.code(), stderr(&output).as_str()),
        (Some(1), "")
    );
}

#[test]
fn encoding_option_decides_ambiguous_bytes() {
    let utf16: Vec<u8> = DIALECTS[0]
        .1
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let (folder, dump) = folder("");
    fs::write(dump, &utf16).unwrap();
    let gbk = encoding_rs::GB18030.encode("**[09:30]** 【甲】乙\n").0;
    let short = piped(
        &["list", "-", "--encoding", "gbk", "--date", "2026-05-31"],
        &gbk,
    );
    assert!(stdout(&short).contains("【甲】"), "{}", stderr(&short));
    let named = ["--encoding", "utf-16be"];
    let listed = run(&[&["list", path(folder.path())][..], &named].concat());
    assert!(stdout(&listed).contains("【甲】"), "{}", stdout(&listed));
    let checked = run(&[&["check", path(folder.path())][..], &named].concat());
    assert!(
        stdout(&checked).contains("UTF-16BE"),
        "{}",
        stdout(&checked)
    );
    assert!(stdout(&piped(&[&["tail", "-"][..], &named].concat(), &utf16)).contains("【甲】"));
}

/// A dump with its date only in its name: one entry an hour before the end of its news day and one an hour after.
const UNDATED: [&str; 2] = [
    "**📰 一般电报**\n\n  - [09:30] [【甲】乙](https://www.cls.cn/detail/9)\n\n  - [04:30] [丙](https://www.cls.cn/detail/8)\n",
    "**[09:30]** 【甲】乙\n\n**[04:30]** 丙\n",
];

#[test]
fn piped_dump_without_date_needs_an_option() {
    for (dump, early) in UNDATED.into_iter().zip(["2026-05-24", "2026-05-25"]) {
        let (list, check) = (
            piped(&["list", "-"], dump.as_bytes()),
            piped(&["check", "-"], dump.as_bytes()),
        );
        for output in [&list, &check] {
            let expected = "dianbao: -: entries of an unknown day are left out; --date 2026-01-06, or today, sets it\n";
            assert_eq!(
                (output.status.code(), stderr(output).as_str()),
                (Some(2), expected)
            );
        }
        assert!(
            list.stdout.is_empty()
                && stdout(&check)
                    .contains("expected one in the heading, file name or folder names")
        );
        for command in ["list", "tail"] {
            let dated = piped(
                &[command, "-", "--order", "oldest", "--date", "2026-05-24"],
                dump.as_bytes(),
            );
            let mut lines: Vec<String> = stdout(&dated)
                .lines()
                .map(|line| line.chars().take(16).collect())
                .collect();
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
        assert!(
            today.status.success() && stdout(&today).contains(" 2 items, "),
            "{}",
            stdout(&today)
        );
    }
    assert_eq!(
        piped(&["list", "-", "--date", "soon"], b"").status.code(),
        Some(2)
    );
}

#[test]
fn only_named_dumps_without_date_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let notes = folder.path().join("notes.md");
    fs::write(&notes, UNDATED[0]).unwrap();
    let named = run(&["list", path(&notes)]);
    assert_eq!(named.status.code(), Some(2));
    assert!(stderr(&named).starts_with(&format!(
        "dianbao: {}: entries of an unknown day",
        path(&notes)
    )));
    let around = run(&["list", path(folder.path())]);
    assert_eq!(
        (around.status.code(), stderr(&around).as_str()),
        (Some(1), "")
    );
    assert_eq!(
        stdout(&run(&[
            "list",
            "--count",
            path(folder.path()),
            "--date",
            "2026-05-24"
        ])),
        "2\n"
    );
}

#[test]
fn date_option_applies_to_undated_dumps() {
    let output = piped(
        &["list", "-", "--date", "2020-02-02"],
        DIALECTS[0].1.as_bytes(),
    );
    assert!(
        stdout(&output).starts_with("2026-05-31 09:30"),
        "{}",
        stdout(&output)
    );
    assert!(
        stdout(&piped(
            &["check", "-", "--date", "2020-02-02"],
            DIALECTS[2].1.as_bytes()
        ))
        .ends_with("0 problems\n")
    );
}
