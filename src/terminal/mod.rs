//! Everything that speaks to the terminal: modes, input, signals, output, clipboard, notifications, and programs that take it
//! over.
//!
//! [`modes::leave`] switches off whatever the reader switched on. It can be called from any thread, any number of times.
//! Input, signals and the loss of the terminal are each waited for on a thread without a time-out, so an idle reader never
//! wakes.

pub mod backend;
pub mod browser;
pub mod clipboard;
pub mod editor;
pub mod foreground;
pub mod guard;
mod guarded;
pub mod input;
pub mod modes;
pub mod notification;
mod owner;
pub mod panics;
pub mod program;
pub mod signals;
mod stdout;
pub mod timed_program;

pub use stdout::BlockingStdout;
