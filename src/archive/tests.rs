//! The archive on a real folder, without its thread.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use crossbeam_channel::unbounded;
use tempfile::TempDir;

use super::folder::FolderLock;
use super::writer::ArchiveWriter;
use super::{Archiver, ArchiverSetup, Compacted, compact};
use crate::dump::{self, DumpChange, ReadOptions};
use crate::headless::format::ARCHIVED;
use crate::timeline::{Day, Store, Update};

const FILE: &str = "2026-01-06.jsonl";
const ENTRIES: [&str; 2] = ["09:31 晨星股份净利增长。", "09:32 远山科技发布芯片。"];

fn update(entries: &[&str]) -> Update {
    let mut text = "# 财联社【普通】电报 - 2026-01-06\n\n".to_owned();
    for entry in entries {
        let (time, body) = entry.split_once(' ').unwrap();
        write!(text, "**[{time}]** {body}\n\n").unwrap();
    }
    let path = "a.md".into();
    let dump = dump::read(&path, text.into(), ReadOptions::default()).unwrap();
    Store::default().apply(vec![DumpChange::Read(dump.into())])
}

fn day(entries: &[&str]) -> Arc<Day> {
    Arc::clone(&update(entries).timeline.days()[0])
}

fn write(writer: &mut ArchiveWriter, entries: &[&str], seen: &str) {
    let _lock = FolderLock::try_new(&writer.folder).unwrap().unwrap();
    writer.write(&day(entries), seen, true).unwrap();
}

fn writer(folder: &Path) -> ArchiveWriter {
    ArchiveWriter::new(folder.to_owned(), ARCHIVED)
}

/// The text and the time of each line that is whole.
fn lines(folder: &Path) -> Vec<(String, String)> {
    let text = fs::read(folder.join(FILE)).unwrap();
    let text = String::from_utf8_lossy(&text);
    let whole = text
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok());
    let field = |line: &serde_json::Value, name: &str| line[name].as_str().unwrap().to_owned();
    whole
        .map(|line: serde_json::Value| (field(&line, "text"), field(&line, "first_seen")))
        .collect()
}

fn bodies(folder: &Path) -> Vec<String> {
    lines(folder).into_iter().map(|(text, _)| text).collect()
}

fn archive() -> (TempDir, ArchiveWriter) {
    let folder = tempfile::tempdir().unwrap();
    let writer = writer(folder.path());
    (folder, writer)
}

#[test]
fn item_is_written_once_with_its_first_time() {
    let (folder, mut one) = archive();
    write(&mut one, &ENTRIES[..1], "first");
    write(&mut one, &ENTRIES, "second");
    let expected = [
        ("晨星股份净利增长。".to_owned(), "first".to_owned()),
        ("远山科技发布芯片。".to_owned(), "second".to_owned()),
    ];
    assert_eq!(lines(folder.path()), expected);
    // Another program, and the same one after a restart.
    write(&mut writer(folder.path()), &ENTRIES, "third");
    assert_eq!(lines(folder.path()), expected);
}

#[test]
fn two_writers_do_not_double() {
    let (folder, mut one) = archive();
    let mut other = writer(folder.path());
    for entries in [&ENTRIES[..1], &ENTRIES] {
        write(&mut one, entries, "");
        write(&mut other, entries, "");
    }
    assert_eq!(bodies(folder.path()).len(), 2);
    let lock = FolderLock::try_new(folder.path()).unwrap();
    assert!(lock.is_some() && FolderLock::try_new(folder.path()).unwrap().is_none());
}

#[test]
fn torn_line_is_healed_at_every_byte() {
    let (folder, mut one) = archive();
    write(&mut one, &ENTRIES, "");
    let path = folder.path().join(FILE);
    let whole = fs::read(&path).unwrap();
    let second = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for end in second..=whole.len() {
        fs::write(&path, &whole[..end]).unwrap();
        write(&mut writer(folder.path()), &ENTRIES, "");
        assert_eq!(bodies(folder.path()).len(), 2, "torn at {end}");
    }
}

#[test]
fn compact_keeps_the_last_wording() {
    let (folder, mut one) = archive();
    write(&mut one, &ENTRIES, "first");
    let path = folder.path().join(FILE);
    let line = fs::read_to_string(&path).unwrap();
    let first = line.lines().next().unwrap();
    let reworded = first
        .replace("净利增长", "净利大增")
        .replace("\"first\"", "\"second\"");
    fs::write(&path, format!("{line}{reworded}\n{line}{{\"id\":\"torn")).unwrap();
    let compacted = compact(folder.path()).unwrap();
    assert_eq!(
        compacted,
        Compacted {
            files: 1,
            removed: 4
        }
    );
    let first = "first".to_owned();
    assert_eq!(lines(folder.path()).len(), 2);
    assert!(lines(folder.path()).iter().all(|line| line.1 == first));
    assert_eq!(compact(folder.path()).unwrap(), Compacted::default());
    // A program that is running notices that the file is another.
    write(
        &mut one,
        &[&ENTRIES[..], &["09:40 大川航运下水。"]].concat(),
        "third",
    );
    assert_eq!(bodies(folder.path()).len(), 3);
}

#[test]
fn only_the_user_can_read_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("a/b");
    write(&mut writer(&folder), &ENTRIES, "");
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&folder.join(FILE))), (0o700, 0o600));
}

#[test]
fn thread_writes_before_it_ends() {
    let folder = tempfile::tempdir().unwrap();
    let setup = ArchiverSetup {
        folder: folder.path().to_owned(),
        print: ARCHIVED,
    };
    let archiver = Archiver::start(setup, |error| panic!("{error}")).unwrap();
    archiver.send(&update(&ENTRIES));
    drop(archiver);
    assert_eq!(bodies(folder.path()).len(), 2);
}

#[test]
fn error_is_reported_once() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("a");
    fs::write(&folder, "a file in its place").unwrap();
    let setup = ArchiverSetup {
        folder,
        print: ARCHIVED,
    };
    let (errors, reported) = unbounded::<io::Error>();
    let archiver = Archiver::start(setup, move |error| errors.send(error).unwrap()).unwrap();
    archiver.end_load();
    archiver.send(&update(&ENTRIES));
    reported.recv().unwrap();
    archiver.send(&update(&ENTRIES));
    drop(archiver);
    assert_eq!(reported.iter().count(), 0);
}

#[test]
fn items_of_a_load_are_written_when_it_is_over() {
    let folder = tempfile::tempdir().unwrap();
    let setup = ArchiverSetup {
        folder: folder.path().to_owned(),
        print: ARCHIVED,
    };
    let read = |name: &str, text: String| {
        let dump = dump::read(&name.into(), text.into(), ReadOptions::default()).unwrap();
        vec![DumpChange::Read(dump.into())]
    };
    let (time, body) = ENTRIES[0].split_once(' ').unwrap();
    let heading = "# 财联社【普通】电报 - 2026-01-06\n\n";
    let mut store = Store::default();
    let archiver = Archiver::start(setup, |error| panic!("{error}")).unwrap();
    archiver.send(&store.apply(read("a.md", format!("{heading}**[{time}]** {body}\n"))));
    let numbered = format!(r#"{{"id":7,"ctime":"2026-01-06 {time}:05","content":"{body}"}}"#);
    archiver.send(&store.apply(read("b.jsonl", numbered)));
    archiver.end_load();
    drop(archiver);
    let text = fs::read_to_string(folder.path().join(FILE)).unwrap();
    assert!(text.starts_with("{\"id\":\"7\","), "{text}");
    assert_eq!(text.lines().count(), 1, "not once without its number");
}
