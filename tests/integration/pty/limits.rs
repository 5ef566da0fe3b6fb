//! Limits of the system and of input: the limit of watched folders, lowered in a user namespace of its own, those of open
//! files and of the stack, and a pipe that never ends.

use std::fs;
use std::process::Command;

use portable_pty::CommandBuilder;

use super::dumps::Dumps;
use super::session::{Session, children, name, reader};

/// Sets the limit to two, then becomes the program.
const LIMITED: &str = "echo 2 > /proc/sys/user/max_inotify_watches && exec \"$@\"";

#[test]
fn watch_limit_falls_back_to_polling() {
    let may = Command::new("unshare")
        .args(["-Ur", "sh", "-c", LIMITED, "sh", "true"])
        .status();
    if !may.is_ok_and(|status| status.success()) {
        println!("user namespaces are not allowed here: not tested");
        return;
    }
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(60));
    let folders = ["a", "b", "c"].map(|name| dumps.dump().with_file_name(name));
    folders
        .iter()
        .for_each(|folder| fs::create_dir(folder).unwrap());
    let mut command = CommandBuilder::new("unshare");
    command.env_clear();
    let program = env!("CARGO_BIN_EXE_dianbao");
    command.args([
        "-Ur",
        "sh",
        "-c",
        LIMITED,
        "sh",
        program,
        "--no-config",
        dumps.arg(),
    ]);
    let mut session = Session::of(command, dumps.path(), (120, 30));
    session.see("轮询中");
    for (n, folder) in folders.iter().enumerate() {
        fs::write(
            folder.join("电报_2026-03-02.md"),
            Dumps::text(0) + &Dumps::entry(60 + n),
        )
        .unwrap();
        session.see(&format!("{} 条", 61 + n));
    }
    session.keys("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

/// Returns how many bytes a process has read.
fn bytes_read(pid: u32) -> u64 {
    let io = fs::read_to_string(format!("/proc/{pid}/io")).unwrap();
    io.lines()
        .find_map(|line| line.strip_prefix("rchar: "))
        .unwrap()
        .parse()
        .unwrap()
}

/// The pipe was read for ever, first into memory and then for nothing.
#[test]
fn endless_pipe_is_read_up_to_the_limit() {
    let dumps = Dumps::new();
    let (config, entries) = (dumps.path().join("c.toml"), dumps.path().join("entries"));
    fs::write(&config, "max_file_size = 1\n").unwrap();
    fs::write(&entries, (0..900).map(Dumps::entry).collect::<String>()).unwrap();
    let script = format!(
        "(cat '{dump}'; while cat '{entries}'; do :; done) | '{program}' --config '{config}' -",
        dump = dumps.dump().display(),
        entries = entries.display(),
        program = env!("CARGO_BIN_EXE_dianbao"),
        config = config.display()
    );
    dumps.write(&Dumps::text(0));
    let mut command = CommandBuilder::new("/bin/sh");
    command.args(["-c", &script]);
    command.env_clear();
    let mut session = Session::of(command, dumps.path(), (120, 30));
    session.see(" 900 条");
    session.keys("!");
    session.see("max_file_size");
    session.keys("q");
    // Part of the line at the cut was shown as one more entry.
    session.see(" 900 条");
    session.keys("!");
    session.see("max_file_size");
    let mut jobs = children(session.pid()).into_iter().map(reader);
    let reader = jobs.find(|pid| name(*pid) == "dianbao").unwrap();
    for _ in 0..20 {
        session.keys("q");
        session.see_no_more("max_file_size");
        session.keys("!");
        session.see("max_file_size");
    }
    let read = bytes_read(reader);
    assert!((1 << 20..5 << 20).contains(&read), "{read} bytes");
    session.keys("qq");
    assert_eq!(session.end(), 0);
}

/// Starts the reader in English under a limit, such as `--nofile=8`.
fn under(limit: &str, dumps: &Dumps, variable: Option<(&str, &str)>) -> Session {
    let mut command = CommandBuilder::new("prlimit");
    let program = env!("CARGO_BIN_EXE_dianbao");
    command.args([limit, program, "--no-config", "--lang=en", dumps.arg()]);
    command.env_clear();
    command.env("VISUAL", "true");
    if let Some((name, value)) = variable {
        command.env(name, value);
    }
    Session::of(command, dumps.path(), (120, 30))
}

/// Checks that everything is there and nothing of it new, that news comes, and that the reader ends well.
fn use_reader(session: &mut Session, dumps: &Dumps) {
    session.see("云岭药业第29号公告");
    session.see(" 60 items");
    session.see_no_more("loading");
    assert!(!session.screen().contains(" new "), "{}", session.screen());
    // The editor starts, or a message names the reason.
    session.keys("je");
    session.keys("k");
    dumps.append(&Dumps::entry(30));
    session.see("海屿航运第30号公告");
    session.keys("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

/// Two days in two folders, 30 items each.
fn two_days() -> Dumps {
    let dumps = Dumps::new();
    dumps.write(&Dumps::text(30));
    let below = dumps.path().join("below");
    fs::create_dir(&below).unwrap();
    let other = Dumps::text(30).replace("2026-03-02", "2026-03-01");
    fs::write(below.join("电报_2026-03-01.md"), other).unwrap();
    dumps
}

/// With ten, everything was new a second later. With eight, `q` ended as if the terminal was gone.
#[test]
fn eight_descriptors_suffice() {
    for descriptors in 8..=16 {
        let dumps = two_days();
        let mut session = under(&format!("--nofile={descriptors}"), &dumps, None);
        use_reader(&mut session, &dumps);
    }
}

#[test]
fn too_few_descriptors_are_named() {
    let dumps = two_days();
    for descriptors in 4..8 {
        let mut session = under(&format!("--nofile={descriptors}"), &dumps, None);
        assert_eq!(session.end(), 2, "{descriptors}");
        session.see("raise the limit of open files (`ulimit -n`)");
        assert!(!String::from_utf8_lossy(&session.bytes()).contains("\x1b[?1049h"));
        session.assert_modes();
    }
}

/// Its main thread overflowed a stack of 32 KiB, in a debug build one of 192.
#[test]
fn small_stack_suffices() {
    for kibibytes in [16, 32, 64, 128, 256, 512, 2048] {
        let dumps = two_days();
        let limit = format!("--stack={}", kibibytes << 10);
        let mut session = under(&limit, &dumps, None);
        use_reader(&mut session, &dumps);
        let mut list = Command::new("/usr/bin/prlimit");
        let program = env!("CARGO_BIN_EXE_dianbao");
        // The environment lies on the stack. A large one alone fills 16 KiB.
        list.env_clear();
        list.args([&*limit, program, "list", "--no-config", dumps.arg()]);
        let listed = list.output().unwrap();
        let lines = String::from_utf8(listed.stdout).unwrap().lines().count();
        assert_eq!((listed.status.code(), lines), (Some(0), 61), "{kibibytes}");
    }
}

/// Rust reads the size of a thread's stack from this variable.
#[test]
fn stacks_of_threads_do_not_depend_on_rust() {
    for size in ["1", "1000000000000000"] {
        let dumps = two_days();
        let variable = Some(("RUST_MIN_STACK", size));
        let mut session = under("--nofile=100", &dumps, variable);
        use_reader(&mut session, &dumps);
    }
}
