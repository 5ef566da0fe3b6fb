//! The watcher without events, and where no stamp of a file can be trusted: each look reads.

use std::fs;
use std::fs::{File, Permissions};
use std::io::ErrorKind;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use super::{DUMP, *};
use crate::watch::reread::{StatOptions, reread};
use crate::watch::{EventHint, NoEvents};

struct Unaided {
    watcher: Watcher,
    now: ClockReading,
}

impl Unaided {
    fn watching(path: &Path) -> Self {
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
            let reading = reread(&path, None, stat, settings.options, now);
            reading
                .into_iter()
                .for_each(|reading| watcher.add_loaded(reading, now));
        }
        watcher.finish_load(now);
        Self { watcher, now }
    }

    /// What is believed while so much time passes.
    fn pass(&mut self, time: Duration) -> Vec<DumpChange> {
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
fn two_names_of_one_file_do_not_call_for_each_other_for_ever() {
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
fn what_a_file_loses_where_it_stands_is_doubted_though_another_name_of_it_was_seen_whole() {
    let home = tempfile::tempdir().unwrap();
    let [a, b] = ["a.md", "b.md"].map(|name| home.path().join(name));
    let mut unaided = Unaided::watching(home.path());
    fs::write(&a, DUMP).unwrap();
    unaided.pass(Duration::from_secs(10));
    fs::hard_link(&a, &b).unwrap();
    unaided.pass(Duration::from_secs(10));
    fs::remove_file(&b).unwrap();
    fs::write(&a, DUMP.replace("**[09:31]** 晨星", "**[09:45]** 远山")).unwrap();
    unaided.watcher.handle_hint(&EventHint::At(a), unaided.now);
    let changes = unaided.pass(Duration::from_millis(100));
    assert!(
        matches!(&changes[..], [DumpChange::Read(dump)] if dump.records.len() == 2),
        "{changes:?}"
    );
}

#[test]
fn what_is_believed_lost_together_was_looked_for_since_the_last_of_it_was_missing_for_long_enough()
{
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
        unaided
            .watcher
            .handle_hint(&EventHint::At(path.clone()), unaided.now);
        changes.extend(unaided.pass(Duration::from_millis(1300)));
    }
    // Because of the first everything is looked at, and then the second comes back.
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
fn a_dump_in_whose_place_a_folder_stood_for_a_moment_is_looked_at_again() {
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
    // Of all events only that of the folder arrives.
    unaided
        .watcher
        .handle_hint(&EventHint::At(home.path().into()), unaided.now);
    let changes = unaided.pass(Duration::from_secs(10));
    assert!(
        matches!(&changes[..], [DumpChange::Read(dump)] if dump.text.ends_with("二成。\n".as_bytes())),
        "{changes:?}"
    );
}

#[test]
fn what_came_while_we_watch_is_looked_at_with_every_tick_whatever_its_stamps_say() {
    let home = tempfile::tempdir().unwrap();
    let old = |number: u32| home.path().join(format!("old{number}.md"));
    (0..9).for_each(|number| {
        fs::write(old(number), DUMP.replace("晨星", &number.to_string())).unwrap()
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
fn of_very_many_that_come_at_once_most_are_as_old_as_their_stamps_say() {
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

/// Takes the permission to read a file. Permissions do not bind root: a file of the system that nobody may read then takes
/// its place.
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
fn what_must_not_be_read_any_more_is_told_and_what_was_read_of_it_stays() {
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
