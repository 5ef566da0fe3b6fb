//! Text into the clipboard of the machine at which the user sits, through ssh and tmux.
//!
//! Nothing tells whether it arrived, so that what is reported is what was tried.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::thread;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The longest text that is sent, in bytes: terminals take OSC 52 of some 100,000 bytes in base64 at most.
pub const LONGEST: usize = 74_994;

/// How text was sent on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// By the escape sequence OSC 52.
    Osc52,
    /// By OSC 52, and into a buffer of tmux, which by default swallows the sequence.
    Osc52AndTmux,
    /// Not at all: it is too long for OSC 52.
    TooLong,
}

/// Sends text to the clipboard. `out` is the terminal; `tmux` says whether the reader runs in one.
pub fn send(out: &mut impl Write, text: &str, tmux: bool) -> io::Result<Sent> {
    if tmux {
        let text = text.to_owned();
        thread::Builder::new()
            .name("clipboard".into())
            .spawn(move || load_buffer(&text))?;
    }
    if text.len() > LONGEST {
        return Ok(if tmux {
            Sent::Osc52AndTmux
        } else {
            Sent::TooLong
        });
    }
    write!(out, "\x1b]52;c;{}\x07", STANDARD.encode(text))?;
    out.flush()?;
    Ok(if tmux {
        Sent::Osc52AndTmux
    } else {
        Sent::Osc52
    })
}

/// `-w` makes tmux send it on to the terminal's clipboard. One that ends before it has read all is waited for, too: it would
/// stay behind as a zombie.
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
    tmux.wait().ok()?;
    written?.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_byte_of_the_text_reaches_the_terminal_as_it_is() {
        let mut out = Vec::new();
        assert_eq!(
            send(&mut out, "涨停\x1b]0;x\x07", false).unwrap(),
            Sent::Osc52
        );
        assert_eq!(out, b"\x1b]52;c;5rao5YGcG10wO3gH\x07");
        assert_eq!(
            send(&mut Vec::new(), &"字".repeat(30_000), false).unwrap(),
            Sent::TooLong
        );
    }
}
