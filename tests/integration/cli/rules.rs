//! Rules as a script uses them: `--rule`, the field `rules`, and `check`.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use super::{dianbao, folder, path, stderr, stdout};

const ENTRIES: &str = "**[09:30]** 云帆智造：收到立案告知书\n\n**[09:31]** 龙虎榜：云帆智造立案后遭抛售\n\n**[09:32]** 远山能源签订合同\n\n";

const RULES: &str = "\
[[rule]]
name = '云帆'
query = '云帆'

[[rule]]
name = '立案'
query = '立案'
unless = '龙虎榜'
priority = 10

[[rule]]
name = '地震'
query = '地震'
";

/// Runs a command on a folder whose rules are these.
fn run(command: &[&str], rules: &str, dumps: &Path) -> Output {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("config.toml"), "").unwrap();
    fs::write(home.path().join("rules.toml"), rules).unwrap();
    configured(command, home.path())
        .arg(dumps)
        .output()
        .unwrap()
}

fn configured(command: &[&str], home: &Path) -> Command {
    let mut dianbao = Command::new(env!("CARGO_BIN_EXE_dianbao"));
    dianbao
        .args(command)
        .args(["--no-state", "--config"])
        .arg(home.join("config.toml"))
        .env("LC_ALL", "en_GB.UTF-8")
        .stdin(Stdio::null());
    dianbao
}

fn times(output: &Output) -> Vec<String> {
    let printed = stdout(output);
    let lines = printed.lines();
    lines
        .map(|line| line.split(' ').nth(1).unwrap_or_default()[..5].to_owned())
        .collect()
}

#[test]
fn list_prints_the_items_of_a_rule() {
    let (folder, dump) = folder(ENTRIES);
    let list = |more: &[&str]| {
        let command = [&["list", "--format", "headline"], more].concat();
        times(&run(&command, RULES, folder.path()))
    };
    assert_eq!(list(&["--rule", "立案"]), ["09:30"]);
    assert_eq!(list(&["--rule", "云帆"]), ["09:31", "09:30"]);
    assert_eq!(list(&["--rule", "云帆", "-q", "抛售 | 合同"]), ["09:31"]);
    assert_eq!(list(&["--rule", "地震"]), [""; 0]);
    let count = run(&["list", "--count", "--rule", "云帆"], RULES, &dump);
    assert_eq!(stdout(&count), "2\n");
}

#[test]
fn tail_prints_the_items_of_a_rule() {
    let (folder, dump) = folder(ENTRIES);
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("config.toml"), "").unwrap();
    fs::write(home.path().join("rules.toml"), RULES).unwrap();
    let mut child = configured(&["tail", "-n", "1", "--rule", "立案"], home.path())
        .arg(path(folder.path()))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().ends_with("收到立案告知书"));
    let mut file = fs::OpenOptions::new().append(true).open(&dump).unwrap();
    let more = "**[09:40]** 龙虎榜：立案\n\n**[09:41]** 别的消息\n\n**[09:42]** 远山能源被立案\n\n";
    file.write_all(more.as_bytes()).unwrap();
    assert!(lines.next().unwrap().unwrap().ends_with("远山能源被立案"));
    drop(lines);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn json_and_csv_name_the_rules_that_hit() {
    let (folder, _) = folder(ENTRIES);
    let list = |format, rules| {
        let command = ["list", "--order", "oldest", "--format", format];
        stdout(&run(&command, rules, folder.path()))
    };
    let named: Vec<Value> = list("jsonl", RULES)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["rules"].clone())
        .collect();
    assert_eq!(named, [json!(["立案", "云帆"]), json!(["云帆"]), json!([])]);
    let csv = list("csv", RULES);
    let cells: Vec<_> = csv.lines().map(|line| line.rsplit(',').next()).collect();
    assert_eq!(cells, ["rules", "立案;云帆", "云帆", ""].map(Some));
    let without = dianbao(&["list", "--format", "jsonl", path(folder.path())]).output();
    assert!(!stdout(&without.unwrap()).contains("\"rules\""));
}

#[test]
fn check_names_rules_that_hit_nothing() {
    let (folder, _) = folder(ENTRIES);
    let output = run(&["check"], RULES, folder.path());
    let printed = stdout(&output);
    let lines: Vec<_> = printed
        .lines()
        .filter(|line| line.contains("rule `"))
        .collect();
    assert_eq!(lines.len(), 1, "{printed}");
    let expected =
        "rules.toml: rule `地震`: no item matches; expected a query that finds some: 地震";
    assert!(lines[0].ends_with(expected), "{printed}");
    assert_eq!(output.status.code(), Some(0));
    let wrong = run(&["check"], "[[rule]]\nname = '甲'", folder.path());
    assert_eq!(wrong.status.code(), Some(2));
    assert!(stdout(&wrong).contains("3 items"));
}

#[test]
fn unknown_rule_and_wrong_rules_are_errors() {
    let (folder, _) = folder(ENTRIES);
    let error = |command: &[&str], rules| {
        let output = run(command, rules, folder.path());
        assert_eq!(
            (output.status.code(), stdout(&output).as_str()),
            (Some(2), "")
        );
        stderr(&output)
    };
    assert_eq!(
        error(&["list", "--rule", "立安"], RULES),
        "dianbao: --rule 立安: no such rule; did you mean `立案`?\n"
    );
    let wrong = "[[rule]]\nname = '甲'\nquery = '('\n";
    let expected = "rules.toml:3:11: `query` is no query; expected a word to look for\n";
    let reported = error(&["list", "--rule", "甲"], wrong);
    assert!(reported.ends_with(expected), "{reported}");
    assert!(error(&["tail", "--format", "jsonl"], wrong).ends_with(expected));
    // Who names no rule and prints none can go on.
    let output = run(&["list"], wrong, folder.path());
    assert_eq!(
        (output.status.code(), stderr(&output).as_str()),
        (Some(0), "")
    );
    let output = dianbao(&["list", "--rule", "甲", path(folder.path())]).output();
    assert_eq!(
        stderr(&output.unwrap()),
        "dianbao: --rule 甲: no rules; --no-config reads none; `dianbao config rules` prints examples\n"
    );
}

/// They were said in English where the reader says them in Chinese.
#[test]
fn wrong_rules_are_said_in_the_language() {
    let (dumps, _) = folder(ENTRIES);
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("rules.toml"), "[[rule]]\nname = '甲'\n").unwrap();
    let commands: [&[&str]; 5] = [
        &["list", "--rule", "甲"],
        &["tail", "--rule", "甲"],
        &["alert", "test", "甲"],
        &["status", "--rule", "甲"],
        &["check"],
    ];
    for (settings, said) in [
        ("", "rules.toml:1:1: 规则缺少 `query`；"),
        (
            "language = 'en'\n",
            "rules.toml:1:1: a rule without `query`; ",
        ),
    ] {
        fs::write(home.path().join("config.toml"), settings).unwrap();
        for command in commands {
            let mut command = configured(command, home.path());
            let output = command.env("LC_ALL", "zh_CN.UTF-8").arg(dumps.path());
            let output = output.output().unwrap();
            assert_eq!(output.status.code(), Some(2));
            assert!(stderr(&output).contains(said), "{command:?}: {output:?}");
        }
    }
    // A file that cannot be read is no exception.
    fs::remove_file(home.path().join("rules.toml")).unwrap();
    fs::create_dir(home.path().join("rules.toml")).unwrap();
    fs::write(home.path().join("config.toml"), "").unwrap();
    for command in commands {
        let mut command = configured(command, home.path());
        let output = command.env("LC_ALL", "zh_CN.UTF-8").arg(dumps.path());
        let output = output.output().unwrap();
        assert!(
            stderr(&output).contains("rules.toml: 无法读取："),
            "{command:?}: {output:?}"
        );
    }
}

/// A tail of all day went on with the rules of its start.
#[test]
fn tail_follows_its_rule_when_it_is_edited() {
    let (dumps, dump) = folder("**[09:30]** 云帆智造(300123.SZ)：收到立案告知书。\n\n");
    let home = tempfile::tempdir().unwrap();
    let rules = home.path().join("rules.toml");
    let rule = |query: &str| format!("[[rule]]\nname = '甲'\nquery = '{query}'\n");
    fs::write(home.path().join("config.toml"), "").unwrap();
    fs::write(&rules, rule("立案 day:2026-01-06")).unwrap();
    let mut command = configured(&["tail", "--rule", "甲"], home.path());
    let command = command.arg(dumps.path()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut errors = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut line = || lines.next().unwrap().unwrap();
    assert!(line().contains("云帆智造"));
    // Each wrong edit is said once, and the rule stays.
    for (wrong, why) in [
        (rule("("), "a word to look for"),
        ("[[rule]]\nname = '甲'\n".to_owned(), "without `query`"),
        (RULES.to_owned(), "no such rule"),
    ] {
        fs::write(&rules, wrong).unwrap();
        let error = errors.next().unwrap().unwrap();
        assert!(
            error.starts_with("dianbao: Keeping rules and lists as they were: "),
            "{error}"
        );
        assert!(error.contains(why), "{error}");
    }
    let mut file = fs::OpenOptions::new().append(true).open(&dump).unwrap();
    let mut write = |text: &str| file.write_all(text.as_bytes()).unwrap();
    write("**[09:31]** 远山能源签订合同。\n\n**[09:32]** 远山能源被立案。\n\n");
    assert!(line().contains("被立案"));
    // The rule finds names of stocks now, which it did not need before.
    fs::write(&rules, rule("stock:300123 停航")).unwrap();
    let followed = (0..100).any(|nth| {
        write(&format!(
            "**[10:{:02}]** 甲{nth}被立案。\n\n**[10:{:02}]** 云帆智造{nth}号船停航。\n\n",
            nth % 60,
            nth % 60,
        ));
        // One item of each pair matches, whichever rule is in force.
        line().contains("停航")
    });
    assert!(followed, "no item of 100 was matched with the new rule");
    // The rule of the start was about one day.
    let later = "# 财联社【普通】电报 - 2026-01-07\n\n**[09:30]** 云帆智造的船都停航。\n\n";
    fs::write(dumps.path().join("电报_2026-01-07.md"), later).unwrap();
    assert!(line().contains("都停航"));
    drop(lines);
    assert_eq!(errors.count(), 0);
    assert_eq!(child.wait().unwrap().code(), Some(0), "the pipe is closed");
}
