//! Where the user's rules are. What they mean is the matter of `rules`.

use std::path::{Path, PathBuf};

use super::error::{ConfigErrors, Expectation};
use super::file::{read_optional, read_text};

/// The file of the user's rules.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RulesFile {
    /// As a setting names it; empty for the usual file.
    named: PathBuf,
    /// Beside the configuration file; `None` if there is no configuration.
    usual: Option<PathBuf>,
}

impl RulesFile {
    pub(super) fn new(named: &Path, usual: Option<PathBuf>) -> Self {
        Self {
            named: named.to_owned(),
            usual,
        }
    }

    /// A file of this name.
    #[cfg(test)]
    pub(crate) fn at(path: &Path) -> Self {
        Self {
            usual: Some(path.to_owned()),
            ..Self::default()
        }
    }

    /// Its path, whether it exists or not; `None` if no rules are read.
    pub fn path(&self) -> Option<&Path> {
        if self.named.as_os_str().is_empty() {
            self.usual.as_deref()
        } else {
            Some(&self.named)
        }
    }

    /// Reads its name in errors and its text. `None` if it does not exist and no setting names it.
    pub fn read(&self) -> Result<Option<(String, String)>, ConfigErrors> {
        let usual = self.usual.clone();
        read_optional(&self.named, usual, read_text, Expectation::RulesOrNone)
    }
}
