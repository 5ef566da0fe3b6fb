//! Files that are no dumps, or too large, too many or too deep: reported or skipped, never a hang.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use rustix::fs::{CWD, FileType, mknodat};
use tempfile::TempDir;

const HEADING: &str =
    "# 财联社【普通】电报 - 2026-01-06\n> 统计周期：2026-01-06 05:30 至次日 05:30\n\n---\n\n";

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dianbao"));
    command
        .args(arguments)
        .env("LC_ALL", "en_GB.UTF-8")
        .stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

fn count(arguments: &[&str]) -> usize {
    let output = run(&[&["list", "--count"], arguments].concat());
    String::from_utf8(output.stdout)
        .unwrap()
        .trim()
        .parse()
        .unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A folder with one dump of one entry.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("good.md"),
        format!("{HEADING}**[06:00]** 甲\n\n"),
    )
    .unwrap();
    folder
}

fn fifo(path: &Path) {
    mknodat(CWD, path, FileType::Fifo, 0o600.into(), 0).unwrap();
}

#[test]
fn special_files_in_a_folder_are_skipped() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fifo(&at("pipe.md"));
    let _socket = UnixListener::bind(at("socket.md")).unwrap();
    fs::create_dir(at("folder.md")).unwrap();
    symlink("/dev/zero", at("zero.md")).unwrap();
    symlink("/dev/tty", at("tty.md")).unwrap();
    symlink("nowhere", at("dangling.md")).unwrap();
    symlink("self.md", at("self.md")).unwrap();
    symlink("..", at("folder.md").join("up")).unwrap();
    symlink(folder.path(), at("circle")).unwrap();
    fs::write(at("nothing.md"), "").unwrap();
    fs::write(
        at("image.md"),
        [0x89, b'P', b'N', b'G', 0, 0, 1, 255].repeat(1000),
    )
    .unwrap();
    let output = run(&["list", text(folder.path()), "--no-config"]);
    let named = format!(
        "dianbao: {}: a link that leads back to itself\n",
        at("self.md").display()
    );
    assert_eq!(
        (output.status.code(), errors(&output)),
        (Some(2), named),
        "it alone may be a dump"
    );
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 1);
}

#[test]
fn named_files_that_are_no_dumps_are_reported() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fifo(&at("pipe.md"));
    fs::write(at("notes.txt"), "no dump").unwrap();
    for name in ["pipe.md", "notes.txt", "absent.md"] {
        let output = run(&["list", text(&at(name)), text(&at("good.md")), "--no-config"]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(
            errors(&output).contains(name),
            "{name}: {}",
            errors(&output)
        );
        assert_eq!(
            String::from_utf8(output.stdout).unwrap().lines().count(),
            1,
            "{name}"
        );
    }
    let output = run(&["check", text(&at("notes.txt")), "--no-config"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        errors(&output).contains("notes.txt: not a dump"),
        "{}",
        errors(&output)
    );
}

#[test]
fn named_dump_without_entries_is_no_error() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("nothing.md"), "").unwrap();
    let status = |names: &[&str]| {
        let paths = names.iter().map(|name| at(name));
        let paths: Vec<_> = paths.collect();
        let mut words = vec!["list", "--no-config"];
        words.extend(paths.iter().map(|path| text(path)));
        let output = run(&words);
        (output.status.code(), errors(&output))
    };
    assert_eq!(status(&["nothing.md"]), (Some(1), String::new()));
    let both = ["nothing.md", "good.md"];
    assert_eq!(status(&both), (Some(0), String::new()));
}

#[test]
fn reached_limits_are_reported_by_name() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    File::create(at("zeros.md"))
        .unwrap()
        .set_len(10 << 30)
        .unwrap();
    fs::create_dir_all(at("a/b/c")).unwrap();
    fs::write(at("config.toml"), "max_file_size = 1\nmax_depth = 1\n").unwrap();
    let config = at("config.toml");
    let output = run(&["list", text(folder.path()), "--config", text(&config)]);
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains(
        "zeros.md: 10737418240 bytes; the limit for one file is 1048576 bytes (max_file_size)"
    ));
    assert!(
        errors(&output).contains("b: not read: more than 1 folder deep (max_depth)"),
        "{}",
        errors(&output)
    );
    fs::write(&config, "max_folders = 2\nmax_file_size = 100000\n").unwrap();
    let output = run(&["list", text(folder.path()), "--config", text(&config)]);
    assert!(
        errors(&output).contains("not read: the limit is 2 folders (max_folders)"),
        "{}",
        errors(&output)
    );
    assert!(
        !errors(&output).contains("zeros.md"),
        "zeros are no text: {}",
        errors(&output)
    );
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 1);
}

#[test]
fn long_entries_are_cut_and_reported() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    let long = "长文".repeat(500);
    fs::write(
        at("long.md"),
        format!("{HEADING}**[06:02]** 长{long}尾\n\n**[06:03]** 短\n\n"),
    )
    .unwrap();
    let csv = format!(
        "标题,内容,发布日期,发布时间\n短,【短】财联社电。,2026-01-06,07:00:00\n长,【长】{long}尾,2026-01-06,07:01:00\n"
    );
    fs::write(at("long.csv"), csv).unwrap();
    let config = at("config.toml");
    fs::write(&config, "max_entry_size = 1\n").unwrap();
    let arguments = [
        text(&at("long.md")),
        text(&at("long.csv")),
        "--config",
        text(&config),
    ]
    .map(str::to_owned);
    let with = |command: &str| {
        let all: Vec<&str> = [command]
            .into_iter()
            .chain(arguments.iter().map(String::as_str))
            .collect();
        let output = run(&all);
        assert_eq!(errors(&output), "", "{command}");
        String::from_utf8(output.stdout).unwrap()
    };
    let checked = with("check");
    let limit = "expected at most 1024 (max_entry_size); the rest is ignored";
    assert!(
        checked.contains(&format!("entry of 3006 bytes; {limit}")),
        "{checked}"
    );
    assert!(
        checked.contains(&format!("entry of 3012 bytes; {limit}")),
        "{checked}"
    );
    assert!(
        checked.contains("long.md:6:") && checked.contains("long.csv:3:"),
        "{checked}"
    );
    let listed = with("list");
    assert_eq!(listed.lines().count(), 4);
    assert!(!listed.contains('尾') && listed.contains('短'), "{listed}");
}

#[test]
fn standard_input_over_its_limit_is_reported() {
    let folder = folder();
    let config = folder.path().join("config.toml");
    fs::write(&config, "max_file_size = 1\n").unwrap();
    let (short, long) = (
        "**[06:02]** 短\n\n",
        format!("**[06:03]** {}", "长".repeat(1 << 20)),
    );
    let dump = format!("{HEADING}{short}{long}\n\n");
    let mut list = command(&["list", "-", "--config", text(&config)]);
    let mut list = list
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = list.stdin.take().unwrap();
    let writing =
        std::thread::spawn(move || drop(std::io::Write::write_all(&mut input, dump.as_bytes())));
    let output = list.wait_with_output().unwrap();
    writing.join().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        errors(&output).contains("more than 1048576 bytes (max_file_size)"),
        "{}",
        errors(&output)
    );
    let listed = String::from_utf8(output.stdout).unwrap();
    assert!(
        listed.lines().count() == 1 && listed.contains('短'),
        "the line that is cut is left out: {listed}"
    );
}

#[test]
fn deep_folders_are_read_down_to_the_limit() {
    let folder = folder();
    let deep = folder.path().join("d/".repeat(200));
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("deep.md"), format!("{HEADING}**[06:01]** 乙\n\n")).unwrap();
    let output = run(&["list", text(folder.path()), "--no-config"]);
    assert!(
        errors(&output).contains("more than 32 folders deep (max_depth)"),
        "{}",
        errors(&output)
    );
    assert_eq!(count(&[text(folder.path()), "--no-config"]), 1);
}

#[test]
fn endless_line_is_no_dump_but_long_text_is() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("line.md"), "x".repeat(50 << 20)).unwrap();
    fs::write(
        at("long.md"),
        format!(
            "{HEADING}**[06:02]** 长{}尾\n\n",
            "长文".repeat((10 << 20) / 6)
        ),
    )
    .unwrap();
    let output = run(&["list", text(folder.path()), "--no-config"]);
    assert_eq!(
        (output.status.code(), errors(&output).as_str()),
        (Some(0), "")
    );
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(printed.lines().count(), 2);
    assert!(printed.lines().next().unwrap().ends_with('尾'));
}

#[test]
fn large_folders_and_days_are_read_completely() {
    let many = tempfile::tempdir().unwrap();
    for n in 0..20_000 {
        let (hour, minute) = (6 + n % 17, n % 60);
        let text = format!("{HEADING}**[{hour:02}:{minute:02}]** 第{n}份文件里的电报\n\n");
        fs::write(many.path().join(format!("{n}.md")), text).unwrap();
    }
    assert_eq!(count(&[text(many.path()), "--no-config"]), 20_000);
    let day = tempfile::tempdir().unwrap();
    let mut dump = HEADING.to_owned();
    for n in 0..200_000 {
        let (hour, minute) = (6 + n / 60 % 17, n % 60);
        write!(dump, "**[{hour:02}:{minute:02}]** 一天里的第{n}条电报\n\n").unwrap();
    }
    fs::write(day.path().join("day.md"), dump).unwrap();
    assert_eq!(count(&[text(day.path()), "--no-config"]), 200_000);
}

#[test]
fn full_disk_behind_output_is_an_error() {
    let folder = folder();
    let full = || File::options().write(true).open("/dev/full").unwrap();
    let help = command(&["--help"]).stdout(full()).status().unwrap();
    assert_eq!(help.code(), Some(2));
    for arguments in [&["list"][..], &["list", "--count"], &["check"], &["tail"]] {
        let output = command(arguments)
            .args([text(folder.path()), "--no-config"])
            .stdout(full())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            errors(&output).contains("standard output: "),
            "{arguments:?}: {}",
            errors(&output)
        );
    }
}

#[test]
fn nested_archive_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let zipped = |files: &[(&str, &[u8])]| {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer
                .start_file(*name, zip::write::SimpleFileOptions::default())
                .unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let dump =
        "# 财联社【普通】电报 - 2026-01-06\n\n---\n\n**[05:45]** 云帆智造公告。\n".as_bytes();
    let inner = zipped(&[("old.md", dump)]);
    fs::write(
        folder.path().join("all.zip"),
        zipped(&[("电报.md", dump), ("2025.zip", &inner)]),
    )
    .unwrap();
    let output = run(&["list", text(folder.path()), "--no-config"]);
    let printed = String::from_utf8_lossy(&output.stdout);
    assert_eq!(
        (output.status.code(), printed.lines().count()),
        (Some(2), 1),
        "{}",
        errors(&output)
    );
    assert!(
        errors(&output).contains("all.zip: 2025.zip: an archive in an archive"),
        "{}",
        errors(&output)
    );
}
