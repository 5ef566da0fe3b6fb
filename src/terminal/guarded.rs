//! What a reader knows of its guard: the process that started it and gives the terminal back where the reader cannot.

use std::env;
use std::fs;

use rustix::process::{Pid, Signal, getpid, getppid, kill_process};

/// Names the guard and the guard's own parent to the reader, by their process ids. Programs that the reader starts inherit
/// it, but have another parent.
pub(super) const VARIABLE: &str = "DIANBAO_GUARD";

/// The value of [`VARIABLE`] for a child of this process.
pub(super) fn introduction() -> String {
    let parent = getppid().map_or(0, |parent| parent.as_raw_nonzero().get());
    format!("{} {parent}", getpid().as_raw_nonzero())
}

/// Whether this process has a guard.
pub(super) fn has_guard() -> bool {
    guard_and_parent().is_some()
}

/// The signal that announces the reader's end to the guard. No other program sends it to a guard, and it does no harm.
pub(super) const END_NOTICE: Signal = Signal::URG;

/// Announces to the guard that this process ends at once. The system reports the end only once every thread is gone, and one
/// that waits for a file server may stay.
pub(super) fn announce_end() {
    if let Some((guard, _)) = guard_and_parent() {
        let _ = kill_process(guard, END_NOTICE);
    }
}

/// Announces the end of the reader on drop, also after a panic.
pub(super) struct AnnouncedEnd;

impl Drop for AnnouncedEnd {
    fn drop(&mut self) {
        announce_end();
    }
}

/// The process that started the program: the guard's parent, or that of this process if it has no guard.
pub(super) fn starter() -> Option<Pid> {
    guard_and_parent().map_or_else(getppid, |(_, parent)| parent)
}

fn guard_and_parent() -> Option<(Pid, Option<Pid>)> {
    let ids = env::var(VARIABLE).ok()?;
    let (guard, parent) = ids.split_once(' ')?;
    let pid = |text: &str| Pid::from_raw(text.parse().ok()?);
    let guard = pid(guard).filter(|guard| Some(*guard) == getppid())?;
    Some((guard, pid(parent)))
}

/// Lets this process end like after SIGTERM when its guard is killed, and gives it the name that a shell would.
pub(super) fn end_with_guard() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_parent_process_death_signal(Some(Signal::TERM));
    set_name("dianbao");
}

/// Sets the name of this process in `ps`, where the system has a file for it.
pub(super) fn set_name(name: &str) {
    let _ = fs::write("/proc/self/comm", name);
}
