//! Programs that the reader starts: an editor in its place, a browser beside it.
//!
//! They get arguments, never a line for a shell: news has run code in readers that pasted headlines into one
//! (CVE-2017-12904, CVE-2017-14500).

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

/// Opens a link in the desktop's browser; only `http` and `https` are opened.
pub fn open_link(link: &str) -> io::Result<()> {
    if !(link.starts_with("https://") || link.starts_with("http://")) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "http:// or https:// expected"));
    }
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let mut child = Command::new(opener)
        .arg(link)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| io::Error::new(error.kind(), format!("{opener}: {error}")))?;
    // Waited for, so that it does not stay behind as a zombie.
    thread::Builder::new().name("opener".into()).spawn(move || child.wait())?;
    Ok(())
}

/// Runs the user's editor on a file at a line, until it is closed. The terminal must have been left before.
pub fn edit(path: &Path, line: u32) -> io::Result<()> {
    let words = editor();
    let (program, rest) = words.split_first().ok_or(io::ErrorKind::NotFound)?;
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", program.to_string_lossy()));
    let status = Command::new(program).args(rest).arg(format!("+{line}")).arg(path).status().map_err(named)?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("{}: {status}", program.to_string_lossy()))) }
}

/// `$VISUAL`, `$EDITOR`, or `vi`; words after the first are arguments, as in `emacs -nw`.
fn editor() -> Vec<OsString> {
    ["VISUAL", "EDITOR"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .map(|line| line.split_whitespace().map(OsString::from).collect::<Vec<_>>())
        .find(|words| !words.is_empty())
        .unwrap_or_else(|| vec!["vi".into()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_links_are_opened() {
        for link in ["", "file:///etc/passwd", "javascript:x", "--version", "x; rm -rf ~"] {
            assert_eq!(open_link(link).unwrap_err().kind(), io::ErrorKind::InvalidInput, "{link}");
        }
    }
}
