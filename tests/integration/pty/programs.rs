//! Programs that the reader starts. An editor gets the terminal with its keys and signals, may stop or die, and the
//! reader comes back. Others run beside the reader and leave nothing behind.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, kill_process};

use super::dumps::Dumps;
use super::session::{Session, children};
use super::shell;

/// Writes a shell script of these lines and returns its path.
fn program(folder: &Path, name: &str, lines: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\n{lines}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

fn thirty() -> Dumps {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(30));
    dumps
}

/// Starts the reader with these arguments and an editor of these lines.
fn with_editor(dumps: &Dumps, lines: &str, arguments: &[&str]) -> Session {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dianbao"));
    command.args(arguments);
    command.env_clear();
    command.env("VISUAL", program(dumps.path(), ".editor", lines));
    command.env("TMPDIR", scratch(dumps));
    Session::of(command, dumps.path(), (120, 30))
}

/// The folder of copies, outside of the watched folders.
fn scratch(dumps: &Dumps) -> PathBuf {
    let folder = dumps.path().join(".scratch");
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn send(pid: u32, signal: Signal) {
    kill_process(Pid::from_raw(i32::try_from(pid).unwrap()).unwrap(), signal).unwrap();
}

/// Ctrl-Z in vi stops the whole job, other programs stop only themselves. The shell waits for the reader alone.
#[test]
fn ctrl_z_in_an_editor_returns_to_the_shell() {
    for stop in ["kill -TSTP 0", "kill -STOP $$"] {
        let dumps = thirty();
        let lines = format!(
            "echo editor has begun; {stop}; echo editor goes on; read line; echo editor has $line; read line"
        );
        let editor = program(dumps.path(), ".editor", &lines);
        let mut session = shell::with_reader(&dumps, editor.to_str().unwrap());
        session.see("云岭药业第29号公告");
        session.keys("e");
        shell::has_it_back(&mut session);
        session.keys("fg\n");
        session.see("editor goes on");
        session.keys("a line\n");
        session.see("editor has a line");
        session.keys("\n");
        session.see("监视中");
        session.see("云岭药业第29号公告");
        session.keys("jq");
        shell::exit(session);
    }
}

#[test]
fn stopped_editor_without_a_shell_continues() {
    let dumps = thirty();
    let mut session = with_editor(
        &dumps,
        "kill -STOP $$; echo editor goes on; read line",
        &["--no-config", dumps.arg()],
    );
    session.see("云岭药业第29号公告");
    session.keys("e");
    session.see("editor goes on");
    session.keys("\n");
    session.see("监视中");
    session.keys("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

#[test]
fn ctrl_c_in_an_editor_keeps_the_reader() {
    let dumps = thirty();
    let lines = "trap 'echo heard INT' INT; trap 'echo heard QUIT' QUIT; echo editor at $1\n\
        while [ \"$line\" != end ]; do read line; done";
    let mut session = with_editor(&dumps, lines, &["--no-config", dumps.arg()]);
    session.see("云岭药业第29号公告");
    for round in 0..3 {
        session.keys("gge");
        session.see(&format!("editor at +{}", 64 + 2 * round));
        session.keys("\x03");
        session.see("heard INT");
        session.keys("\x1c");
        session.see("heard QUIT");
        send(session.pid(), Signal::TSTP);
        dumps.append(&Dumps::entry(30 + round));
        session.keys("end\n");
        session.see(&format!("第{}号公告", 30 + round));
        session.see("监视中");
    }
    session.keys("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

#[test]
fn editor_ended_by_ctrl_c_is_reported() {
    let dumps = thirty();
    let mut session = with_editor(
        &dumps,
        "echo editor at $1; read line",
        &["--no-config", dumps.arg()],
    );
    session.see("云岭药业第29号公告");
    for round in 0..5 {
        session.keys("e");
        session.see(&format!("editor at +{}", 64 - 2 * round));
        session.keys("\x03");
        session.see(".editor 被强行终止");
        session.keys("j");
    }
    session.keys("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

#[test]
fn dying_editor_leaves_no_raw_terminal() {
    let dumps = thirty();
    let lines = "stty raw -echo; printf '\\033[?1049h\\033[?1000h\\033[?25l'; kill -KILL $$";
    let mut session = with_editor(&dumps, lines, &["--no-config", dumps.arg()]);
    session.see("云岭药业第29号公告");
    session.keys("e");
    session.see(".editor 被强行终止");
    session.keys("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

/// A dump in an archive is opened as a copy, and only the reader would ever remove it.
#[test]
fn signal_during_editing_removes_the_copy() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        for lines in [
            "echo editor has begun; read line",
            "trap '' TERM HUP; echo editor has begun; read line; read line",
        ] {
            let dumps = Dumps::new();
            let archive = dumps.path().join("old.zip");
            let mut writer = zip::ZipWriter::new(fs::File::create(&archive).unwrap());
            writer
                .start_file(
                    "电报_2026-03-02.md",
                    zip::write::SimpleFileOptions::default(),
                )
                .unwrap();
            writer.write_all(Dumps::text(3).as_bytes()).unwrap();
            writer.finish().unwrap();
            let mut session =
                with_editor(&dumps, lines, &["--no-config", archive.to_str().unwrap()]);
            session.see("海屿航运第2号公告");
            session.keys("e");
            session.see("editor has begun");
            assert_eq!(fs::read_dir(scratch(&dumps)).unwrap().count(), 1);
            send(session.pid(), signal);
            assert_eq!(session.end(), code);
            assert_eq!(
                fs::read_dir(scratch(&dumps)).unwrap().count(),
                0,
                "{signal:?} {lines}"
            );
            session.assert_restored();
        }
    }
}

/// vi would run `+!touch pwned.md` as a command.
#[test]
fn file_name_is_no_command_for_the_editor() {
    for name in ["+!touch pwned.md", "-S x.md"] {
        let dumps = Dumps::new();
        fs::write(dumps.path().join(name), Dumps::text(3)).unwrap();
        let lines = "printf '<%s>\\n' \"$@\"; read line";
        let mut session = with_editor(&dumps, lines, &["--no-config", "--", name]);
        session.see("海屿航运第2号公告");
        session.keys("e");
        session.see(&format!("/{name}>"));
        let screen = session.screen();
        let arguments: Vec<&str> = screen
            .lines()
            .filter(|line| line.starts_with('<'))
            .collect();
        assert!(
            arguments.len() == 2 && arguments[1].starts_with("</"),
            "{arguments:?}"
        );
    }
}

/// The editor reads the terminal, not the piped news.
#[test]
fn editor_does_not_read_piped_news() {
    let dumps = thirty();
    let piped = dumps.path().join(".piped");
    fs::write(
        &piped,
        Dumps::text(0) + "**[22:00]** 【管道第一条】财联社3月2日电，甲。\n\n",
    )
    .unwrap();
    let editor = program(
        dumps.path(),
        ".editor",
        "echo editor has begun; read line; echo editor has $line; read line",
    );
    let mut command = CommandBuilder::new("/bin/sh");
    let (reader, fifo) = (env!("CARGO_BIN_EXE_dianbao"), dumps.path().join(".fifo"));
    let script = format!(
        "mkfifo '{fifo}'; (cat '{piped}'; cat '{fifo}') | '{reader}' --no-config - '{dump}'",
        fifo = fifo.display(),
        piped = piped.display(),
        dump = dumps.dump().display()
    );
    command.args(["-c", &script]);
    command.env_clear();
    command.env("VISUAL", editor);
    let mut session = Session::of(command, dumps.path(), (140, 30));
    session.see("管道第一条");
    session.see("云岭药业第29号公告");
    session.keys("j");
    session.see("签订29号合同");
    session.keys("e");
    session.see("editor has begun");
    // Opened only now: the pipe has something to read while the editor waits for a line.
    let mut pipe = fs::OpenOptions::new().write(true).open(&fifo).unwrap();
    pipe.write_all("**[22:01]** 【管道第二条】财联社3月2日电，乙。\n\n".as_bytes())
        .unwrap();
    session.keys("a line\n");
    session.see("editor has a line");
    session.keys("\n");
    session.see("管道第二条");
    session.keys("q");
    drop(pipe);
    assert_eq!(session.end(), 0);
}

#[test]
fn early_tmux_exit_leaves_no_zombie() {
    let dumps = Dumps::new();
    // More than a pipe holds, so writing fails.
    dumps.write(
        &(Dumps::text(0)
            + "**[22:00]** 【长文】财联社3月2日电，"
            + &"正文很长。".repeat(8_000)
            + "\n\n"),
    );
    let bin = dumps.path().join(".bin");
    fs::create_dir(&bin).unwrap();
    program(&bin, "tmux", "exec 0<&-; echo >> $HOME/.ran");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dianbao"));
    command.args(["--no-config", dumps.arg()]);
    command.env_clear();
    command.env("PATH", format!("{}:/usr/bin:/bin", bin.display()));
    command.env("TMUX", "/nowhere,1,1");
    let mut session = Session::of(command, dumps.path(), (120, 30));
    session.see("长文");
    session.keys("yyyyyy");
    session.see("已复制全文");
    let ran = || {
        fs::read_to_string(dumps.path().join(".ran"))
            .unwrap_or_default()
            .len()
    };
    session.until_so("three have run and none is left", || {
        ran() == 3 && children(session.reader()).is_empty()
    });
    session.keys("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn failing_browser_is_reported() {
    let dumps = Dumps::new();
    let bin = dumps.path().join(".bin");
    fs::create_dir(&bin).unwrap();
    program(&bin, "xdg-open", "exit 4");
    let line = r#"{"id": 7, "ctime": 1772413500, "title": "有链接的一条", "content": "【有链接的一条】正文。", "brief": "", "level": "C", "shareurl": "https://www.example.com/7"}"#;
    fs::write(dumps.path().join("2026-03-02.jsonl"), line).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dianbao"));
    command.args(["--no-config", dumps.arg()]);
    command.env_clear();
    command.env("PATH", format!("{}:/usr/bin:/bin", bin.display()));
    let mut session = Session::of(command, dumps.path(), (120, 30));
    session.see("有链接的一条");
    session.keys("o");
    session.see("xdg-open 出错退出");
    session.keys("q");
    assert_eq!(session.end(), 0);
}
