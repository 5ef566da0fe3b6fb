//! The program in a pseudo-terminal whose screen a test can read and wait for.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};

/// How long a condition may take before the test fails; far more than it ever should, because machines are shared.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the terminal has received: as bytes, and as the screen they draw.
pub(crate) struct Received {
    pub(crate) bytes: Vec<u8>,
    pub(crate) parser: vt100::Parser,
    pub(crate) ended: bool,
    /// The terminal takes nothing: nothing is read of what the program writes.
    stalled: bool,
}

pub(crate) struct Session {
    pub(crate) child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    received: Arc<(Mutex<Received>, Condvar)>,
    /// Set when the terminal is to be taken away: the thread that reads it then gives up its handle.
    leaving: Arc<AtomicBool>,
    reading: Option<JoinHandle<()>>,
    /// The line modes of the terminal before the program had it.
    modes: String,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap_or(NonZero::<u16>::MIN)
}

impl Session {
    /// Starts the program with these arguments in a terminal of this size, in English, without the user's settings.
    pub(crate) fn start(home: &Path, columns: u16, rows: u16, args: &[&str]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dianbao"));
        command.args(args);
        command.env_clear();
        Self::of(command, home, (columns, rows))
    }

    /// Starts a program in a terminal of this size.
    pub(crate) fn of(
        mut command: CommandBuilder,
        home: &Path,
        (columns, rows): (u16, u16),
    ) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let usual = [
            ("TERM", "xterm-256color"),
            ("LANG", "zh_CN.UTF-8"),
            ("PATH", "/usr/bin:/bin"),
        ];
        for (name, value) in usual {
            if command.get_env(name).is_none() {
                command.env(name, value);
            }
        }
        command.env("HOME", home);
        command.cwd(home);
        let modes = modes(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let parser = vt100::Parser::new(cells(rows), cells(columns), 0);
        let received = Received {
            bytes: Vec::new(),
            parser,
            ended: false,
            stalled: false,
        };
        let received = Arc::new((Mutex::new(received), Condvar::new()));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let shared = Arc::clone(&received);
        let leaving = Arc::new(AtomicBool::new(false));
        let left = Arc::clone(&leaving);
        let reading = thread::spawn(move || {
            let mut buffer = vec![0; 65536];
            while !left.load(Ordering::SeqCst) {
                let n = reader.read(&mut buffer).unwrap_or(0);
                let received = shared.0.lock().unwrap();
                let mut received = shared
                    .1
                    .wait_while(received, |received| received.stalled)
                    .unwrap();
                received.bytes.extend_from_slice(&buffer[..n]);
                received.parser.process(&buffer[..n]);
                received.ended = n == 0;
                shared.1.notify_all();
                if n == 0 {
                    return;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        let (master, writer, reading) = (Some(pair.master), Some(writer), Some(reading));
        Self {
            child,
            master,
            writer,
            received,
            leaving,
            reading,
            modes,
        }
    }

    /// Types.
    pub(crate) fn keys(&mut self, keys: &str) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.received
            .0
            .lock()
            .unwrap()
            .parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        self.tell_size(columns, rows);
    }

    /// Tells the program a size that the screen has not.
    pub(crate) fn tell_size(&self, columns: u16, rows: u16) {
        self.master
            .as_ref()
            .unwrap()
            .resize(size(columns, rows))
            .unwrap();
    }

    /// The terminal takes nothing any more, once its buffer is full; or goes on.
    pub(crate) fn stall(&self, stalled: bool) {
        self.received.0.lock().unwrap().stalled = stalled;
        self.received.1.notify_all();
    }

    /// Takes the terminal away, as when a window is closed.
    pub(crate) fn hang_up(&mut self) {
        self.leaving.store(true, Ordering::SeqCst);
        self.resize(81, 23);
        self.reading.take().unwrap().join().unwrap();
        self.writer = None;
        self.master = None;
    }

    /// Waits until the terminal has received what the condition asks for.
    pub(crate) fn until<T>(
        &self,
        what: &str,
        mut condition: impl FnMut(&mut Received) -> Option<T>,
    ) -> T {
        let deadline = Instant::now() + PATIENCE;
        let mut received = self.received.0.lock().unwrap();
        loop {
            if let Some(found) = condition(&mut received) {
                return found;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "waited in vain for {what}; the screen is\n{}",
                received.parser.screen().contents()
            );
            received = self.received.1.wait_timeout(received, left).unwrap().0;
        }
    }

    /// Waits until something is so that the terminal does not tell.
    pub(crate) fn until_so(&self, what: &str, mut is_so: impl FnMut() -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is_so() {
            assert!(
                Instant::now() < deadline,
                "waited in vain for {what}; the screen is\n{}",
                self.screen()
            );
            thread::yield_now();
        }
    }

    /// Waits until the text stands on the screen; gives the row.
    pub(crate) fn see(&self, text: &str) -> usize {
        self.until(text, |received| {
            received
                .parser
                .screen()
                .contents()
                .lines()
                .position(|line| line.contains(text))
        })
    }

    /// Waits until the text no longer stands on the screen.
    pub(crate) fn see_no_more(&self, text: &str) {
        self.until(&format!("no {text}"), |received| {
            (!received.parser.screen().contents().contains(text)).then_some(())
        });
    }

    /// Whether the program's first thread waits for the terminal to take what it writes.
    pub(crate) fn waits_for_terminal(&self) -> bool {
        let place =
            std::fs::read_to_string(format!("/proc/{0}/task/{0}/wchan", self.pid())).unwrap();
        ["wait_woken", "tty", "poll"]
            .iter()
            .any(|part| place.contains(part))
    }

    pub(crate) fn screen(&self) -> String {
        self.received.0.lock().unwrap().parser.screen().contents()
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.received.0.lock().unwrap().bytes.clone()
    }

    /// What the terminal has received since it was last asked for, up to the end of a frame; it is forgotten.
    pub(crate) fn take_bytes(&self) -> Vec<u8> {
        self.until("the end of a frame", |received| {
            received
                .bytes
                .ends_with(b"\x1b[?2026l")
                .then(|| std::mem::take(&mut received.bytes))
        })
    }

    /// Waits until the program has ended; gives its exit code.
    pub(crate) fn end(&mut self) -> u32 {
        self.end_after().0
    }

    /// Waits until the program has ended; gives its exit code and the processor time it has used in all, in ticks.
    pub(crate) fn end_after(&mut self) -> (u32, u64) {
        let deadline = Instant::now() + PATIENCE;
        // What has ended is left to be waited for, so that the system still says what it has used.
        let look = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        let pid = Pid::from_raw(i32::try_from(self.pid()).unwrap()).unwrap();
        while waitid(WaitId::Pid(pid), look).unwrap().is_none() {
            assert!(
                Instant::now() < deadline,
                "the program does not end; the screen is\n{}",
                self.screen()
            );
            thread::yield_now();
        }
        let ticks = self.ticks();
        (self.child.wait().unwrap().exit_code(), ticks)
    }

    /// That the terminal is as it was, its line modes too.
    pub(crate) fn assert_restored(&self) {
        self.assert_left();
        self.assert_modes();
    }

    /// That the line modes are as they were.
    pub(crate) fn assert_modes(&self) {
        assert_eq!(modes(&**self.master.as_ref().unwrap()), self.modes);
    }

    /// That the screen is as it was: main screen, cursor shown, no mouse, no bracketed paste. A shell has line modes of its own.
    pub(crate) fn assert_left(&self) {
        self.until("the restored terminal", |received| {
            let screen = received.parser.screen();
            let restored = !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None;
            restored.then_some(())
        });
    }

    /// Processor time that the program has used, in ticks of which there are 100 a second.
    pub(crate) fn ticks(&self) -> u64 {
        ticks(self.pid())
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }
}

/// The line modes of a terminal: echo, signals by keys, and the rest.
fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

/// Processor time that a process has used, in ticks of which there are 100 a second.
pub(crate) fn ticks(pid: u32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let after_name = stat.rsplit_once(") ").unwrap().1;
    after_name
        .split(' ')
        .skip(11)
        .take(2)
        .map(|ticks| ticks.parse::<u64>().unwrap())
        .sum()
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
