//! The watcher without events, and where no stamp of a file can be trusted: each look reads.

use std::fs;
use std::os::unix::fs::symlink;
use std::time::{Duration, Instant, SystemTime};

use super::{DUMP, *};
use crate::watch::{Hint, NoEyes};

struct Blind {
    watcher: Watcher,
    now: Moment,
}

impl Blind {
    fn watching(path: &Path) -> Self {
        let now = Moment { at: Instant::now(), wall: SystemTime::UNIX_EPOCH };
        let settings = Settings { paths: vec![path.to_owned()], ..Settings::default() };
        let mut watcher = Watcher::new(settings, Box::new(NoEyes), now);
        watcher.begin(now);
        watcher.load_done(now);
        Self { watcher, now }
    }

    /// What is believed while so much time passes.
    fn pass(&mut self, time: Duration) -> Vec<Change> {
        let (until, mut changes, mut looks) = (self.now.at + time, Vec::new(), 0);
        while self.watcher.next(self.now) <= until {
            self.now.at = self.now.at.max(self.watcher.next(self.now));
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
    let mut blind = Blind::watching(home.path());
    fs::write(home.path().join("a.md"), DUMP).unwrap();
    fs::hard_link(home.path().join("a.md"), home.path().join("b.md")).unwrap();
    symlink("a.md", home.path().join("c.md")).unwrap();
    assert_eq!(blind.pass(Duration::from_secs(10)).len(), 3);
    fs::write(home.path().join("a.md"), DUMP.replace("一成", "二成")).unwrap();
    assert_eq!(blind.pass(Duration::from_secs(10)).len(), 3);
}

#[test]
fn a_dump_in_whose_place_a_folder_stood_for_a_moment_is_looked_at_again() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.md");
    let mut blind = Blind::watching(home.path());
    fs::write(&path, DUMP).unwrap();
    assert_eq!(blind.pass(Duration::from_secs(10)).len(), 1);
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    blind.pass(Duration::from_secs(2));
    fs::remove_dir(&path).unwrap();
    fs::write(&path, DUMP.replace("一成", "二成")).unwrap();
    // Of all events only that of the folder arrives.
    blind.watcher.hint(&Hint::At(home.path().into()), blind.now);
    let changes = blind.pass(Duration::from_secs(10));
    assert!(matches!(&changes[..], [Change::Read(dump)] if dump.text.ends_with("二成。\n".as_bytes())), "{changes:?}");
}
