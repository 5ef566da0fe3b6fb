//! Commands with less memory than the dumps take: an answer is complete, or an error names the limit.

use std::fs;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder of a dump a day, from 2026-01-05 to 2026-01-09.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for day in 5..=9 {
        let date = format!("2026-01-0{day}");
        let heading = format!(
            "# 财联社【普通】电报 - {date}\n> 统计周期：{date} 05:30 至次日 05:30\n\n---\n\n"
        );
        let text = format!("{heading}**[06:00]** 第{day}号公告\n\n");
        fs::write(folder.path().join(format!("电报_{date}.md")), text).unwrap();
    }
    fs::write(folder.path().join("config.toml"), "max_memory = 1\n").unwrap();
    folder
}

/// Runs a command on the folder with one MiB.
fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dianbao"))
        .args(arguments)
        .arg("--config")
        .arg(folder.path().join("config.toml"))
        .arg(folder.path())
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// The exit status, what was printed, and the errors.
fn texts(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn list_that_does_not_fit_is_an_error() {
    let folder = folder();
    for (arguments, advice) in [
        (
            &["list"][..],
            "--since, --day or -n read less; --count keeps nothing",
        ),
        (
            &["list", "-n", "4"],
            "--since, --day or -n read less; --count keeps nothing",
        ),
        (&["check"], "name fewer of them"),
    ] {
        let (status, printed, errors) = texts(&run(&folder, arguments));
        assert_eq!((status, printed.as_str()), (Some(2), ""), "{arguments:?}");
        let limit = "the memory limit is 1 MiB (max_memory)";
        // Another thread may come before the one that has the newest day.
        let expected = [(9, 4), (8, 3)].map(|(day, others)| {
            let newest = folder.path().join(format!("电报_2026-01-0{day}.md"));
            let missing = format!("{} and {others} more were not read", newest.display());
            format!("dianbao: the dumps do not fit into memory: {limit}; {missing}; {advice}\n")
        });
        assert!(expected.contains(&errors), "{arguments:?}: {errors}");
    }
}

#[test]
fn count_needs_no_memory_for_dumps() {
    let (status, printed, errors) = texts(&run(&folder(), &["list", "--count"]));
    assert_eq!(
        (status, printed.as_str(), errors.as_str()),
        (Some(0), "5\n", "")
    );
}

#[test]
#[cfg(target_os = "linux")]
fn process_that_cannot_run_says_so() {
    let folder = folder();
    let script = "ulimit -v 40000 && exec \"$0\" \"$@\"";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_dianbao")])
        .args(["list", "--no-config"])
        .arg(folder.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let (status, printed, errors) = texts(&output);
    assert_eq!((status, printed.as_str()), (Some(2), ""), "{errors}");
    let limit = "too little memory: the address space is limited to 39 MiB (ulimit -v); at least ";
    assert!(errors.contains(limit), "{errors}");
}
