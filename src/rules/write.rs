//! Writes edits into the file of rules.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::edit::{RuleEdit, RuleEditError};
use super::made_by_key;
use super::reading::RulesReading;
use crate::config::ConfigErrors;
use crate::item::NewsDay;
use crate::lang::SystemError;
use crate::rewrite;

/// An edit to be written.
#[derive(Clone, Debug)]
pub struct RulesWriting {
    /// The file, and what its queries need.
    pub reading: RulesReading,
    /// The edit.
    pub edit: RuleEdit,
    /// Why it is made.
    pub purpose: EditPurpose,
    /// The news day at present.
    pub today: NewsDay,
}

/// Why an edit is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditPurpose {
    /// The user wants it.
    New,
    /// It takes another one back.
    Undo,
    /// It was taken back before.
    Redo,
}

/// What became of an edit.
#[derive(Clone, Debug)]
pub struct RulesWritten {
    /// The edit.
    pub edit: RuleEdit,
    /// Why it was made.
    pub purpose: EditPurpose,
    /// The edit that takes it back, or why the file is as it was.
    pub outcome: Result<RuleEdit, RulesWriteError>,
}

/// Why a file of rules was not written.
#[derive(Clone, Debug)]
pub enum RulesWriteError {
    /// There is no configuration to have it beside.
    NoFile,
    /// It has errors, which the user corrects first; or the edit would make some.
    Wrong(ConfigErrors),
    /// The edit does not fit.
    Edit(RuleEditError),
    /// It could not be read or written.
    Failed {
        /// The name of the file.
        file: String,
        /// Why not.
        error: SystemError,
    },
}

impl From<ConfigErrors> for RulesWriteError {
    fn from(errors: ConfigErrors) -> Self {
        Self::Wrong(errors)
    }
}

impl From<RuleEditError> for RulesWriteError {
    fn from(error: RuleEditError) -> Self {
        Self::Edit(error)
    }
}

impl RulesWriting {
    /// Writes the edit.
    pub fn perform(self) -> RulesWritten {
        RulesWritten {
            outcome: self.write(),
            edit: self.edit,
            purpose: self.purpose,
        }
    }

    fn write(&self) -> Result<RuleEdit, RulesWriteError> {
        let path = self.reading.file.path().ok_or(RulesWriteError::NoFile)?;
        let name = path.display().to_string();
        let failed = |error: io::Error| RulesWriteError::Failed {
            file: name.clone(),
            error: error.into(),
        };
        let _lock = path.parent().and_then(rewrite::lock);
        let text = read(path).map_err(failed)?;
        self.reading.parse(&name, &text)?;
        let (edited, inverse) = self.whole_edit(&text)?.apply(&text)?;
        self.reading.parse(&name, &edited)?;
        write(path, &edited).map_err(failed)?;
        Ok(inverse)
    }
}

impl RulesWriting {
    /// The edit. One that the user wants also removes the mutes of keys that have ended; undoing brings them back.
    fn whole_edit(&self, text: &str) -> Result<RuleEdit, RuleEditError> {
        if self.purpose != EditPurpose::New {
            return Ok(self.edit.clone());
        }
        let mut edits = made_by_key::remove_ended(text, self.today, &self.edit)?;
        edits.push(self.edit.clone());
        Ok(RuleEdit::All(edits))
    }
}

fn read(path: &Path) -> io::Result<String> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        read => read,
    }
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    rewrite::replace(path, text.as_bytes())
}

#[cfg(test)]
mod tests;
