//! `status --follow`, which prints a line at each change.

use std::fs;
use std::io::{BufRead, BufReader, Lines};
use std::process::{Child, ChildStdout, Stdio};

use serde_json::{Value, json};

use super::desk::{Desk, ORDINARY, RED, RULES, three};
use super::stderr;

/// The command with `--follow`, and its lines.
fn follow(desk: &Desk, more: &[&str]) -> (Child, Lines<BufReader<ChildStdout>>) {
    let arguments = [&["status", "--follow"], more].concat();
    let mut command = desk.command(&arguments);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    (child, lines)
}

#[test]
fn follow_prints_a_line_at_each_change() {
    let desk = three();
    let mut database = desk.read(&["远山能源签订合同", "青禾银行下调利率"], &[]);
    let format = ["--format", "{unseen} {rule.持仓} {headline}"];
    let (mut child, mut lines) = follow(&desk, &format);
    let mut next = || lines.next().unwrap().unwrap();
    assert_eq!(next(), "1 1 远山能源签订合同");
    let more = format!("{ORDINARY}**[05:40]** 【海屿航运停航】财联社电，停航。\n\n");
    desk.write("普通", &more);
    assert_eq!(next(), "2 1 海屿航运停航", "a dump");
    desk.see(&mut database, &["云帆智造收到立案告知书"], false);
    assert_eq!(next(), "1 0 海屿航运停航", "the state");
    let rules = RULES.replace("云帆", "停航");
    fs::write(desk.home.path().join("rules.toml"), rules).unwrap();
    assert_eq!(next(), "1 1 海屿航运停航", "the rules");
    drop(lines);
    assert_eq!(child.wait().unwrap().code(), Some(0), "the pipe is closed");
}

/// With the name of a rule it ended with status 2, and else its counts fell to 0.
#[test]
fn follow_keeps_rules_while_the_file_is_wrong() {
    for arguments in [
        &["--format", "{rule.持仓} {headline}"][..],
        &["--format", "{unseen} {headline}", "--rule", "持仓"],
    ] {
        let desk = three();
        let _database = desk.read(&["远山能源签订合同"], &[]);
        let arguments = [&["status", "--follow"], arguments].concat();
        let mut command = desk.command(&arguments);
        let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut errors = BufReader::new(child.stderr.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        assert!(first.starts_with("1 "), "{first}");
        for wrong in [
            "[[rule]]\nname = '持",
            "[[rule]]\nname = '别的'\nquery = '别的'\n",
        ] {
            fs::write(desk.home.path().join("rules.toml"), wrong).unwrap();
            let error = errors.next().unwrap().unwrap();
            assert!(error.starts_with("dianbao: "), "{error}");
        }
        let more = format!("{ORDINARY}**[05:40]** 【云帆智造复牌】财联社电，复牌。\n\n");
        desk.write("普通", &more);
        let line = lines.next().unwrap().unwrap();
        assert_eq!(line, "2 云帆智造复牌", "{arguments:?}");
        drop(lines);
        drop(errors);
        assert_eq!(child.wait().unwrap().code(), Some(0), "the pipe is closed");
    }
}

/// The file is read again at each change, and the error was printed each time.
#[test]
fn follow_reports_a_wrong_state_file_once() {
    let desk = three();
    fs::create_dir(desk.state_file().parent().unwrap()).unwrap();
    fs::write(desk.state_file(), "no database\n".repeat(100)).unwrap();
    let mut command = desk.command(&["status", "--follow", "--format", "{headline}"]);
    let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert_eq!(lines.next().unwrap().unwrap(), "远山能源签订合同");
    let more = format!("{ORDINARY}**[05:40]** 【海屿航运停航】财联社电，停航。\n\n");
    desk.write("普通", &more);
    assert_eq!(lines.next().unwrap().unwrap(), "海屿航运停航");
    drop(lines);
    let output = child.wait_with_output().unwrap();
    assert_eq!(stderr(&output).lines().count(), 1, "{}", stderr(&output));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn follow_repeats_no_line_and_ends_by_a_signal() {
    let desk = three();
    let (mut child, mut lines) = follow(&desk, &["--format", "{headline}"]);
    let mut next = || lines.next().unwrap().unwrap();
    assert_eq!(next(), "远山能源签订合同");
    desk.write(
        "加红",
        &format!("{RED}**[05:32]** 【更早的一条】财联社电，早。\n\n"),
    );
    desk.write(
        "普通",
        &format!("{ORDINARY}**[05:40]** 【海屿航运停航】财联社电，停航。\n\n"),
    );
    assert_eq!(next(), "海屿航运停航");
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
    let status = child.wait().unwrap();
    assert_eq!(
        std::os::unix::process::ExitStatusExt::signal(&status),
        Some(15),
        "as tail"
    );
}

/// Where the folders of rules and lists did not exist, they were never read.
#[test]
fn follow_reads_rules_and_lists_made_later() {
    let desk = three();
    let home = desk.home.path();
    let settings = "silent_after = 0\nrules = 'late/desk/rules.toml'\nlists = 'late/lists'\n";
    let _database = desk.read(&["远山能源签订合同"], &[]);
    fs::write(home.join("config.toml"), settings).unwrap();
    let (mut child, mut lines) = follow(&desk, &["--json"]);
    let mut rules = || {
        let line: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
        line["rules"].clone()
    };
    assert_eq!(rules(), json!({}));
    fs::create_dir_all(home.join("late/desk")).unwrap();
    fs::write(home.join("late/desk/rules.toml"), RULES).unwrap();
    assert_eq!(rules(), json!({"持仓": 1, "地震": 0}));
    // There is no such list: the former rules stay.
    let list = "[[rule]]\nname = '自选'\nquery = 'in:自选'\n";
    fs::write(home.join("late/desk/rules.toml"), list).unwrap();
    fs::write(home.join("list"), "云帆智造\n").unwrap();
    fs::create_dir(home.join("late/lists")).unwrap();
    fs::rename(home.join("list"), home.join("late/lists/自选.txt")).unwrap();
    assert_eq!(rules(), json!({"自选": 1}));
    child.kill().unwrap();
    child.wait().unwrap();
}

/// A query that is typed the same selects other items once its list is another one, or a name is learnt.
#[test]
fn follow_counts_with_the_list_as_it_is() {
    let desk = three();
    let lists = desk.home.path().join("lists");
    let _database = desk.read(&["远山能源签订合同", "青禾银行下调利率"], &[]);
    fs::create_dir(&lists).unwrap();
    let write = |text: &str| {
        let new = desk.home.path().join("new");
        fs::write(&new, text).unwrap();
        fs::rename(new, lists.join("自选.txt")).unwrap();
    };
    write("远山能源\n");
    let arguments = ["--format", "{unseen} {headline}", "-q", "in:自选"];
    let (mut child, mut lines) = follow(&desk, &arguments);
    let mut next = || lines.next().unwrap().unwrap();
    assert_eq!(next(), "0 远山能源签订合同");
    write("云帆智造\n");
    assert_eq!(next(), "1 云帆智造收到立案告知书");
    write("688999\n云帆智造\n");
    let more = format!(
        "{ORDINARY}**[05:40]** 【远山股份(688999.SH)复牌】财联社电，复牌。\n\n**[05:41]** 【远山股份上涨】财联社电，上涨。\n\n"
    );
    desk.write("普通", &more);
    assert_eq!(next(), "3 远山股份上涨");
    child.kill().unwrap();
    child.wait().unwrap();
}
