use std::io::Write as _;

use chrono::Datelike as _;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;
use crate::memory::{MemoryBudget, MemoryLimit};

#[test]
fn bytes_after_a_lull_are_news() {
    let (settings, start) = (WatchSettings::default(), Instant::now());
    let first_news = |moments: &[u64]| {
        let mut stream = StdinStream::default();
        moments.iter().copied().find(|moment| {
            stream.push(
                b"**[09:31]** ",
                &settings,
                start + Duration::from_millis(*moment),
            );
            stream.is_news()
        })
    };
    assert_eq!(
        first_news(&[5000, 5400, 5899, 6399, 6400]),
        Some(6399),
        "after a lull"
    );
    assert_eq!(first_news(&[5000, 5400, 5899, 6398, 6400]), None);
    let without_rest: Vec<u64> = (0..50).map(|nth| nth * 300).collect();
    assert_eq!(first_news(&without_rest), Some(10_200));
}

/// Settings with so much memory for standard input, in bytes. Half of a quarter of that stays after a cut.
fn with_memory(bytes: u64) -> WatchSettings {
    WatchSettings {
        memory: MemoryBudget::for_kept(bytes / 5 * 4),
        ..WatchSettings::default()
    }
}

/// Sends all bytes in pieces, and parses after each.
fn streamed(bytes: &[u8], settings: &WatchSettings) -> StdinStream {
    let mut stream = StdinStream::default();
    for piece in bytes.chunks(8000) {
        stream.push(piece, settings, Instant::now());
        stream.parse_grown(false, settings);
    }
    stream.end();
    stream.parse_grown(true, settings);
    stream
}

/// The days of the month of all records, each once.
fn days(stream: &StdinStream) -> Vec<u32> {
    let records = stream.dumps.iter().flat_map(|dump| dump.records.iter());
    let mut days: Vec<u32> = records.map(|record| record.day.date().day()).collect();
    days.dedup();
    days
}

fn errors(stream: &StdinStream) -> Vec<ReadError> {
    let mut status = WatchStatus::default();
    stream.add_to(&mut status);
    let errors = status.errors.into_iter();
    errors.map(|error| error.cause).collect()
}

/// A dump of a day with ten entries in about 20 kB.
fn day_of(day: u32) -> String {
    let heading = format!("# 财联社【普通】电报 - 2026-01-{day:02}\n\n");
    let entries = (10..20).map(|hour| {
        let text = "增资扩产。".repeat(130);
        format!("**[{hour}:30]** 第{day}日{hour}点的公告。{text}\n\n")
    });
    heading + &entries.collect::<String>()
}

fn rows_of(day: u32) -> String {
    let rows = (10..20).map(|hour| {
        let text = "增资扩产。".repeat(130);
        format!("2026-01-{day:02} {hour}:30:00,第{day}日{hour}点的公告,{text}\n")
    });
    rows.collect()
}

#[test]
fn oldest_days_of_the_stream_are_cut_off() {
    let settings = with_memory(400_000);
    let texts: String = (1..=20).map(day_of).collect();
    let table: String = (1..=20).map(rows_of).collect();
    for text in [texts, "时间,标题,内容\n".to_owned() + &table] {
        let stream = streamed(text.as_bytes(), &settings);
        let left_out = stream.left_out().unwrap();
        let first = left_out.first.date().day();
        assert_eq!(days(&stream), (first..=20).collect::<Vec<_>>());
        assert!((15..=19).contains(&first), "{first}");
        let records = stream.dumps.iter().map(|dump| dump.records.len());
        assert_eq!(records.sum::<usize>(), 10 * (21 - first as usize));
        assert_eq!(errors(&stream), []);
        assert!(stream.input.len() <= 100_000);
    }
    let all = streamed(day_of(1).as_bytes(), &settings);
    assert_eq!((days(&all), all.left_out()), (vec![1], None));
}

#[test]
fn stream_that_cannot_be_cut_ends() {
    let settings = with_memory(400_000);
    let texts: String = (1..=20).rev().map(day_of).collect();
    let stream = streamed(texts.as_bytes(), &settings);
    let limit = MemoryLimit::Setting { mib: 0 };
    assert_eq!(errors(&stream), [ReadError::StreamNoMemory { limit }]);
    assert_eq!(days(&stream).first(), Some(&20));
    assert!(stream.has_ended() && stream.input.len() == 0);
}

#[test]
fn packed_stream_that_does_not_fit_is_refused() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let text = (1..=20).map(day_of).collect::<String>();
    encoder.write_all(text.as_bytes()).unwrap();
    let packed = encoder.finish().unwrap();
    let limit = MemoryLimit::Setting { mib: 0 };
    let stream = streamed(&packed, &with_memory(400_000));
    assert_eq!(errors(&stream), [ReadError::NoMemory { limit }]);
    assert!(days(&stream).is_empty());
    let stream = streamed(&packed, &with_memory(4_000_000));
    assert_eq!((errors(&stream), days(&stream).len()), (vec![], 20));
}
