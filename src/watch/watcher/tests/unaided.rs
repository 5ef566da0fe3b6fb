//! The watcher without events, on a file system whose stamps cannot be trusted: each look reads.

use std::fs;
use std::fs::{File, Permissions};
use std::io::ErrorKind;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use super::{DUMP, *};
use crate::watch::reread::{FileLook, StatOptions, reread};
use crate::watch::{EventHint, NoEvents};

pub(super) struct Unaided {
    pub(super) watcher: Watcher,
    now: ClockReading,
}

impl Unaided {
    pub(super) fn watching(path: &Path) -> Self {
        let now = ClockReading {
            at: Instant::now(),
            wall: SystemTime::UNIX_EPOCH,
        };
        let settings = WatchSettings {
            paths: vec![path.to_owned()],
            ..WatchSettings::default()
        };
        let mut watcher = Watcher::new(settings.clone(), Box::new(NoEvents), now);
        for path in watcher.start(now) {
            let stat = StatOptions::default();
            match reread(&path, None, stat, &settings, || None, now) {
                FileLook::Read(reading) => watcher.add_loaded(reading, now),
                FileLook::Unchanged | FileLook::SameBytes(_) => panic!("it was not read before"),
            }
        }
        watcher.finish_load(now);
        Self { watcher, now }
    }

    pub(super) fn hint_at(&mut self, path: &Path) {
        let hint = EventHint::At(path.to_owned());
        self.watcher.handle_hint(&hint, self.now);
    }

    /// Returns the changes while time passes.
    pub(super) fn pass(&mut self, time: Duration) -> Vec<DumpChange> {
        let (until, mut changes, mut looks) = (self.now.at + time, Vec::new(), 0);
        while self.watcher.next_due(self.now) <= until {
            self.now.at = self.now.at.max(self.watcher.next_due(self.now));
            changes.extend(self.watcher.step(self.now));
            looks += 1;
            assert!(looks < 10_000, "it looks for ever");
        }
        self.now.at = until;
        changes
    }
}

#[test]
fn two_names_of_a_file_cause_no_endless_looks() {
    let home = tempfile::tempdir().unwrap();
    let mut unaided = Unaided::watching(home.path());
    fs::write(home.path().join("a.md"), DUMP).unwrap();
    fs::hard_link(home.path().join("a.md"), home.path().join("b.md")).unwrap();
    symlink("a.md", home.path().join("c.md")).unwrap();
    assert_eq!(unaided.pass(Duration::from_secs(10)).len(), 3);
    fs::write(home.path().join("a.md"), DUMP.replace("一成", "二成")).unwrap();
    assert_eq!(unaided.pass(Duration::from_secs(10)).len(), 3);
}

#[test]
fn an_entry_lingers_despite_another_file_name() {
    let home = tempfile::tempdir().unwrap();
    let [a, b] = ["a.md", "b.md"].map(|name| home.path().join(name));
    let mut unaided = Unaided::watching(home.path());
    fs::write(&a, DUMP).unwrap();
    unaided.pass(Duration::from_secs(10));
    fs::hard_link(&a, &b).unwrap();
    unaided.pass(Duration::from_secs(10));
    fs::remove_file(&b).unwrap();
    fs::write(&a, DUMP.replace("**[09:31]** 晨星", "**[09:45]** 远山")).unwrap();
    unaided.hint_at(&a);
    let changes = unaided.pass(Duration::from_millis(100));
    assert!(
        matches!(&changes[..], [DumpChange::Read(dump)] if dump.records.len() == 2),
        "{changes:?}"
    );
}

#[test]
fn losses_wait_for_a_scan_after_the_last_one() {
    let home = tempfile::tempdir().unwrap();
    let [root, away] = ["dumps", "away"].map(|name| home.path().join(name));
    let [a, b, moved] = ["a.md", "b.md", "below/b.md"].map(|name| root.join(name));
    fs::create_dir_all(root.join("below")).unwrap();
    fs::write(&a, DUMP).unwrap();
    fs::write(&b, DUMP.replace("晨星", "远山")).unwrap();
    let mut unaided = Unaided::watching(&root);
    let mut changes = unaided.pass(Duration::from_millis(2100));
    for path in [&a, &b] {
        fs::rename(path, &away).unwrap();
        unaided.hint_at(path);
        changes.extend(unaided.pass(Duration::from_millis(1300)));
    }
    // The first loss causes a scan; then the second file comes back.
    changes.extend(unaided.pass(Duration::from_millis(300)));
    fs::rename(&away, &moved).unwrap();
    changes.extend(unaided.pass(Duration::from_secs(1)));
    let is_read =
        |change: &DumpChange| matches!(change, DumpChange::Read(dump) if *dump.path == *moved);
    let is_gone = |change: &DumpChange| matches!(change, DumpChange::Gone(path) if **path == *b);
    let [read, gone] = [
        changes.iter().position(is_read),
        changes.iter().position(is_gone),
    ];
    assert!(read.is_some() && read < gone, "{changes:?}");
}

#[test]
fn a_dump_returns_after_a_folder_in_its_place() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.md");
    let mut unaided = Unaided::watching(home.path());
    fs::write(&path, DUMP).unwrap();
    assert_eq!(unaided.pass(Duration::from_secs(10)).len(), 1);
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    unaided.pass(Duration::from_secs(2));
    fs::remove_dir(&path).unwrap();
    fs::write(&path, DUMP.replace("一成", "二成")).unwrap();
    // Only the folder's event arrives.
    unaided.hint_at(home.path());
    let changes = unaided.pass(Duration::from_secs(10));
    assert!(
        matches!(&changes[..], [DumpChange::Read(dump)] if dump.text.ends_with("二成。\n".as_bytes())),
        "{changes:?}"
    );
}

#[test]
fn a_new_file_is_hot_whatever_its_times() {
    let home = tempfile::tempdir().unwrap();
    let old = |number: u32| home.path().join(format!("old{number}.md"));
    (0..9).for_each(|number| {
        fs::write(old(number), DUMP.replace("晨星", &number.to_string())).unwrap();
    });
    let mut unaided = Unaided::watching(home.path());
    let path = home.path().join("new.md");
    fs::write(&path, DUMP).unwrap();
    unaided.pass(Duration::from_secs(10));
    fs::write(
        &path,
        format!("{DUMP}\n**[09:32]** 远山科技发布新一代芯片。\n"),
    )
    .unwrap();
    let changes = unaided.pass(Pace::EVENTS.tick);
    assert!(
        matches!(&changes[..], [DumpChange::Read(dump)] if *dump.path == *path),
        "{changes:?}"
    );
}

#[test]
fn of_many_new_files_only_some_become_hot() {
    let home = tempfile::tempdir().unwrap();
    let mut unaided = Unaided::watching(home.path());
    (0..600).for_each(|number| fs::write(home.path().join(format!("{number}.md")), "").unwrap());
    unaided.pass(Duration::from_secs(10));
    let lively = (0..600).filter(|number| {
        let path = home.path().join(format!("{number}.md"));
        unaided.watcher.schedule.is_hot(&path)
    });
    assert!((1..600).contains(&lively.count()));
}

/// Makes a file unreadable. Permissions do not bind root: for root a system file that nobody can read replaces it.
fn forbid(path: &Path) {
    fs::set_permissions(path, Permissions::from_mode(0o000)).unwrap();
    if File::open(path).is_ok() {
        fs::rename(path, path.with_extension("tmp")).unwrap();
        symlink("/proc/sys/vm/compact_memory", path).unwrap();
    }
    assert_eq!(
        File::open(path).unwrap_err().kind(),
        ErrorKind::PermissionDenied
    );
}

fn permit(path: &Path) {
    if path.is_symlink() {
        fs::rename(path.with_extension("tmp"), path).unwrap();
    }
    fs::set_permissions(path, Permissions::from_mode(0o600)).unwrap();
}

#[test]
fn an_unreadable_dump_stays_with_an_error() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.md");
    let mut unaided = Unaided::watching(home.path());
    fs::write(&path, DUMP).unwrap();
    assert_eq!(unaided.pass(Duration::from_secs(10)).len(), 1);
    forbid(&path);
    assert_eq!(unaided.pass(Duration::from_secs(60)).len(), 0);
    let status = unaided.watcher.status();
    assert!(
        matches!(&status.errors[..], [trouble] if *trouble.path == path),
        "{status:?}"
    );
    permit(&path);
    fs::write(
        &path,
        format!("{DUMP}\n**[09:32]** 远山科技发布新一代芯片。\n"),
    )
    .unwrap();
    assert!(
        matches!(&unaided.pass(Duration::from_secs(10))[..], [DumpChange::Read(dump)] if dump.records.len() == 2)
    );
    assert_eq!(
        (
            unaided.watcher.status().errors.len(),
            unaided.watcher.status().dumps
        ),
        (0, 1)
    );
    forbid(&path);
    unaided.pass(Duration::from_secs(10));
    fs::remove_file(&path).unwrap();
    assert!(
        matches!(&unaided.pass(Duration::from_secs(10))[..], [DumpChange::Gone(gone)] if **gone == *path)
    );
    assert_eq!(unaided.watcher.status().errors.len(), 0);
}

#[test]
fn what_could_not_be_read_at_the_start_is_late() {
    let home = tempfile::tempdir().unwrap();
    let [unread, read] = ["a.md", "b.md"].map(|name| home.path().join(name));
    fs::write(&unread, DUMP).unwrap();
    fs::write(&read, DUMP).unwrap();
    forbid(&unread);
    let mut unaided = Unaided::watching(home.path());
    let late =
        |unaided: &Unaided| -> Vec<FilePath> { unaided.watcher.late_places().cloned().collect() };
    assert_eq!(late(&unaided), [unread.as_path().into()]);
    permit(&unread);
    let changes = unaided.pass(Duration::from_secs(3));
    assert!(
        matches!(&changes[..], [DumpChange::Read(dump)] if *dump.path == *unread),
        "{changes:?}"
    );
    assert_eq!(late(&unaided).len(), 1, "its entries are no news");
    unaided.pass(Duration::from_secs(20));
    assert_eq!(late(&unaided), []);
}
