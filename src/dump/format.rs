//! Formats that the user describes, for files in a layout that no dialect knows: `[[format]]` in `config.toml`.
//!
//! `config` makes them of the file and passes them as values in [`super::ReadOptions`]. `dialect/configured.rs` reads a file by
//! one. `docs/formats.md` explains them to users.

mod file_glob;
mod format_role;
mod line_pattern;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::FixedOffset;

use super::dialect::offset::parse_offset;
use crate::item::BEIJING;
pub use file_glob::{FileGlob, GlobError};
pub use format_role::FormatRole;
pub use line_pattern::{LinePattern, PatternError};

/// The layout of some files, as the user describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserFormat {
    /// Its name in `check` and in problems.
    pub name: Box<str>,
    /// The files that have it.
    pub glob: FileGlob,
    /// How the items lie in a file.
    pub layout: FormatLayout,
    /// Which field has which part of an item, the best first for each role.
    pub fields: Vec<FormatField>,
    /// The zone of times without an offset.
    pub zone: FixedOffset,
    /// How times are written, with the placeholders of [`chrono::format::strftime`], if it is none of the usual ways.
    pub time_format: Option<Box<str>>,
    /// The wire of items that name none.
    pub wire: Option<Box<str>>,
    /// The channel of items without a level.
    pub channel: Option<Box<str>>,
}

/// How the items lie in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormatLayout {
    /// JSON: one document or several.
    Json {
        /// The names that lead to the items, divided by dots; `*` stands for any name. Empty if the document is an item or a
        /// list of them.
        items: Box<str>,
    },
    /// A table.
    Csv {
        /// The character between two columns, in ASCII.
        separator: u8,
        /// Whether its first row names the columns.
        has_heading: bool,
    },
    /// Lines that a pattern matches. Other lines continue the entry above them.
    Lines(LinePattern),
}

/// A field, and what it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatField {
    /// What it has.
    pub role: FormatRole,
    /// Where it is.
    pub place: FieldPlace,
}

/// Where a field is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldPlace {
    /// The name of a column or group; in JSON also names divided by dots.
    Name(Box<str>),
    /// The number of a column, or of an element of a list, from 1.
    Number(usize),
}

impl fmt::Display for FieldPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

/// Parses a zone: `UTC`, `+08:00`, `Asia/Shanghai`. Zones with a summer time have no name here.
pub fn parse_zone(text: &str) -> Option<FixedOffset> {
    let begins = |c: char| c.is_ascii_alphabetic() || matches!(c, '+' | '-');
    parse_offset(text.trim(), BEIJING).filter(|_| text.trim().starts_with(begins))
}

impl UserFormat {
    /// The fields with their ranks: of several fields with one role, an item takes the lowest that has a value.
    pub(super) fn ranked_fields(&self) -> impl Iterator<Item = (&FormatField, u8)> {
        self.fields.iter().zip(0..=u8::MAX)
    }
}

/// All formats of a user, the first that names a file counts. Copies share them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserFormats {
    formats: Arc<[UserFormat]>,
    /// The working folder, for globs of whole paths.
    folder: Arc<PathBuf>,
}

impl UserFormats {
    /// These formats. Relative paths of dumps are below `folder`.
    pub fn new(formats: Vec<UserFormat>, folder: &Path) -> Self {
        Self {
            formats: formats.into(),
            folder: Arc::new(folder.to_owned()),
        }
    }

    /// All of them, in the order of the user.
    pub fn iter(&self) -> impl Iterator<Item = &UserFormat> {
        self.formats.iter()
    }

    /// The first format whose glob matches a path.
    pub(super) fn of_path(&self, path: &Path) -> Option<&UserFormat> {
        let matches = |format: &&UserFormat| format.glob.matches(path, &self.folder);
        self.formats.iter().find(matches)
    }
}
