//! Which days to keep if not all dumps fit into memory: the newest ones, each of them whole.

use std::cmp::Reverse;

use crate::item::NewsDay;
use crate::path::FilePath;

/// A file with its size and its last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SizedFile {
    pub path: FilePath,
    /// The last day that it can hold.
    pub last: NewsDay,
    /// What it takes in memory, in bytes.
    pub bytes: u64,
}

/// The days to keep.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NewestDays {
    /// The first day that is kept.
    pub first: NewsDay,
    /// The files that have to be read for them.
    pub read: Vec<FilePath>,
}

impl NewestDays {
    /// The days after everything that was not read. If that would waste more than a quarter of what was read, older days
    /// give way to files that were not read.
    pub(super) fn after_load(read: &[SizedFile], unread: &[SizedFile]) -> Self {
        let first = unread.iter().map(|file| file.last.next()).max();
        let first = first.unwrap_or(NewsDay::FIRST);
        let sum = |files: &mut dyn Iterator<Item = &SizedFile>| -> u64 {
            files.map(|file| file.bytes).sum()
        };
        let all = sum(&mut read.iter());
        let kept = sum(&mut read.iter().filter(|file| file.last >= first));
        if kept > 0 && kept >= all - all / 4 {
            let read = Vec::new();
            return Self { first, read };
        }
        let first = first_day(read.iter().chain(unread), all);
        let wanted = unread.iter().filter(|file| file.last >= first);
        Self {
            first,
            read: wanted.map(|file| file.path.clone()).collect(),
        }
    }
}

/// Finds the first of the newest days whose files fit into this number of bytes. The newest day always fits.
pub(super) fn first_day<'a>(files: impl Iterator<Item = &'a SizedFile>, bytes: u64) -> NewsDay {
    let mut files: Vec<_> = files.collect();
    files.sort_unstable_by_key(|file| Reverse(file.last));
    let newest = files.first().map_or(NewsDay::FIRST, |file| file.last);
    let mut left = bytes;
    for file in files {
        if file.bytes > left && file.last < newest {
            return file.last.next();
        }
        left = left.saturating_sub(file.bytes);
    }
    NewsDay::FIRST
}

/// Finds the first day to keep when files of this number of bytes are dropped, oldest first. With each file goes the day after its
/// last one. The newest day stays. A file of the day before the first is kept, because the wire's numbers may be of two days in a
/// row.
pub(super) fn first_without(files: &[SizedFile], bytes: u64) -> NewsDay {
    let mut files: Vec<_> = files.iter().collect();
    files.sort_unstable_by_key(|file| file.last);
    let newest = files.last().map_or(NewsDay::FIRST, |file| file.last);
    let mut dropped = 0;
    let enough = files.into_iter().find(|file| {
        dropped += file.bytes;
        dropped >= bytes
    });
    enough.map_or(newest, |file| file.last.next().next().min(newest))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn day(day: u32) -> NewsDay {
        NewsDay::from_date(chrono::NaiveDate::from_ymd_opt(2026, 5, day).unwrap()).unwrap()
    }

    fn files(files: &[(&str, u32, u64)]) -> Vec<SizedFile> {
        let files = files.iter().map(|&(path, last, bytes)| SizedFile {
            path: Path::new(path).into(),
            last: day(last),
            bytes,
        });
        files.collect()
    }

    #[test]
    fn newest_days_that_fit_are_kept_whole() {
        let files = files(&[("a", 3, 10), ("b", 5, 10), ("c", 5, 20), ("d", 4, 20)]);
        let first = |bytes| first_day(files.iter(), bytes);
        assert_eq!(first(60), NewsDay::FIRST);
        assert_eq!([first(59), first(50), first(49)], [day(4), day(4), day(5)]);
        assert_eq!(first(1), day(5), "the newest day is kept in any case");
        assert_eq!(first_day([].iter(), 1), NewsDay::FIRST);
    }

    #[test]
    fn oldest_files_go_until_enough_is_free() {
        let files = files(&[("a", 9, 10), ("b", 5, 10), ("c", 3, 20), ("d", 4, 20)]);
        let first = |bytes| first_without(&files, bytes);
        assert_eq!([first(1), first(20), first(21)], [day(5), day(5), day(6)]);
        assert_eq!([first(41), first(51), first(61)], [day(7), day(9), day(9)]);
        assert_eq!(first_without(&[], 1), NewsDay::FIRST);
    }

    #[test]
    fn days_of_unread_files_are_left_out() {
        let read = files(&[
            ("a", 9, 10),
            ("b", 8, 10),
            ("c", 7, 10),
            ("d", 6, 10),
            ("e", 5, 3),
        ]);
        let unread = files(&[("x", 5, 10), ("y", 4, 10)]);
        let (first, none) = (day(6), Vec::new());
        assert_eq!(
            NewestDays::after_load(&read, &unread),
            NewestDays { first, read: none }
        );
    }

    #[test]
    fn newest_day_is_read_although_nothing_fits() {
        let unread = files(&[("x", 9, 15), ("y", 9, 5), ("z", 8, 10)]);
        let expected = NewestDays {
            first: day(9),
            read: vec![Path::new("x").into(), Path::new("y").into()],
        };
        assert_eq!(NewestDays::after_load(&[], &unread), expected);
    }

    #[test]
    fn older_days_give_way_to_an_unread_file() {
        let read = files(&[("a", 9, 10), ("b", 8, 10), ("c", 7, 10), ("d", 6, 10)]);
        let unread = files(&[("x", 9, 15), ("y", 5, 10)]);
        let expected = NewestDays {
            first: day(8),
            read: vec![Path::new("x").into()],
        };
        assert_eq!(NewestDays::after_load(&read, &unread), expected);
    }
}
