//! Enter and leave, events, suspend, clipboard: the only place that speaks to the terminal.
//!
//! Everything that the reader switches on is switched off again by [`modes::leave`], which can be called from any thread
//! and any number of times. Input, signals and the loss of the terminal are each waited for on a thread of their own
//! without a time-out, so that an idle reader never wakes.

pub mod backend;
pub mod clipboard;
pub mod foreground;
pub mod input;
pub mod modes;
mod out;
pub mod outside;
pub mod panics;
pub mod signals;

pub use out::Out;
