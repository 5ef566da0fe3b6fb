//! The watcher with the system's events and a frozen clock: no tick can find what an event should have reported.

mod away;
mod folders;
mod moved;
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

/// Only a test that has failed waits so long.
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
            "nothing is due while the clock is frozen"
        );
        Self {
            watcher,
            hints,
            now,
        }
    }

    /// Returns the change that the next hints cause.
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
fn a_folder_created_later_is_found_by_event() {
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
fn a_file_created_later_is_found_by_event() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("not/yet/a.md");
    let mut frozen = FrozenClock::watching(&path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(home.path().join("draft"), DUMP).unwrap();
    fs::rename(home.path().join("draft"), &path).unwrap();
    assert!(matches!(frozen.change(), DumpChange::Read(dump) if *dump.path == *path));
}

#[test]
fn only_the_nearest_parent_is_watched() {
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

/// The system's events, but a folder of this name vanishes before it can be watched, and appears again right after.
struct LateEvents(&'static str, NotifyEvents);

impl EventSource for LateEvents {
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
fn a_folder_may_vanish_before_it_is_watched() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("brief")).unwrap();
    let now = ClockReading::now();
    let settings = WatchSettings {
        paths: vec![home.path().to_owned()],
        ..WatchSettings::default()
    };
    let eyes = LateEvents("brief", NotifyEvents::new(8, |_| {}).unwrap());
    let mut watcher = Watcher::new(settings, Box::new(eyes), now);
    watcher.start(now);
    watcher.finish_load(now);
    assert_eq!(watcher.status().sources[0].state, SourceState::Watching);
}

/// The system's events, but a folder of this name cannot be watched at first.
struct DeniedEvents(&'static str, NotifyEvents, u32);

impl EventSource for DeniedEvents {
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
fn a_denied_folder_does_not_cause_polling() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("closed")).unwrap();
    let now = ClockReading::now();
    let settings = WatchSettings {
        paths: vec![home.path().to_owned()],
        ..WatchSettings::default()
    };
    let eyes = DeniedEvents("closed", NotifyEvents::new(8, |_| {}).unwrap(), 1);
    let mut watcher = Watcher::new(settings, Box::new(eyes), now);
    watcher.start(now);
    watcher.finish_load(now);
    assert_eq!(watcher.status().sources[0].state, SourceState::Watching);
}

/// Sends nothing, and refuses each folder but the first.
struct OneWatch(bool);

impl EventSource for OneWatch {
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
fn losing_events_starts_polling() {
    let home = tempfile::tempdir().unwrap();
    let now = ClockReading::now();
    let settings = WatchSettings {
        paths: vec![home.path().to_owned()],
        ..WatchSettings::default()
    };
    let mut watcher = Watcher::new(settings, Box::new(OneWatch(false)), now);
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
