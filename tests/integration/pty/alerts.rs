//! What a rule tells reaches the terminal: banner, bell and notification, whatever the headline contains.

use std::fs;

use portable_pty::CommandBuilder;

use super::dumps::Dumps;
use super::sequences::{ParsedOutput, parse_alerts};
use super::session::Session;

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

/// Starts a reader with rules in a terminal of these variables, with nobody at it.
fn start(dumps: &Dumps, rules: &str, variables: &[(&str, &str)]) -> Session {
    dumps.write(&Dumps::text(3));
    let home = dumps.path().join(".home");
    fs::create_dir(&home).unwrap();
    fs::write(home.join("config.toml"), "").unwrap();
    fs::write(home.join("rules.toml"), rules).unwrap();
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
    session.keys("zz");
    session
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
    session.keys("q");
    session.keys("q");
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
    session.see("10:30 持仓 星河立项 —— gn 去看");
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
fn focused_terminal_is_silent_about_what_it_shows() {
    let dumps = Dumps::new();
    let mut session = start(&dumps, RULES, &[]);
    session.keys("zz");
    session.keys(FOCUS);
    add(&dumps, "星河甲");
    session.see("星河甲");
    session.keys(BLUR);
    add(&dumps, "星河乙");
    session.see("星河乙");
    hear(&session, 1);
    session.keys(FOCUS);
    session.keys("zz");
    add(&dumps, "星河丙");
    session.see("持仓 星河丙");
    hear(&session, 2);
    assert_eq!(end(session).bells, 2);
}

#[test]
fn what_was_there_at_the_start_is_not_told() {
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
