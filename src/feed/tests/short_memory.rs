//! A load that does not fit into memory keeps the newest days, each of them whole. `DIANBAO_WINDOWS` sets the number of limits.

use std::fs::File;
use std::time::SystemTime;

use super::limited::{archive, items};
use super::packed::gzip;
use super::*;
use crate::feed::count_all;
use crate::feed::dice::Dice;
use crate::item::NewsDay;
use crate::memory::{MemoryBudget, MemoryLimit};
use crate::watch::{LeftOutDays, ReadError};

fn settings(path: &Path, budget: u64) -> WatchSettings {
    WatchSettings {
        paths: vec![path.to_owned()],
        memory: MemoryBudget::for_kept(budget),
        ..WatchSettings::default()
    }
}

fn loaded(settings: WatchSettings) -> Running {
    let mut running = Running::start(settings);
    running.until("the load", |running| {
        !running.status.sources.is_empty() && running.status.loading == 0
    });
    running
}

fn first_day(status: &WatchStatus) -> NewsDay {
    status
        .left_out
        .map_or(NewsDay::FIRST, |left_out| left_out.first)
}

fn days(running: &Running) -> Vec<NewsDay> {
    let days = running.timeline.days().iter();
    days.map(|day| day.day()).collect()
}

fn files_of(folder: &Path) -> u64 {
    let sizes = walk(folder)
        .into_iter()
        .map(|path| fs::metadata(path).unwrap().len());
    sizes.sum()
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let below = |path: PathBuf| {
        if path.is_dir() {
            walk(&path)
        } else {
            vec![path]
        }
    };
    entries.flat_map(below).collect()
}

#[test]
fn newest_days_that_fit_are_whole() {
    let mut dice = Dice(21);
    let limits: u64 = std::env::var("DIANBAO_WINDOWS").map_or(40, |number| number.parse().unwrap());
    let mut kept = Vec::new();
    for seed in 0..limits.div_ceil(20) {
        let folder = archive(1000 + seed);
        let whole = load_all(&settings(folder.path(), u64::MAX)).timeline;
        let size = usize::try_from(files_of(folder.path())).unwrap();
        for _ in 0..20 {
            let budget = (size / 20 + dice.below(size * 2)) as u64;
            let mut short = loaded(settings(folder.path(), budget));
            // A text of another encoding grows, so that another day may go after the load.
            short.until("the first day", |short| {
                let first = first_day(&short.status);
                let whole = whole.days().iter().map(|day| day.day());
                whole.into_iter().find(|day| *day >= first) == days(short).first().copied()
            });
            let first = first_day(&short.status);
            let days = first..=NewsDay::LAST;
            let is_error = |cause: &ReadError| matches!(cause, ReadError::NoMemory { .. });
            if short
                .status
                .errors
                .iter()
                .any(|error| is_error(&error.cause))
            {
                // What a file that is too large holds is missing, and named.
                continue;
            }
            let (part, whole) = (items(&short.timeline, &days), items(&whole, &days));
            assert!(!part.is_empty(), "seed {seed}, {budget} of {size} bytes");
            assert!(
                part == whole,
                "seed {seed}, {budget} of {size} bytes, from {first}: {} of {} items",
                part.len(),
                whole.len()
            );
            assert_eq!(
                items(&short.timeline, &(NewsDay::FIRST..=NewsDay::LAST)),
                part
            );
            kept.push((first > NewsDay::FIRST, part.len()));
        }
    }
    let partial = kept.iter().filter(|(is_partial, _)| *is_partial).count();
    assert!(
        partial * 3 > kept.len() && kept.len() * 3 > limits as usize,
        "{kept:?}"
    );
}

/// A folder of a dump a day, each with one entry of about this number of bytes.
fn daily(days: &[u32], bytes: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for day in days {
        let text = format!("第{day}号公告。{}", "增资扩产。".repeat(bytes / 15));
        let text = dump(&format!("2026-01-{day:02}"), &[("09:31", &text)]);
        write(
            &folder.path().join(format!("电报_2026-01-{day:02}.md")),
            &text,
        );
    }
    folder
}

/// The days of the timeline, as days of the month.
fn month_days(running: &Running) -> Vec<u32> {
    use chrono::Datelike as _;
    let days = days(running).into_iter();
    days.map(|day| day.date().day()).collect()
}

#[test]
fn limit_and_first_day_are_in_the_status() {
    let folder = daily(&[5, 6, 7, 8, 9], 30_000);
    let short = loaded(settings(folder.path(), 100_000));
    let first = NewsDay::from_date("2026-01-08".parse().unwrap()).unwrap();
    let limit = MemoryLimit::Setting { mib: 0 };
    assert_eq!(short.status.left_out, Some(LeftOutDays { first, limit }));
    assert_eq!(month_days(&short), [8, 9]);
    assert_eq!(
        (short.status.errors.len(), short.status.other_files),
        (0, 0)
    );
    let all = loaded(settings(folder.path(), 1_000_000));
    assert_eq!((all.status.left_out, month_days(&all).len()), (None, 5));
}

#[test]
fn newest_day_is_kept_in_any_case() {
    let folder = daily(&[5, 6, 7], 30_000);
    let short = loaded(settings(folder.path(), 1));
    assert_eq!(month_days(&short), [7]);
}

/// What was left out stays so when its dump changes, and does not come back as news.
#[test]
fn change_to_an_old_dump_brings_nothing_back() {
    let folder = daily(&[5, 6, 7, 8, 9], 30_000);
    let mut short = loaded(settings(folder.path(), 100_000));
    let at = |day: &str| folder.path().join(format!("电报_2026-01-{day}.md"));
    append(&at("05"), "\n**[09:40]** 旧日的补充。\n");
    append(&at("09"), "\n**[09:41]** 新的一条。\n");
    short.until("the new item", |running| {
        texts(&running.timeline)
            .iter()
            .any(|text| text == "新的一条。")
    });
    assert_eq!(month_days(&short), [8, 9]);
}

#[test]
fn oldest_days_go_when_dumps_grow() {
    let folder = daily(&[5, 6, 7, 8, 9], 30_000);
    let mut running = loaded(settings(folder.path(), 200_000));
    assert_eq!(
        (month_days(&running).len(), running.status.left_out),
        (5, None)
    );
    let text = format!("\n**[09:40]** 新的一条。{}\n", "增资扩产。".repeat(6000));
    append(&folder.path().join("电报_2026-01-09.md"), &text);
    running.until("days to go", |running| running.status.left_out.is_some());
    let kept = month_days(&running);
    assert!(kept.ends_with(&[8, 9]) && !kept.contains(&5), "{kept:?}");
    assert!(
        texts(&running.timeline)
            .iter()
            .any(|text| text.starts_with("新的一条。"))
    );
}

/// A file of unknown days that does not fit is named, and hides no other day.
#[test]
fn file_that_never_fits_is_an_error() {
    let folder = daily(&[7, 8, 9], 3_000);
    let text = |day: &str| dump(day, &[("09:31", &"增资扩产。".repeat(80_000))]);
    let both = text("2026-01-01") + "\n" + &text("2026-01-05");
    let large = write(&folder.path().join("2026-01-01至2026-01-05.md"), &both);
    let short = loaded(settings(folder.path(), 30_000));
    assert_eq!(month_days(&short), [7, 8, 9]);
    assert_eq!(short.status.left_out, None);
    let errors = short.status.errors.iter();
    let errors: Vec<_> = errors.map(|error| (&*error.path, &error.cause)).collect();
    let limit = MemoryLimit::Setting { mib: 0 };
    assert_eq!(errors, [(&*large, &ReadError::NoMemory { limit })]);
}

/// The dumps of eight days with one large entry each, and one of the ninth that is growing.
fn growing() -> (tempfile::TempDir, PathBuf) {
    let folder = daily(&[1, 2, 3, 4, 5, 6, 7, 8], 300_000);
    let entry = format!("第9号公告。{}", "增资扩产。".repeat(60_000));
    let live = folder.path().join("电报_2026-01-09.md");
    write(&live, &dump("2026-01-09", &[("09:31", &entry)]));
    (folder, live)
}

fn grow(live: &Path, number: usize) {
    let entry = format!("新的第{number}条。{}", "增资扩产。".repeat(40_000));
    let text = fs::read_to_string(live).unwrap() + &format!("\n**[1{number}:00]** {entry}\n");
    write_whole(live, &text);
}

/// Writes a dump that is never read.
fn write_whole(path: &Path, text: &str) {
    let unfinished = write(&path.with_extension("tmp"), text);
    fs::rename(unfinished, path).unwrap();
}

fn has_entry(running: &Running, start: &str) -> bool {
    let texts = texts(&running.timeline);
    texts.iter().any(|text| text.starts_with(start))
}

#[test]
fn growing_dump_outlasts_older_days() {
    let (folder, live) = growing();
    let mut running = loaded(settings(folder.path(), 5_600_000));
    assert_eq!(month_days(&running), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (number, kept) in [(1, 1), (2, 4), (3, 7)] {
        grow(&live, number);
        running.until("the new entry", |running| {
            assert_eq!(running.status.errors, []);
            has_entry(running, &format!("新的第{number}条。"))
        });
        assert_eq!(month_days(&running), (kept..=9).collect::<Vec<_>>());
    }
    grow(&live, 4);
    running.until("the error", |running| !running.status.errors.is_empty());
    let errors = running.status.errors.iter();
    let errors: Vec<_> = errors.map(|error| (&*error.path, &error.cause)).collect();
    let limit = MemoryLimit::Setting { mib: 5 };
    assert_eq!(errors, [(&*live, &ReadError::NoMemory { limit })]);
    assert_eq!(month_days(&running), [7, 8, 9], "none goes in vain");
    assert!(has_entry(&running, "新的第3条。"), "what was shown stays");
    write_whole(&live, &dump("2026-01-09", &[("09:31", "重新写过的一条。")]));
    running.until("a dump that fits", |running| {
        has_entry(running, "重新写过的一条。") && running.status.errors.is_empty()
    });
}

#[test]
fn new_dump_of_a_new_day_outlasts_older_days() {
    let (folder, _) = growing();
    let mut running = loaded(settings(folder.path(), 5_600_000));
    let entry = format!("第10号公告。{}", "增资扩产。".repeat(180_000));
    let text = dump("2026-01-10", &[("09:31", &entry)]);
    write_whole(&folder.path().join("电报_2026-01-10.md"), &text);
    running.until("the new day", |running| {
        assert_eq!(running.status.errors, []);
        has_entry(running, "第10号公告。")
    });
    assert_eq!(month_days(&running), [4, 5, 6, 7, 8, 9, 10]);
}

#[test]
fn large_dump_of_an_old_day_hides_no_newer() {
    let (folder, live) = growing();
    let mut running = loaded(settings(folder.path(), 5_600_000));
    let entry = format!("第0号公告。{}", "增资扩产。".repeat(180_000));
    let old = folder.path().join("电报_2025-12-31.md");
    write_whole(&old, &dump("2025-12-31", &[("09:31", &entry)]));
    running.until("the error", |running| !running.status.errors.is_empty());
    append(&live, "\n**[10:00]** 最后一条。\n");
    running.until("the last entry", |running| has_entry(running, "最后一条。"));
    let errors = running.status.errors.iter();
    let paths: Vec<_> = errors.map(|error| &*error.path).collect();
    assert_eq!(paths, [&*old]);
    assert_eq!(month_days(&running), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
}

/// What unpacks to more than there is, is named; it hides no other dump, and is read once there is memory for it.
#[test]
fn packed_dump_that_does_not_fit_is_named() {
    let folder = daily(&[7, 8], 3_000);
    let large = dump("2026-01-09", &[("09:31", &"增资扩产。".repeat(30_000))]);
    let packed = folder.path().join("电报_2026-01-09.md.gz");
    fs::write(&packed, gzip(large.as_bytes())).unwrap();
    let limit = MemoryLimit::Setting { mib: 0 };
    let errors = |status: &WatchStatus| {
        let errors = status.errors.iter();
        let errors = errors.map(|error| (error.path.to_path_buf(), error.cause.clone()));
        errors.collect::<Vec<_>>()
    };
    let refused = [(packed.clone(), ReadError::NoMemory { limit })];
    let settings = settings(folder.path(), 100_000);
    let mut short = loaded(settings.clone());
    short.until("the error", |running| errors(&running.status) == refused);
    assert!(month_days(&short).ends_with(&[8]));
    let small = dump("2026-01-09", &[("09:31", A)]);
    fs::write(&packed, gzip(small.as_bytes())).unwrap();
    short.until("a packed dump that fits", |running| {
        month_days(running).ends_with(&[9]) && running.status.errors.is_empty()
    });
    fs::write(&packed, gzip(large.as_bytes())).unwrap();
    let read = load_all(&settings);
    assert_eq!(errors(&read.status), refused);
    let (_, counted) = count_all(&settings, |day| day.items().count());
    assert_eq!(errors(&counted), refused);
}

/// A file whose time stamp lies ahead of the clock is read again after the load. It does not fit beside its own text.
#[test]
fn dump_with_the_same_bytes_needs_no_room() {
    for packs in [true, false] {
        let folder = daily(&[7, 8], 3_000);
        let large = dump("2026-01-09", &[("09:31", &"增资扩产。".repeat(80_000))]);
        let (name, bytes) = if packs {
            ("电报_2026-01-09.md.gz", gzip(large.as_bytes()))
        } else {
            ("电报_2026-01-09.md", large.into_bytes())
        };
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let ahead = SystemTime::now() + Duration::from_secs(86_400);
        let file = File::options().write(true).open(&path).unwrap();
        file.set_modified(ahead).unwrap();
        let mut short = loaded(settings(folder.path(), 2_200_000));
        // What the first look found is published before the second one.
        for text in ["第一条。", "第二条。"] {
            let other = folder.path().join("电报_2026-01-08.md");
            append(&other, &format!("\n**[10:00]** {text}\n"));
            short.until("the entry", |running| has_entry(running, text));
        }
        assert_eq!(short.status.errors, [], "packed: {packs}");
        assert_eq!(month_days(&short), [7, 8, 9]);
    }
}

/// Writes a packed dump of a day with one entry of fifteen bytes, so many times.
fn pack(folder: &Path, day: u32, times: usize) -> PathBuf {
    let entry = format!("第{day}号公告。{}", "增资扩产。".repeat(times));
    let text = dump(&format!("2026-01-{day:02}"), &[("10:31", &entry)]);
    let packed = folder.join(format!("电报_2026-01-{day:02}.md.gz"));
    fs::write(&packed, gzip(text.as_bytes())).unwrap();
    packed
}

/// Its file is so small that older dumps are read beside it. Unpacked it does not fit.
#[test]
fn packed_dump_of_a_load_outlasts_others() {
    let folder = daily(&[1, 2, 3, 4, 5, 6, 7, 9], 300_000);
    pack(folder.path(), 8, 100_000);
    let mut running = loaded(settings(folder.path(), 3_000_000));
    running.until("the packed dump", |running| {
        assert_eq!(running.status.errors, []);
        has_entry(running, "第8号公告。")
    });
    let kept = month_days(&running);
    assert!(kept.ends_with(&[8, 9]) && !kept.contains(&1), "{kept:?}");
}

#[test]
fn refused_dump_is_read_once_there_is_room() {
    let folder = daily(&[7, 8], 3_000);
    let entry = format!("第10号公告。{}", "增资扩产。".repeat(60_000));
    let large = folder.path().join("电报_2026-01-10.md");
    write(&large, &dump("2026-01-10", &[("09:31", &entry)]));
    let packed = pack(folder.path(), 9, 60_000);
    let mut running = loaded(settings(folder.path(), 1_600_000));
    running.until("the error", |running| !running.status.errors.is_empty());
    let errors = running.status.errors.iter();
    let errors: Vec<_> = errors.map(|error| (&*error.path, &error.cause)).collect();
    let limit = MemoryLimit::Setting { mib: 1 };
    assert_eq!(errors, [(&*packed, &ReadError::NoMemory { limit })]);
    assert_eq!(month_days(&running), [7, 8, 10]);
    fs::remove_file(&large).unwrap();
    running.until("the packed dump", |running| {
        has_entry(running, "第9号公告。") && running.status.errors.is_empty()
    });
}

#[test]
fn decoded_text_takes_memory_too() {
    let folder = daily(&[1, 2, 3, 4, 5, 6, 7, 8], 300_000);
    for file in walk(folder.path()) {
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, encoding_rs::GB18030.encode(&text).0).unwrap();
    }
    let running = loaded(settings(folder.path(), 2_500_000));
    let kept = month_days(&running);
    // One day fewer if two threads decoded a day at the same time.
    assert!(kept == [5, 6, 7, 8] || kept == [6, 7, 8], "{kept:?}");
    assert!(running.status.left_out.is_some() && running.status.errors.is_empty());
}
