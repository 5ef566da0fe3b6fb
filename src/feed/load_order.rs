//! The order in which files are loaded: the newest day first, and all dumps of one day together.
//!
//! A day in the path is enough, so 8,000 dumps are put in order without a `stat`. A dump without one counts as of the day
//! of its last write: it may be the live one.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::item::{NewsDay, Rollover, Stamp};
use crate::path::FilePath;
use crate::watch::name;

/// Files that one thread loads together.
pub(super) type Job = Vec<FilePath>;

/// Keeps a thread from being busy with one job for long.
const MAX_JOB_FILES: usize = 64;

/// Groups files by day, newest first.
pub(super) fn newest_first(files: Vec<FilePath>) -> Vec<Job> {
    let mut days: BTreeMap<NewsDay, Job> = BTreeMap::new();
    for file in files {
        days.entry(likely_day(&file)).or_default().push(file);
    }
    let mut jobs = Vec::with_capacity(days.len());
    for (_, mut job) in days.into_iter().rev() {
        job.sort_unstable();
        jobs.extend(job.chunks(MAX_JOB_FILES).map(<[FilePath]>::to_vec));
    }
    jobs
}

fn likely_day(path: &Path) -> NewsDay {
    let written = || {
        let stamp = Stamp::from_unix(fs::metadata(path).ok()?.mtime())?;
        Some(NewsDay::containing(stamp, Rollover::default()))
    };
    name::last_day(path).or_else(written).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newest_day_is_first_with_all_its_dumps() {
        let names = [
            "电报_2026-05-24.md",
            "a/电报_2026-05-25.md",
            "电报_2026-05-23.md",
            "b/电报_2026-05-25.md",
        ];
        let jobs = newest_first(names.iter().map(|name| Path::new(name).into()).collect());
        let shown: Vec<_> = jobs
            .iter()
            .map(|job| {
                job.iter()
                    .map(|path| path.to_str().unwrap())
                    .collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(
            shown,
            [vec![names[1], names[3]], vec![names[0]], vec![names[2]]]
        );
    }

    #[test]
    fn undated_dump_counts_by_its_modification_time() {
        let folder = tempfile::tempdir().unwrap();
        let live = folder.path().join("live.md");
        fs::write(&live, "").unwrap();
        let jobs = newest_first(vec![
            Path::new("2001-01-01.md").into(),
            live.as_path().into(),
            Path::new("gone.md").into(),
        ]);
        assert_eq!(&*jobs[0][0], live);
        assert_eq!(&*jobs[2][0], Path::new("gone.md"));
    }

    #[test]
    fn day_of_many_dumps_is_split_into_jobs() {
        let jobs = newest_first(
            (0..130)
                .map(|n| Path::new(&format!("{n}_2026-05-25.md")).into())
                .collect(),
        );
        assert_eq!(jobs.iter().map(Vec::len).collect::<Vec<_>>(), [64, 64, 2]);
    }
}
