//! The program in a pseudo-terminal. Tests read its screen and wait for text on it.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::fs::{Mode, OFlags};
use rustix::process::{
    Pid, Signal, WaitId, WaitIdOptions, kill_process, kill_process_group, waitid,
};
use rustix::termios::{OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};

/// The longest wait for a condition before a test fails. Far more than any takes, because machines are shared.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The output of the program: as bytes, and as the screen they draw.
pub(crate) struct Received {
    pub(crate) bytes: Vec<u8>,
    pub(crate) parser: vt100::Parser,
    pub(crate) ended: bool,
    /// True while the output of the program is not read.
    stalled: bool,
}

pub(crate) struct Session {
    pub(crate) child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    received: Arc<(Mutex<Received>, Condvar)>,
    /// Set to close the terminal: the thread that reads it then drops its handle.
    leaving: Arc<AtomicBool>,
    reading: Option<JoinHandle<()>>,
    /// The line modes of the terminal before the program started.
    modes: String,
}

pub(crate) const SAVE_TITLE: &[u8] = b"\x1b[22;2t";
const RESTORE_TITLE: &[u8] = b"\x1b[23;2t";

/// Returns where a sequence is for the last time.
fn last(bytes: &[u8], sequence: &[u8]) -> Option<usize> {
    bytes
        .windows(sequence.len())
        .rposition(|part| part == sequence)
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
    /// Starts the program in a terminal of this size, in English, without the user's settings.
    pub(crate) fn start(home: &Path, columns: u16, rows: u16, args: &[&str]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dianbao"));
        command.args(args);
        command.env_clear();
        Self::of(command, home, (columns, rows))
    }

    /// Starts any program in a terminal of this size, in the home folder if it names none.
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
        if command.get_cwd().is_none() {
            command.cwd(home);
        }
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

    /// Types keys.
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
        self.report_size(columns, rows);
    }

    /// Reports a size to the program that the screen does not have.
    pub(crate) fn report_size(&self, columns: u16, rows: u16) {
        self.master
            .as_ref()
            .unwrap()
            .resize(size(columns, rows))
            .unwrap();
    }

    /// Stops reading the output, until its buffer is full, or resumes.
    pub(crate) fn stall(&self, stalled: bool) {
        self.received.0.lock().unwrap().stalled = stalled;
        self.received.1.notify_all();
    }

    /// Closes the terminal, as when a window is closed.
    pub(crate) fn hang_up(&mut self) {
        self.leaving.store(true, Ordering::SeqCst);
        self.resize(81, 23);
        self.reading.take().unwrap().join().unwrap();
        let master = self.master.take().unwrap();
        take_end_of_file(&*master);
        self.writer = None;
    }

    /// Waits until the condition holds for the received output.
    pub(crate) fn until<T>(
        &self,
        what: &str,
        mut condition: impl FnMut(&mut Received) -> Option<T>,
    ) -> T {
        let deadline = Instant::now() + TIMEOUT;
        let mut received = self.received.0.lock().unwrap();
        loop {
            if let Some(found) = condition(&mut received) {
                return found;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                let screen = received.parser.screen().contents();
                // The thread that reads the output goes on.
                drop(received);
                panic!(
                    "waited in vain for {what}; the screen is\n{}",
                    screen.trim_end()
                );
            }
            received = self.received.1.wait_timeout(received, left).unwrap().0;
        }
    }

    /// Waits for a condition outside of the terminal.
    pub(crate) fn until_so(&self, what: &str, mut is_so: impl FnMut() -> bool) {
        let deadline = Instant::now() + TIMEOUT;
        while !is_so() {
            assert!(
                Instant::now() < deadline,
                "waited in vain for {what}; the screen is\n{}",
                self.screen()
            );
            thread::yield_now();
        }
    }

    /// Waits until the text is on the screen and returns its row.
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

    /// Waits until the text is no longer on the screen.
    pub(crate) fn see_no_more(&self, text: &str) {
        self.until(&format!("no {text}"), |received| {
            (!received.parser.screen().contents().contains(text)).then_some(())
        });
    }

    /// Returns true if the main thread is blocked on writing to the terminal.
    pub(crate) fn waits_for_terminal(&self) -> bool {
        let place =
            std::fs::read_to_string(format!("/proc/{0}/task/{0}/wchan", self.reader())).unwrap();
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

    /// Removes and returns the output since the last call, up to the end of a frame.
    pub(crate) fn take_bytes(&self) -> Vec<u8> {
        self.until("the end of a frame", |received| {
            received
                .bytes
                .ends_with(b"\x1b[?2026l")
                .then(|| std::mem::take(&mut received.bytes))
        })
    }

    /// Waits for the end of the program and returns its exit code.
    pub(crate) fn end(&mut self) -> u32 {
        self.end_after().0
    }

    /// Waits for the end of the program. Returns its exit code and its processor time in ticks.
    pub(crate) fn end_after(&mut self) -> (u32, u64) {
        let deadline = Instant::now() + TIMEOUT;
        // A process that is not waited for keeps its statistics.
        let look = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        let pid = pid(self.pid());
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

    /// Asserts that the terminal is as before, line modes included.
    pub(crate) fn assert_restored(&self) {
        self.assert_left();
        self.assert_modes();
    }

    /// Asserts that the line modes are as before.
    pub(crate) fn assert_modes(&self) {
        assert_eq!(modes(&**self.master.as_ref().unwrap()), self.modes);
    }

    /// Asserts that the screen is as before: main screen, cursor shown, no mouse, no bracketed paste, the former title. A
    /// shell has line modes of its own.
    pub(crate) fn assert_left(&self) {
        self.until("the restored terminal", |received| {
            let screen = received.parser.screen();
            let restored = !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
                && last(&received.bytes, SAVE_TITLE) <= last(&received.bytes, RESTORE_TITLE);
            restored.then_some(())
        });
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(pid(self.pid()), signal).unwrap();
    }

    /// Sends a signal to the reader and its guard, as a shell does.
    pub(crate) fn signal_job(&self, signal: Signal) {
        kill_process_group(pid(self.pid()), signal).unwrap();
    }

    pub(crate) fn kill_reader(&self) {
        kill_process(pid(self.reader()), Signal::KILL).unwrap();
    }

    /// The processor time of the program, in ticks of 10 ms.
    pub(crate) fn ticks(&self) -> u64 {
        ticks(self.pid())
    }

    /// The process that was started: the reader's guard.
    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// The process of the reader.
    pub(crate) fn reader(&self) -> u32 {
        reader(self.pid())
    }
}

fn pid(pid: u32) -> Pid {
    Pid::from_raw(i32::try_from(pid).unwrap()).unwrap()
}

/// Leaves a terminal without a character for the end of a file. A writer that is dropped types Enter and that character first.
fn take_end_of_file(master: &dyn MasterPty) {
    let name = master.tty_name().unwrap();
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
    let terminal = rustix::fs::open(name, flags, Mode::empty()).unwrap();
    let mut modes = tcgetattr(&terminal).unwrap();
    modes.special_codes[SpecialCodeIndex::VEOF] = 0;
    tcsetattr(&terminal, OptionalActions::Now, &modes).unwrap();
}

/// The line modes of a terminal: echo, signals by keys, and others.
fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

/// The processor time of a process and its children, in ticks of 10 ms.
pub(crate) fn ticks(pid: u32) -> u64 {
    let Ok(stat) = std::fs::read_to_string(format!("/proc/{pid}/stat")) else {
        // A child that was waited for in between: its time is its parent's now.
        return 0;
    };
    let after_name = stat.rsplit_once(") ").unwrap().1;
    let own: u64 = after_name
        .split(' ')
        .skip(11)
        .take(4)
        .map(|ticks| ticks.parse::<u64>().unwrap())
        .sum();
    own + children(pid).into_iter().map(ticks).sum::<u64>()
}

/// The processes that a process has started and not waited for.
pub(crate) fn children(pid: u32) -> Vec<u32> {
    let threads = std::fs::read_dir(format!("/proc/{pid}/task"));
    let threads = threads.into_iter().flatten().flatten();
    let children: String = threads
        .filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok())
        .collect();
    let pids = children.split_whitespace();
    pids.map(|pid| pid.parse().unwrap()).collect()
}

/// The name of a process in `ps`.
pub(crate) fn name(pid: u32) -> String {
    let name = std::fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
    name.trim_end().to_owned()
}

/// The reader that a process guards, or that process if it is one without a guard.
pub(crate) fn reader(guard: u32) -> u32 {
    let is_reader = |pid: &u32| name(*pid) == "dianbao";
    children(guard).into_iter().find(is_reader).unwrap_or(guard)
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
