//! An alert reaches the terminal: banner, bell and notification, whatever the headline contains.

use std::fs;

use portable_pty::CommandBuilder;

use super::dumps::Dumps;
use super::sequences::{ParsedOutput, parse_alerts};
use super::session::{Session, children};

const RULES: &str =
    "[[rule]]\nname = '持仓'\nquery = '星河'\nalert = ['banner', 'bell', 'notify']\n";

/// Reports of a terminal that it got the focus, and that it lost it.
const FOCUS: &str = "\x1b[I";
const BLUR: &str = "\x1b[O";

/// A headline that would act on a terminal, on tmux, or on a shell.
const HOSTILE: &str =
    "星河#(touch f)#S#[fg=red]\x1b]0;x\x07\x1b\\\u{9c}\u{9d};4;1%H\"'`$(touch g)\u{202e}";
/// The same as it may be shown.
const HARMLESS: &str = "星河#(touch f)#S#[fg=red]␛]0；x␇␛\\��；4；1%H\"'`$(touch g)";

/// Writes a dump, and a configuration with rules.
fn prepare(dumps: &Dumps, rules: &str) {
    dumps.write(&Dumps::text(3));
    let home = dumps.path().join(".home");
    fs::create_dir(&home).unwrap();
    fs::write(home.join("config.toml"), "").unwrap();
    fs::write(home.join("rules.toml"), rules).unwrap();
}

/// Starts a reader with rules in a terminal of these variables, with nobody at it.
fn start(dumps: &Dumps, rules: &str, variables: &[(&str, &str)]) -> Session {
    prepare(dumps, rules);
    let home = dumps.path().join(".home");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dianbao"));
    command.args([
        "--config",
        home.join("config.toml").to_str().unwrap(),
        dumps.arg(),
    ]);
    command.env_clear();
    for (name, value) in variables {
        command.env(name, value);
    }
    let mut session = Session::of(command, dumps.path(), (100, 20));
    session.see("海屿航运第2号公告");
    session.see("监视中");
    session.keys(BLUR);
    show_no_list(&mut session);
    session
}

/// Shows a story alone, so that an arrival is not in sight.
fn show_no_list(session: &mut Session) {
    session.keys("zz");
    session.see("专注");
}

/// Types a report of the focus, and waits until it was handled.
fn report(session: &mut Session, focus: &str) {
    session.keys(focus);
    session.keys("?");
    session.see("按键可在 keymap.toml 中修改");
    session.keys("q");
    session.see_no_more("按键可在 keymap.toml 中修改");
}

/// Adds an entry with a title.
fn add(dumps: &Dumps, title: &str) {
    dumps.append(&format!(
        "**[10:30]** 【{title}】财联社3月2日电，消息的正文。\n\n"
    ));
}

/// Waits until so many bells have rung.
fn hear(session: &Session, bells: usize) -> ParsedOutput {
    session.until("the bell", |received| {
        let output = parse_alerts(&received.bytes);
        (output.bells >= bells).then_some(output)
    })
}

fn end(mut session: Session) -> ParsedOutput {
    session.keys("qq");
    assert_eq!(session.end(), 0);
    session.assert_restored();
    let output = parse_alerts(&session.bytes());
    assert_eq!(output.faults, [""; 0]);
    output
}

#[test]
fn alert_rings_and_leads_to_its_item() {
    let dumps = Dumps::new();
    let mut session = start(&dumps, RULES, &[("TERM_PROGRAM", "WezTerm")]);
    add(&dumps, "星河立项");
    session.see("10:30 持仓 · 星河立项 —— gn 去看");
    hear(&session, 1);
    session.keys("gn");
    session.see("消息的正文");
    session.keys("\x0f");
    session.see_no_more("消息的正文");
    let output = end(session);
    assert_eq!(output.notifications, ["9;电报 持仓 10:30 星河立项"]);
    assert_eq!((output.bells, output.wrapped), (1, 0));
}

#[test]
fn hostile_headline_is_harmless_in_every_kind() {
    let kinds = [
        ("TERM_PROGRAM", "ghostty", "9;电报 "),
        ("TERM", "foot", "777;notify;电报;"),
        ("TERM", "xterm-kitty", "99;;电报 "),
    ];
    for (name, value, head) in kinds {
        for in_tmux in [false, true] {
            let dumps = Dumps::new();
            let tmux = [("TMUX", "/nowhere,1,1"), (name, value)];
            let variables = if in_tmux { &tmux[..] } else { &tmux[1..] };
            let session = start(&dumps, RULES, variables);
            add(&dumps, HOSTILE);
            hear(&session, 1);
            let output = end(session);
            let text = format!("{head}持仓 10:30 {HARMLESS}");
            assert_eq!(output.notifications, [text], "{value}");
            assert_eq!((output.bells, output.wrapped), (1, usize::from(in_tmux)));
            assert!(!dumps.path().join("f").exists() && !dumps.path().join("g").exists());
        }
    }
}

#[test]
fn unknown_terminal_rings_instead() {
    let dumps = Dumps::new();
    let rules = RULES.replace("'banner', 'bell', ", "");
    let session = start(&dumps, &rules, &[]);
    add(&dumps, "星河立项");
    hear(&session, 1);
    assert_eq!(end(session).notifications, [""; 0]);
}

#[test]
fn focused_terminal_is_silent_about_its_items() {
    let dumps = Dumps::new();
    let mut session = start(
        &dumps,
        &format!("{RULES}key = 3\n"),
        &[("TERM_PROGRAM", "WezTerm")],
    );
    session.keys("zz");
    report(&mut session, FOCUS);
    add(&dumps, "星河甲");
    // The count is there once the rules were searched.
    session.see("3 持仓 1");
    report(&mut session, BLUR);
    add(&dumps, "星河乙");
    session.see("星河乙");
    hear(&session, 1);
    session.keys(FOCUS);
    show_no_list(&mut session);
    add(&dumps, "星河丙");
    session.see("持仓 · 星河丙");
    let output = end(session);
    let expected = ["乙", "丙"].map(|name| format!("9;电报 持仓 10:30 星河{name}"));
    assert_eq!(output.notifications, expected);
    assert_eq!(output.bells, 1, "the bell rings once a minute");
}

#[test]
fn what_was_there_at_the_start_has_no_alert() {
    let dumps = Dumps::new();
    let session = start(&dumps, RULES, &[]);
    // Rules that are read later hit old items as well.
    let rules = RULES.replace("星河'", "星河 | 云岭'");
    fs::write(dumps.path().join(".home/rules.toml"), rules).unwrap();
    add(&dumps, "别的消息");
    add(&dumps, "星河立项");
    hear(&session, 1);
    assert_eq!(end(session).bells, 1);
}

#[test]
fn reports_of_the_focus_end_with_the_reader() {
    let dumps = Dumps::new();
    let session = start(&dumps, RULES, &[]);
    end(session);
    let session = start_again(&dumps);
    session.kill_reader();
    session.assert_left();
    let bytes = session.bytes();
    let last = |mode: &[u8]| bytes.windows(mode.len()).rposition(|part| part == mode);
    assert!(last(b"\x1b[?1004h") < last(b"\x1b[?1004l"));
}

fn start_again(dumps: &Dumps) -> Session {
    let session = Session::start(dumps.path(), 100, 20, &["--no-config", dumps.arg()]);
    session.see("海屿航运第2号公告");
    session
}

/// A rule whose program is a shell script of these lines.
fn with_program(lines: &str) -> String {
    format!(
        "[[rule]]\nname = '持仓'\nquery = '星河'\nrun = ['/bin/sh', '-c', {lines:?}, 'sh', '$(touch f)']\n"
    )
}

#[test]
fn program_gets_the_item_as_json() {
    let dumps = Dumps::new();
    let rules = with_program("cat >> $HOME/.got; printf %s \"$1\" > $HOME/.argument");
    let session = start(&dumps, &rules, &[]);
    add(&dumps, HOSTILE);
    let file = |name: &str| fs::read_to_string(dumps.path().join(name)).unwrap_or_default();
    session.until_so("the program", || file(".argument") == "$(touch f)");
    let got: serde_json::Value = serde_json::from_str(&file(".got")).unwrap();
    assert_eq!(got["rules"], serde_json::json!(["持仓"]));
    assert!(
        got["title"]
            .as_str()
            .unwrap()
            .starts_with("星河#(touch f)#S"),
        "{got}"
    );
    assert!(
        got["time"].as_str().unwrap().ends_with("T10:30:00+08:00"),
        "{got}"
    );
    assert_eq!(end(session).bells, 0);
    assert!(!dumps.path().join("f").exists() && !dumps.path().join("g").exists());
}

#[test]
fn failing_program_is_reported_in_a_line() {
    for (lines, text) in [
        ("exit 3", "/bin/sh 出错退出，代码 3"),
        ("kill -9 $$", "/bin/sh 被强行终止"),
    ] {
        let dumps = Dumps::new();
        let session = start(&dumps, &with_program(lines), &[]);
        add(&dumps, "星河立项");
        session.see(text);
        end(session);
    }
    let dumps = Dumps::new();
    let rules = "[[rule]]\nname = '持仓'\nquery = '星河'\nrun = ['/nowhere/say']\n";
    let session = start(&dumps, rules, &[]);
    add(&dumps, "星河立项");
    session.see("无法启动 /nowhere/say");
    end(session);
}

/// Keys are handled and news is shown as long as it hangs; it does not outlive the reader.
#[test]
fn hanging_program_keeps_nobody_waiting() {
    let dumps = Dumps::new();
    let lines = "echo >> $HOME/.begun; trap '' TERM HUP INT; yes; sleep 1000";
    let mut session = start(&dumps, &with_program(lines), &[]);
    add(&dumps, "星河立项");
    let begun = dumps.path().join(".begun");
    session.until_so("the program", || begun.exists());
    session.keys("zz");
    add(&dumps, "星河其二");
    session.see("星河其二");
    session.keys("?");
    session.see("按键可在 keymap.toml 中修改");
    session.keys("q");
    let reader = session.reader();
    assert_eq!(children(reader).len(), 1, "one at a time");
    let program = children(reader)[0];
    end(session);
    let stat = fs::read_to_string(format!("/proc/{program}/stat")).unwrap_or_default();
    assert!(
        !stat.contains("(sh) S") && !stat.contains("(sh) R"),
        "{stat}"
    );
    assert_eq!(fs::read_to_string(begun).unwrap().len(), 1);
}

#[test]
fn programs_leave_no_zombies() {
    let dumps = Dumps::new();
    let session = start(
        &dumps,
        &with_program("cat >/dev/null; echo >> $HOME/.ran"),
        &[],
    );
    let ran = || {
        fs::read_to_string(dumps.path().join(".ran"))
            .unwrap_or_default()
            .len()
    };
    for nth in 1..=3 {
        add(&dumps, &format!("星河之{nth}"));
        session.until_so("the program", || {
            ran() == nth && children(session.reader()).is_empty()
        });
    }
    end(session);
}

/// Starts the reader in a tmux of its own with this configuration, as the first window; `None` without tmux.
fn start_in_tmux(dumps: &Dumps, config: &str) -> Option<Session> {
    std::process::Command::new("tmux").arg("-V").output().ok()?;
    prepare(dumps, RULES);
    let file = dumps.path().join(".tmux.conf");
    fs::write(&file, config).unwrap();
    let reader = env!("CARGO_BIN_EXE_dianbao");
    let home = dumps.path().join(".home/config.toml");
    let mut command = CommandBuilder::new("tmux");
    command.args(["-S", dumps.path().join(".socket").to_str().unwrap()]);
    command.args(["-f", file.to_str().unwrap(), "new-session", reader]);
    command.args(["--config", home.to_str().unwrap(), dumps.arg()]);
    command.env_clear();
    command.env("GHOSTTY_RESOURCES_DIR", "/nowhere");
    let session = Session::of(command, dumps.path(), (100, 20));
    session.see("海屿航运第2号公告");
    session.see("监视中");
    Some(session)
}

/// How often a sequence is in the output.
fn count(session: &Session, sequence: &str) -> usize {
    let bytes = session.bytes();
    let parts = bytes.windows(sequence.len());
    parts.filter(|part| *part == sequence.as_bytes()).count()
}

/// tmux passes on what is wrapped if its settings allow it, and the bell always. Nothing of a headline runs or expands.
#[test]
fn tmux_passes_alerts_on() {
    for (config, notifications) in [("set -g allow-passthrough on\n", 1), ("", 0)] {
        let dumps = Dumps::new();
        let bells = "set -g bell-action any\nset -g visual-bell off\nset -g focus-events on\n";
        let Some(mut session) = start_in_tmux(&dumps, &format!("{bells}{config}")) else {
            return;
        };
        show_no_list(&mut session);
        add(&dumps, HOSTILE);
        session.see("持仓 · 星河#(touch f)#S#[fg=red]");
        session.until("the bell", |received| {
            received.bytes.contains(&7).then_some(())
        });
        let text = format!("\x1b]9;电报 持仓 10:30 {HARMLESS}\x1b\\");
        assert_eq!(count(&session, &text), notifications, "{config}");
        assert_eq!(count(&session, "\x1b]9;"), notifications);
        assert_eq!(count(&session, "\x1b]0;x"), 0);
        session.keys("qq");
        assert_eq!(session.end(), 0);
        assert!(!dumps.path().join("f").exists() && !dumps.path().join("g").exists());
    }
}
