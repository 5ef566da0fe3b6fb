//! A file server that answers nothing. A thread that waits for it cannot be killed, and the reader ends all the same.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use rstest::rstest;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Signal, getegid, geteuid};
use tempfile::TempDir;

use super::dumps::Dumps;
use super::session::Session;

/// The name of the only file, and the numbers of its folder and of itself.
const NAME: &[u8] = "电报_2026-03-02.md".as_bytes();
const ROOT: u64 = 1;
const DUMP: u64 = 2;

/// The requests that are answered (`linux/fuse.h`). All others are refused.
const LOOKUP: u32 = 1;
const GETATTR: u32 = 3;
const OPEN: u32 = 14;
const READ: u32 = 15;
const INIT: u32 = 26;
const OPENDIR: u32 = 27;
const READDIR: u32 = 28;

const ENOENT: i32 = -2;
const ENOSYS: i32 = -38;

/// A FUSE file system with one dump.
struct Server {
    folder: TempDir,
    /// Whether nothing is answered any more, whether a request waits for that, and whether the server ends.
    is_silent: Arc<AtomicBool>,
    waits: Arc<AtomicBool>,
    ends: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Mounts it; `None` where that is not permitted.
    fn mount(text: String) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let device = OpenOptions::new().read(true).write(true).open("/dev/fuse");
        let is_mounted = device.as_ref().is_ok_and(|device| {
            let ids = format!(
                "user_id={},group_id={}",
                geteuid().as_raw(),
                getegid().as_raw()
            );
            let mut mount = Command::new("mount");
            mount.args([
                "-i",
                "-t",
                "fuse",
                "-o",
                &format!("fd=0,rootmode=40000,{ids}"),
                "none",
            ]);
            mount.arg(folder.path()).stderr(Stdio::null());
            let mounted = mount.stdin(device.try_clone().unwrap()).status();
            mounted.is_ok_and(|status| status.success())
        });
        if !is_mounted {
            println!("skipped: this system does not permit to mount a FUSE file system");
            return None;
        }
        let [is_silent, waits, ends] = [(); 3].map(|()| Arc::new(AtomicBool::new(false)));
        let mut serving = Serving {
            device: device.unwrap(),
            text: text.into_bytes(),
            is_silent: Arc::clone(&is_silent),
            waits: Arc::clone(&waits),
            ends: Arc::clone(&ends),
        };
        Some(Self {
            folder,
            is_silent,
            waits,
            ends,
            thread: Some(thread::spawn(move || serving.run())),
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::SeqCst);
        // Closing the device fails what waits.
        self.thread.take().map(JoinHandle::join);
        let _ = Command::new("umount")
            .arg("-l")
            .arg(self.folder.path())
            .status();
    }
}

struct Serving {
    device: File,
    text: Vec<u8>,
    is_silent: Arc<AtomicBool>,
    waits: Arc<AtomicBool>,
    ends: Arc<AtomicBool>,
}

impl Serving {
    fn run(&mut self) {
        let a_while = Timespec {
            tv_sec: 0,
            tv_nsec: 20_000_000,
        };
        let mut request = vec![0; 1 << 18];
        while !self.ends.load(Ordering::SeqCst) {
            let mut device = [PollFd::new(&self.device, PollFlags::IN)];
            if poll(&mut device, Some(&a_while)) == Ok(0) {
                continue;
            }
            if let Ok(length) = self.device.read(&mut request) {
                self.serve(&request[..length]);
            }
        }
    }

    fn serve(&mut self, request: &[u8]) {
        if self.is_silent.load(Ordering::SeqCst) {
            return self.waits.store(true, Ordering::SeqCst);
        }
        let number = |at: usize, length: usize| {
            let bytes = request[at..at + length].iter().rev();
            bytes.fold(0, |sum, byte| sum << 8 | u64::from(*byte))
        };
        let (operation, node) = (u32::try_from(number(4, 4)).unwrap(), number(16, 8));
        let body = &request[40..];
        let answer = match operation {
            // Version 7.31, and the largest write.
            INIT => Ok([
                &words(&[7, 31, 1 << 16, 0, 12 << 16 | 16, 1 << 16, 1, 16]),
                &[0; 32][..],
            ]
            .concat()),
            LOOKUP if body.strip_suffix(b"\0") == Some(NAME) => Ok([
                &words(&[2, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
                &self.attributes(DUMP)[..],
            ]
            .concat()),
            LOOKUP => Err(ENOENT),
            GETATTR => Ok([&words(&[0; 4]), &self.attributes(node)[..]].concat()),
            OPEN | OPENDIR => Ok(words(&[1, 0, 0, 0])),
            READDIR if number(48, 8) == 0 => Ok(entry()),
            READDIR => Ok(Vec::new()),
            READ => {
                let start = usize::try_from(number(48, 8)).unwrap().min(self.text.len());
                let end = (start + usize::try_from(number(56, 4)).unwrap()).min(self.text.len());
                Ok(self.text[start..end].to_vec())
            }
            _ => Err(ENOSYS),
        };
        let (error, data) = answer.map_or_else(|error| (error, Vec::new()), |data| (0, data));
        let length = u32::try_from(16 + data.len()).unwrap().to_le_bytes();
        let head = [&length[..], &error.to_le_bytes(), &request[8..16]].concat();
        // What was interrupted needs no answer.
        let _ = self.device.write(&[head, data].concat());
    }

    /// The answer about the folder or the dump: number, size, blocks, three times, mode, and so on.
    fn attributes(&self, node: u64) -> Vec<u8> {
        let node = u32::try_from(node).unwrap();
        let is_root = u64::from(node) == ROOT;
        let size = if is_root {
            0
        } else {
            u32::try_from(self.text.len()).unwrap()
        };
        let mode = if is_root { 0o40_755 } else { 0o100_644 };
        let (user, group) = (geteuid().as_raw(), getegid().as_raw());
        let times = [0; 9];
        let head = words(&[node, 0, size, 0, 1, 0]);
        [
            head,
            words(&times),
            words(&[mode, 1, user, group, 0, 4096, 0]),
        ]
        .concat()
    }
}

/// The only entry of the folder: number, where the next one is, length of the name, type, name.
fn entry() -> Vec<u8> {
    let length = u32::try_from(NAME.len()).unwrap();
    let mut entry = [&words(&[2, 0, 1, 0, length, 8]), NAME].concat();
    entry.resize(entry.len().next_multiple_of(8), 0);
    entry
}

/// Numbers of four bytes; those of eight are two.
fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

#[rstest]
#[case(None, 0)]
#[case(Some(Signal::TERM), 143)]
fn silent_file_server_does_not_keep_the_reader(
    #[case] signal: Option<Signal>,
    #[case] status: u32,
) {
    let Some(server) = Server::mount(Dumps::text(30)) else {
        return;
    };
    let home = tempfile::tempdir().unwrap();
    let source = server.folder.path().to_str().unwrap();
    let mut session = Session::start(home.path(), 100, 30, &["--no-config", source]);
    session.see("云岭药业第29号公告");
    session.see("轮询中");
    server.is_silent.store(true, Ordering::SeqCst);
    session.until_so("a request", || server.waits.load(Ordering::SeqCst));
    match signal {
        Some(signal) => session.signal(signal),
        None => session.keys("q"),
    }
    assert_eq!(session.end(), status);
    session.assert_restored();
}
