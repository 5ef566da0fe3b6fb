//! What a real tmux shows of news: as text, whatever the news says, and nothing runs.
//!
//! Skipped where tmux is not installed.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, kill_process};

use super::dumps::Dumps;
use super::sequences::is_hostile;
use super::session::{Session, reader};

/// A headline that tries to act, and how it is shown.
const HOSTILE: &str = "5%H #S #(touch f) #{host} ##[bold] #[fg=red]x ;\"'$(touch g)`touch h`%{A1:touch i:}\u{1b}[31m\u{9b}2J\u{202e}a}b,c;#";
const SHOWN: &str = "5%H #S #(touch f) #{host} ##[bold] #[fg=red]x ;\"'$(touch g)`touch h`%{A1:touch i:}\u{241b}[31m\u{fffd}2Ja}b,c;#";
/// The same in the option, which the user's status line may expand.
const SHOWN_OF_OPTION: &str = "5％H ＃S ＃(touch f) ＃{host} ＃＃[bold] ＃[fg=red]x ;\"'$(touch g)`touch h`％{A1:touch i:}\u{241b}[31m\u{fffd}2Ja}b,c;＃";

/// A tmux server of its own.
struct Server<'a> {
    folder: &'a Path,
}

impl<'a> Server<'a> {
    /// Starts a server with a session of 250 columns that runs this command. `None` if there is no tmux.
    fn start(folder: &'a Path, command: &str) -> Option<Self> {
        let installed = Command::new("tmux").arg("-V").output();
        if installed.is_err() {
            println!("skipped: tmux is not installed");
            return None;
        }
        let server = Self { folder };
        server.run(&[
            "new-session",
            "-d",
            "-s",
            "first",
            "-x",
            "250",
            "-y",
            "30",
            command,
        ]);
        for (name, value) in [
            // Two keys that a test types at once are keys, and no pasted text.
            ("assume-paste-time", "0"),
            ("status-interval", "1"),
            ("status-left", ""),
            ("status-right-length", "240"),
            ("window-status-format", ""),
            ("window-status-current-format", ""),
        ] {
            server.run(&["set-option", "-g", name, value]);
        }
        Some(server)
    }

    fn command(&self) -> Command {
        let mut tmux = Command::new("tmux");
        tmux.arg("-S")
            .arg(self.folder.join(".socket"))
            .args(["-f", "/dev/null", "-u"])
            .current_dir(self.folder)
            .env_remove("TMUX")
            .env("LC_ALL", "C.UTF-8")
            .env("HOME", self.folder)
            .stdin(Stdio::null());
        tmux
    }

    /// Runs a command of tmux and returns what it prints, without the last line break.
    fn run(&self, arguments: &[&str]) -> String {
        let output = self.command().args(arguments).output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {error}");
        let printed = String::from_utf8(output.stdout).unwrap();
        printed.trim_end_matches('\n').to_owned()
    }

    fn show_at_the_right(&self, format: &str) {
        self.run(&["set-option", "-g", "status-right", format]);
    }

    /// A terminal that shows the session.
    fn attach(&self) -> Session {
        let mut command = CommandBuilder::new("tmux");
        command.arg("-S");
        command.arg(self.folder.join(".socket"));
        command.args(["-u", "attach"]);
        command.env_clear();
        Session::of(command, self.folder, (250, 30))
    }

    /// The process of the reader in a window, whose first process is its guard.
    fn reader(&self, window: &str) -> u32 {
        let guard = self.run(&["display-message", "-p", "-t", window, "#{pane_pid}"]);
        reader(guard.parse().unwrap())
    }

    fn kill_reader(&self, window: &str, signal: Signal) {
        let reader = i32::try_from(self.reader(window)).unwrap();
        kill_process(Pid::from_raw(reader).unwrap(), signal).unwrap();
    }

    fn option(&self, name: &str) -> String {
        self.run(&["show-options", "-gqv", name])
    }
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        let _ = self.command().arg("kill-server").output();
    }
}

fn entry(minute: u32, title: &str) -> String {
    format!("**[10:{minute:02}]** 【{title}】财联社3月2日电，正文。\n\n")
}

fn assert_nothing_ran(folder: &Path) {
    for name in ["f", "g", "h", "i"] {
        assert!(!folder.join(name).exists(), "{name} was made");
    }
}

/// Waits for a line at the lower right, and for another one to be sure that it was drawn anew.
fn see_at_the_right(server: &Server<'_>, session: &Session, format: &str, text: &str) {
    server.show_at_the_right("between");
    session.see("between");
    server.show_at_the_right(format);
    // The screen of the tests leaves this character out.
    session.see(&text.replace('\u{fffd}', ""));
}

#[test]
fn hostile_news_is_text_in_tmux() {
    let dumps = Dumps::new();
    dumps.write(&(Dumps::text(0) + &entry(1, HOSTILE)));
    let Some(server) = Server::start(dumps.path(), "cat") else {
        return;
    };
    let command = format!(
        "{} status --tmux --no-config --no-state --format '{{headline}}|' {}",
        env!("CARGO_BIN_EXE_dianbao"),
        dumps.arg()
    );
    let output = Command::new("/bin/sh")
        .args(["-c", &command])
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(
        !printed.trim_end_matches('\n').contains(is_hostile),
        "{printed:?}"
    );
    let hashes = printed.split(|c| c != '#');
    assert!(
        hashes.into_iter().all(|run| run.len() % 2 == 0),
        "{printed}"
    );
    let session = server.attach();
    see_at_the_right(
        &server,
        &session,
        &format!("#({command})"),
        &format!("{SHOWN}|"),
    );
    let styled = command.replace("{headline}", "#[fg=red]{headline}#[default]");
    see_at_the_right(
        &server,
        &session,
        &format!("#({styled})"),
        &format!("{SHOWN}|"),
    );
    assert_nothing_ran(dumps.path());
}

/// A reader in tmux with these settings, whose newest items are out of view, and a terminal that shows it.
fn reader_in_tmux<'a>(dumps: &'a Dumps, settings: &str) -> Option<(Server<'a>, Session)> {
    dumps.write(&Dumps::text(60));
    let config = dumps.path().join("c.toml");
    fs::write(&config, format!("language = 'zh'\n{settings}\n")).unwrap();
    let server = Server::start(dumps.path(), &reader_command(dumps))?;
    let mut session = server.attach();
    session.see("赤松半导体第59号公告");
    session.keys("G");
    session.see("星河机械第0号公告");
    Some((server, session))
}

fn reader_command(dumps: &Dumps) -> String {
    let config = dumps.path().join("c.toml");
    format!(
        "exec {} --no-state --config {} {}",
        env!("CARGO_BIN_EXE_dianbao"),
        config.display(),
        dumps.arg()
    )
}

const ON: &str = "tmux.status = true";

#[test]
fn reader_sets_options_of_tmux() {
    let dumps = Dumps::new();
    let Some((server, mut session)) = reader_in_tmux(&dumps, ON) else {
        return;
    };
    dumps.append(&entry(2, HOSTILE));
    session.until_so("the option", || server.option("@dianbao_unseen") == "1");
    let counts = ["@dianbao_red", "@dianbao_hits"].map(|name| server.option(name));
    assert_eq!(counts, ["0", "0"]);
    let line = server.option("@dianbao");
    assert_eq!(line, format!("新1 3月2日 10:02 {SHOWN_OF_OPTION}"));
    for format in [
        "#{@dianbao}|",
        "#{E:@dianbao}|",
        "#{T:@dianbao}|",
        "#{E:#{@dianbao}}|",
        "#{?@dianbao_unseen,#{@dianbao},none}|",
    ] {
        see_at_the_right(&server, &session, format, &format!("{SHOWN_OF_OPTION}|"));
    }
    let printed = server.run(&["display-message", "-p", "#{E:@dianbao}"]);
    assert!(printed.ends_with(SHOWN_OF_OPTION), "{printed}");
    assert_nothing_ran(dumps.path());
    session.keys("q");
    session.end();
}

/// However the reader ends, nothing old stays in the status line.
#[test]
fn options_of_tmux_go_with_the_reader() {
    for signal in [
        None,
        Some(Signal::TERM),
        Some(Signal::HUP),
        Some(Signal::KILL),
    ] {
        let dumps = Dumps::new();
        let Some((server, mut session)) = reader_in_tmux(&dumps, ON) else {
            return;
        };
        // The server goes on after the pane has ended.
        server.run(&["new-session", "-d", "cat"]);
        dumps.append(&entry(2, "新的一条"));
        session.until_so("the option", || {
            server.option("@dianbao").contains("新的一条")
        });
        match signal {
            None => session.keys("q"),
            Some(signal) => server.kill_reader("first:0", signal),
        }
        for name in [
            "@dianbao",
            "@dianbao_unseen",
            "@dianbao_red",
            "@dianbao_hits",
            "@dianbao_pid",
        ] {
            session.until_so("no option", || server.option(name).is_empty());
        }
    }
}

/// The one that ended took the line away from the other.
#[test]
fn line_in_tmux_outlives_one_of_two_readers() {
    for signal in [None, Some(Signal::TERM), Some(Signal::KILL)] {
        let dumps = Dumps::new();
        let Some((server, mut session)) = reader_in_tmux(&dumps, ON) else {
            return;
        };
        let first = server.reader("first:0").to_string();
        session.until_so("the first", || server.option("@dianbao_pid") == first);
        server.run(&["new-window", "-t", "first:1", &reader_command(&dumps)]);
        session.see("赤松半导体第59号公告");
        session.keys("G");
        session.see("星河机械第0号公告");
        dumps.append(&entry(2, "新的一条"));
        session.until_so("the title of the second", || {
            server.run(&["display-message", "-p", "-t", "first:1", "#{pane_title}"]) == "电报 1新"
        });
        session.until_so("the option", || {
            server.option("@dianbao").contains("新的一条")
        });
        assert_eq!(server.option("@dianbao_pid"), first);
        let second = server.reader("first:1").to_string();
        match signal {
            None => {
                server.run(&["send-keys", "-t", "first:0", "q"]);
            }
            Some(signal) => server.kill_reader("first:0", signal),
        }
        session.until_so("the second", || server.option("@dianbao_pid") == second);
        assert!(server.option("@dianbao").contains("新的一条"));
        server.run(&["new-window", "-t", "first:2", "cat"]);
        server.run(&["send-keys", "-t", "first:1", "q"]);
        session.until_so("no option", || server.option("@dianbao").is_empty());
    }
}

/// What belongs into tmux.conf, by the program.
fn printed_conf() -> String {
    let mut dianbao = Command::new(env!("CARGO_BIN_EXE_dianbao"));
    let printed = dianbao.args(["config", "tmux", "--no-config"]).output();
    String::from_utf8(printed.unwrap().stdout).unwrap()
}

/// Reads the file with these lines as tmux.conf.
fn source(server: &Server<'_>, lines: &str) {
    let conf = server.folder.join(".conf");
    fs::write(&conf, lines).unwrap();
    server.run(&["source-file", conf.to_str().unwrap()]);
}

#[test]
fn printed_conf_is_accepted() {
    let dumps = Dumps::new();
    let Some(server) = Server::start(dumps.path(), "cat") else {
        return;
    };
    // The lines that are switched off are right, too.
    let lines = printed_conf()
        .replace("# set ", "set ")
        .replace("# if-shell ", "if-shell ");
    source(&server, &lines);
    let keys = server.run(&["list-keys", "-T", "prefix"]);
    let mut keys = keys.lines();
    assert!(keys.any(|key| key.contains(" N ") && key.contains(" dianbao")));
    assert_eq!(lines.matches("@dianbao}").count(), 1, "{lines}");
    let status = server.run(&["show-options", "-gv", "status-right"]);
    source(&server, &lines);
    let again = server.run(&["show-options", "-gv", "status-right"]);
    assert_eq!(status, again, "it was added to a second time");
}

/// The key opens the whole reader, however often, and leaves nothing. What keeps it from opening can be read.
#[test]
fn bound_key_opens_the_reader() {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(60));
    fs::write(dumps.path().join("c.toml"), "language = 'zh'\n").unwrap();
    let Some(server) = Server::start(dumps.path(), "cat") else {
        return;
    };
    let mut session = server.attach();
    let bind = |session: &Session, reader: &str| {
        let conf = printed_conf();
        let line = conf.lines().find(|line| line.starts_with("bind-key N "));
        source(
            &server,
            &line.unwrap().replace(" dianbao", &format!(" {reader}")),
        );
        server.show_at_the_right("between");
        session.see("between");
    };
    let reader = reader_command(&dumps);
    let reader = reader.trim_start_matches("exec ");
    bind(&session, reader);
    for _ in 0..4 {
        session.keys("\u{2}N");
        session.see("监视中");
        session.see("Enter 打开");
        session.see("赤松半导体第59号公告");
        session.keys("q");
        session.see_no_more("监视中");
        // The frame goes after the reader. Until then it takes the keys.
        session.see_no_more("│");
        let panes = server.run(&["list-panes", "-a", "-F", "#{pane_current_command}"]);
        assert_eq!(panes, "cat");
    }
    bind(&session, &format!("{reader} --theme none"));
    session.keys("\u{2}N");
    session.see("no theme `none`");
}

#[test]
fn options_of_tmux_need_the_setting() {
    let dumps = Dumps::new();
    let Some((server, mut session)) = reader_in_tmux(&dumps, "") else {
        return;
    };
    dumps.append(&entry(2, "新的一条"));
    // The title counts it.
    session.until_so("the item", || {
        server.run(&["display-message", "-p", "#{pane_title}"]) == "电报 1新"
    });
    assert_eq!(server.option("@dianbao"), "");
    session.keys("q");
    session.end();
}
