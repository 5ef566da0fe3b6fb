//! What a panic does: it restores the terminal, then writes a report to a file.
//!
//! - In the reader's main thread, a panic restores the terminal and the process ends with 101.
//! - In a worker thread, it leaves the screen alone and only writes the report. The caller that waits for the worker shows
//!   what is missing.
//! - In a command without a screen, an uncaught panic ends the process with 101.
//!
//! A report holds positions in the code, and a panic message only if it is a literal: a formatted message may quote news. No
//! message is printed.

use std::backtrace::Backtrace;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, ThreadId};
use std::time::SystemTime;

use chrono::{DateTime, Utc};

use super::modes;
use crate::text::sanitise_line;

/// How many reports are kept: enough to see what they have in common.
const MAX_REPORTS: usize = 20;

/// The exit status after a panic, as of other programs in Rust.
const EXIT_STATUS: u8 = 101;

/// The first report of a command: a worker's panic causes others.
static FIRST_REPORT: Mutex<Option<PathBuf>> = Mutex::new(None);
/// Whether the message for the user was printed.
static PRINTED: AtomicBool = AtomicBool::new(false);

/// Installs the panic hook of the reader. Must be called on the main thread.
pub fn install_hook() {
    let main = thread::current().id();
    panic::set_hook(Box::new(move |info| report(info, main)));
}

/// Runs a command without a screen. An uncaught panic is reported and becomes the exit status.
pub fn catch(command: impl FnOnce() -> ExitCode) -> ExitCode {
    let first = || FIRST_REPORT.lock().unwrap_or_else(PoisonError::into_inner);
    panic::set_hook(Box::new(move |info| {
        let file = write(info);
        let mut first = first();
        *first = first.take().or(file);
    }));
    catch_unwind(AssertUnwindSafe(command)).unwrap_or_else(|_| {
        print_once(first().as_deref());
        ExitCode::from(EXIT_STATUS)
    })
}

fn report(info: &PanicHookInfo<'_>, main: ThreadId) {
    let is_main = thread::current().id() == main;
    if is_main {
        modes::leave();
    }
    let file = write(info);
    if is_main {
        print_once(file.as_deref());
    }
}

/// Prints to standard error that the program failed, and where the report is.
fn print_once(report: Option<&Path>) {
    if PRINTED.swap(true, Ordering::SeqCst) {
        return;
    }
    let report = match report {
        Some(file) => format!("a report without any news text is in {}", file.display()),
        None => "no report could be written".to_owned(),
    };
    // Nothing is left to try if this fails.
    let _ = writeln!(
        std::io::stderr().lock(),
        "dianbao: a fault of the program ended it; {}",
        sanitise_line(&report).as_str()
    );
}

/// Writes a report; returns its path, or `None` if that failed.
fn write(info: &PanicHookInfo<'_>) -> Option<PathBuf> {
    let folder = folder();
    let file = write_into(&folder, info)?;
    remove_old(&folder, &file);
    Some(file)
}

fn write_into(folder: &Path, info: &PanicHookInfo<'_>) -> Option<PathBuf> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true).mode(0o700).create(folder).ok()?;
    let path = folder.join(format!(
        "panic-{}-{}.txt",
        now().format("%Y%m%dT%H%M%S%.3fZ"),
        std::process::id()
    ));
    let mut options = fs::OpenOptions::new();
    let options = options.write(true).create_new(true).mode(0o600);
    let mut file = options.open(&path).ok()?;
    let location = info.location().map(ToString::to_string).unwrap_or_default();
    let message = info
        .payload()
        .downcast_ref::<&'static str>()
        .copied()
        .unwrap_or("(left out: it may quote news)");
    let thread = thread::current().name().unwrap_or("unnamed").to_owned();
    writeln!(
        file,
        "dianbao {} on {}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS
    )
    .ok()?;
    writeln!(
        file,
        "thread {thread} at {location}\nmessage: {message}\n\n{}",
        Backtrace::force_capture()
    )
    .ok()?;
    Some(path)
}

/// Removes the oldest reports beyond [`MAX_REPORTS`]. The new one stays even if the clock went back.
fn remove_old(folder: &Path, new: &Path) {
    let names = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|file| file.path());
    let is_report = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        path != new && name.starts_with("panic-") && name.ends_with(".txt")
    };
    let mut reports: Vec<PathBuf> = names.filter(is_report).collect();
    reports.sort_unstable();
    for old in reports.iter().rev().skip(MAX_REPORTS - 1) {
        // The next panic tries again.
        let _ = fs::remove_file(old);
    }
}

/// Returns the time, and the epoch for a clock that is wrong by decades: a panic in the hook would abort the process.
fn now() -> DateTime<Utc> {
    let since = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis())
        .ok()
        .and_then(DateTime::from_timestamp_millis)
        .unwrap_or_default()
}

/// Returns `$XDG_STATE_HOME/dianbao`, or the folder for temporary files if there is no home.
fn folder() -> PathBuf {
    use etcetera::{BaseStrategy, choose_base_strategy};
    let state = choose_base_strategy()
        .ok()
        .and_then(|strategy| strategy.state_dir());
    state.unwrap_or_else(std::env::temp_dir).join("dianbao")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newest_reports_and_other_files_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        for n in 10..40 {
            fs::write(folder.path().join(format!("panic-2026{n}.txt")), "").unwrap();
        }
        // A clock that is reset to 1970.
        let new = folder.path().join("panic-1970.txt");
        fs::write(&new, "").unwrap();
        fs::write(folder.path().join("state.json"), "").unwrap();
        remove_old(folder.path(), &new);
        let mut left: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort_unstable();
        assert_eq!(left.len(), MAX_REPORTS + 1);
        assert_eq!(
            (&*left[0], &*left[1], &*left[MAX_REPORTS]),
            ("panic-1970.txt", "panic-202621.txt", "state.json")
        );
    }
}
