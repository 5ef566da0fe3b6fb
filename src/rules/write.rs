//! Writes edits into the file of rules.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;

use super::change::{RedView, RuleChange};
use super::edit::{RuleEdit, RuleEditError};
use super::made_by_key;
use super::reading::RulesReading;
use super::rule_set::RuleSet;
use crate::config::ConfigErrors;
use crate::item::NewsDay;
use crate::lang::SystemError;
use crate::rewrite;

/// A change to be written.
#[derive(Clone, Debug)]
pub struct RulesWriting {
    /// The file, and what its queries need.
    pub reading: RulesReading,
    /// The change.
    pub request: RuleRequest,
    /// The view of the red items.
    pub red: RedView,
    /// The news day at present.
    pub today: NewsDay,
}

/// A change that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleRequest {
    /// The number of the step that it makes, takes back, or makes again.
    pub step: u64,
    /// The change.
    pub change: RuleChange,
    /// Why it is made.
    pub purpose: EditPurpose,
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

/// What became of a change.
#[derive(Clone, Debug)]
pub struct RulesWritten {
    /// The change.
    pub request: RuleRequest,
    /// What was written, or why the file is as it was.
    pub outcome: Result<WrittenEdit, RulesWriteError>,
}

/// An edit that was written.
#[derive(Clone, Debug)]
pub struct WrittenEdit {
    /// The edit.
    pub edit: RuleEdit,
    /// The edit that takes it back.
    pub inverse: RuleEdit,
    /// Whether the file is another one.
    pub is_changed: bool,
    /// The rules that it has now.
    pub rules: Arc<RuleSet>,
}

impl WrittenEdit {
    /// The name of the rule that was changed.
    pub fn rule(&self, purpose: EditPurpose) -> String {
        self.edit
            .name_after(&self.inverse, purpose == EditPurpose::Undo)
    }
}

/// Why a file of rules was not written.
#[derive(Clone, Debug)]
pub enum RulesWriteError {
    /// There is no configuration to have it beside.
    NoFile,
    /// It has errors, which the user corrects first.
    Wrong(ConfigErrors),
    /// The edit would make errors. Their places are in a text that is nowhere.
    Refused(ConfigErrors),
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
    /// Writes the change.
    pub fn perform(self) -> RulesWritten {
        RulesWritten {
            outcome: self.write(),
            request: self.request,
        }
    }

    fn write(&self) -> Result<WrittenEdit, RulesWriteError> {
        let path = self.reading.file.path().ok_or(RulesWriteError::NoFile)?;
        let name = path.display().to_string();
        let failed = |error: io::Error| RulesWriteError::Failed {
            file: name.clone(),
            error: error.into(),
        };
        let _lock = path.parent().and_then(rewrite::lock);
        let text = read(path).map_err(failed)?;
        let (edited, written) = self.edit_text(&name, &text)?;
        if written.is_changed {
            write(path, &edited).map_err(failed)?;
        }
        Ok(written)
    }

    /// Edits the text of the file of this name.
    pub fn edit_text(
        &self,
        name: &str,
        text: &str,
    ) -> Result<(String, WrittenEdit), RulesWriteError> {
        let rules = self.reading.parse(name, text)?;
        let edit = self.request.change.edit(&rules, &self.red)?;
        let (edited, inverse) = self.whole_edit(&edit, text)?.apply(text)?;
        let rules = self.reading.parse(name, &edited);
        let written = WrittenEdit {
            edit,
            inverse,
            is_changed: edited != text,
            rules: rules.map_err(RulesWriteError::Refused)?.into(),
        };
        Ok((edited, written))
    }

    /// An edit. One that the user wants also removes the mutes of keys that have ended; undoing brings them back.
    fn whole_edit(&self, edit: &RuleEdit, text: &str) -> Result<RuleEdit, RuleEditError> {
        if self.request.purpose != EditPurpose::New {
            return Ok(edit.clone());
        }
        let mut edits = made_by_key::remove_ended(text, self.today, edit)?;
        edits.push(edit.clone());
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
