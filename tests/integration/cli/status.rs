//! The line for a status bar: what it counts, how it is written, and that nothing else is.

use std::fs;

use serde_json::{Value, json};

use super::desk::{ORDINARY, three, today};
use super::{path, stderr, stdout};

#[test]
fn status_without_a_state_shows_the_newest() {
    let desk = three();
    let output = desk.status(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let line = stdout(&output);
    assert!(line.ends_with("05:33 远山能源签订合同\n"), "{line}");
    assert!(!line.contains('新'), "{line}");
    assert!(!desk.state_file().exists(), "status makes no state file");
}

#[test]
fn status_counts_what_nobody_has_seen() {
    let desk = three();
    let format = [
        "--format",
        "{unseen} {red} {hits} {rule.持仓} {today} {news}",
    ];
    drop(desk.read(&["远山能源签订合同"], &["青禾银行下调利率"]));
    let line = desk.line(&format);
    assert_eq!(line, "2 1 1 1 3 云帆智造收到立案告知书\n", "one is new");
    let mut database = desk.read(&["云帆智造收到立案告知书"], &[]);
    assert_eq!(
        desk.line(&format),
        "1 1 0 0 3 青禾银行下调利率\n",
        "the reader is open"
    );
    desk.see(&mut database, &["青禾银行下调利率"], false);
    assert_eq!(desk.line(&format), "0 0 0 0 3\n", "all was seen");
    desk.write(
        "普通",
        &format!("{ORDINARY}**[05:40]** 【海屿航运停航】财联社电，停航。\n\n"),
    );
    assert_eq!(desk.line(&format), "1 0 0 0 4 海屿航运停航\n");
}

/// A bar runs the command every few seconds beside a reader.
#[test]
fn status_writes_nothing() {
    let desk = three();
    let files = || {
        let folder = fs::read_dir(desk.state_file().parent().unwrap()).unwrap();
        let files = folder.map(|entry| entry.unwrap().path());
        let read = files.map(|file| (file.clone(), fs::read(&file).unwrap()));
        let mut read: Vec<_> = read.collect();
        read.sort();
        // The index of the log is shared memory, where readers note that they are there.
        read.retain(|(file, _)| !path(file).ends_with("-shm"));
        read
    };
    drop(desk.read(&["远山能源签订合同"], &[]));
    let before = files();
    assert_eq!(desk.line(&["--format", "{unseen}"]), "2\n");
    assert!(files() == before, "nobody has it open");
    let _open = desk.read(&["青禾银行下调利率"], &[]);
    let before = files();
    assert!(before.len() > 1, "there is a log");
    assert_eq!(desk.line(&["--format", "{unseen}"]), "1\n");
    assert!(files() == before, "a reader has it open");
}

#[test]
fn status_counts_items_of_a_query_or_a_rule() {
    let desk = three();
    drop(desk.read(&[], &[]));
    let counted = |more: &[&str]| {
        let arguments = [&["--format", "{unseen} {headline}"], more].concat();
        desk.line(&arguments)
    };
    assert_eq!(counted(&[]), "3 远山能源签订合同\n");
    assert_eq!(counted(&["-q", "is:red"]), "1 青禾银行下调利率\n");
    assert_eq!(counted(&["--rule", "持仓"]), "1 云帆智造收到立案告知书\n");
    let none = desk.status(&["--rule", "地震"]);
    assert_eq!(
        (none.status.code(), stdout(&none)),
        (Some(1), "\n".to_owned())
    );
}

/// A rule that folds says what does not matter.
#[test]
fn folded_items_are_no_news() {
    let desk = three();
    let fold = "[[rule]]\nname = '合同'\nquery = '合同 | 利率'\nmute = 'fold'\n";
    fs::write(desk.home.path().join("rules.toml"), fold).unwrap();
    drop(desk.read(&[], &[]));
    let line = desk.line(&["--format", "{unseen} {hits} {rule.合同} {news}"]);
    assert_eq!(line, "1 0 0 云帆智造收到立案告知书\n");
}

/// A rule that only tints the item counts less than the mute.
#[test]
fn folded_item_of_another_rule_is_no_news() {
    let desk = three();
    let rules = "[[rule]]\nname = '公告'\nquery = '合同'\nstyle = { row = 'cyan' }\n\n\
                 [[rule]]\nname = '静'\nquery = '合同'\nmute = 'fold'\npriority = 1\n";
    fs::write(desk.home.path().join("rules.toml"), rules).unwrap();
    drop(desk.read(&[], &[]));
    let line = desk.line(&["--format", "{hits} {hit}|{news}"]);
    assert_eq!(line, "0 |青禾银行下调利率\n");
}

#[test]
fn status_is_cut_to_a_width() {
    let desk = three();
    drop(desk.read(&["青禾银行下调利率"], &["远山能源签订合同"]));
    let cut = |width| desk.line(&["--format", "{unseen:新{} }{news}", "--width", width]);
    assert_eq!(cut("26"), "新2 云帆智造收到立案告知书\n");
    assert_eq!(cut("25"), "新2 云帆智造收到立案告知…\n");
    assert_eq!(cut("8"), "新2\n");
    assert_eq!(desk.status(&["--width", "0"]).status.code(), Some(2));
}

#[test]
fn status_as_json_has_the_line_and_numbers() {
    let desk = three();
    drop(desk.read(&["远山能源签订合同"], &[]));
    let object: Value = serde_json::from_str(&desk.line(&["--json", "--width", "20"])).unwrap();
    let text = object["text"].as_str().unwrap();
    assert!(text.starts_with("红1 命中1 新2"), "{text}");
    assert_eq!(object["rules"], json!({"持仓": 1, "地震": 0}));
    assert_eq!(object["class"], "hit");
    assert_eq!(object["news"]["headline"], "云帆智造收到立案告知书");
    assert_eq!(object["newest"]["headline"], "远山能源签订合同");
    assert_eq!(object["silent"], Value::Null);
}

#[test]
fn wrong_format_is_pointed_at() {
    let desk = three();
    let wrong = |format| {
        let output = desk.status(&["--format", format]);
        assert_eq!(
            (output.status.code(), stdout(&output)),
            (Some(2), String::new())
        );
        stderr(&output)
    };
    assert_eq!(
        wrong("新{unsen}"),
        "dianbao: --format: 没有 {unsen} 这个占位符；是不是 `unseen`？\n  新{unsen}\n     ^\n"
    );
    let rule = wrong("{rule.持有}");
    assert!(
        rule.contains("没有 `持有` 这条规则；是不是 `持仓`？"),
        "{rule}"
    );
}

#[test]
fn status_names_unreadable_paths_and_goes_on() {
    let desk = three();
    let missing = desk.status(&["--format", "{headline}", "/nonexistent/dumps"]);
    assert_eq!(missing.status.code(), Some(2));
    assert_eq!(stdout(&missing), "远山能源签订合同\n");
    assert!(stderr(&missing).starts_with("dianbao: /nonexistent/dumps: "));
    fs::write(desk.home.path().join("rules.toml"), "[[rule]]\n").unwrap();
    let rules = desk.status(&["--format", "{hits} {headline}"]);
    assert_eq!(
        (rules.status.code(), stdout(&rules)),
        (Some(2), "规则有误 0 远山能源签订合同\n".to_owned())
    );
    assert!(
        stderr(&rules).contains("rules.toml:1"),
        "{}",
        stderr(&rules)
    );
}

/// Of an archive the newest day is shown, however old it is. Its other dumps are not opened: a name is believed.
#[test]
fn status_reads_the_newest_dumps_alone() {
    let desk = three();
    let old = |day: &str, entries: &str| {
        let text = format!("# 财联社【普通】电报 - {day}\n\n---\n\n{entries}");
        fs::write(desk.dumps().join(format!("电报_{day}.md")), text).unwrap();
    };
    for channel in ["普通", "加红"] {
        fs::remove_file(
            desk.dumps()
                .join(format!("财联社【{channel}】电报_{}.md", today())),
        )
        .unwrap();
    }
    old("2026-01-06", "**[09:30]** 【六日】财联社电。\n\n");
    old("2026-01-02", "**[09:30]** 【二日】财联社电。\n\n");
    assert!(desk.line(&[]).ends_with(" 六日\n"));
    old("2026-01-06", "");
    assert!(
        desk.line(&[]).ends_with(" 二日\n"),
        "the newest dump is empty"
    );
    fs::remove_dir_all(desk.dumps()).unwrap();
    fs::create_dir(desk.dumps()).unwrap();
    assert_eq!(desk.status(&[]).status.code(), Some(1));
}

#[test]
fn help_of_status_lists_the_placeholders() {
    let output = super::run(&["status", "--help"]);
    let help = stdout(&output);
    for name in ["{unseen}", "{rule.NAME}", "{news 18}", "{{ }}"] {
        assert!(help.contains(name), "{name}: {help}");
    }
}
