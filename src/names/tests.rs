//! Names learnt from invented and from real dumps.

mod corpus;
mod learning;

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;

use crate::dump::{self, Dump, ReadOptions};
use crate::path::FilePath;

/// A dump with these texts, a minute apart.
fn dump(name: &str, texts: &[&str]) -> Arc<Dump> {
    let mut text =
        "# 财联社【普通】电报 - 2026-01-06\n> 统计周期：2026-01-06 05:30 至次日 05:30\n\n---\n"
            .to_owned();
    for (nth, entry) in texts.iter().enumerate() {
        write!(
            text,
            "\n**[{:02}:{:02}]** {entry}\n",
            6 + nth / 60,
            nth % 60
        )
        .unwrap();
    }
    read(Path::new(name), text.into_bytes())
}

fn read(path: &Path, bytes: Vec<u8>) -> Arc<Dump> {
    match dump::read(
        &FilePath::from(path),
        Bytes::from(bytes),
        ReadOptions::default(),
    ) {
        Some(dump) => Arc::new(dump),
        None => panic!("{} is no dump", path.display()),
    }
}
