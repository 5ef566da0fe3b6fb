//! `check --suggest`: the block that it prints, put into the configuration, reads the file.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::{stderr, stdout};

/// Files of scrapers that nobody knows, with each item as `stamp|title|text`.
const FILES: [(&str, &str, &[&str]); 12] = [
    (
        "robot-2026.json",
        r#"{"ok": true, "payload": {"total": 3, "rows": [
 {"k": "a81f-001", "pushed": 1780191065123, "head": "云帆智造中标12亿元", "msg": "云帆智造公告，中标12亿元供货合同，合同为期三年。", "more": {"views": 12}, "ref": "https://news.example.com/1"},
 {"k": "a81f-002", "pushed": 1780191120456, "head": null, "msg": "三大指数高开，半导体板块领涨。", "more": {"views": 7}, "ref": "https://news.example.com/2"}
]}}"#,
        &[
            "2026-05-31T09:31:05|云帆智造中标12亿元|云帆智造公告，中标12亿元供货合同，合同为期三年。",
            "2026-05-31T09:32:00||三大指数高开，半导体板块领涨。",
        ],
    ),
    (
        "boards.json",
        r#"{"chips": {"feed": [[{"when": {"at": "2026-05-31T01:31:05Z"}, "p": [{"s": "云帆智造公告。"}, {"s": "合同三年。"}]}]]},
 "crops": {"feed": [[{"when": {"at": "2026-05-31T01:32:05Z"}, "p": [{"s": "青禾生物公告。"}]}]]}}"#,
        &[
            "2026-05-31T09:31:05||云帆智造公告。\n合同三年。",
            "2026-05-31T09:32:05||青禾生物公告。",
        ],
    ),
    (
        "rows.jsonl",
        "[\"2026-05-31 09:31:05\",\"云帆智造中标\",\"云帆智造公告，中标12亿元。\",12]\n[\"2026-05-31 09:32:05\",\"\",\"青禾生物公告，新品种通过审定。\",7]\n",
        &[
            "2026-05-31T09:31:05|云帆智造中标|云帆智造公告，中标12亿元。",
            "2026-05-31T09:32:05||青禾生物公告，新品种通过审定。",
        ],
    ),
    (
        "keyed_2026-05-31.json",
        r#"{"7001": {"b": "云帆智造公告，中标。", "t0": "05-31 09:31"}, "7002": {"b": "青禾生物公告。", "t0": "05-31 09:32"}}"#,
        &[
            "2026-05-31T09:31:00||云帆智造公告，中标。",
            "2026-05-31T09:32:00||青禾生物公告。",
        ],
    ),
    (
        "semi.csv",
        "播出;料头;料;热度\n2026/5/31 9:31:05;云帆智造中标;云帆智造公告，中标12亿元。;12\n2026/5/31 9:32:05;;青禾生物公告，新品种通过审定。;7\n",
        &[
            "2026-05-31T09:31:05|云帆智造中标|云帆智造公告，中标12亿元。",
            "2026-05-31T09:32:05||青禾生物公告，新品种通过审定。",
        ],
    ),
    (
        "daytime.csv",
        "刊时,刊日,料\n09:31,20260531,云帆智造公告，中标。\n09:32,20260531,青禾生物公告。\n",
        &[
            "2026-05-31T09:31:00||云帆智造公告，中标。",
            "2026-05-31T09:32:00||青禾生物公告。",
        ],
    ),
    (
        "tabs.txt",
        "20260531093105\t云帆智造公告，中标12亿元。\thttps://news.example.com/1\n20260531093205\t青禾生物公告。\thttps://news.example.com/2\n",
        &[
            "2026-05-31T09:31:05||云帆智造公告，中标12亿元。",
            "2026-05-31T09:32:05||青禾生物公告。",
        ],
    ),
    (
        "bars.txt",
        "2026/05/31 09:31|云帆智造中标|云帆智造公告，中标12亿元。\n2026/05/31 09:32||青禾生物公告，新品种通过审定。\n",
        &[
            "2026-05-31T09:31:00|云帆智造中标|云帆智造公告，中标12亿元。",
            "2026-05-31T09:32:00||青禾生物公告，新品种通过审定。",
        ],
    ),
    (
        "tagged.log",
        "== robot 3.1 ==\n[2026-05-31 09:31:05] 快讯 云帆智造公告，中标12亿元。\n[2026-05-31 09:32:00] 快讯 青禾生物公告，\n  新品种通过审定。\n[2026-05-31 09:33:00] 公告 远山能源公告。\n[2026-05-31 09:34:00] 公告 晨星股份公告。\n",
        &[
            "2026-05-31T09:31:05||云帆智造公告，中标12亿元。",
            "2026-05-31T09:32:00||青禾生物公告，\n  新品种通过审定。",
            "2026-05-31T09:33:00||远山能源公告。",
            "2026-05-31T09:34:00||晨星股份公告。",
        ],
    ),
    (
        "2026-05-31.out",
        "09:31:05 云帆智造公告，中标12亿元。\n09:32:06 青禾生物公告：新品种。\n合计两条。\n",
        &[
            "2026-05-31T09:31:05||云帆智造公告，中标12亿元。",
            "2026-05-31T09:32:06||青禾生物公告：新品种。\n合计两条。",
        ],
    ),
    (
        "blocks.md",
        "#1 2026年5月31日 9:31\n云帆智造公告，中标12亿元。\n合同为期三年。\n\n#2 2026年5月31日 9:32\n青禾生物公告。\n",
        &[
            "2026-05-31T09:31:00||云帆智造公告，中标12亿元。\n合同为期三年。",
            "2026-05-31T09:32:00||青禾生物公告。",
        ],
    ),
    (
        "epoch.log",
        "INFO 1780191065123 - 云帆智造公告，中标12亿元。\nWARN 1780191120456 - 青禾生物公告。\n",
        &[
            "2026-05-31T09:31:05||云帆智造公告，中标12亿元。",
            "2026-05-31T09:32:00||青禾生物公告。",
        ],
    ),
];

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dianbao"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "en_GB.UTF-8")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// Each item that `list` prints as `stamp|title|text`.
fn items(folder: &Path, file: &str) -> Vec<String> {
    let listed = ["list", "--format", "jsonl", "--order", "oldest"];
    let output = run_in(
        folder,
        &[&listed[..], &["--config", "c.toml", file]].concat(),
    );
    let json = stdout(&output);
    let item = |line: &str| {
        let item: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| item[name].as_str().unwrap_or_default().to_owned();
        let (stamp, title, body) = (text("time"), text("title"), text("text"));
        format!("{}|{title}|{body}", stamp.trim_end_matches("+08:00"))
    };
    json.lines().map(item).collect()
}

#[test]
fn suggested_block_reads_the_file() {
    for (name, text, expected) in FILES {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), text).unwrap();
        let unknown = stdout(&run_in(
            folder.path(),
            &["list", "--no-config", "--count", name],
        ));
        assert_eq!(unknown, "0\n", "{name} is known");
        let suggested = run_in(folder.path(), &["check", "--suggest", name, "--no-config"]);
        assert_eq!(suggested.status.code(), Some(0), "{name}");
        let block = stdout(&suggested);
        fs::write(folder.path().join("c.toml"), &block).unwrap();
        assert_eq!(items(folder.path(), name), expected, "{name}\n{block}");
        let count = format!("# Reads {} items of {name}.", expected.len());
        assert!(block.starts_with(&count), "{block}");
    }
}

#[test]
fn suggestion_says_what_it_cannot_know() {
    let folder = tempfile::tempdir().unwrap();
    let suggest = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).unwrap();
        run_in(folder.path(), &["check", "--suggest", name, "--no-config"])
    };
    let undated = suggest("a.log", "09:31 云帆智造公告。\n09:32 青禾生物公告。\n");
    assert!(stdout(&undated).contains("# Its times have no date: put one into the file's name"));
    let known = suggest(
        "a.csv",
        "标题,内容,发布时间\n云帆智造中标,云帆智造公告。,2026-05-31 09:31\n",
    );
    assert!(
        stdout(&known).starts_with("# a.csv is read without a format of yours, as csv: 1 item.")
    );
    let odd = suggest(
        "odd.json",
        r#"[{"t\n\"x": "2026-05-31 09:31", "m\u001b[": "云帆智造公告。", "u\nv": 7}]"#,
    );
    assert!(
        stdout(&odd).contains("\n# Not used: \"u\\nv\"\n"),
        "{odd:?}"
    );
    fs::write(folder.path().join("c.toml"), stdout(&odd)).unwrap();
    assert_eq!(
        items(folder.path(), "odd.json"),
        ["2026-05-31T09:31:00||云帆智造公告。"]
    );
    let nothing = suggest("b.log", "started\nstopped\n");
    assert_eq!(nothing.status.code(), Some(1));
    let printed = stdout(&nothing);
    assert!(
        printed.starts_with("# No items found in b.log: no times beside texts."),
        "{printed}"
    );
    let missing = run_in(
        folder.path(),
        &["check", "--suggest", "none.log", "--no-config"],
    );
    assert_eq!(missing.status.code(), Some(2));
    assert!(stderr(&missing).starts_with("dianbao: none.log: "));
}
