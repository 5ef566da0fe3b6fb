//! Tests of [`read()`] on written dumps and, if `DIANBAO_CORPUS` is set, on real ones.

mod corpus;
mod csv;
mod day;
mod download;
mod errors;
mod feed;
mod headings;
mod json;
mod nested_shapes;
mod properties;
mod sections;
mod shapes;
mod wires;

use std::path::Path;

use bytes::Bytes;

use super::story::{Opening, StoryParts};
use super::*;
use crate::item::{ItemFlags, Level, Rollover, Stock};
use crate::path::FilePath;

/// Reads a text as the contents of a file of this name.
fn read_as(name: &str, text: impl AsRef<[u8]>) -> Dump {
    match read(
        &FilePath::from(name),
        Bytes::copy_from_slice(text.as_ref()),
        ReadOptions::default(),
    ) {
        Some(dump) => dump,
        None => panic!("{name} is no dump"),
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

/// Every problem as `line: found; expected`.
fn problems(dump: &Dump) -> Vec<String> {
    dump.problems
        .iter()
        .map(|problem| format!("{}: {problem}", problem.line))
        .collect()
}

#[test]
fn other_files_are_no_dump() {
    for text in [
        "",
        "# 读书笔记\n\n今天读了一章。\n",
        "fn main() {}\n",
        "\0\0\0\0\0\0\0\0",
        "**[注]** 加粗\n",
    ] {
        let dump = read(
            &FilePath::from("2026-01-06.md"),
            Bytes::from(text),
            ReadOptions::default(),
        );
        assert!(dump.is_none(), "{text:?}");
    }
}
