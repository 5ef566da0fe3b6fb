//! What was wrong in a dump, told to the person who reads it.

use crate::lang::{Flaw, Lang};

/// Something that could not be made out, with the line on which it stands. Displayed in English, as `check` prints it:
/// `what; what was expected`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.flaw.message(Lang::English))]
pub struct Problem {
    /// The line of the file, from 1.
    pub line: u32,
    /// What was found there, and what was expected in its place.
    pub flaw: Flaw,
}

/// A few characters of a text from a dump, for a message.
pub(super) fn excerpt(text: &str) -> String {
    let mut short: String = text
        .trim()
        .chars()
        .take(24)
        .filter(|c| !c.is_control())
        .collect();
    if text.trim().chars().nth(24).is_some() {
        short.push('…');
    }
    short
}
