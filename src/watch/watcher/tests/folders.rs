//! Folders that are moved, deleted and created again, with the system's events alone.

use std::io::Write as _;
use std::path::Path;

use super::*;
use crate::watch::watcher::hints::MIN_REREAD_INTERVAL;

const MORE: &str = "\n**[09:32]** 远山科技发布新一代芯片。\n";

/// Longer than the least time between two readings, so that each hint is followed at once.
const BETWEEN_HINTS: Duration = MIN_REREAD_INTERVAL.saturating_mul(2);

/// A loaded folder with one dump.
fn home() -> (tempfile::TempDir, FrozenClock) {
    let home = tempfile::tempdir().unwrap();
    let mut frozen = FrozenClock::watching(&home.path().join("root"));
    fs::create_dir_all(home.path().join("root/a")).unwrap();
    fs::write(home.path().join("draft"), DUMP).unwrap();
    fs::rename(home.path().join("draft"), home.path().join("root/a/x.md")).unwrap();
    frozen.until_read(&home.path().join("root/a/x.md"), 1);
    (home, frozen)
}

impl FrozenClock {
    /// Handles hints, one every few milliseconds, until the condition holds. There is no tick in so short a time.
    fn until(&mut self, condition: impl Fn(&Watcher, &[DumpChange]) -> bool) {
        let tick = self.now.at + Duration::from_secs(2);
        let mut changes = Vec::new();
        loop {
            while self.watcher.next_due(self.now) <= self.now.at {
                changes.extend(self.watcher.step(self.now));
            }
            if condition(&self.watcher, &changes) {
                return;
            }
            let hint = self
                .hints
                .recv_timeout(FOR_EVER)
                .expect("an event leads there");
            self.now.at += BETWEEN_HINTS;
            assert!(self.now.at < tick, "the events have led nowhere");
            self.watcher.handle_hint(&hint, self.now);
        }
    }

    /// Waits until this dump is shown with this number of entries.
    fn until_read(&mut self, path: &Path, entries: usize) {
        let is_it = |change: &DumpChange| matches!(change, DumpChange::Read(dump) if *dump.path == *path && dump.records.len() == entries);
        self.until(|_, changes| changes.iter().any(is_it));
    }

    /// Waits until this dump has a pending change.
    fn until_pending(&mut self, path: &Path) {
        self.until(|watcher, _| watcher.pending.contains(path.as_os_str()));
    }
}

fn append(path: &Path) {
    fs::OpenOptions::new()
        .append(true)
        .open(path)
        .unwrap()
        .write_all(MORE.as_bytes())
        .unwrap();
}

#[test]
fn a_folder_moved_in_the_tree_is_followed() {
    let (home, mut frozen) = home();
    let root = home.path().join("root");
    fs::rename(root.join("a"), root.join("b")).unwrap();
    frozen.until_read(&root.join("b/x.md"), 1);
    append(&root.join("b/x.md"));
    frozen.until_read(&root.join("b/x.md"), 2);
    assert!(
        !frozen.watcher.tree.contains(&root.join("a"))
            && frozen.watcher.tree.contains(&root.join("b"))
    );
}

#[test]
fn a_folder_moved_out_and_back_is_followed() {
    let (home, mut frozen) = home();
    let root = home.path().join("root");
    fs::rename(root.join("a"), home.path().join("out")).unwrap();
    frozen.until_pending(&root.join("a/x.md"));
    fs::rename(home.path().join("out"), root.join("a")).unwrap();
    append(&root.join("a/x.md"));
    frozen.until_read(&root.join("a/x.md"), 2);
    append(&root.join("a/x.md"));
    frozen.until_read(&root.join("a/x.md"), 3);
}

#[test]
fn a_root_deleted_and_created_again_is_followed() {
    let (home, mut frozen) = home();
    let root = home.path().join("root");
    fs::remove_dir_all(&root).unwrap();
    frozen.until_pending(&root.join("a/x.md"));
    fs::create_dir_all(root.join("a")).unwrap();
    fs::write(root.join("a/x.md"), [DUMP, MORE].concat()).unwrap();
    frozen.until_read(&root.join("a/x.md"), 2);
    append(&root.join("a/x.md"));
    frozen.until_read(&root.join("a/x.md"), 3);
}

#[test]
fn a_deep_tree_created_at_once_is_followed() {
    let (home, mut frozen) = home();
    let deep = home.path().join("root").join("d/".repeat(20));
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("x.md"), DUMP).unwrap();
    frozen.until_read(&deep.join("x.md"), 1);
    append(&deep.join("x.md"));
    frozen.until_read(&deep.join("x.md"), 2);
}
