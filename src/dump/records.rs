//! The entries of a dump side by side.

use std::ops::{Deref, Range};

use super::Record;

/// Entries in the order of the file; their texts ascend and do not overlap.
///
/// Where their texts stand is kept once more by itself. A search that jumps from hit to hit asks nothing else of a record, and
/// in an archive of millions four times as much memory to read for it is time that shows.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Records {
    all: Box<[Record]>,
    ranges: Box<[Range<u32>]>,
}

impl Records {
    /// Where the text of each stands in the dump's text, in bytes.
    pub const fn ranges(&self) -> &[Range<u32>] {
        &self.ranges
    }
}

impl From<&[Record]> for Records {
    /// Copies of just their size: an allocator need not give back what is cut off of a vector.
    fn from(records: &[Record]) -> Self {
        Self {
            all: records.into(),
            ranges: records
                .iter()
                .map(|record| record.start..record.start + record.len)
                .collect(),
        }
    }
}

impl Deref for Records {
    type Target = [Record];

    fn deref(&self) -> &[Record] {
        &self.all
    }
}

impl<'a> IntoIterator for &'a Records {
    type Item = &'a Record;
    type IntoIter = std::slice::Iter<'a, Record>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}
