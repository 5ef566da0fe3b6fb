//! Checks of every dump that was read: ranges ascend within the text and end at characters, lines are those of the
//! file, and text, entries and problems are in proportion to the input.

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use dianbao::dump::story::is_blank;
use dianbao::dump::{Dump, Encoding, Extra, ReadOptions, container, read};

use super::seeds::Seed;

/// The limit of unpacked bytes.
const LIMIT: usize = 1 << 16;
/// How many bytes show how lines end.
const START: usize = 8 << 10;

/// Reads a file as the program does and checks every dump in it.
pub(crate) fn check(name: &str, bytes: &[u8], encoding: Option<Encoding>) -> Vec<Arc<Dump>> {
    let options = ReadOptions {
        encoding,
        ..ReadOptions::default()
    };
    check_with(name, bytes, &options)
}

/// The same with other options.
pub(crate) fn check_with(name: &str, bytes: &[u8], options: &ReadOptions) -> Vec<Arc<Dump>> {
    let unpacked = container::unpack(
        Path::new(name),
        &Bytes::copy_from_slice(bytes),
        LIMIT,
        &mut |_| true,
    );
    let total: usize = unpacked
        .members
        .iter()
        .map(|member| member.bytes.len())
        .sum();
    assert!(
        total <= LIMIT.max(bytes.len()),
        "unpacking keeps to its limit"
    );
    assert!(
        unpacked.errors.len() <= bytes.len(),
        "errors are in proportion to the input"
    );
    let read = unpacked.members.into_iter().filter_map(|member| {
        let input = member.bytes.clone();
        let dump = read(&member.path.into(), member.bytes, options.clone())?;
        Some((input, Arc::new(dump)))
    });
    let read: Vec<_> = read.collect();
    read.iter()
        .for_each(|(input, dump)| check_dump(dump, input));
    read.into_iter().map(|(_, dump)| dump).collect()
}

fn check_dump(dump: &Dump, input: &[u8]) {
    let text = std::str::from_utf8(&dump.text).expect("a dump's text is UTF-8");
    // Every other byte of UTF-16 may look like no line end.
    // A table that starts without a line feed has lines that end with a carriage return.
    let has_returns = starts_without_feed(input);
    let is_break = |byte: &&u8| **byte == b'\n' || has_returns && **byte == b'\r';
    let lines = 1 + input.iter().filter(is_break).count() as u32;
    let mut end = 0;
    for record in &dump.records {
        let range = record.range();
        assert!(end <= range.start, "ranges ascend");
        end = range.end;
        let own = text
            .get(range)
            .expect("ranges are in the text and end at characters");
        assert!(
            !own.is_empty() && own == dump.record_text(record) && own.trim_matches(is_blank) == own,
            "{own:?}"
        );
        assert!(
            (1..=lines).contains(&record.line),
            "line {} of {lines}",
            record.line
        );
    }
    assert!(
        dump.problems
            .iter()
            .all(|problem| (1..=lines).contains(&problem.line)),
        "{:?} of {lines}",
        dump.problems
    );
    check_size(dump, text, input.len());
}

fn starts_without_feed(input: &[u8]) -> bool {
    !input.iter().take(START).any(|byte| *byte == b'\n')
}

/// Checks that memory is in proportion to the input: the text, the records, their extras, and the problems.
fn check_size(dump: &Dump, text: &str, len: usize) {
    assert!(
        text.len() <= 3 * len + 3,
        "a byte becomes one character of three bytes at most: {} of {len}",
        text.len()
    );
    assert!(
        dump.records.len() + dump.extras.len() + dump.problems.len() <= 2 * len + 2,
        "in proportion to the input"
    );
    let beside: usize = dump.extras.iter().map(size_beside).sum();
    // A link given as a number is written out.
    assert!(
        beside <= 4 * len + 64 * dump.extras.len(),
        "{beside} bytes beside the texts of {len}"
    );
    let problem_bytes: usize = dump
        .problems
        .iter()
        .map(|problem| problem.to_string().len())
        .sum();
    assert!(problem_bytes <= 400 * (len + 1), "problems are short");
}

fn size_beside(extra: &Extra) -> usize {
    let stocks: usize = extra
        .stocks
        .iter()
        .map(|stock| stock.name.len() + stock.code.len())
        .sum();
    let subjects: usize = extra.subjects.iter().map(String::len).sum();
    let optional = |text: &Option<String>| text.as_ref().map_or(0, String::len);
    stocks + subjects + optional(&extra.title) + optional(&extra.url)
}

/// Checks that the start of a text gives the first records of the whole text, at any cut. Returns true if there are
/// any.
pub(crate) fn check_beginning(seed: Seed, bytes: &[u8], encoding: Encoding) -> bool {
    let dumps = check(seed.name, bytes, Some(encoding));
    for dump in &dumps {
        let unescaped = !seed.text.contains(std::str::from_utf8(&dump.text).unwrap());
        assert!(
            unescaped || seed.text.as_bytes().starts_with(&dump.text),
            "{encoding:?}"
        );
        let has_replaced = std::str::from_utf8(&dump.text)
            .unwrap()
            .contains('\u{fffd}');
        assert!(!has_replaced, "{encoding:?}: {:?}", dump.problems);
    }
    !dumps.is_empty()
}
