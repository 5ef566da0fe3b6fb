//! A dump that is made of entries of other dumps.

use super::contents::Dump;
use super::record::{Extra, NO_EXTRA, Record};
use super::wide::WideLetters;
use crate::item::ItemFlags;

/// A dump and one of its records.
pub type DumpRecord<'a> = (&'a Dump, &'a Record);

impl Dump {
    /// A dump like this one that has these entries, with a line feed after each.
    #[must_use]
    pub fn with_entries(&self, entries: &[DumpRecord<'_>]) -> Self {
        let (mut text, mut records, mut extras) = (Vec::new(), Vec::new(), Vec::<Extra>::new());
        for &(dump, record) in entries {
            let extra = dump.extra(record).map_or(NO_EXTRA, |extra| {
                extras.push(extra.clone());
                extras.len() as u32 - 1
            });
            records.push(Record {
                start: text.len() as u32,
                extra,
                ..*record
            });
            text.extend_from_slice(dump.text.get(record.range()).unwrap_or_default());
            text.push(b'\n');
        }
        Self {
            path: self.path.clone(),
            text: text.into(),
            dialect: self.dialect,
            detected_by: self.detected_by.clone(),
            fields: self.fields.clone(),
            encoding: self.encoding,
            heading: self.heading.clone(),
            other_wires: self.other_wires.clone(),
            records: records.as_slice().into(),
            extras: extras.into(),
            problems: self.problems.clone(),
            wide_letters: WideLetters::default(),
        }
    }
    /// The entries that left this rolling dump, as a dump of their own: each has [`ItemFlags::GONE`].
    #[must_use]
    pub fn departed(&self, entries: &[DumpRecord<'_>]) -> Self {
        let built = self.with_entries(entries);
        let gone = |record: &Record| Record {
            flags: record.flags.with(ItemFlags::GONE),
            ..*record
        };
        let records: Vec<Record> = built.records.iter().map(gone).collect();
        Self {
            records: records.as_slice().into(),
            problems: Box::default(),
            ..built
        }
    }
}
