//! A program in a private tmux server, with the times of its screens.
//!
//! Each look at the screen takes tmux some milliseconds. That is the floor of this method for every program, and users
//! of tmux wait for it anyway.

use std::ffi::OsStr;
use std::process::{self, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};

/// The longest wait for a screen.
const TIMEOUT: Duration = Duration::from_secs(60);

/// A server with one program. Dropping it ends both.
pub(crate) struct Tmux {
    socket: String,
}

impl Tmux {
    /// Runs a program in a terminal of 120 columns and 30 rows.
    pub(crate) fn start(program: &OsStr, arguments: &[&OsStr]) -> Result<Self> {
        static SERVERS: AtomicU32 = AtomicU32::new(0);
        let number = SERVERS.fetch_add(1, Ordering::Relaxed);
        let server = Self {
            socket: format!("dianbao-bench-{}-{number}", process::id()),
        };
        let mut command = server.command(&[
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            "120",
            "-y",
            "30",
        ]);
        ensure!(
            command
                .arg("--")
                .arg(program)
                .args(arguments)
                .status()?
                .success(),
            "tmux does not start"
        );
        Ok(server)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("tmux");
        command.args(["-L", &self.socket]).args(arguments);
        command
            .env("LC_ALL", "C.UTF-8")
            .env_remove("TMUX")
            .env_remove("NO_COLOR")
            .stderr(Stdio::null());
        command
    }

    fn screen(&self) -> Result<String> {
        let output = self.command(&["capture-pane", "-p"]).output()?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Waits until the text is on the screen and returns when it was.
    pub(crate) fn see(&self, text: &str) -> Result<Instant> {
        let deadline = Instant::now() + TIMEOUT;
        loop {
            let screen = self.screen()?;
            let now = Instant::now();
            if screen.contains(text) {
                return Ok(now);
            }
            if now > deadline {
                bail!("waited in vain for {text}; the screen is\n{screen}");
            }
        }
    }

    /// Waits until the screen has not changed for a while.
    pub(crate) fn settle(&self, quiet: Duration) -> Result<()> {
        let deadline = Instant::now() + TIMEOUT;
        let mut before = self.screen()?;
        loop {
            thread::sleep(quiet);
            let now = self.screen()?;
            if now == before {
                return Ok(());
            }
            ensure!(
                Instant::now() < deadline,
                "the screen does not come to rest"
            );
            before = now;
        }
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        // It may have ended with its program.
        let _ = self.command(&["kill-server"]).status();
    }
}
