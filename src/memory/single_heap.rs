//! One heap for all threads, where the address space is limited.
//!
//! glibc gives every thread a heap of its own, of 64 MiB of addresses. Those of a reader take 1 GB and use 60 MB. Once the next
//! one cannot be had, every small piece of memory takes a page, and soon the process aborts. Their number can be set before
//! a program starts, by a variable. (`mallopt` does it later, but is no safe call.)

use std::env;
use std::ffi::OsString;
use std::io;
use std::os::unix::process::CommandExt as _;
use std::process::Command;
use std::thread;

use rustix::process::{Resource, getrlimit};

const VARIABLE: &str = "MALLOC_ARENA_MAX";

/// What a heap takes of the address space, in bytes.
const HEAP: u64 = 64 << 20;
/// The threads of a reader that keeps an archive, beside one of each search for each processor. The page of rules starts more,
/// and can do without.
const THREADS: usize = 18;
const SEARCHES: usize = 3;
/// With this many times the room for all heaps they do no harm.
const ENOUGH: u64 = 4;

/// Starts this program anew with one heap, if the address space is limited and the user has not set the number of heaps. Returns
/// if that is not needed, or cannot be done. `arguments` begin with the name of the program. Programs that it starts
/// have the variable too: they have the same limit.
pub fn ensure_single_heap(arguments: &[OsString]) {
    let limit = getrlimit(Resource::As).current;
    if cfg!(target_os = "linux")
        && env::var_os(VARIABLE).is_none()
        && limit.is_some_and(|limit| needs_single_heap(limit, reader_threads()))
    {
        // Without it the program runs with less.
        let _ = start_anew(arguments);
    }
}

/// The number of threads of a reader.
pub fn reader_threads() -> usize {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    THREADS + SEARCHES * processors
}

/// Whether the heaps of this many threads could take much of this many bytes.
const fn needs_single_heap(limit: u64, threads: usize) -> bool {
    limit / ENOUGH < threads as u64 * HEAP
}

/// Returns only an error.
fn start_anew(arguments: &[OsString]) -> io::Result<()> {
    let program = env::current_exe()?;
    let name = program.file_name().unwrap_or_default();
    let (Some((first, rest)), false) = (
        arguments.split_first(),
        name.to_string_lossy().starts_with("ld-"),
    ) else {
        // The dynamic loader was started by hand. It would take the arguments for its own.
        return Err(io::ErrorKind::Unsupported.into());
    };
    let mut command = Command::new(&program);
    Err(command.arg0(first).args(rest).env(VARIABLE, "1").exec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_address_space_needs_a_single_heap() {
        let on = |processors| THREADS + SEARCHES * processors;
        assert!(needs_single_heap(1400 << 20, on(2)));
        assert!(!needs_single_heap(8 << 30, on(2)) && needs_single_heap(8 << 30, on(64)));
    }
}
