//! The costs of work in allocations and bytes, which a busy machine does not change.
//!
//! A binary of its own: the counting allocator serves the whole process, and its tests run one at a time.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and prints its figures"
)]

mod budget;
mod pathological;

use std::sync::{Mutex, MutexGuard, PoisonError};

use dhat::{HeapStats, Profiler};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// Allocations, and bytes allocated.
type Cost = (u64, u64);

/// Keeps the other tests of this binary waiting until it is dropped.
fn alone() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Counts allocations until it is dropped.
fn profiler() -> Profiler {
    Profiler::builder().testing().build()
}

/// Runs `work` and counts what it allocates.
fn cost<T>(work: impl FnOnce() -> T) -> (Cost, T) {
    let before = HeapStats::get();
    let outcome = work();
    let after = HeapStats::get();
    let blocks = after.total_blocks - before.total_blocks;
    ((blocks, after.total_bytes - before.total_bytes), outcome)
}

/// Returns the blocks and bytes that are allocated now.
fn held() -> Cost {
    let now = HeapStats::get();
    (now.curr_blocks as u64, now.curr_bytes as u64)
}
