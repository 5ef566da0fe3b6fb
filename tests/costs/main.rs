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

use std::alloc::System;
use std::sync::{Mutex, MutexGuard, PoisonError};

use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Allocations, and bytes allocated.
type Cost = (u64, u64);

/// Keeps the other tests of this binary waiting until it is dropped.
fn alone() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs `work` and counts what it allocates.
fn cost<T>(work: impl FnOnce() -> T) -> (Cost, T) {
    let before = ALLOCATOR.stats();
    let outcome = work();
    let after = ALLOCATOR.stats() - before;
    let blocks = after.allocations + after.reallocations;
    ((blocks as u64, after.bytes_allocated as u64), outcome)
}

/// Returns the blocks and bytes that are allocated now.
fn held() -> Cost {
    let now = ALLOCATOR.stats();
    let blocks = now.allocations - now.deallocations;
    (
        blocks as u64,
        (now.bytes_allocated - now.bytes_deallocated) as u64,
    )
}
