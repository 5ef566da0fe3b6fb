//! What happens when the program has a fault: the terminal comes first, then a report in a file.
//!
//! A panic in the reader's main thread gives the terminal back before anything else, and the process ends with 101. One in
//! a worker leaves the screen alone and is only reported: whoever waits for the worker tells what is missing. A command
//! without a screen ends with 101 as well, once it is known that nobody caught the panic. A report holds places in the code,
//! never a message that was put together while the program ran: such a message can hold news, and no such message is printed.

use std::backtrace::Backtrace;
use std::fs;
use std::io::Write;
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
const KEPT: usize = 20;

/// How the process ends after a panic, as other programs in Rust do.
const CODE: u8 = 101;

/// The first report: where a worker's panic ends a command, others come of it.
static FIRST: Mutex<Option<PathBuf>> = Mutex::new(None);
/// Whether the user knows.
static TOLD: AtomicBool = AtomicBool::new(false);

/// Sets the hook up for a reader; called on the main thread.
pub fn report_to_file() {
    let main = thread::current().id();
    panic::set_hook(Box::new(move |info| report(info, main)));
}

/// Runs a command: a panic that nobody catches in it is reported and told, and gives its status.
pub fn guard(command: impl FnOnce() -> ExitCode) -> ExitCode {
    let first = || FIRST.lock().unwrap_or_else(PoisonError::into_inner);
    panic::set_hook(Box::new(move |info| {
        let file = write(info);
        let mut first = first();
        *first = first.take().or(file);
    }));
    catch_unwind(AssertUnwindSafe(command)).unwrap_or_else(|_| {
        tell(first().as_deref());
        ExitCode::from(CODE)
    })
}

fn report(info: &PanicHookInfo<'_>, main: ThreadId) {
    let is_main = thread::current().id() == main;
    if is_main {
        modes::leave();
    }
    let file = write(info);
    if is_main {
        tell(file.as_deref());
    }
}

/// Tells that there was a fault, once.
fn tell(report: Option<&Path>) {
    if TOLD.swap(true, Ordering::SeqCst) {
        return;
    }
    let told = match report {
        Some(file) => format!("a report without any news text is in {}", file.display()),
        None => "no report could be written".to_owned(),
    };
    // Where even that cannot be printed there is nobody to tell.
    let _ = writeln!(
        std::io::stderr().lock(),
        "dianbao: a fault of the program ended it; {}",
        sanitise_line(&told).as_str()
    );
}

/// Writes a report, where one can be written.
fn write(info: &PanicHookInfo<'_>) -> Option<PathBuf> {
    let folder = folder();
    let file = write_into(&folder, info)?;
    forget_old(&folder, &file);
    Some(file)
}

fn write_into(folder: &Path, info: &PanicHookInfo<'_>) -> Option<PathBuf> {
    fs::create_dir_all(folder).ok()?;
    let path = folder.join(format!(
        "panic-{}-{}.txt",
        now().format("%Y%m%dT%H%M%S%.3fZ"),
        std::process::id()
    ));
    let mut file = fs::File::create(&path).ok()?;
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let fixed = info
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
        "thread {thread} at {place}\nmessage: {fixed}\n\n{}",
        Backtrace::force_capture()
    )
    .ok()?;
    Some(path)
}

/// Removes the oldest reports beyond those that are kept; the new one stays, whatever the clock says.
fn forget_old(folder: &Path, new: &Path) {
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
    for old in reports.iter().rev().skip(KEPT - 1) {
        // One that cannot be removed now can be with the next.
        let _ = fs::remove_file(old);
    }
}

/// The clock, without a panic where it is wrong by decades: a hook that panics ends the process at once.
fn now() -> DateTime<Utc> {
    let since = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis())
        .ok()
        .and_then(DateTime::from_timestamp_millis)
        .unwrap_or_default()
}

/// `$XDG_STATE_HOME/dianbao`, or where there is no home the folder for temporary files.
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
    fn the_newest_reports_are_kept_and_what_is_none_stays() {
        let folder = tempfile::tempdir().unwrap();
        for n in 10..40 {
            fs::write(folder.path().join(format!("panic-2026{n}.txt")), "").unwrap();
        }
        // Of a clock that stands in 1970.
        let new = folder.path().join("panic-1970.txt");
        fs::write(&new, "").unwrap();
        fs::write(folder.path().join("state.json"), "").unwrap();
        forget_old(folder.path(), &new);
        let mut left: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort_unstable();
        assert_eq!(left.len(), KEPT + 1);
        assert_eq!(
            (&*left[0], &*left[1], &*left[KEPT]),
            ("panic-1970.txt", "panic-202621.txt", "state.json")
        );
    }
}
