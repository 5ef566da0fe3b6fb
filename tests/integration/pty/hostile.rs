//! Whatever a dump, a file name or a paste contains, the terminal receives only the sequences of the reader.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use base64::Engine;
use portable_pty::CommandBuilder;

use super::corpus;
use super::dumps::Dumps;
use super::sequences::{is_control, is_hostile, parse};
use super::session::Session;

/// A folder of hostile names, each with a dump of one entry, and one dump of all hostile entries.
fn hostile() -> (Dumps, usize) {
    let dumps = Dumps::new();
    let (dump, count) = corpus::dump();
    let folder = dumps.path().join("坏\u{1b}]0;owned\u{7}\u{202e}夹");
    fs::create_dir(&folder).unwrap();
    fs::write(
        folder.join("财联社\u{9b}8m【普通】\u{1b}[8m电报_2026-03-02.md"),
        dump,
    )
    .unwrap();
    for (n, name) in corpus::names().into_iter().enumerate() {
        let name = [b"2026-02-01 ", &name[..], b".md"].concat();
        let text = format!(
            "# 财联社【加红】电报 - 2026-02-01\n\n---\n\n**[06:00]** 【N{n:04}】以名为患第{n}种\n\n**[06:77]** 坏\n\n"
        );
        fs::write(folder.join(OsStr::from_bytes(&name)), text).unwrap();
    }
    (dumps, count)
}

fn assert_clean(session: &Session) -> Vec<String> {
    let output = parse(&session.bytes());
    assert_eq!(output.faults, [""; 0]);
    output.copied
}

/// Waits until every typed key is handled and drawn: the help opens and closes after them.
fn settle(session: &mut Session) {
    session.keys("?");
    session.see("按键可在 keymap.toml 中修改");
    session.keys("q");
    session.see_no_more("按键可在 keymap.toml 中修改");
}

/// Waits until each of these entries was on the screen at some time.
fn see_all(session: &Session, marks: impl Iterator<Item = usize>) {
    let mut missing: Vec<String> = marks.map(corpus::mark).collect();
    session.until("all entries", |received| {
        let screen = received.parser.screen().contents();
        missing.retain(|mark| !screen.contains(mark));
        missing.is_empty().then_some(())
    });
}

#[test]
fn hostile_entries_never_act_on_the_terminal() {
    let (dumps, count) = hostile();
    assert!(count >= 300, "{count}");
    let mut session = Session::start(dumps.path(), 160, 50, &["--no-config", dumps.arg()]);
    session.see(&corpus::mark(count - 1));
    for page in 0..count / 20 {
        session.keys(&"j".repeat(20));
        let last = count - page * 20;
        see_all(&session, last - 20..last);
    }
    // An untitled entry has no title to copy. Two of its neighbours have one.
    session.keys("yyytjytjyt");
    settle(&mut session);
    // Walks into the entries of files with hostile names: the details show the names.
    session.keys("G");
    session.see("以名为患第");
    session.keys("\r");
    for _ in 0..60 {
        session.keys("k");
    }
    settle(&mut session);
    let copied = assert_clean(&session);
    assert!(copied.len() >= 3, "{}", copied.len());
    for payload in copied {
        assert_ne!(
            payload, "aG9zdGlsZQ==",
            "what an entry wants in the clipboard"
        );
        assert!(
            base64::engine::general_purpose::STANDARD
                .decode(payload)
                .is_ok()
        );
    }
}

#[test]
fn hostile_screens_use_only_known_sequences() {
    let (dumps, count) = hostile();
    let missing = dumps.path().join("不\u{1b}[8m在\u{202e}");
    let mut session = Session::start(
        dumps.path(),
        120,
        40,
        &["--no-config", dumps.arg(), missing.to_str().unwrap()],
    );
    session.see(&corpus::mark(count - 1));
    for density in ["d", "d", "d"] {
        session.keys(density);
        for keys in [
            "gg",
            "\x06\x06\x06",
            "\x06jJJJ",
            "G",
            "\x02",
            "\tjjjj\t",
            "zzjjjjzz",
            "v\x06v\x06v",
            "O\x06O",
        ] {
            session.keys(keys);
            settle(&mut session);
        }
    }
    session.keys("!");
    session.keys("jjjj\x06Gq");
    for (columns, rows) in [
        (60, 20),
        (20, 5),
        (1, 1),
        (2, 2),
        (3, 40),
        (200, 50),
        (120, 40),
    ] {
        session.resize(columns, rows);
    }
    settle(&mut session);
    session.keys("\x1b[<0;0;0M\x1b[<0;0;0m\x1b[<64;5;5M\x1b[<0;9;9M\x1b[<0;9;9m");
    session.keys("\x03");
    assert_eq!(session.end(), 0);
    session.assert_restored();
    assert_clean(&session);
}

#[test]
fn impossible_mouse_position_is_ignored() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(20));
    let mut session = Session::start(dumps.path(), 100, 24, &["--no-config", dumps.arg()]);
    session.see("赤松半导体第19号公告");
    session.keys(
        "\x1b[<0;0;0M\x1b[<0;0;0m\x1b[<0;65535;65535M\x1b[<0;99999;99999M\x1b[M   \x1b[<64;0;9M",
    );
    settle(&mut session);
    session.keys("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

/// Returns the cells of a column, from the row below the header to the one above the status line.
fn column(session: &Session, column: u16) -> Vec<String> {
    session.until("the end of a frame", |received| {
        if !received.bytes.ends_with(b"\x1b[?2026l") {
            return None;
        }
        let screen = received.parser.screen();
        let rows = screen.size().0.get();
        let cell = |row| {
            screen
                .cell(row, column)
                .map_or_else(String::new, |cell| cell.contents().to_owned())
        };
        Some((1..rows - 1).map(cell).collect())
    })
}

#[test]
fn hostile_rows_stay_aligned() {
    let (dumps, count) = hostile();
    let mut session = Session::start(dumps.path(), 140, 45, &["--no-config", dumps.arg()]);
    session.see(&corpus::mark(count - 1));
    settle(&mut session);
    let stands = |text: &String| ["│", "┃"].contains(&text.as_str());
    let divider = (0..140)
        .find(|&at| column(&session, at).iter().all(stands))
        .expect("a divider");
    for page in 0..count / 24 {
        session.keys(["\x06", "\x04\x04", "\x04", "d"][page % 4]);
        settle(&mut session);
        let cells = column(&session, divider);
        assert!(
            cells.iter().all(stands),
            "page {page}: {cells:?}\n{}",
            session.screen()
        );
    }
}

#[test]
fn pasted_hostile_text_is_drawn_as_text() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(20));
    let mut session = Session::start(dumps.path(), 100, 24, &["--no-config", dumps.arg()]);
    session.see("赤松半导体第19号公告");
    for prompt in ["f", "/", "t"] {
        session.keys(prompt);
        for (n, text) in corpus::pasted().into_iter().enumerate() {
            let end = format!("{prompt}尾{n:03}");
            session.keys(&format!("\x15\x1b[200~安{text}{end}\x1b[201~"));
            session.see(&end);
        }
        session.keys("\x03");
        session.see("赤松半导体第19号公告");
    }
    session.keys("q");
    assert_clean(&session);
}

/// An archive of members with hostile names: some are readable, others are archives themselves.
fn archive(dumps: &Dumps) -> PathBuf {
    let path = dumps.path().join("a.zip");
    let mut archive = zip::ZipWriter::new(fs::File::create(&path).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    for (n, name) in corpus::names().into_iter().enumerate() {
        let name = String::from_utf8_lossy(&name).into_owned();
        let text = format!(
            "# 财联社【加红】电报 - 2026-02-01\n\n---\n\n**[06:00]** 【A{n:04}】包中第{n}种\n\n**[06:77]** 坏\n\n"
        );
        archive
            .start_file(format!("2026-02-01 {n} {name}.md"), options)
            .unwrap();
        archive.write_all(text.as_bytes()).unwrap();
        archive
            .start_file(format!("2026-02-01 {n} {name}.md.gz"), options)
            .unwrap();
        archive.write_all(&[0x1f, 0x8b, 8, 0]).unwrap();
    }
    archive.finish().unwrap();
    path
}

#[test]
fn archive_and_editor_names_are_sanitised() {
    let dumps = Dumps::new();
    archive(&dumps);
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dianbao"));
    command.args(["--no-config", dumps.arg()]);
    command.env_clear();
    command.env("VISUAL", "/no\u{1b}[8m\u{202e}/\u{9b}8m");
    let mut session = Session::of(command, dumps.path(), (160, 50));
    session.see("包中第");
    for _ in 0..corpus::names().len() {
        session.keys("eyyj");
    }
    session.keys("e");
    session.see("无法启动");
    settle(&mut session);
    session.keys("!");
    session.see("不再解开");
    session.keys("jjjj\x06Gq");
    settle(&mut session);
    session.keys("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
    assert_clean(&session);
    for (command, status) in [("list", 2), ("check", 2)] {
        let output = run(&[command, dumps.arg()]);
        assert_eq!(output.status.code(), Some(status));
        assert_printable(command, &output.stdout, &['\n']);
        assert_printable(command, &output.stderr, &['\n']);
        assert_eq!(
            String::from_utf8_lossy(&output.stderr).lines().count(),
            1,
            "{command}"
        );
    }
}

#[test]
fn settings_errors_are_sanitised() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(20));
    let config = dumps.path().join("c.toml");
    let wrong = [
        "sources = [\"\\u001b[8m\\u202e\"]\n x",
        "the\u{1b}[8mme = 1",
        "\"th\\u001b]0;x\\u0007\" = 1",
        "theme = \"\\u001b[8m\\u202e.toml\"",
        "language = \"\\u009b8m\\u202e\"",
        "keymap = \"\\u001b[8m\\u0007\"",
        "stocks = \"\\u001b[8m\\u202e\"",
        "poll = \"\\u001b[8m\\u0085\"",
    ];
    for text in wrong {
        fs::write(&config, text).unwrap();
        let mut session = Session::start(
            dumps.path(),
            200,
            24,
            &["--config", config.to_str().unwrap(), dumps.arg()],
        );
        session.see("设置有误");
        session.keys("q");
        assert_eq!(session.end(), 0);
        assert_clean(&session);
        let mut list = Command::new(env!("CARGO_BIN_EXE_dianbao"));
        let output = list
            .args(["list", "--config", config.to_str().unwrap(), dumps.arg()])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert_printable(text, &output.stderr, &['\n']);
    }
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dianbao"))
        .args(arguments)
        .args(["--no-config"])
        .env("LANG", "zh_CN.UTF-8")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn assert_printable(what: &str, bytes: &[u8], allowed: &[char]) {
    assert_none(what, bytes, |c| is_control(c) && !allowed.contains(&c));
}

fn assert_none(what: &str, bytes: &[u8], hostile: impl Fn(char) -> bool) {
    let text = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{what}: {error}"));
    let found = text.char_indices().find(|&(_, c)| hostile(c));
    assert!(
        found.is_none(),
        "{what}: {found:?} in {:?}",
        found.and_then(|(at, _)| text.get(..at)).map(|t| t
            .chars()
            .rev()
            .take(40)
            .collect::<String>())
    );
}

#[test]
fn no_output_format_prints_controls() {
    let (dumps, count) = hostile();
    let missing = dumps.path().join("不\u{1b}[8m在\u{202e}\u{85}");
    let missing = missing.to_str().unwrap();
    for format in ["text", "headline", "jsonl", "csv", "md"] {
        let output = run(&["list", dumps.arg(), missing, "--format", format]);
        assert_eq!(output.status.code(), Some(2), "the path that is missing");
        // JSON escapes hidden characters: `\u200b`.
        assert_none(format, without_mark(&output.stdout), |c| {
            is_hostile(c) && c != '\n'
        });
        assert_printable(format, &output.stderr, &['\n']);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(
            (0..count).all(|n| text.contains(&corpus::mark(n))),
            "{format}: an entry is missing"
        );
    }
    let output = run(&["check", dumps.arg(), missing]);
    assert_printable("check", &output.stdout, &['\n']);
    assert_printable("check", &output.stderr, &['\n']);
    assert!(output.stdout.len() > 10_000);
}

/// CSV output starts with a byte order mark, for spreadsheets.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)
}

#[test]
fn argument_errors_are_sanitised() {
    let hostile = "a\u{1b}]0;x\u{7}\u{202e}\u{9b}8m";
    let config = PathBuf::from("/nonexistent").join(hostile);
    let config = config.to_str().unwrap();
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample");
    let all: [&[&str]; 8] = [
        &["list", hostile],
        &["list", samples, "-q", &format!("({hostile}")],
        &["list", samples, "-q", &format!("/{hostile}(/")],
        &["list", samples, "-q", &format!("day:{hostile}")],
        &["list", samples, "--day", hostile],
        &["list", samples, "--format", hostile],
        &["check", hostile],
        &[hostile, "--nonsense", hostile],
    ];
    for arguments in all {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_printable(&format!("{arguments:?}"), &output.stderr, &['\n']);
        assert!(!output.stderr.is_empty());
    }
    let output = Command::new(env!("CARGO_BIN_EXE_dianbao"))
        .args(["list", samples, "--config", config])
        .output()
        .unwrap();
    assert_printable("--config", &output.stderr, &['\n']);
}
