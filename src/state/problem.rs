//! Why something cannot be kept.

use std::path::PathBuf;

/// Why something cannot be kept. The reader works on without.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StateProblem {
    /// The file or its folder cannot be written.
    #[error("{0} cannot be written")]
    ReadOnly(PathBuf),
    /// The disk is full.
    #[error("the disk of {0} is full")]
    Full(PathBuf),
    /// A newer version of the program wrote the file.
    #[error("{path} was written by a newer dianbao (form {found}, this one knows {known})")]
    Newer {
        /// The file.
        path: PathBuf,
        /// The number of its form.
        found: u32,
        /// The highest number that is known.
        known: u32,
    },
    /// The file is on a file system whose locks do not hold between machines.
    #[error("{path} is on {file_system}, where several programs may damage it")]
    Network {
        /// The file.
        path: PathBuf,
        /// The name of the file system.
        file_system: &'static str,
    },
    /// The file was damaged, and a new one was begun.
    #[error("{path} was damaged; it is now {aside}, and {saved} stars and notes were saved")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where the damaged one is now.
        aside: PathBuf,
        /// How many marks could be read from it.
        saved: usize,
    },
    /// A file that the user named belongs to another program.
    #[error("{0} is no state file of dianbao")]
    Foreign(PathBuf),
    /// Another error.
    #[error("{path}: {cause}")]
    Other {
        /// The file.
        path: PathBuf,
        /// What SQLite or the system says.
        cause: String,
    },
}
