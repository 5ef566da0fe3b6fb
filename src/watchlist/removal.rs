//! Takes a stock out of a list, and puts it back.
//!
//! Whole lines go, and all other bytes stay as they are, whatever their encoding: comments, order, blank lines. A line that has other
//! entries besides is left to the user.

use std::io::{self, ErrorKind};
use std::iter;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::change::{EncodingParts, begins_line, encode};
use super::encoding::decode_list;
use super::folder::read_bytes;
use super::list_file::ListFile;
use crate::dump::Encoding;
use crate::item::Stock;
use crate::rewrite::{lock, replace};

/// A stock to be taken out of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// The folder of the lists.
    pub folder: PathBuf,
    /// The name of the file.
    pub file: String,
    /// The stock.
    pub stock: Stock,
}

/// The lines of a stock that were taken out of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovedLines {
    /// The stock.
    pub stock: Stock,
    /// The name of the file.
    pub file: String,
    path: PathBuf,
    /// The place of each line in the former bytes, and its bytes with its end; the first one first.
    lines: Vec<(usize, Vec<u8>)>,
    /// The end of a line.
    end: Vec<u8>,
}

/// What became of a removal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemovalOutcome {
    /// The lines were taken out.
    Removed(RemovedLines),
    /// The list has no line of the stock.
    NotThere,
    /// This line, counted from 1, has other entries, too.
    Shared(u32),
}

impl Removal {
    /// Takes the lines of the stock out.
    pub fn perform(&self) -> io::Result<RemovalOutcome> {
        let _lock = lock(&self.folder);
        let path = self.folder.join(&self.file);
        let before = read(&path)?;
        let list = ListFile::parse(path.clone(), &before);
        let numbers = match self.lines_of(&list) {
            Ok(numbers) if numbers.is_empty() => return Ok(RemovalOutcome::NotThere),
            Ok(numbers) => numbers,
            Err(shared) => return Ok(RemovalOutcome::Shared(shared)),
        };
        let ranges = line_ranges(&before, list.encoding);
        let ranges = (1..).zip(ranges);
        let ranges = ranges.filter(|(number, _)| numbers.contains(number));
        let ranges: Vec<Range<usize>> = ranges.map(|(_, range)| range).collect();
        replace(&path, &without(&before, &ranges))?;
        let lines = ranges.into_iter().filter_map(|range| {
            let line = before.get(range.clone())?;
            Some((range.start, line.to_vec()))
        });
        let (text, encoding) = decode_list(&before);
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Ok(RemovalOutcome::Removed(RemovedLines {
            stock: self.stock.clone(),
            file: self.file.clone(),
            path,
            lines: lines.collect(),
            end: encode(end, encoding),
        }))
    }

    /// The numbers of the lines with the stock; as an error the first of them that has other entries.
    fn lines_of(&self, list: &ListFile) -> Result<Vec<u32>, u32> {
        let code = Some(self.stock.code.as_str());
        let entries = list.entries.iter();
        let own = entries.filter(|entry| entry.code.as_deref() == code);
        let mut numbers: Vec<u32> = own.map(|entry| entry.line).collect();
        numbers.dedup();
        let is_other = |number: u32| {
            let mut entries = list.entries.iter();
            entries.any(|entry| entry.line == number && entry.code.as_deref() != code)
        };
        match numbers.iter().find(|number| is_other(**number)) {
            Some(shared) => Err(*shared),
            None => Ok(numbers),
        }
    }
}

impl RemovedLines {
    /// Puts each line back at its former place in the bytes, or at the end if no line begins at that place any more. Returns false
    /// if the list has the stock again, and leaves it as it is.
    pub fn put_back(&self) -> io::Result<bool> {
        let _lock = lock(self.path.parent().unwrap_or(Path::new(".")));
        let mut bytes = read(&self.path)?;
        let list = ListFile::parse(self.path.clone(), &bytes);
        if list.has(&self.stock) {
            return Ok(false);
        }
        for (at, line) in &self.lines {
            self.insert(&mut bytes, *at, line, list.encoding);
        }
        replace(&self.path, &bytes)?;
        Ok(true)
    }

    fn insert(&self, bytes: &mut Vec<u8>, at: usize, line: &[u8], encoding: Encoding) {
        let is_place = at <= bytes.len() && begins_line(bytes, at, encoding);
        let at = if is_place { at } else { bytes.len() };
        let gap: &[u8] = if begins_line(bytes, at, encoding) {
            &[]
        } else {
            &self.end
        };
        let is_last = at == bytes.len();
        let end: &[u8] = if is_last || line.ends_with(&self.end) {
            &[]
        } else {
            &self.end
        };
        let inserted = [gap, line, end].concat();
        bytes.splice(at..at, inserted);
    }

    /// The same removal again.
    pub fn again(&self) -> Removal {
        Removal {
            folder: self.path.parent().unwrap_or(Path::new(".")).to_owned(),
            file: self.file.clone(),
            stock: self.stock.clone(),
        }
    }
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    Ok(read_bytes(path)?.ok_or(ErrorKind::FileTooLarge)?)
}

fn without(bytes: &[u8], ranges: &[Range<usize>]) -> Vec<u8> {
    let starts = iter::once(0).chain(ranges.iter().map(|range| range.end));
    let ends = ranges.iter().map(|range| range.start);
    let kept = starts.zip(ends.chain([bytes.len()]));
    let kept: Vec<&[u8]> = kept
        .filter_map(|(start, end)| bytes.get(start..end))
        .collect();
    kept.concat()
}

/// The bytes of each line with its end. The mark of the encoding before the first one stays where it is.
fn line_ranges(bytes: &[u8], encoding: Encoding) -> Vec<Range<usize>> {
    let parts = EncodingParts::of(encoding);
    let (unit, first) = (parts.unit, parts.first_line(bytes));
    let (mut ranges, mut start) = (Vec::new(), first);
    let text = bytes.get(first..).unwrap_or_default();
    for (nth, character) in text.chunks(unit).enumerate() {
        let after = first + nth * unit + character.len();
        if character == parts.end {
            ranges.push(start..after);
            start = after;
        }
    }
    ranges.push(start..bytes.len());
    ranges
}
