//! Puts a stock into a list, and takes that line out again.
//!
//! Lines are added at the end of the bytes that are there, so nothing else of the file changes, whatever its encoding. The file
//! is replaced as a whole: a reader of the list never sees half a line. Programs that change lists of a folder wait for each
//! other, so none loses the line of another.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use encoding_rs::GB18030;
use memchr::memmem;

use super::addition::line_for;
use super::encoding::decode_list;
use super::folder::read_bytes;
use super::list_file::ListFile;
use crate::dump::Encoding;
use crate::item::Stock;
use crate::rewrite::{lock, replace};

/// A stock to be put into a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// The folder of the lists; it is made if it does not exist.
    pub folder: PathBuf,
    /// The name of the file.
    pub file: String,
    /// The list to use if that one cannot be continued.
    pub own: String,
    /// The stock.
    pub stock: Stock,
}

/// A line that was added to a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedLine {
    /// The stock.
    pub stock: Stock,
    /// The name of the file.
    pub file: String,
    /// The list that could not be continued.
    pub instead_of: Option<String>,
    path: PathBuf,
    /// The end that the line before did not have.
    gap: Vec<u8>,
    /// The line with its end.
    line: Vec<u8>,
    /// The end of a line.
    end: Vec<u8>,
}

/// What is added to a list, in its encoding.
struct AddedBytes {
    gap: Vec<u8>,
    line: Vec<u8>,
    end: Vec<u8>,
}

/// What became of an addition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AdditionOutcome {
    /// The line was added.
    Added(AddedLine),
    /// The list with this name has the stock.
    AlreadyThere(String),
}

/// What became of the removal of an added line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineRemoval {
    /// The line was taken away.
    Removed,
    /// The list has the stock in another line: the user has edited the one that was added.
    Edited,
    /// The list no longer has the stock.
    NotThere,
}

impl Addition {
    /// Adds a line for the stock.
    pub fn perform(&self) -> io::Result<AdditionOutcome> {
        fs::create_dir_all(&self.folder)?;
        let _lock = lock(&self.folder);
        self.add()
    }

    fn add(&self) -> io::Result<AdditionOutcome> {
        let path = self.folder.join(&self.file);
        let before = match read_bytes(&path) {
            Ok(bytes) => bytes.ok_or(ErrorKind::FileTooLarge)?,
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        let list = ListFile::parse(path.clone(), &before);
        if list.has(&self.stock) {
            return Ok(AdditionOutcome::AlreadyThere(self.file.clone()));
        }
        let Some(AddedBytes { gap, line, end }) = self.bytes_to_add(&list, &before) else {
            return self.add_to_own();
        };
        replace(&path, &[&before[..], &gap, &line].concat())?;
        Ok(AdditionOutcome::Added(AddedLine {
            stock: self.stock.clone(),
            file: self.file.clone(),
            instead_of: None,
            path,
            gap,
            line,
            end,
        }))
    }

    /// The end that the last line lacks, and the new line; `None` if the list cannot be continued.
    fn bytes_to_add(&self, list: &ListFile, before: &[u8]) -> Option<AddedBytes> {
        let (text, encoding) = decode_list(before);
        let line = line_for(list, &text, &self.stock)?;
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let gap = if text.is_empty() || text.ends_with('\n') {
            ""
        } else {
            end
        };
        let is_whole = match encoding {
            Encoding::Utf8 => {
                before.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(before) == text.as_bytes()
            }
            Encoding::Gb18030 => true,
            Encoding::Utf16Le | Encoding::Utf16Be => before.len().is_multiple_of(2),
        };
        is_whole.then(|| AddedBytes {
            gap: encode(gap, encoding),
            line: encode(&format!("{line}{end}"), encoding),
            end: encode(end, encoding),
        })
    }

    /// Adds the stock to the own list, because this one cannot be continued.
    fn add_to_own(&self) -> io::Result<AdditionOutcome> {
        if self.file == self.own {
            return Err(ErrorKind::InvalidData.into());
        }
        let own = Self {
            file: self.own.clone(),
            ..self.clone()
        };
        Ok(match own.add()? {
            AdditionOutcome::Added(line) => AdditionOutcome::Added(AddedLine {
                instead_of: Some(self.file.clone()),
                ..line
            }),
            there @ AdditionOutcome::AlreadyThere(_) => there,
        })
    }
}

impl AddedLine {
    /// Takes the line away as it was added. One that was edited stays: it has what the user wrote.
    pub fn remove(&self) -> io::Result<LineRemoval> {
        let _lock = lock(self.folder());
        let now = self.read()?;
        let Some(at) = self.find(&now) else {
            return Ok(if self.has_stock(&now) {
                LineRemoval::Edited
            } else {
                LineRemoval::NotThere
            });
        };
        let (before, rest) = now.split_at_checked(at).unwrap_or_default();
        let after = rest.get(self.line.len()..).unwrap_or_default();
        let is_last = after.is_empty();
        let before = before
            .strip_suffix(&self.gap[..])
            .filter(|_| is_last)
            .unwrap_or(before);
        replace(&self.path, &[before, after].concat())?;
        Ok(LineRemoval::Removed)
    }

    /// Puts the line at the end of the list again. Returns false if the list has the stock, in whatever line, and leaves it as it is.
    pub fn add_again(&self) -> io::Result<bool> {
        let _lock = lock(self.folder());
        let now = self.read()?;
        if self.has_stock(&now) {
            return Ok(false);
        }
        // Another program may have changed the list since.
        let has_end = now.is_empty() || now.ends_with(&self.end);
        let gap: &[u8] = if has_end { &[] } else { &self.end };
        replace(&self.path, &[&now, gap, &self.line].concat())?;
        Ok(true)
    }

    fn has_stock(&self, bytes: &[u8]) -> bool {
        ListFile::parse(self.path.clone(), bytes).has(&self.stock)
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new("."))
    }

    fn read(&self) -> io::Result<Vec<u8>> {
        let bytes = read_bytes(&self.path)?;
        Ok(bytes.ok_or(ErrorKind::FileTooLarge)?)
    }

    /// Where the line is: the last place, at the beginning of a line.
    fn find(&self, bytes: &[u8]) -> Option<usize> {
        let (_, encoding) = decode_list(bytes);
        memmem::find_iter(bytes, &self.line)
            .filter(|at| begins_line(bytes, *at, encoding))
            .last()
    }
}

/// How an encoding writes the parts of a file.
pub(super) struct EncodingParts {
    /// The mark at the beginning of the file.
    pub mark: &'static [u8],
    /// The bytes of a unit.
    pub unit: usize,
    /// The last unit of a line.
    pub end: &'static [u8],
}

impl EncodingParts {
    pub(super) const fn of(encoding: Encoding) -> Self {
        let (mark, unit, end): (&[u8], usize, &[u8]) = match encoding {
            Encoding::Utf8 => (b"\xEF\xBB\xBF", 1, b"\n"),
            Encoding::Gb18030 => (b"\x84\x31\x95\x33", 1, b"\n"),
            Encoding::Utf16Le => (b"\xFF\xFE", 2, b"\n\0"),
            Encoding::Utf16Be => (b"\xFE\xFF", 2, b"\0\n"),
        };
        Self { mark, unit, end }
    }

    /// Where the first line begins: after the mark, if there is one.
    pub(super) fn first_line(&self, bytes: &[u8]) -> usize {
        if bytes.starts_with(self.mark) {
            self.mark.len()
        } else {
            0
        }
    }
}

/// Whether a line of a list begins at a place. In UTF-16, the bytes of other characters hold that of a line end.
pub(super) fn begins_line(bytes: &[u8], at: usize, encoding: Encoding) -> bool {
    let parts = EncodingParts::of(encoding);
    let first = parts.first_line(bytes);
    let before = bytes.get(first..at).unwrap_or_default();
    at == first || before.len().is_multiple_of(parts.unit) && before.ends_with(parts.end)
}

/// A text in the encoding of a file.
pub(super) fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    let units = text.encode_utf16();
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Gb18030 => GB18030.encode(text).0.into_owned(),
        Encoding::Utf16Le => units.flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => units.flat_map(u16::to_be_bytes).collect(),
    }
}
