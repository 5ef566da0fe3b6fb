//! The program that has the terminal.

use crossterm::event::Event;

use crate::terminal::foreground::ForegroundProgram;

/// An editor that has the terminal.
#[derive(Debug)]
pub(super) struct ForegroundJob {
    pub program: ForegroundProgram,
    /// The file that it shows.
    pub file: String,
    /// The archive and the name of the dump in it, if the editor shows a copy of that dump.
    pub copied_from: Option<(String, String)>,
    /// Keys that were read just before the editor got the terminal. They are handled once it has ended.
    pub typed: Vec<Event>,
}
