//! Texts that nobody writes by accident: thousands of codes, nested brackets, endless lines, headings without entries,
//! nested JSON that is never closed, one number on everything. Reading, merging and printing must cost in proportion
//! to their length.
//!
//! Counted are the bytes that are allocated and kept, and the processor time of this thread as a ratio: four times the
//! input must not take much more than four times as long.

mod shapes;

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::{alone, cost, held};
use bytes::Bytes;
use dianbao::cli::OutputFormat;
use dianbao::dump::{DumpChange, ReadOptions, read};
use dianbao::headless::format::{PrintStyle, Printer};
use dianbao::knowledge::KnowledgePart;
use dianbao::names::NameLearner;
use dianbao::path::FilePath;
use dianbao::timeline::Store;
use rustix::time::{ClockId, clock_gettime};
use shapes::shapes;

/// The approximate bytes of the shorter input, and the factor to the longer one.
const SHORT: usize = 32 << 10;
const TIMES: usize = 4;

/// The largest factor of the cost. A quadratic cost has factor 16, and clocks err by a half.
const MAX_GROWTH: u64 = 10;

/// Shorter times are too inexact for a ratio.
const QUICK: Duration = Duration::from_millis(60);

/// The bytes that may be allocated and kept for each byte of input.
const ALLOCATED: u64 = 1024;
const KEPT: u64 = 48;

fn dump(name: &str, bytes: &[u8]) -> Option<DumpChange> {
    let path: FilePath = Path::new("2026-05-31").join(name).into();
    let dump = read(&path, Bytes::copy_from_slice(bytes), ReadOptions::default())?;
    Some(DumpChange::Read(Arc::new(dump)))
}

/// Reads a file, merges it, learns names from it, prints it, and reads it again with other words.
fn work(name: &str, file: &[u8]) -> Store {
    let mut store = Store::default();
    let timeline = store.apply(dump(name, file).into_iter().collect()).timeline;
    let names = NameLearner::new(Vec::new()).learn(&timeline.dumps());
    let knowledge = KnowledgePart::StockNames(names).into();
    let mut out = Vec::new();
    for format in [
        OutputFormat::Text,
        OutputFormat::Headline,
        OutputFormat::Jsonl,
        OutputFormat::Markdown,
    ] {
        let printer = Printer::new(format, PrintStyle::default(), &knowledge);
        for item in timeline.days().iter().flat_map(|day| day.items()) {
            out.clear();
            printer.item(&mut out, item);
        }
    }
    let text = String::from_utf8_lossy(file);
    let reworded = text
        .replace("云帆", "远山")
        .replace('甲', "乙")
        .replace("内容", "文字")
        .into_bytes();
    store.apply(dump(name, &reworded).into_iter().collect());
    store
}

/// Returns the processor time of this thread.
fn clock() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(
        now.tv_sec.unsigned_abs(),
        u32::try_from(now.tv_nsec).unwrap_or(0),
    )
}

/// Returns the time that a file takes, and its number of items.
fn time(name: &str, text: &[u8]) -> (Duration, usize) {
    let once = || {
        let before = clock();
        let items = work(name, text).timeline().len();
        (clock().saturating_sub(before), items)
    };
    // Something else may have emptied the caches.
    once().min(once())
}

/// Returns the bytes that are allocated, and those that are kept.
fn bytes(name: &str, text: &[u8]) -> (u64, u64) {
    let before = held().1;
    let ((_, allocated), _kept) = cost(|| work(name, text));
    (allocated, held().1.saturating_sub(before))
}

#[test]
fn costs_are_linear_in_the_length() {
    let _turn = alone();
    let mut wrong = String::new();
    for ((name, short), (_, long)) in shapes(SHORT).into_iter().zip(shapes(SHORT * TIMES)) {
        let ((quick, _), (slow, items)) = (time(name, &short), time(name, &long));
        println!("{name}: {items} items, {quick:?} and {slow:?}");
        if slow > QUICK && slow.as_nanos() > u128::from(MAX_GROWTH) * quick.as_nanos() {
            let _ = writeln!(
                wrong,
                "{name}: {quick:?} for {} bytes, {slow:?} for {}",
                short.len(),
                long.len()
            );
        }
    }
    for (name, text) in shapes(SHORT) {
        let (allocated, kept) = bytes(name, &text);
        let len = text.len() as u64;
        println!(
            "{name}: {} bytes allocated and {} kept for each of {len}",
            allocated / len,
            kept / len
        );
        if allocated > ALLOCATED * len || kept > KEPT * len {
            let _ = writeln!(
                wrong,
                "{name}: {allocated} bytes allocated and {kept} kept for {len}"
            );
        }
    }
    assert!(wrong.is_empty(), "costs more than it should:\n{wrong}");
}
