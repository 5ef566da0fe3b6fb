//! Limits of the system and of input: the limit of watched folders, lowered in a user namespace of its own, and a pipe
//! that never ends.

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
