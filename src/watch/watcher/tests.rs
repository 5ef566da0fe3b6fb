//! The watcher with the system's events and a clock that stands frozen, so that no sweep can find what an event should.

mod folders;
mod unaided;

use std::fs;
use std::path::Path;
use std::time::Duration;

use crossbeam_channel::{Receiver, unbounded};

use super::*;
use crate::dump::DumpChange;
use crate::watch::error::ReadError;
use crate::watch::events::NotifyEvents;
use crate::watch::{EventHint, SourceState, SourceStatus};

/// A wait that only ends a test which has failed already.
const FOR_EVER: Duration = Duration::from_secs(60);

const DUMP: &str =
    "# 财联社【普通】电报 - 2026-01-06\n\n**[09:31]** 晨星股份一季度净利润同比增长一成。\n";

struct FrozenClock {
    watcher: Watcher,
    hints: Receiver<EventHint>,
    now: ClockReading,
}

impl FrozenClock {
    fn watching(path: &Path) -> Self {
        let (sender, hints) = unbounded();
        let eyes = NotifyEvents::new(100, move |hint| drop(sender.send(hint))).unwrap();
        let now = ClockReading::now();
        let settings = WatchSettings {
            paths: vec![path.to_owned()],
            ..WatchSettings::default()
        };
        let mut watcher = Watcher::new(settings, Box::new(eyes), now);
        watcher.start(now);
        watcher.finish_load(now);
        // The sweep that ends the first load.
        watcher.step(now);
        assert!(
            watcher.next_due(now) > now.at,
            "nothing is due while the clock stands frozen"
        );
        Self {
            watcher,
            hints,
            now,
        }
    }

    /// The change that follows from the next hints alone.
    fn change(&mut self) -> DumpChange {
        loop {
            let hint = self
                .hints
                .recv_timeout(FOR_EVER)
                .expect("an event leads to a change");
            self.watcher.handle_hint(&hint, self.now);
            if let Some(change) = self.watcher.step(self.now).pop() {
                return change;
            }
        }
    }

    fn is_missing(&self) -> bool {
        matches!(
            self.watcher.status().sources[..],
            [SourceStatus {
                state: SourceState::Missing(_),
                ..
            }]
        )
    }
}

#[test]
fn a_folder_that_is_made_later_is_taken_up_by_its_event() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("a/b/dumps");
    let mut frozen = FrozenClock::watching(&root);
    assert!(frozen.is_missing());
    fs::create_dir_all(&root).unwrap();
    fs::write(root.join("a.md"), DUMP).unwrap();
    assert!(matches!(frozen.change(), DumpChange::Read(dump) if *dump.path == *root.join("a.md")));
    assert!(!frozen.is_missing());
}

#[test]
fn a_file_that_is_written_later_is_taken_up_by_its_event() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("not/yet/a.md");
    let mut frozen = FrozenClock::watching(&path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(home.path().join("draft"), DUMP).unwrap();
    fs::rename(home.path().join("draft"), &path).unwrap();
    assert!(matches!(frozen.change(), DumpChange::Read(dump) if *dump.path == *path));
}

#[test]
fn only_the_nearest_folder_is_watched_and_no_longer_than_the_path_is_missing() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("a/dumps");
    let mut frozen = FrozenClock::watching(&root);
    let watched = |frozen: &FrozenClock| {
        frozen
            .watcher
            .pending_roots
            .values()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(watched(&frozen), [home.path().into()]);
    fs::create_dir(home.path().join("a")).unwrap();
    frozen
        .watcher
        .handle_hint(&EventHint::At(home.path().join("a")), frozen.now);
    assert_eq!(watched(&frozen), [home.path().join("a").into()]);
    fs::create_dir(&root).unwrap();
    frozen.watcher.handle_hint(&EventHint::At(root), frozen.now);
    assert_eq!(watched(&frozen), []);
}

/// The system's, but a folder by this name is gone before it can be watched, and another one stands there right after.
struct TooLate(&'static str, NotifyEvents);

impl EventSource for TooLate {
    fn watch(&mut self, folder: &Path) -> Result<(), ReadError> {
        let late = folder.ends_with(self.0);
        if late {
            fs::remove_dir(folder).unwrap();
        }
        let watched = self.1.watch(folder);
        if late {
            fs::create_dir(folder).unwrap();
        }
        watched
    }

    fn unwatch(&mut self, folder: &Path) {
        self.1.unwatch(folder);
    }
}

#[test]
fn a_folder_that_vanishes_before_it_can_be_watched_does_not_end_the_watching_of_others() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("brief")).unwrap();
    let now = ClockReading::now();
    let settings = WatchSettings {
        paths: vec![home.path().to_owned()],
        ..WatchSettings::default()
    };
    let eyes = TooLate("brief", NotifyEvents::new(8, |_| {}).unwrap());
    let mut watcher = Watcher::new(settings, Box::new(eyes), now);
    watcher.start(now);
    watcher.finish_load(now);
    assert_eq!(watcher.status().sources[0].state, SourceState::Watching);
}

/// The system's, but a folder by this name must not be watched at first.
struct Forbidden(&'static str, NotifyEvents, u32);

impl EventSource for Forbidden {
    fn watch(&mut self, folder: &Path) -> Result<(), ReadError> {
        if folder.ends_with(self.0) && self.2 > 0 {
            self.2 -= 1;
            return Err(std::io::Error::from(std::io::ErrorKind::PermissionDenied).into());
        }
        self.1.watch(folder)
    }

    fn unwatch(&mut self, folder: &Path) {
        self.1.unwatch(folder);
    }
}

#[test]
fn a_folder_that_must_not_be_watched_is_no_reason_to_poll_everything() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("closed")).unwrap();
    let now = ClockReading::now();
    let settings = WatchSettings {
        paths: vec![home.path().to_owned()],
        ..WatchSettings::default()
    };
    let eyes = Forbidden("closed", NotifyEvents::new(8, |_| {}).unwrap(), 1);
    let mut watcher = Watcher::new(settings, Box::new(eyes), now);
    watcher.start(now);
    watcher.finish_load(now);
    assert_eq!(watcher.status().sources[0].state, SourceState::Watching);
}

/// Sees nothing, and says so for each folder but the first.
struct OneEye(bool);

impl EventSource for OneEye {
    fn watch(&mut self, _: &Path) -> Result<(), ReadError> {
        if mem::replace(&mut self.0, true) {
            Err(ReadError::WatchLimit)
        } else {
            Ok(())
        }
    }

    fn unwatch(&mut self, _: &Path) {}
}

#[test]
fn where_events_end_while_it_runs_it_looks_more_often_from_then_on() {
    let home = tempfile::tempdir().unwrap();
    let now = ClockReading::now();
    let settings = WatchSettings {
        paths: vec![home.path().to_owned()],
        ..WatchSettings::default()
    };
    let mut watcher = Watcher::new(settings, Box::new(OneEye(false)), now);
    watcher.start(now);
    watcher.finish_load(now);
    watcher.step(now);
    assert_eq!(watcher.next_due(now), now.at + Pace::EVENTS.tick);
    fs::create_dir(home.path().join("more")).unwrap();
    watcher.handle_hint(&EventHint::At(home.path().join("more")), now);
    watcher.step(now);
    assert!(matches!(
        watcher.status().sources[0].state,
        SourceState::Polling(_)
    ));
    assert_eq!(watcher.next_due(now), now.at + Pace::POLLING.tick);
}
