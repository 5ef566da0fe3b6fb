//! The ways in which dumps are written, and which of them a text is written in.

/// A way of writing dumps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dialect {
    /// One news day and channel a file: `**[05:45]** …`.
    Day,
}
