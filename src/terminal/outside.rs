//! Programs that the reader starts: an editor in its place, a browser beside it.
//!
//! They get arguments, never a line for a shell: news has run code in readers that pasted headlines into one
//! (CVE-2017-12904, CVE-2017-14500).

use std::ffi::OsString;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{self, Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

use super::foreground::Foreground;

/// Why a program did not do what it was started for.
#[derive(Debug)]
pub enum Failure {
    /// A link that no browser is asked to open: only `http` and `https` are.
    NoWebLink,
    /// It could not be started.
    NotStarted {
        /// As it was called.
        program: String,
        /// What the system says.
        error: io::Error,
    },
    /// What it was to be started for could not be written.
    NotCopied {
        /// What the system says.
        error: io::Error,
    },
    /// It says that it failed.
    Failed {
        /// As it was called.
        program: String,
        /// How it ended.
        status: ExitStatus,
    },
}

/// A program and the arguments it is called with.
type Call = (String, Vec<OsString>);

/// Opens a link in a browser: those of `$BROWSER`, one after the other until one starts, then the desktop's. Only `http` and
/// `https` are opened. `failed` is called on another thread where the one that was started says that it failed.
pub fn open_link(
    link: &str,
    failed: impl FnOnce(Failure) + Clone + Send + 'static,
) -> Result<(), Failure> {
    if !(link.starts_with("https://") || link.starts_with("http://")) {
        return Err(Failure::NoWebLink);
    }
    let named = std::env::var("BROWSER").unwrap_or_default();
    let mut outcome = Ok(());
    for call in browsers(&named, link) {
        outcome = start(call, failed.clone());
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}

/// The browsers that `named` names, `:` between two, with the link where they want it (`%s`) or at the end; and the desktop's.
fn browsers(named: &str, link: &str) -> Vec<Call> {
    let desktop = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let call = |line: &str| {
        let (program, arguments) = words(line)?;
        let has_place = arguments.iter().any(|argument| argument.contains("%s"));
        let arguments = arguments
            .iter()
            .map(|argument| argument.replace("%s", link));
        let link = (!has_place).then(|| link.to_owned());
        Some((program, arguments.chain(link).map(OsString::from).collect()))
    };
    named.split(':').chain([desktop]).filter_map(call).collect()
}

/// Starts a program beside the reader.
fn start(
    (program, arguments): Call,
    failed: impl FnOnce(Failure) + Send + 'static,
) -> Result<(), Failure> {
    let not_started = |error| Failure::NotStarted {
        program: program.clone(),
        error,
    };
    let mut child = Command::new(&program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(not_started)?;
    // Waited for, so that it does not stay behind as a zombie.
    let called = program.clone();
    let attend = move || judged(called, child.wait()).map_err(failed);
    thread::Builder::new()
        .name("opener".into())
        .spawn(attend)
        .map_err(not_started)?;
    Ok(())
}

/// Starts the user's editor on a file at a line; `closed` is called on another thread. The terminal must have been left before.
pub fn edit(
    path: &Path,
    line: u32,
    closed: impl FnOnce(Result<(), Failure>) + Send + 'static,
) -> Result<Foreground, Failure> {
    run(
        editor(&unmistakable(path), line, Patience::AsCalled),
        closed,
    )
}

/// Starts the user's editor on a text that is in no file: on a copy in a folder of its own, which nobody else can read and
/// nobody is to write, and which is gone once what is given back is dropped.
pub fn edit_copy(
    name: &Path,
    text: &[u8],
    line: u32,
    closed: impl FnOnce(Result<(), Failure>) + Send + 'static,
) -> Result<Foreground, Failure> {
    let copied = |error| Failure::NotCopied { error };
    let folder = tempfile::Builder::new()
        .prefix("dianbao-")
        .tempdir()
        .map_err(copied)?;
    let copy = folder
        .path()
        .join(name.file_name().unwrap_or("dump".as_ref()));
    fs::write(&copy, text).map_err(copied)?;
    fs::set_permissions(&copy, Permissions::from_mode(0o400)).map_err(copied)?;
    run(
        editor(&unmistakable(&copy), line, Patience::UntilClosed),
        closed,
    )
    .map(|editor| editor.with(folder))
}

/// The path as nothing but a path: a file may be called `+!rm *.md`, which vi takes for a command, or `-S x`.
fn unmistakable(path: &Path) -> PathBuf {
    path::absolute(path).unwrap_or_else(|_| Path::new(".").join(path))
}

fn run(
    (program, arguments): Call,
    closed: impl FnOnce(Result<(), Failure>) + Send + 'static,
) -> Result<Foreground, Failure> {
    let called = program.clone();
    let ended = move |outcome| closed(judged(called, outcome));
    let started = Foreground::start(Command::new(&program).args(arguments), ended);
    started.map_err(|error| Failure::NotStarted { program, error })
}

/// What came of a program that has ended.
fn judged(program: String, outcome: io::Result<ExitStatus>) -> Result<(), Failure> {
    match outcome {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::Failed { program, status }),
        Err(error) => Err(Failure::NotStarted { program, error }),
    }
}

/// Whether an editor with a window of its own is to stay until the file is closed: it returns at once unless it is told so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Patience {
    AsCalled,
    UntilClosed,
}

/// `$VISUAL`, `$EDITOR`, or `vi`, on a file at a line.
fn editor(path: &Path, line: u32, patience: Patience) -> Call {
    let named = ["VISUAL", "EDITOR"]
        .iter()
        .find_map(|name| words(&std::env::var(name).ok()?));
    let (program, arguments) = named.unwrap_or_else(|| ("vi".to_owned(), Vec::new()));
    let place = place(&program, path, line);
    let waits = arguments
        .iter()
        .any(|argument| argument == "--wait" || argument == "-w");
    let wait = (patience == Patience::UntilClosed && has_window(&program) && !waits)
        .then(|| "--wait".into());
    (
        program,
        arguments
            .into_iter()
            .map(OsString::from)
            .chain(wait)
            .chain(place)
            .collect(),
    )
}

/// How an editor is told of a line: most know `+N FILE`, as vi does.
fn place(program: &str, path: &Path, line: u32) -> Vec<OsString> {
    let at = || {
        let mut at = path.as_os_str().to_owned();
        at.push(format!(":{line}"));
        at
    };
    match stem(program) {
        "code" | "code-insiders" | "codium" | "vscodium" => vec!["--goto".into(), at()],
        "hx" | "helix" | "subl" | "zed" => vec![at()],
        _ => vec![format!("+{line}").into(), path.into()],
    }
}

fn has_window(program: &str) -> bool {
    matches!(
        stem(program),
        "code" | "code-insiders" | "codium" | "vscodium" | "subl" | "zed"
    )
}

/// The name of a program without its folders.
fn stem(program: &str) -> &str {
    Path::new(program)
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or(program)
}

/// A program and its arguments, as in `emacs -nw`; `None` where nothing is named.
fn words(line: &str) -> Option<(String, Vec<String>)> {
    let mut words = line.split_whitespace().map(str::to_owned);
    Some((words.next()?, words.collect()))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn only_web_links_are_opened() {
        for link in [
            "",
            "file:///etc/passwd",
            "javascript:x",
            "--version",
            "x; rm -rf ~",
        ] {
            assert!(
                matches!(open_link(link, |_| ()), Err(Failure::NoWebLink)),
                "{link}"
            );
        }
    }

    #[test]
    fn a_name_that_vi_takes_for_a_command_is_a_path() {
        for name in ["+!touch pwned.md", "-S x.md", "--", "电报.md"] {
            let path = unmistakable(Path::new(name));
            assert!(
                path.is_absolute() && path.ends_with(name),
                "{}",
                path.display()
            );
        }
    }

    #[test]
    fn an_editor_is_a_program_and_its_arguments() {
        assert_eq!(
            words(" emacs  -nw "),
            Some(("emacs".to_owned(), vec!["-nw".to_owned()]))
        );
        assert_eq!(words("  "), None);
    }

    #[rstest]
    #[case("vi", &["+7", "/d/a b.md"])]
    #[case("/usr/bin/nano", &["+7", "/d/a b.md"])]
    #[case("/usr/bin/code", &["--goto", "/d/a b.md:7"])]
    #[case("codium", &["--goto", "/d/a b.md:7"])]
    #[case("hx", &["/d/a b.md:7"])]
    #[case("subl", &["/d/a b.md:7"])]
    fn each_editor_is_told_of_the_line_in_its_own_way(
        #[case] program: &str,
        #[case] arguments: &[&str],
    ) {
        assert_eq!(place(program, Path::new("/d/a b.md"), 7), arguments);
    }

    #[test]
    fn the_browsers_of_the_environment_come_before_the_desktop_s() {
        let calls = |named: &str| {
            let written = |(program, arguments): Call| {
                let all: Vec<_> = arguments
                    .iter()
                    .map(|argument| argument.to_string_lossy().into_owned())
                    .collect();
                format!("{program} {}", all.join(" "))
            };
            browsers(named, "https://x")
                .into_iter()
                .map(written)
                .collect::<Vec<_>>()
        };
        let desktop = calls("").remove(0);
        assert_eq!(
            calls("w3m -N:firefox --tab=%s"),
            ["w3m -N https://x", "firefox --tab=https://x", &desktop]
        );
        assert!(desktop.ends_with("open https://x"), "{desktop}");
    }

    #[test]
    fn a_program_that_is_not_there_is_told() {
        let outcome = start(("/nowhere/browser".to_owned(), Vec::new()), |_| ());
        assert!(
            matches!(outcome, Err(Failure::NotStarted { program, .. }) if program == "/nowhere/browser")
        );
    }
}
