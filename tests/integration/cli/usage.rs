//! Errors in a command line, and a closed pipe, which is none.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use super::{dianbao, folder, path, run, samples, stderr, stdout};

#[test]
fn unreadable_path_does_not_stop_the_others() {
    let output = run(&["list", "/nonexistent/dumps", &samples(), "-n", "1"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stdout(&output).lines().count(), 1);
    assert!(
        stderr(&output).starts_with("dianbao: /nonexistent/dumps: "),
        "{}",
        stderr(&output)
    );
}

#[test]
fn query_errors_show_their_position() {
    let output = run(&["list", &samples(), "-q", "英伟达 ("]);
    assert_eq!(
        (output.status.code(), stdout(&output).as_str()),
        (Some(2), "")
    );
    assert!(
        stderr(&output).contains("\n  英伟达 (\n          ^"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn bad_usage_has_status_2() {
    for arguments in [
        &["list", "--order", "up"][..],
        &["check", "--nonsense"],
        &["list"],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            !output.stderr.is_empty() && output.stdout.is_empty(),
            "{arguments:?}"
        );
    }
}

#[test]
fn closed_pipe_is_no_error() {
    let (folder, _) = folder(&"**[06:00]** 长长的一条电报，写满管道。\n\n".repeat(20_000));
    let mut child = dianbao(&["list", path(folder.path())])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(line.starts_with("2026-01-06 06:00"));
    assert_eq!(
        (output.status.code(), stderr(&output).as_str()),
        (Some(0), "")
    );
}

#[test]
fn very_long_wrong_query_is_reported() {
    let query = format!("{}(", "字".repeat(40_000));
    let output = run(&["list", &samples(), "-q", &query]);
    assert_eq!(
        output.status.code(),
        Some(2),
        "{}",
        stderr(&output).chars().take(200).collect::<String>()
    );
    assert!(stderr(&output).ends_with(" ^\n"));
}
