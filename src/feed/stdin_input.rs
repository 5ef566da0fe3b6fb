//! The bytes of standard input so far, and how their older part is cut off.

use std::io;

use bytes::Bytes;
use memmap2::MmapMut;

use crate::dump::Dump;
use crate::item::NewsDay;

/// The bytes that are kept in one piece of memory. A single one that grows would be copied again and again.
const BLOCK: usize = 1 << 20;
/// The most bytes before the first entry, such as the names of columns, that stay when older entries are cut off.
const MAX_PREAMBLE: usize = 64 << 10;

/// The bytes of standard input so far.
#[derive(Debug, Default)]
pub(super) struct StdinInput {
    blocks: Vec<Vec<u8>>,
    len: usize,
}

impl StdinInput {
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// The first bytes.
    pub(super) fn head(&self) -> &[u8] {
        self.blocks.first().map_or(&[], Vec::as_slice)
    }

    pub(super) fn push(&mut self, mut bytes: &[u8]) {
        self.len += bytes.len();
        while !bytes.is_empty() {
            let room = self.blocks.last().map_or(0, |last| BLOCK - last.len());
            if room == 0 {
                // Small input takes little.
                let size = BLOCK.min(self.len.max(bytes.len()));
                self.blocks.push(Vec::with_capacity(size));
                continue;
            }
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            if let Some(last) = self.blocks.last_mut() {
                last.extend_from_slice(now);
            }
            bytes = later;
        }
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// All bytes in pages of their own. An error if the system has no memory.
    pub(super) fn copy(&self) -> io::Result<Bytes> {
        if self.len == 0 {
            return Ok(Bytes::new());
        }
        let mut pages = MmapMut::map_anon(self.len)?;
        let mut rest = &mut pages[..];
        for block in &self.blocks {
            let (target, later) = rest.split_at_mut(block.len());
            target.copy_from_slice(block);
            rest = later;
        }
        Ok(Bytes::from_owner(pages))
    }
}

/// Where the older days of a dump on standard input end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct InputCut {
    /// The first day that stays.
    pub first: NewsDay,
    /// How many records go.
    pub records: usize,
    /// What comes before the first record, such as the names of columns, in bytes.
    pub preamble: usize,
    /// Where the rest begins, in bytes.
    pub start: usize,
}

/// Finds where to cut older days off to keep at most this number of bytes, and the newest day in any case. `None` if the entries
/// do not ascend by day, or there is only one day.
pub(super) fn find_cut(dump: &Dump, bytes: &[u8], most: usize) -> Option<InputCut> {
    let borders = borders(dump);
    let start = |&(index, _): &(usize, NewsDay)| start_of(dump, bytes, index);
    let too_long = |border: &(usize, NewsDay)| bytes.len() - start(border) > most;
    let at = borders.partition_point(too_long);
    let border = borders.get(at).or(borders.last())?;
    let preamble = line_start(bytes, dump.records.first()?.line);
    Some(InputCut {
        first: border.1,
        records: border.0,
        preamble: if preamble > MAX_PREAMBLE { 0 } else { preamble },
        start: start(border),
    })
}

/// The records with which a later day begins than all before have, and that no later record has an earlier day than; with this
/// day.
fn borders(dump: &Dump) -> Vec<(usize, NewsDay)> {
    let mut borders = Vec::new();
    let mut latest = NewsDay::LAST;
    for (index, record) in dump.records.iter().enumerate() {
        if index == 0 {
            latest = record.day;
        } else if record.day > latest {
            borders.push((index, record.day));
            latest = record.day;
        } else {
            while borders.pop_if(|(_, day)| record.day < *day).is_some() {}
        }
    }
    borders
}

/// Where the lines begin that belong to a record and not to the one before: its heading may be among them.
fn start_of(dump: &Dump, bytes: &[u8], index: usize) -> usize {
    let text = (dump.text.as_ptr() as usize).checked_sub(bytes.as_ptr() as usize);
    let text = text.filter(|start| start + dump.text.len() <= bytes.len());
    let before = index.checked_sub(1).and_then(|at| dump.records.get(at));
    match (text, before, dump.records.get(index)) {
        (Some(text), Some(before), _) => {
            let end = text + before.range().end;
            let rest = bytes.get(end..).unwrap_or_default();
            memchr::memchr(b'\n', rest).map_or(bytes.len(), |at| end + at + 1)
        }
        (_, _, Some(record)) => line_start(bytes, record.line),
        (_, _, None) => bytes.len(),
    }
}

/// Where a line begins, counted from 1.
fn line_start(bytes: &[u8], line: u32) -> usize {
    let Some(before) = (line as usize).checked_sub(2) else {
        return 0;
    };
    let mut ends = memchr::memchr_iter(b'\n', bytes);
    ends.nth(before).map_or(bytes.len(), |end| end + 1)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::dump::{ReadOptions, read};

    #[test]
    fn blocks_join_to_what_was_pushed() {
        let mut input = StdinInput::default();
        let mut all = Vec::new();
        for n in 0..40_u8 {
            let piece = vec![n; 1 + usize::from(n) * 2000];
            input.push(&piece);
            all.extend(piece);
        }
        assert!(input.blocks.len() > 1);
        assert_eq!((input.len(), &*input.copy().unwrap()), (all.len(), &*all));
        input.clear();
        assert_eq!((input.len(), input.copy().unwrap().len()), (0, 0));
    }

    fn dump_of(text: &str) -> (Dump, Bytes) {
        let bytes = Bytes::copy_from_slice(text.as_bytes());
        let path = Path::new("-").into();
        let dump = read(&path, bytes.clone(), ReadOptions::default()).unwrap();
        (dump, bytes)
    }

    fn day(day: u32) -> NewsDay {
        NewsDay::from_date(chrono::NaiveDate::from_ymd_opt(2026, 1, day).unwrap()).unwrap()
    }

    fn heading(day: u32) -> String {
        format!("# 财联社【普通】电报 - 2026-01-{day:02}\n\n")
    }

    #[test]
    fn text_is_cut_before_the_heading_of_a_day() {
        let days = [5, 6, 7]
            .map(|day| heading(day) + "**[09:30]** 公司公告。\n\n**[10:30]** 又一则公告。\n\n");
        let (dump, bytes) = dump_of(&days.concat());
        let last = days[2].len();
        let cut = find_cut(&dump, &bytes, last + 2).unwrap();
        assert_eq!((cut.first, cut.records), (day(7), 4));
        assert_eq!(bytes[cut.start..].trim_ascii(), days[2].trim().as_bytes());
        let cut = find_cut(&dump, &bytes, bytes.len() - 5).unwrap();
        assert_eq!((cut.first, cut.records), (day(6), 2));
        let cut = find_cut(&dump, &bytes, 1).unwrap();
        assert_eq!(cut.first, day(7), "the newest day stays");
    }

    #[test]
    fn table_is_cut_at_a_line() {
        let rows = [5, 6, 7].map(|day| format!("2026-01-{day:02} 09:30:00,第{day}号,公司公告。\n"));
        let (dump, bytes) = dump_of(&("时间,标题,内容\n".to_owned() + &rows.concat()));
        let cut = find_cut(&dump, &bytes, rows[2].len()).unwrap();
        assert_eq!((cut.first, cut.records), (day(7), 2));
        assert_eq!(&bytes[..cut.preamble], "时间,标题,内容\n".as_bytes());
        assert_eq!(&bytes[cut.start..], rows[2].as_bytes());
    }

    #[test]
    fn days_that_do_not_ascend_are_not_cut() {
        let days = |order: &[u32]| {
            let text: String = order
                .iter()
                .map(|day| heading(*day) + &format!("**[09:30]** 第{day}号公告。\n\n"))
                .collect();
            let (dump, bytes) = dump_of(&text);
            find_cut(&dump, &bytes, 1).map(|cut| cut.first)
        };
        assert_eq!(days(&[7, 6, 5]), None);
        assert_eq!(days(&[5]), None);
        assert_eq!(days(&[5, 6, 5, 7]), Some(day(7)));
    }
}
