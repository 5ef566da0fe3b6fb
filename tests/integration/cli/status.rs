//! The line for a status bar: what it counts, how it is written, and that nothing else is.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Lines};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use dianbao::item::{ItemId, NewsDay, Rollover, Stamp};
use dianbao::state::{self, Change, Database, KeeperSetup, KnownItem};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{path, stderr, stdout};

const RULES: &str = "\
[[rule]]
name = '持仓'
query = '云帆'

[[rule]]
name = '地震'
query = '地震'
";

/// Dumps of today with their settings and a state file.
pub(super) struct Desk {
    home: TempDir,
}

impl Desk {
    /// A desk with entries of the ordinary and the red channel.
    pub(super) fn new(ordinary: &str, red: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        let desk = Self { home };
        fs::create_dir(desk.dumps()).unwrap();
        desk.write("普通", ordinary);
        desk.write("加红", red);
        // What the clock says must not matter.
        fs::write(desk.home.path().join("config.toml"), "silent_after = 0\n").unwrap();
        fs::write(desk.home.path().join("rules.toml"), RULES).unwrap();
        desk
    }

    pub(super) fn dumps(&self) -> PathBuf {
        self.home.path().join("dumps")
    }

    /// Writes the dump of a channel.
    pub(super) fn write(&self, channel: &str, entries: &str) {
        let day = today();
        let dump = self
            .dumps()
            .join(format!("财联社【{channel}】电报_{day}.md"));
        let text = format!("# 财联社【{channel}】电报 - {day}\n\n---\n\n{entries}");
        fs::write(dump, text).unwrap();
    }

    /// The command with these arguments, on the dumps and with the settings.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dianbao"));
        command
            .args(arguments)
            .arg("--config")
            .arg(self.home.path().join("config.toml"))
            .arg("--state")
            .arg(self.state_file())
            .arg(self.dumps())
            .env("LC_ALL", "zh_CN.UTF-8")
            .stdin(Stdio::null());
        command
    }

    fn status(&self, arguments: &[&str]) -> Output {
        let arguments = [&["status"], arguments].concat();
        self.command(&arguments).output().unwrap()
    }

    fn line(&self, arguments: &[&str]) -> String {
        let output = self.status(arguments);
        assert_eq!(stderr(&output), "", "{arguments:?}");
        stdout(&output)
    }

    fn state_file(&self) -> PathBuf {
        self.home.path().join("state/state.db")
    }

    /// The ids of all items, by their titles.
    fn ids(&self) -> BTreeMap<String, ItemId> {
        let list = self.command(&["list", "--format", "jsonl"]);
        let output = { list }.output().unwrap();
        let lines = stdout(&output);
        let items = lines.lines().map(|line| {
            let item: Value = serde_json::from_str(line).unwrap();
            let text = |name: &str| item[name].as_str().unwrap().to_owned();
            (text("title"), text("id").parse().unwrap())
        });
        items.collect()
    }

    /// Notes, as a reader does, that these items were listed; those of `unseen` were not seen. Returns the open file.
    pub(super) fn read(&self, seen: &[&str], unseen: &[&str]) -> Database {
        let setup = KeeperSetup {
            file: Some(self.state_file()),
            ..KeeperSetup::default()
        };
        let (mut database, problem) = state::open(&setup);
        assert_eq!(problem, None);
        database
            .set_session(path(&self.dumps()), "{}", now())
            .unwrap();
        self.see(&mut database, seen, false);
        self.see(&mut database, unseen, true);
        database
    }

    pub(super) fn see(&self, database: &mut Database, titles: &[&str], is_unseen: bool) {
        let ids = self.ids();
        let items = titles.iter().map(|title| KnownItem {
            id: ids[*title],
            print: None,
            is_unseen,
        });
        let (day, items) = (today(), items.collect());
        database.write(&[Change::Items { day, items }]).unwrap();
    }
}

fn now() -> Stamp {
    Stamp::from_system(std::time::SystemTime::now()).unwrap()
}

fn today() -> NewsDay {
    NewsDay::containing(now(), Rollover::default())
}

const ORDINARY: &str = "**[05:31]** 【云帆智造收到立案告知书】财联社电，云帆智造公告。\n\n**[05:33]** 【远山能源签订合同】财联社电，远山能源公告。\n\n";
const RED: &str = "**[05:32]** 【青禾银行下调利率】财联社电，青禾银行公告。\n\n";

fn three() -> Desk {
    Desk::new(ORDINARY, RED)
}

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
