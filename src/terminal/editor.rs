//! Starts the user's editor (`$VISUAL`, `$EDITOR`, or `vi`) on a line of a file. It takes the reader's terminal.

use std::ffi::OsString;
use std::fs::{OpenOptions, Permissions};
use std::io::{self, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{self, Path, PathBuf};
use std::process::Command;

use super::foreground::ForegroundProgram;
use super::program::{CommandLine, ProgramError, check_exit, split_words};

/// Opens a file at a line. The terminal must have been left before; `closed` is called on another thread.
pub fn edit(
    path: &Path,
    line: u32,
    closed: impl FnOnce(Result<(), ProgramError>) + Send + 'static,
) -> Result<ForegroundProgram, ProgramError> {
    run(editor(&absolute(path), line, false)?, closed)
}

/// Opens a read-only temporary copy of `text` (mode 0400, in a private folder), which is deleted when the returned program
/// is dropped.
pub fn edit_copy(
    name: &Path,
    text: &[u8],
    line: u32,
    closed: impl FnOnce(Result<(), ProgramError>) + Send + 'static,
) -> Result<ForegroundProgram, ProgramError> {
    let not_copied = |error| ProgramError::NotCopied { error };
    let folder = tempfile::Builder::new()
        .prefix("dianbao-")
        .permissions(Permissions::from_mode(0o700))
        .tempdir()
        .map_err(not_copied)?;
    let copy = folder
        .path()
        .join(name.file_name().unwrap_or("dump".as_ref()));
    write_private(&copy, text).map_err(not_copied)?;
    let program = run(editor(&absolute(&copy), line, true)?, closed)?;
    Ok(program.with_files(folder))
}

/// Writes a new file that only the user can read, from its first instant on.
fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(0o400)
        .open(path)?;
    file.write_all(bytes)
}

/// Makes a path absolute, so that no editor takes it for anything else: vi takes `+!rm *.md` for a command.
fn absolute(path: &Path) -> PathBuf {
    path::absolute(path).unwrap_or_else(|_| Path::new(".").join(path))
}

fn run(
    (program, arguments): CommandLine,
    closed: impl FnOnce(Result<(), ProgramError>) + Send + 'static,
) -> Result<ForegroundProgram, ProgramError> {
    let called = program.clone();
    let ended = move |outcome| closed(check_exit(called, outcome));
    ForegroundProgram::start(Command::new(&program).args(arguments), ended)
        .map_err(|error| ProgramError::NotStarted { program, error })
}

/// Returns the editor's command line, or an error if its variable has a quote that is not closed. An editor with a window returns at once unless `wait` makes it stay until the file is
/// closed.
fn editor(path: &Path, line: u32, wait: bool) -> Result<CommandLine, ProgramError> {
    let named = ["VISUAL", "EDITOR"]
        .into_iter()
        .find_map(|name| split_words(name, &std::env::var(name).ok()?).transpose())
        .transpose()?;
    let (program, arguments) = named.unwrap_or_else(|| ("vi".to_owned(), Vec::new()));
    let file = file_arguments(&program, path, line);
    let waits = arguments
        .iter()
        .any(|argument| argument == "--wait" || argument == "-w");
    let wait = (wait && has_window(&program) && !waits).then(|| "--wait".into());
    let arguments = arguments
        .into_iter()
        .map(OsString::from)
        .chain(wait)
        .chain(file)
        .collect();
    Ok((program, arguments))
}

/// Names a file and a line the way an editor expects it: most take `+N FILE`, as vi does.
fn file_arguments(program: &str, path: &Path, line: u32) -> Vec<OsString> {
    let with_line = || {
        let mut text = path.as_os_str().to_owned();
        text.push(format!(":{line}"));
        text
    };
    match file_name(program) {
        "code" | "code-insiders" | "codium" | "vscodium" => vec!["--goto".into(), with_line()],
        "hx" | "helix" | "subl" | "zed" => vec![with_line()],
        _ => vec![format!("+{line}").into(), path.into()],
    }
}

fn has_window(program: &str) -> bool {
    matches!(
        file_name(program),
        "code" | "code-insiders" | "codium" | "vscodium" | "subl" | "zed"
    )
}

fn file_name(program: &str) -> &str {
    Path::new(program)
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or(program)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn file_named_like_a_vi_command_stays_a_path() {
        for name in ["+!touch pwned.md", "-S x.md", "--", "电报.md"] {
            let path = absolute(Path::new(name));
            assert!(
                path.is_absolute() && path.ends_with(name),
                "{}",
                path.display()
            );
        }
    }

    #[rstest]
    #[case("vi", &["+7", "/d/a b.md"])]
    #[case("/usr/bin/nano", &["+7", "/d/a b.md"])]
    #[case("/usr/bin/code", &["--goto", "/d/a b.md:7"])]
    #[case("codium", &["--goto", "/d/a b.md:7"])]
    #[case("hx", &["/d/a b.md:7"])]
    #[case("subl", &["/d/a b.md:7"])]
    fn editors_get_the_line_in_their_own_syntax(#[case] program: &str, #[case] arguments: &[&str]) {
        assert_eq!(
            file_arguments(program, Path::new("/d/a b.md"), 7),
            arguments
        );
    }
}
