//! What a program remembers, and where.

use std::path::PathBuf;

use crate::item::{NewsDay, Stamp};

/// What is remembered, and for whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeeperSetup {
    /// The file; `None` to remember nothing.
    pub file: Option<PathBuf>,
    /// Whether it is the file that the program chose itself, and may set aside if it is damaged.
    pub is_default_file: bool,
    /// The network file system that the file is on.
    pub network_file_system: Option<&'static str>,
    /// The name of the profile.
    pub profile: String,
    /// The sources in the order of the command line, as the session's key: absolute paths, a line each.
    pub sources: String,
    /// The same as they were typed. Earlier versions kept sessions under this.
    pub typed_sources: String,
    /// From which day on listed items are remembered.
    pub known_from: NewsDay,
    /// The present moment.
    pub now: Stamp,
}
