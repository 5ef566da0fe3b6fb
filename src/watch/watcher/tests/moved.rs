//! A dump that is moved while a change of it is pending, and one that gets the inode of another.

use std::fs;
use std::time::Duration;

use super::DUMP;
use super::unaided::Unaided;
use crate::dump::DumpChange;

const LATER: &str = "\n**[09:45]** 远山科技发布新一代芯片，称能耗下降三成。\n";

/// Rotated while its second entry is missing, and the new file has an entry that may pass for a later wording of the first.
#[test]
fn moved_dump_shows_at_once_what_it_has() {
    let home = tempfile::tempdir().unwrap();
    let [path, rotated] = ["a.md", "a.md.1"].map(|name| home.path().join(name));
    fs::write(&path, format!("{DUMP}{LATER}")).unwrap();
    let mut unaided = Unaided::watching(home.path());
    fs::write(&path, DUMP).unwrap();
    unaided.hint_at(&path);
    let changes = unaided.pass(Duration::from_millis(100));
    assert!(changes.is_empty(), "the missing entry stays: {changes:?}");
    fs::rename(&path, &rotated).unwrap();
    fs::write(&path, DUMP.replace("一成", "二成")).unwrap();
    unaided.hint_at(&path);
    unaided.hint_at(&rotated);
    let changes = unaided.pass(Duration::from_millis(100));
    let has_it = |change: &DumpChange| {
        matches!(change, DumpChange::Read(dump)
            if *dump.path == *rotated && String::from_utf8_lossy(&dump.text).contains("一成"))
    };
    assert!(changes.iter().any(has_it), "{changes:?}");
}

/// The event of the new name is lost.
#[test]
fn rotated_dump_is_found_without_its_event() {
    let home = tempfile::tempdir().unwrap();
    let [path, rotated] = ["a.md", "a.md.1"].map(|name| home.path().join(name));
    fs::write(&path, DUMP).unwrap();
    let mut unaided = Unaided::watching(home.path());
    unaided.pass(Duration::from_secs(10));
    fs::rename(&path, &rotated).unwrap();
    fs::write(&path, DUMP.replace("一成", "二成")).unwrap();
    unaided.hint_at(&path);
    let shown = unaided.pass(Duration::from_millis(100));
    let paths = shown.iter().map(|change| match change {
        DumpChange::Read(dump) => &*dump.path,
        DumpChange::Departed(_) | DumpChange::Gone(_) => panic!("{shown:?}"),
    });
    assert_eq!(paths.collect::<Vec<_>>(), [&*rotated, &*path]);
}

/// As on ext4, where a new file mostly gets the inode of the one that was deleted last.
#[test]
fn new_dump_with_a_known_inode_is_shown_at_once() {
    let home = tempfile::tempdir().unwrap();
    let [old, new] = ["a.md", "b.md"].map(|name| home.path().join(name));
    fs::write(&old, DUMP).unwrap();
    let mut unaided = Unaided::watching(home.path());
    fs::rename(&old, &new).unwrap();
    fs::write(&new, DUMP.replace("**[09:31]** 晨星", "**[09:45]** 远山")).unwrap();
    unaided.hint_at(&new);
    let changes = unaided.pass(Duration::ZERO);
    assert!(
        matches!(&changes[..], [DumpChange::Read(dump)] if *dump.path == *new),
        "{changes:?}"
    );
}

/// Renamed, and then a story is written before the first one: halfway the first one has the minute of the other.
#[test]
fn moved_dump_may_be_half_overwritten() {
    let home = tempfile::tempdir().unwrap();
    let [old, new] = ["a.md", "b.md"].map(|name| home.path().join(name));
    fs::write(&old, DUMP).unwrap();
    let mut unaided = Unaided::watching(home.path());
    fs::rename(&old, &new).unwrap();
    fs::write(&new, DUMP.replace("09:31", "09:45")).unwrap();
    unaided.hint_at(&new);
    let changes = unaided.pass(Duration::from_millis(40));
    assert!(changes.is_empty(), "{changes:?}");
}
