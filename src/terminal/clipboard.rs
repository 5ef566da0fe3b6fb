//! Copies text to the clipboard of the machine at which the user sits, through ssh and tmux.
//!
//! No terminal confirms that the text arrived, so the result only says how it was sent.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::program::{ProgramError, check_exit};
use crate::worker;

/// The longest text that is sent, in bytes: terminals take OSC 52 of some 100,000 bytes in base64 at most.
pub const MAX_BYTES: usize = 74_994;

/// How a text was sent to the clipboard.
#[derive(Debug)]
pub enum CopyOutcome {
    /// By the escape sequence OSC 52, and in tmux also into a buffer: by default tmux swallows the sequence.
    Sent,
    /// Not at all: it is longer than [`MAX_BYTES`].
    TooLong,
    /// Not into the buffer of tmux, because the system refuses a thread.
    NoThread(io::Error),
}

/// Sends text to the clipboard. `out` is the terminal, whose errors are returned; `tmux` says whether the reader runs in
/// one. `failed` is called on another thread.
pub fn send(
    out: &mut impl Write,
    text: &str,
    tmux: bool,
    failed: impl FnOnce(ProgramError) + Send + 'static,
) -> io::Result<CopyOutcome> {
    let copy = text.to_owned();
    let load = move || load_buffer(&copy).unwrap_or_else(failed);
    let start = || worker::spawn_detached("clipboard", load);
    let refused = tmux.then(start).and_then(Result::err);
    let fits = text.len() <= MAX_BYTES;
    if fits {
        write!(out, "\x1b]52;c;{}\x07", STANDARD.encode(text))?;
        out.flush()?;
    }
    Ok(match refused {
        Some(error) => CopyOutcome::NoThread(error),
        None if tmux || fits => CopyOutcome::Sent,
        None => CopyOutcome::TooLong,
    })
}

/// Loads a buffer of tmux; `-w` makes tmux send it to the terminal's clipboard too.
fn load_buffer(text: &str) -> Result<(), ProgramError> {
    let program = "tmux".to_owned();
    let tmux = Command::new(&program)
        .args(["load-buffer", "-w", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let outcome = tmux.and_then(|mut tmux| {
        if let Some(mut stdin) = tmux.stdin.take() {
            // Waits even after a failed write: tmux would stay behind as a zombie.
            let _ = stdin.write_all(text.as_bytes());
        }
        tmux.wait()
    });
    check_exit(program, outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_reaches_the_terminal_only_as_base64() {
        let mut out = Vec::new();
        let sent = send(&mut out, "涨停\x1b]0;x\x07", false, |_| ()).unwrap();
        assert!(matches!(sent, CopyOutcome::Sent));
        assert_eq!(out, b"\x1b]52;c;5rao5YGcG10wO3gH\x07");
        let sent = send(&mut Vec::new(), &"字".repeat(30_000), false, |_| ()).unwrap();
        assert!(matches!(sent, CopyOutcome::TooLong));
    }
}
