//! `read` as its callers see it, on dumps of our own writing and, where they are at hand, on real ones.

mod corpus;
mod csv;
mod day;
mod download;
mod errors;
mod headings;
mod json;
mod properties;
mod sections;

use super::*;
use crate::path::FilePath;

/// Reads a text as if it stood in a file of this name.
fn read_as(name: &str, text: impl AsRef<[u8]>) -> Dump {
    match read(
        &FilePath::from(name),
        Bytes::copy_from_slice(text.as_ref()),
        Options::default(),
    ) {
        Reading::Dump(dump) => dump,
        Reading::NoDump => panic!("{name} is taken for no dump"),
    }
}

/// Time and text of every record.
fn entries(dump: &Dump) -> Vec<(String, &str)> {
    let time = |record: &Record| record.stamp.time().format("%m-%d %H:%M:%S").to_string();
    dump.records
        .iter()
        .map(|record| (time(record), dump.record_text(record)))
        .collect()
}

/// `line: what; what was expected` for every problem.
fn problems(dump: &Dump) -> Vec<String> {
    dump.problems
        .iter()
        .map(|problem| format!("{}: {problem}", problem.line))
        .collect()
}

#[test]
fn a_file_that_is_no_dump_is_none() {
    for text in [
        "",
        "# 读书笔记\n\n今天读了一章。\n",
        "fn main() {}\n",
        "\0\0\0\0\0\0\0\0",
        "**[注]** 加粗\n",
    ] {
        let reading = read(
            &FilePath::from("2026-01-06.md"),
            Bytes::from(text),
            Options::default(),
        );
        assert!(matches!(reading, Reading::NoDump), "{text:?}");
    }
}

#[test]
fn a_text_is_cut_at_a_character() {
    assert_eq!(within("电报", 4), "电");
    assert_eq!(within("电报", 6), "电报");
}
