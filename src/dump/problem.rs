//! What was wrong in a dump, told to the person who reads it.

/// Something that could not be made out, with the line on which it stands. Displayed as `what; what was expected`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{found}; {expected}")]
pub struct Problem {
    /// The line of the file, from 1.
    pub line: u32,
    /// What was found.
    pub found: String,
    /// What was expected in its place.
    pub expected: String,
}

impl Problem {
    /// A problem on a line: what was found there, and what was expected.
    pub(super) fn new(line: u32, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { line, found: found.into(), expected: format!("expected {}", expected.into()) }
    }
}

/// A few characters of a text from a dump, for a message.
pub(super) fn excerpt(text: &str) -> String {
    let mut short: String = text.trim().chars().take(24).filter(|c| !c.is_control()).collect();
    if text.trim().chars().nth(24).is_some() {
        short.push('…');
    }
    short
}
