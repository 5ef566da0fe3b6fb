//! A source that appears after the start.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use super::{FLASH, OTHER, TestTail};
use crate::item::Stamp;
use crate::watch::{ClockReading, NoEvents, WatchSettings, Watcher};

const BETWEEN: &str = "**[09:35]** 财联社1月6日电，晨星股份公布一季度业绩。\n\n";

struct FollowedSource {
    watcher: Watcher,
    tail: TestTail,
    now: Instant,
}

impl FollowedSource {
    /// Starts long after the times of the entries.
    fn new(source: &Path) -> Self {
        let now = Instant::now();
        let settings = WatchSettings {
            paths: vec![source.to_owned()],
            ..WatchSettings::default()
        };
        let mut watcher = Watcher::new(settings, Box::new(NoEvents), reading(now));
        assert!(watcher.start(reading(now)).is_empty());
        watcher.finish_load(reading(now));
        let tail = TestTail::new("");
        Self { watcher, tail, now }
    }

    /// Returns what is printed while time passes.
    fn passes(&mut self, length: Duration) -> Vec<String> {
        let (until, mut printed) = (self.now + length, Vec::new());
        while self.now < until {
            let changes = self.watcher.step(reading(self.now));
            let late = self.watcher.late_places().cloned().collect();
            let store = &mut self.tail.store;
            store.set_late_places(Stamp::LAST, late);
            let update = store.apply(changes);
            printed.extend(self.tail.takes(update).into_iter().map(|(text, _)| text));
            self.now += Duration::from_millis(100);
        }
        printed
    }
}

fn reading(at: Instant) -> ClockReading {
    ClockReading {
        at,
        wall: SystemTime::now(),
    }
}

fn write(source: &Path, name: &str, entries: &[&str]) {
    let text = format!(
        "# 财联社【普通】电报 - 2026-01-06\n\n---\n\n{}",
        entries.concat()
    );
    fs::write(source.join(name), text).unwrap();
}

#[test]
fn late_source_prints_what_is_inserted_later() {
    let home = tempfile::tempdir().unwrap();
    let source = home.path().join("later");
    let mut followed = FollowedSource::new(&source);
    fs::create_dir(&source).unwrap();
    assert_eq!(followed.passes(Duration::from_secs(30)), [""; 0]);
    write(&source, "a.md", &[FLASH]);
    assert_eq!(followed.passes(Duration::from_secs(8)), [""; 0]);
    write(&source, "b.md", &[OTHER]);
    assert_eq!(
        followed.passes(Duration::from_secs(20)),
        [""; 0],
        "it was there"
    );
    write(&source, "a.md", &[FLASH, BETWEEN]);
    let printed = followed.passes(Duration::from_secs(5));
    assert_eq!(printed.len(), 1, "{printed:?}");
    assert!(printed[0].contains("晨星"));
}
