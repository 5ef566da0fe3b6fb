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
