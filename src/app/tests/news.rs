//! News for the tests, and a look at it.

use std::sync::Arc;

use bytes::Bytes;

use crate::app::test_reader::{TODAY, TestReader, dump, entries};
use crate::dump::{self, Dump};
use crate::item::Stamp;

/// Today's dump has `count` items.
pub(super) fn more(reader: &mut TestReader, count: usize) {
    reader.read(&[dump(TODAY, &entries("甲", count))]);
}

/// Draws a frame, and looks at it for two seconds.
pub(super) fn look(reader: &mut TestReader) {
    reader.draw();
    reader.wait(2);
}

/// A dump with an entry, which the wire has numbered.
pub(super) fn wire_dump(entry: &str) -> Arc<Dump> {
    let (time, content) = entry.split_once(' ').unwrap();
    let at = format!("{TODAY}T{time}:05").parse().unwrap();
    let ctime = Stamp::from_beijing(at).unwrap().unix();
    let item = format!(r#"{{"id": 7, "ctime": {ctime}, "content": "{content}"}}"#);
    let text = format!(r#"{{"error": 0, "data": {{"roll_data": [{item}]}}}}"#);
    let path = "wire.json".into();
    let dump = dump::read(&path, Bytes::from(text), dump::ReadOptions::default());
    Arc::new(dump.unwrap())
}
