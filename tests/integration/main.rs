//! All tests that use the crate from outside, in one binary: it links once.
//!
//! `cargo test --test integration pty::` runs those of one module. What counts allocations is in `tests/costs`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a test fails by panicking; clippy takes shared functions for no tests"
)]

mod architecture;
mod archive;
mod cli;
mod files;
mod formats;
mod fuzz;
mod memory;
// These tests read `/proc`.
#[cfg(target_os = "linux")]
mod pty;
mod readme;
mod supply_chain;
