//! A dump that grows byte by byte, even inside a character. At every byte no old item is missing, doubled or revised,
//! whatever the encoding.

use std::time::{Instant, SystemTime};

use super::sameness::{ENCODERS, Encoder, SCRAPERS, STORIES};
use super::*;
use crate::timeline::Store;
use crate::watch::{ClockReading, EventHint, NoEvents, Watcher};

/// A watcher that is driven step by step, and a timeline of its changes.
struct Driven {
    path: PathBuf,
    watcher: Watcher,
    store: Store,
    now: ClockReading,
    _folder: tempfile::TempDir,
}

impl Driven {
    fn new(bytes: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("财联社电报_2026-05-31.md");
        let now = ClockReading {
            at: Instant::now(),
            wall: SystemTime::UNIX_EPOCH,
        };
        let settings = WatchSettings {
            paths: vec![folder.path().to_owned()],
            ..WatchSettings::default()
        };
        let mut watcher = Watcher::new(settings, Box::new(NoEvents), now);
        watcher.start(now);
        watcher.finish_load(now);
        let mut driven = Self {
            path,
            watcher,
            store: Store::default(),
            now,
            _folder: folder,
        };
        driven.write(bytes);
        driven
    }

    /// Writes the dump some milliseconds later. Returns the texts that are shown then.
    fn write(&mut self, bytes: &[u8]) -> Vec<String> {
        fs::write(&self.path, bytes).unwrap();
        self.now.at += Duration::from_millis(12);
        self.watcher
            .handle_hint(&EventHint::At(self.path.clone()), self.now);
        self.step()
    }

    fn step(&mut self) -> Vec<String> {
        while self.watcher.next_due(self.now) <= self.now.at {
            let changes = self.watcher.step(self.now);
            self.store.apply(changes);
        }
        texts(&self.store.timeline())
    }
}

/// How many bytes are skipped between two tries; no multiple of a character's length.
const STRIDE: usize = 7;

/// The dumps of every scraper that appends, before and after its last two stories, in an encoding.
fn growing(encode: Encoder) -> impl Iterator<Item = (Vec<u8>, Vec<u8>)> {
    let both = SCRAPERS.into_iter().map(move |write| {
        (
            encode(&write(&STORIES[1..4])),
            encode(&write(&STORIES[1..])),
        )
    });
    both.filter(|(before, after)| after.starts_with(before))
}

/// How often texts have changed.
fn revisions(store: &Store) -> usize {
    store
        .timeline()
        .days()
        .iter()
        .flat_map(|day| day.items().map(|item| item.revision()).collect::<Vec<_>>())
        .sum()
}

fn append_torn_at_every_byte(encode: Encoder) {
    let mut kinds = 0;
    for (before, after) in growing(encode) {
        let mut driven = Driven::new(&before);
        let old = texts(&driven.store.timeline());
        assert_eq!(old.len(), 3);
        for end in before.len()..=after.len() {
            let shown = driven.write(&after[..end]);
            // The first bytes of a torn entry may pass for the end of the text before.
            let is_once =
                |text: &String| shown.iter().filter(|other| other.starts_with(text)).count() == 1;
            let rest = crate::dump::decode(&after[..end]);
            assert!(
                old.iter().all(is_once) && shown.len() <= 5,
                "{rest}: {shown:#?}"
            );
            assert_eq!(revisions(&driven.store), 0, "{rest}: {shown:#?}");
        }
        assert_eq!(
            texts(&driven.store.timeline()),
            texts(&Driven::new(&after).store.timeline())
        );
        kinds += 1;
    }
    assert_eq!(kinds, 7);
}

#[test]
fn append_torn_at_any_byte_changes_no_old_item() {
    append_torn_at_every_byte(ENCODERS[0]);
}

#[test]
fn append_torn_in_a_character_is_no_revision() {
    [ENCODERS[2], ENCODERS[4]]
        .into_iter()
        .for_each(append_torn_at_every_byte);
}

#[test]
fn truncated_and_refilled_dump_loses_nothing() {
    for (_, after) in [ENCODERS[0], ENCODERS[2], ENCODERS[4]]
        .into_iter()
        .flat_map(growing)
    {
        let mut driven = Driven::new(&after);
        let old = texts(&driven.store.timeline());
        assert_eq!(old.len(), 5);
        for end in (0..=after.len()).step_by(STRIDE) {
            assert_eq!(
                driven.write(&after[..end]),
                old,
                "{}",
                crate::dump::decode(&after[..end])
            );
            assert_eq!(driven.write(&after), old);
        }
    }
}
