//! `alert test` does what a rule does, and prints it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::{folder, stderr, stdout};

const ENTRIES: &str = "**[09:30]** 云帆智造：收到立案告知书\n\n**[09:31]** 云帆智造：签订合同\n\n";

fn rules(copy: &Path) -> String {
    format!(
        "quiet = '23:30-05:30'\n\
         [[rule]]\nname = '云帆'\nquery = '云帆'\nalert = ['banner']\nrun = ['cp', '/dev/stdin', '{}']\n\
         [[rule]]\nname = '地震'\nquery = '地震'\nrun = ['false']\n\
         [[rule]]\nname = '静'\nquery = '云帆'\n",
        copy.display()
    )
}

/// Tests a rule; returns the output, and what its program got.
fn test(rule: &str, dumps: Option<&Path>) -> (Output, String) {
    test_in("en_GB.UTF-8", rule, dumps)
}

/// Does so under a locale.
fn test_in(locale: &str, rule: &str, dumps: Option<&Path>) -> (Output, String) {
    let home = tempfile::tempdir().unwrap();
    let copy = home.path().join("copy");
    fs::write(home.path().join("config.toml"), "").unwrap();
    fs::write(home.path().join("rules.toml"), rules(&copy)).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_dianbao"))
        .args(["alert", "test", rule, "--no-state", "--config"])
        .arg(home.path().join("config.toml"))
        .args(dumps)
        .env("LC_ALL", locale)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    (output, fs::read_to_string(copy).unwrap_or_default())
}

#[test]
fn newest_item_of_a_rule_rings() {
    let (folder, _) = folder(ENTRIES);
    let (output, got) = test("云帆", Some(folder.path()));
    let printed = stdout(&output);
    let lines: Vec<_> = printed.lines().collect();
    assert!(
        lines[0].starts_with("item ") && lines[0].ends_with("09:31 云帆智造：签订合同"),
        "{printed}"
    );
    assert_eq!(
        lines[1],
        "banner  the reader names the item in its last line"
    );
    assert!(lines[2].starts_with("run     cp ended after "), "{printed}");
    assert_eq!(
        lines[3],
        "quiet   23:30-05:30: the reader would show a banner alone"
    );
    assert_eq!((lines.len(), output.status.code()), (4, Some(0)));
    let got: serde_json::Value = serde_json::from_str(&got).unwrap();
    assert_eq!(got["rules"], serde_json::json!(["云帆", "静"]));
    assert_eq!(got["text"], "云帆智造：签订合同");
}

/// Of a rule that hit nothing on the newest day, the item was made up.
#[test]
fn newest_hit_may_be_of_an_earlier_day() {
    let (folder, _) = folder(ENTRIES);
    let later = "# 财联社【普通】电报 - 2099-05-31\n\n---\n\n**[09:30]** 【远山钢铁：停牌】\n\n";
    fs::write(folder.path().join("2099-05-31.md"), later).unwrap();
    let (output, _) = test("云帆", Some(folder.path()));
    let printed = stdout(&output);
    let item = printed.lines().next().unwrap_or_default();
    assert!(item.ends_with("09:31 云帆智造：签订合同"), "{printed}");
}

#[test]
fn rule_that_hits_nothing_has_a_made_up_item() {
    let (folder, _) = folder(ENTRIES);
    let unread = "no source was read; add a path, or set `sources` in the configuration";
    for (dumps, why) in [(Some(folder.path()), "the rule hits none"), (None, unread)] {
        let (output, _) = test("地震", dumps);
        let printed = stdout(&output);
        assert!(
            printed.contains(&format!("dianbao alert test, made up: {why}")),
            "{printed}"
        );
        assert!(
            printed.contains("run     false failed with status 1"),
            "{printed}"
        );
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn alert_test_follows_the_locale() {
    let (folder, _) = folder(ENTRIES);
    let (output, _) = test_in("zh_CN.UTF-8", "云帆", Some(folder.path()));
    let printed = stdout(&output);
    let lines: Vec<_> = printed.lines().collect();
    assert!(lines[0].starts_with("电报  "), "{printed}");
    assert_eq!(lines[1], "横幅  阅读器会在底行显示这条");
    assert!(lines[2].starts_with("程序  cp 用了 "), "{printed}");
    assert_eq!(lines[3], "静音  23:30-05:30：这段时间阅读器只显示横幅");
    let (output, _) = test_in("zh_CN.UTF-8", "地震", Some(folder.path()));
    let printed = stdout(&output);
    assert!(
        printed.contains("dianbao alert test（虚构：没有这条规则的电报）"),
        "{printed}"
    );
    assert!(
        printed.contains("程序  false 出错退出，代码 1"),
        "{printed}"
    );
}

#[test]
fn rule_without_an_alert_does_nothing() {
    let (folder, _) = folder(ENTRIES);
    let (output, _) = test("静", Some(folder.path()));
    assert!(stdout(&output).contains("nothing the rule has no `alert` and no `run`"));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn unknown_rule_is_an_error() {
    let (output, _) = test("云凡", None);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("云帆"), "{}", stderr(&output));
}
