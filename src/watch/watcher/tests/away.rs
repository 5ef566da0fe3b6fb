//! Sources that are away as a whole: their dumps stay.

use std::fs;
use std::path::{Path, PathBuf};

use super::unaided::Unaided;
use super::*;

const MORE: &str = "\n**[09:32]** 远山科技发布新一代芯片。\n";

struct Home {
    folder: tempfile::TempDir,
    unaided: Unaided,
}

impl Home {
    /// Follows a folder with two dumps.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("root/below")).unwrap();
        fs::write(folder.path().join("root/a.md"), DUMP).unwrap();
        fs::write(folder.path().join("root/below/b.md"), DUMP).unwrap();
        let unaided = Unaided::watching(&folder.path().join("root"));
        Self { folder, unaided }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("root")
    }

    fn pass(&mut self, milliseconds: u64) -> Vec<DumpChange> {
        self.unaided.pass(Duration::from_millis(milliseconds))
    }

    fn take_away(&self) {
        fs::rename(self.root(), self.folder.path().join("away")).unwrap();
    }

    fn bring_back(&self) {
        fs::rename(self.folder.path().join("away"), self.root()).unwrap();
    }

    fn is_missing(&self) -> bool {
        let status = self.unaided.watcher.status();
        assert!(status.errors.is_empty(), "the source has the error");
        matches!(status.sources[0].state, SourceState::Missing(_))
    }
}

fn is_gone(changes: &[DumpChange], path: &Path) -> bool {
    matches!(changes, [DumpChange::Gone(gone)] if **gone == *path)
}

#[test]
fn dumps_of_a_missing_root_stay() {
    let mut home = Home::new();
    home.pass(10_000);
    home.take_away();
    assert!(home.pass(700_000).is_empty(), "nothing is to show");
    assert!(home.is_missing());
    home.bring_back();
    let read = home.pass(10_000);
    assert!(
        read.iter()
            .all(|change| matches!(change, DumpChange::Read(_))),
        "{read:?}"
    );
    assert!(!home.is_missing());
    let a = home.root().join("a.md");
    fs::write(&a, [DUMP, MORE].concat()).unwrap();
    let changes = home.pass(3000);
    assert!(
        matches!(&changes[..], [DumpChange::Read(dump)] if *dump.path == *a),
        "{changes:?}"
    );
}

#[test]
fn dump_that_does_not_come_back_goes() {
    let mut home = Home::new();
    home.pass(10_000);
    home.take_away();
    home.pass(10_000);
    fs::remove_file(home.folder.path().join("away/below/b.md")).unwrap();
    home.bring_back();
    assert!(is_gone(&home.pass(10_000), &home.root().join("below/b.md")));
}

/// A folder is deleted file by file, and its root last.
#[test]
fn pending_loss_waits_for_a_missing_root() {
    let mut home = Home::new();
    home.pass(10_000);
    let b = home.root().join("below/b.md");
    fs::remove_file(&b).unwrap();
    assert!(home.pass(2100).is_empty(), "it is pending");
    home.take_away();
    assert!(home.pass(60_000).is_empty(), "its place is away");
    home.bring_back();
    assert!(is_gone(&home.pass(10_000), &b));
}

#[test]
fn named_dump_that_is_missing_stays() {
    let folder = tempfile::tempdir().unwrap();
    let dump = folder.path().join("a.md");
    fs::write(&dump, DUMP).unwrap();
    let mut unaided = Unaided::watching(&dump);
    fs::remove_file(&dump).unwrap();
    assert!(unaided.pass(Duration::from_secs(60)).is_empty());
    fs::create_dir(&dump).unwrap();
    let changes = unaided.pass(Duration::from_secs(10));
    assert!(is_gone(&changes, &dump), "a folder is another source");
}

#[test]
fn only_a_source_missing_at_the_start_is_late() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("root");
    let is_late = |watcher: &Watcher| watcher.late_places().any(|place| **place == *root);
    let mut unaided = Unaided::watching(&root);
    fs::create_dir(&root).unwrap();
    unaided.pass(Duration::from_secs(10));
    assert!(is_late(&unaided.watcher));
    let mut unaided = Unaided::watching(&root);
    fs::remove_dir(&root).unwrap();
    unaided.pass(Duration::from_secs(10));
    fs::create_dir(&root).unwrap();
    unaided.pass(Duration::from_secs(10));
    assert!(!is_late(&unaided.watcher));
}
