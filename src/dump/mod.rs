//! Bytes of a file -> records and problems.
//!
//! [`read()`] decodes the bytes, detects the dialect and splits the text into [`Record`]s. It never fails: a part that
//! it cannot parse becomes a [`Problem`] with a line, and the entries around it are kept. It knows nothing of folders or
//! clocks; the caller reads the file.
//!
//! The text of a dump is stored once, in [`Dump::text`]; records are ranges of it.

mod assemble;
mod bare;
mod change;
pub mod container;
mod contents;
mod decode;
mod dialect;
mod draft;
mod error;
pub mod export_cell;
pub mod export_comment;
pub mod format;
mod held_days;
mod input;
mod read;
mod record;
pub mod story;
mod wide;
pub mod wire;

pub use assemble::DumpRecord;
pub(crate) use bare::is_bare;
pub use change::DumpChange;
pub use contents::Dump;
pub use decode::{Encoding, decode, decode_text, recoded_size};
pub use dialect::Dialect;
pub use dialect::lacking::{LackingField, lacking_field};
pub(crate) use dialect::path_day::{day_of_path, days_in_name};
pub use dialect::suggest::{SuggestedFormat, suggest};
pub use error::{DumpError, Problem};
pub(crate) use held_days::{FileEnds, held_days};
pub(crate) use read::{ParsedDump, parse};
pub use read::{ReadOptions, read};
pub use record::{
    ExportedFacts, ExportedPlace, Extra, FieldRole, Heading, NO_EXTRA, Record, Records,
};
pub use wide::{WideLetters, is_wide_letter};

#[cfg(test)]
mod tests;
