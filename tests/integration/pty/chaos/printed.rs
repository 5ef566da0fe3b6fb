//! A `tail` and what it has printed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use super::items::string;

/// The longest wait for what has to be printed. Far more than any takes, because machines are shared.
const PRINT_TIMEOUT: Duration = Duration::from_secs(40);

/// A mixture has at least the number of its first text, `第113号`, in bytes.
const MIN_START: usize = 9;
/// Between both may be torn characters and the time of the second, in bytes.
const MAX_BETWEEN: usize = 24;

#[derive(Debug, Clone)]
struct PrintedItem {
    at: Instant,
    id: String,
    revision: u64,
    text: String,
}

type Lines = Arc<(Mutex<Vec<PrintedItem>>, Condvar)>;

pub(super) struct FollowingTail {
    child: Child,
    lines: Lines,
}

impl FollowingTail {
    /// Starts a `tail` that prints everything that is there, and then what is new.
    pub(super) fn start(root: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dianbao"))
            .args(["--no-config", "tail", "-n", "100000", "--format", "jsonl"])
            .arg(root)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let lines = Lines::default();
        let shared = Arc::clone(&lines);
        thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                let mut lines = shared.0.lock().unwrap_or_else(PoisonError::into_inner);
                lines.push(item(&line));
                drop(lines);
                shared.1.notify_all();
            }
        });
        Self { child, lines }
    }

    fn lines(&self) -> MutexGuard<'_, Vec<PrintedItem>> {
        // A failed check poisons it.
        self.lines.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(i32::try_from(self.child.id()).unwrap()).unwrap();
        kill_process(pid, signal).unwrap();
    }

    /// Waits until all of these texts have been printed. A text of which the first paragraph was printed is no revision if
    /// another dump has it in full.
    pub(super) fn wait_for(&self, texts: &BTreeSet<String>) {
        let deadline = Instant::now() + PRINT_TIMEOUT;
        let mut lines = self.lines();
        loop {
            let is_printed = |text: &&String| lines.iter().any(|line| text.starts_with(&line.text));
            let missing = texts.iter().find(|text| !is_printed(text));
            let Some(text) = missing else { return };
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "tail has not printed {text}");
            lines = self.lines.1.wait_timeout(lines, left).unwrap().0;
        }
    }

    /// Asserts that somebody wrote what was printed, and that nothing was printed twice. `may_mix` says whether new bytes
    /// were written over old ones so slowly that both may have been printed as one.
    pub(super) fn check(&self, ever: &BTreeMap<String, usize>, may_mix: bool) {
        let mut texts = BTreeSet::new();
        for PrintedItem { text, .. } in self.lines().iter() {
            // A paragraph may be all that there is, and an entry may break off where its dump was taken away.
            let is_known = ever.keys().any(|known| known.starts_with(text.as_str()));
            assert!(
                is_known || may_mix && is_mixture(text, ever),
                "nobody wrote what tail printed: {text}"
            );
            assert!(texts.insert(text.clone()), "tail printed twice: {text}");
        }
    }

    /// Describes each printed item, with its time.
    pub(super) fn log(&self) -> Vec<(Instant, String)> {
        let lines = self.lines();
        let describe = |line: &PrintedItem| {
            let PrintedItem {
                at,
                id,
                revision,
                text,
            } = line;
            (
                *at,
                format!("    tail prints revision {revision} of {id}: {text}"),
            )
        };
        lines.iter().map(describe).collect()
    }

    pub(super) fn count(&self) -> usize {
        self.lines().len()
    }
}

impl Drop for FollowingTail {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether a text begins as one that was written and ends as another: it was read halfway through a write over old bytes.
fn is_mixture(text: &str, ever: &BTreeMap<String, usize>) -> bool {
    let longest =
        |length: &dyn Fn(&str) -> usize| ever.keys().map(|known| length(known)).max().unwrap_or(0);
    let start = longest(&|known| common(text.bytes(), known.bytes()));
    let end = longest(&|known| common(text.bytes().rev(), known.bytes().rev()));
    start >= MIN_START && start + end + MAX_BETWEEN >= text.len()
}

/// How many bytes are the same.
fn common(one: impl Iterator<Item = u8>, other: impl Iterator<Item = u8>) -> usize {
    one.zip(other)
        .take_while(|(one, other)| one == other)
        .count()
}

fn item(line: &str) -> PrintedItem {
    let value: Value = serde_json::from_str(line).unwrap();
    PrintedItem {
        at: Instant::now(),
        id: string(&value, "id"),
        revision: value["revision"].as_u64().unwrap(),
        text: string(&value, "text"),
    }
}
