//! Programs that the reader starts: an editor in its place, a browser beside it.
//!
//! They get arguments, never a line for a shell: news has run code in readers that pasted headlines into one
//! (CVE-2017-12904, CVE-2017-14500).

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

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

/// Opens a link in the desktop's browser; only `http` and `https` are opened.
pub fn open_link(link: &str) -> Result<(), Failure> {
    if !(link.starts_with("https://") || link.starts_with("http://")) {
        return Err(Failure::NoWebLink);
    }
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let not_started = |error| Failure::NotStarted { program: opener.to_owned(), error };
    let mut child = Command::new(opener)
        .arg(link)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(not_started)?;
    // Waited for, so that it does not stay behind as a zombie.
    thread::Builder::new().name("opener".into()).spawn(move || child.wait()).map_err(not_started)?;
    Ok(())
}

/// Runs the user's editor on a file at a line, until it is closed. The terminal must have been left before.
pub fn edit(path: &Path, line: u32) -> Result<(), Failure> {
    let (program, arguments) = editor();
    let outcome = Command::new(&program).args(arguments).arg(format!("+{line}")).arg(path).status();
    match outcome {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::Failed { program, status }),
        Err(error) => Err(Failure::NotStarted { program, error }),
    }
}

/// Runs the user's editor on a text that is in no file: on a copy in a folder of its own, which nobody else can read and
/// nobody is to write, and which is gone afterwards.
pub fn edit_copy(name: &Path, text: &[u8], line: u32) -> Result<(), Failure> {
    let copied = |error| Failure::NotCopied { error };
    let folder = tempfile::Builder::new().prefix("dianbao-").tempdir().map_err(copied)?;
    let copy = folder.path().join(name.file_name().unwrap_or("dump".as_ref()));
    fs::write(&copy, text).map_err(copied)?;
    fs::set_permissions(&copy, Permissions::from_mode(0o400)).map_err(copied)?;
    edit(&copy, line)
}

/// `$VISUAL`, `$EDITOR`, or `vi`; words after the first are arguments, as in `emacs -nw`.
fn editor() -> (String, Vec<String>) {
    let line = ["VISUAL", "EDITOR"].iter().find_map(|name| named(&std::env::var(name).ok()?));
    line.unwrap_or_else(|| ("vi".to_owned(), Vec::new()))
}

fn named(line: &str) -> Option<(String, Vec<String>)> {
    let mut words = line.split_whitespace().map(str::to_owned);
    Some((words.next()?, words.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_links_are_opened() {
        for link in ["", "file:///etc/passwd", "javascript:x", "--version", "x; rm -rf ~"] {
            assert!(matches!(open_link(link), Err(Failure::NoWebLink)), "{link}");
        }
    }

    #[test]
    fn an_editor_is_a_program_and_its_arguments() {
        assert_eq!(named(" emacs  -nw "), Some(("emacs".to_owned(), vec!["-nw".to_owned()])));
        assert_eq!(named("  "), None);
    }
}
