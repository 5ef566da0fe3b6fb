//! Texts that nobody writes by accident: thousands of codes, brackets within brackets, lines without end, headings without
//! entries, JSON that is nested and never closed, one number on everything. Whatever they are, reading, merging and printing
//! them costs in proportion to their length.
//!
//! What is counted are bytes that are allocated and kept, which no busy machine changes, and the processor's time of this
//! thread as a ratio: four times the input must not take much more than four times as long.
//!
//! One test in a program of its own: the counting allocator serves the whole process.

mod shapes;

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::{alone, cost, held, profiler};
use bytes::Bytes;
use dianbao::cli::OutputFormat;
use dianbao::dump::{DumpChange, ReadOptions, read};
use dianbao::headless::format::Printer;
use dianbao::knowledge::KnowledgePart;
use dianbao::names::NameLearner;
use dianbao::path::FilePath;
use dianbao::timeline::Store;
use rustix::time::{ClockId, clock_gettime};
use shapes::shapes;

/// How long the shorter input is, about, and how many times as long the longer one.
const SHORT: usize = 32 << 10;
const TIMES: usize = 4;

/// How many times as much the longer input may cost: a quadratic cost is 16 times, and clocks err by a half.
const MAX_GROWTH: u64 = 10;

/// What takes less than this is not asked how it grows: a clock cannot tell.
const QUICK: Duration = Duration::from_millis(60);

/// How many bytes may be allocated for a byte of input, and how many of them may be kept, beside what anything costs.
const ALLOCATED: u64 = 1024;
const KEPT: u64 = 48;

fn dump(name: &str, bytes: &[u8]) -> Option<DumpChange> {
    let path: FilePath = Path::new("2026-05-31").join(name).into();
    let dump = read(&path, Bytes::copy_from_slice(bytes), ReadOptions::default())?;
    Some(DumpChange::Read(Arc::new(dump)))
}

/// Reads a file, merges what is in it, learns names from it, prints all of it, and reads it again with other words.
fn work(name: &str, file: &[u8]) -> Store {
    let mut store = Store::default();
    let timeline = store.apply(dump(name, file).into_iter().collect()).timeline;
    let names = NameLearner::new(Vec::new()).learn(&timeline.dumps());
    let knowledge = KnowledgePart::StockNames(names).into();
    let mut out = Vec::new();
    for format in [
        OutputFormat::Text,
        OutputFormat::Jsonl,
        OutputFormat::Markdown,
    ] {
        let printer = Printer::new(format, false, None, &knowledge);
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

/// The processor's time of this thread.
fn clock() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(
        now.tv_sec.unsigned_abs(),
        u32::try_from(now.tv_nsec).unwrap_or(0),
    )
}

/// How long a file takes, and how many items are in it.
fn time(name: &str, text: &[u8]) -> (Duration, usize) {
    let once = || {
        let before = clock();
        let items = work(name, text).timeline().len();
        (clock().saturating_sub(before), items)
    };
    // Something else may have emptied the processor's caches.
    once().min(once())
}

/// Bytes that are allocated, and those that are kept.
fn bytes(name: &str, text: &[u8]) -> (u64, u64) {
    let before = held().1;
    let ((_, allocated), _kept) = cost(|| work(name, text));
    (allocated, held().1.saturating_sub(before))
}

#[test]
fn what_is_pathological_costs_in_proportion_to_its_length() {
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
    let _profiler = profiler();
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
