//! The promises of the timeline, on generated dumps and on the corpus.

mod corpus;
mod departed;
mod exported;
mod identity;
mod lost;
mod merging;
mod numbers;
mod order;
mod related;
mod revisions;
mod stocks;
mod wires;

use std::fmt::Write as _;
use std::sync::Arc;

use bytes::Bytes;

use super::{Day, Store, Timeline};
use crate::dump::{self, Dump, DumpChange, ReadOptions};
use crate::item::ItemId;
use crate::path::FilePath;

/// A dump in the `day` dialect with these entries, as `05:45 text` lines.
pub(super) fn dump(name: &str, channel: &str, entries: &[&str]) -> Arc<Dump> {
    let mut text = format!(
        "# 财联社【{channel}】电报 - 2026-01-06\n> 统计周期：2026-01-06 05:30 至次日 05:30\n\n---\n\n"
    );
    for entry in entries {
        let (time, body) = entry.split_once(' ').expect("time and text");
        write!(text, "**[{time}]** {body}\n\n").unwrap();
    }
    read(name, text.into_bytes())
}

pub(super) fn read(name: &str, bytes: Vec<u8>) -> Arc<Dump> {
    match dump::read(
        &FilePath::from(name),
        Bytes::from(bytes),
        ReadOptions::default(),
    ) {
        Some(dump) => Arc::new(dump),
        None => panic!("{name} is no dump"),
    }
}

pub(super) fn timeline(dumps: &[Arc<Dump>]) -> Arc<Timeline> {
    Store::default()
        .apply(dumps.iter().cloned().map(DumpChange::Read).collect())
        .timeline
}

pub(super) fn day(dumps: &[Arc<Dump>]) -> Arc<Day> {
    Arc::clone(timeline(dumps).days().first().expect("a day"))
}

pub(super) fn texts(day: &Day) -> Vec<&str> {
    day.items().map(|item| item.text()).collect()
}

pub(super) fn ids(day: &Day) -> Vec<ItemId> {
    day.items().map(|item| item.id()).collect()
}
