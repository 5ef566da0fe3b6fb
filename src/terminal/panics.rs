//! What happens when the program has a fault: the terminal comes first, then a report in a file.
//!
//! A panic in the main thread gives the terminal back before anything is printed, and the process ends with 101. One in
//! a worker leaves the screen alone and is only reported. A report holds places in the code, never a message that was
//! put together while the program ran: such a message can hold news.

use std::backtrace::Backtrace;
use std::fs;
use std::io::Write;
use std::panic::{self, PanicHookInfo};
use std::path::PathBuf;
use std::thread::{self, ThreadId};

use super::modes;

/// Sets the hook up; called on the main thread.
pub fn report_to_file() {
    let main = thread::current().id();
    panic::set_hook(Box::new(move |info| report(info, main)));
}

#[expect(clippy::print_stderr, reason = "the terminal was given back, and there is nobody else to tell")]
fn report(info: &PanicHookInfo<'_>, main: ThreadId) {
    let file = write(info);
    if thread::current().id() != main {
        return;
    }
    modes::leave();
    match file {
        Some(file) => eprintln!(
            "dianbao: a fault of the program ended it; a report without any news text is in {}",
            file.display()
        ),
        None => eprintln!("dianbao: a fault of the program ended it, and no report could be written"),
    }
}

fn write(info: &PanicHookInfo<'_>) -> Option<PathBuf> {
    let folder = folder();
    fs::create_dir_all(&folder).ok()?;
    let now = chrono::Utc::now().format("%Y%m%dT%H%M%S%.3fZ");
    let path = folder.join(format!("panic-{now}-{}.txt", std::process::id()));
    let mut file = fs::File::create(&path).ok()?;
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let fixed = info.payload().downcast_ref::<&'static str>().copied().unwrap_or("(left out: it may quote news)");
    let thread = thread::current().name().unwrap_or("unnamed").to_owned();
    writeln!(file, "dianbao {} on {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS).ok()?;
    writeln!(file, "thread {thread} at {place}\nmessage: {fixed}\n\n{}", Backtrace::force_capture()).ok()?;
    Some(path)
}

/// `$XDG_STATE_HOME/dianbao`, or where there is no home the folder for temporary files.
fn folder() -> PathBuf {
    use etcetera::{BaseStrategy, choose_base_strategy};
    let state = choose_base_strategy().ok().and_then(|strategy| strategy.state_dir());
    state.unwrap_or_else(std::env::temp_dir).join("dianbao")
}
