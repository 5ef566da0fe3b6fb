//! A program in a pseudo-terminal, with the times of its output.
//!
//! A thread records when bytes arrive. The screen is parsed later and not measured.

use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use crossbeam_channel::{Receiver, unbounded};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::process::DIANBAO;

const COLUMNS: u16 = 120;
const ROWS: u16 = 30;

/// The longest wait for a screen.
const TIMEOUT: Duration = Duration::from_secs(120);

/// A running program. Dropping it ends the program.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    chunks: Receiver<(Instant, Vec<u8>)>,
    parser: vt100::Parser,
    /// The start time.
    pub(crate) started: Instant,
    /// The bytes of its output that were parsed.
    pub(crate) written: u64,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    /// Starts the reader on these paths, in English, without the user's settings.
    pub(crate) fn reader<'a>(paths: impl IntoIterator<Item = &'a Path>) -> Result<Self> {
        let options = ["--no-config", "--lang", "en"].map(OsStr::new);
        Self::start(
            DIANBAO,
            options
                .into_iter()
                .chain(paths.into_iter().map(Path::as_os_str)),
        )
    }

    /// Starts any program.
    pub(crate) fn start(
        program: &str,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> Result<Self> {
        let size = PtySize {
            rows: ROWS,
            cols: COLUMNS,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size)?;
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        let started = Instant::now();
        let child = pair.slave.spawn_command(command)?;
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader()?;
        let (sender, chunks) = unbounded();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                let chunk = buffer.get(..read).unwrap_or_default().to_vec();
                if sender.send((Instant::now(), chunk)).is_err() {
                    return;
                }
            }
        });
        let cells = |count| NonZero::new(count).unwrap_or(NonZero::<u16>::MIN);
        let parser = vt100::Parser::new(cells(ROWS), cells(COLUMNS), 0);
        let writer = pair.master.take_writer()?;
        Ok(Self {
            child,
            writer,
            chunks,
            parser,
            started,
            written: 0,
            _master: pair.master,
        })
    }

    /// The process that draws: the reader has a guard as its parent.
    pub(crate) fn pid(&self) -> u32 {
        let started = self.child.process_id().unwrap_or(0);
        let children = fs::read_to_string(format!("/proc/{started}/task/{started}/children"));
        let children = children.unwrap_or_default();
        let mut children = children
            .split_whitespace()
            .filter_map(|pid| pid.parse().ok());
        let is_reader = |pid: &u32| {
            let name = fs::read_to_string(format!("/proc/{pid}/comm"));
            name.is_ok_and(|name| name == "dianbao\n")
        };
        children.find(is_reader).unwrap_or(started)
    }

    /// Types keys and returns when.
    pub(crate) fn keys(&mut self, keys: &str) -> Result<Instant> {
        let at = Instant::now();
        self.writer.write_all(keys.as_bytes())?;
        self.writer.flush()?;
        Ok(at)
    }

    /// Waits for a screen and returns when the bytes arrived that completed it.
    pub(crate) fn until(
        &mut self,
        what: &str,
        mut wished: impl FnMut(&vt100::Screen) -> bool,
    ) -> Result<Instant> {
        let deadline = Instant::now() + TIMEOUT;
        while let Ok((at, chunk)) = self.chunks.recv_deadline(deadline) {
            self.take(&chunk);
            if wished(self.parser.screen()) {
                return Ok(at);
            }
        }
        bail!(
            "waited in vain for {what}; the screen is\n{}",
            self.parser.screen().contents()
        )
    }

    /// Waits for a screen, which may be there already.
    pub(crate) fn reach(
        &mut self,
        what: &str,
        mut wished: impl FnMut(&vt100::Screen) -> bool,
    ) -> Result<()> {
        if wished(self.parser.screen()) {
            Ok(())
        } else {
            self.until(what, wished).map(drop)
        }
    }

    /// Waits until the text is on the screen and returns when it was.
    pub(crate) fn see(&mut self, text: &str) -> Result<Instant> {
        self.until(text, |screen| screen.contents().contains(text))
    }

    /// Waits until there was no output for a while.
    pub(crate) fn settle(&mut self, quiet: Duration) -> Result<()> {
        let deadline = Instant::now() + TIMEOUT;
        while let Ok((_, chunk)) = self.chunks.recv_timeout(quiet) {
            self.take(&chunk);
            if Instant::now() > deadline {
                bail!("the screen does not come to rest");
            }
        }
        Ok(())
    }

    /// Waits until everything is loaded and drawn.
    pub(crate) fn loaded(&mut self) -> Result<()> {
        self.see("● watching").context("loading")?;
        self.settle(Duration::from_millis(500))
    }

    /// The parsed screen.
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// The selected row of the list on the parsed screen.
    pub(crate) fn selected(&self) -> Option<u16> {
        selected(self.parser.screen())
    }

    fn take(&mut self, chunk: &[u8]) {
        self.written += chunk.len() as u64;
        self.parser.process(chunk);
    }
}

/// Returns the row of the list in reverse video.
pub(crate) fn selected(screen: &vt100::Screen) -> Option<u16> {
    (1..ROWS - 1).find(|&row| screen.cell(row, 3).is_some_and(vt100::Cell::inverse))
}

/// Returns the last line, where prompts are.
pub(crate) fn last_line(screen: &vt100::Screen) -> String {
    screen.rows(0, COLUMNS).last().unwrap_or_default()
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
