//! Copies text to the clipboard of the machine at which the user sits, through ssh and tmux.
//!
//! No terminal confirms that the text arrived, so the result only says how it was sent.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::thread;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The longest text that is sent, in bytes: terminals take OSC 52 of some 100,000 bytes in base64 at most.
pub const MAX_BYTES: usize = 74_994;

/// How a text was sent to the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyOutcome {
    /// By the escape sequence OSC 52, and in tmux also into a buffer: by default tmux swallows the sequence.
    Sent,
    /// Not at all: it is longer than [`MAX_BYTES`].
    TooLong,
}

/// Sends text to the clipboard. `out` is the terminal; `tmux` says whether the reader runs in one.
pub fn send(out: &mut impl Write, text: &str, tmux: bool) -> io::Result<CopyOutcome> {
    if tmux {
        let text = text.to_owned();
        thread::Builder::new()
            .name("clipboard".into())
            .spawn(move || load_buffer(&text))?;
    }
    let fits = text.len() <= MAX_BYTES;
    if fits {
        write!(out, "\x1b]52;c;{}\x07", STANDARD.encode(text))?;
        out.flush()?;
    }
    Ok(if tmux || fits {
        CopyOutcome::Sent
    } else {
        CopyOutcome::TooLong
    })
}

/// Loads a buffer of tmux; `-w` makes tmux send it to the terminal's clipboard too.
fn load_buffer(text: &str) -> Option<()> {
    let mut tmux = Command::new("tmux")
        .args(["load-buffer", "-w", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let written = tmux
        .stdin
        .take()
        .map(|mut stdin| stdin.write_all(text.as_bytes()));
    // Waits even after a failed write: tmux would stay behind as a zombie.
    tmux.wait().ok()?;
    written?.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_reaches_the_terminal_only_as_base64() {
        let mut out = Vec::new();
        assert_eq!(
            send(&mut out, "涨停\x1b]0;x\x07", false).unwrap(),
            CopyOutcome::Sent
        );
        assert_eq!(out, b"\x1b]52;c;5rao5YGcG10wO3gH\x07");
        assert_eq!(
            send(&mut Vec::new(), &"字".repeat(30_000), false).unwrap(),
            CopyOutcome::TooLong
        );
    }
}
