//! What has to hold after every step, and once the scraper has rested.

use std::collections::BTreeSet;

use super::{NINE, Simulation};
use crate::feed::{load_all, tests};
use crate::item::{ItemFlags, ItemId, Stamp};
use crate::timeline::Timeline;
use crate::watch::WatchSettings;

impl Simulation {
    /// Checks what has to hold after every step. Unfinished items may have equal texts.
    pub(super) fn check(&mut self) {
        self.watcher.check_counters();
        let timeline = self.store.timeline();
        let items = || timeline.days().iter().flat_map(|day| day.items());
        if let Some(id) = duplicate(items().map(|item| item.id())) {
            self.fail(&format!("an identity is doubled: {id:?}"));
        }
        let whole = items().filter(|item| !item.flags().has(ItemFlags::PROVISIONAL));
        if let Some(text) = duplicate(whole.map(|item| item.text().trim().to_owned())) {
            self.fail(&format!("an item is doubled: {text}"));
        }
        if self.prints {
            let known = |text: &str| self.scraper.ever().keys().any(|it| it.starts_with(text));
            let mut whole = items().filter(|item| !item.flags().has(ItemFlags::PROVISIONAL));
            if let Some(item) = whole.find(|item| !known(&unixlike(item.text()))) {
                self.fail(&format!("nobody wrote it: {}", item.text()));
            }
        }
        for item in items() {
            let minute = self.scraper.ever().get(&unixlike(item.text()));
            let at =
                minute.map(|minute| Stamp::from_unix(NINE + 60 * i64::try_from(*minute).unwrap()));
            if at.is_some_and(|at| at != Some(item.stamp())) {
                self.fail(&format!("an item is misdated: {}", item.text()));
            }
            self.wordings
                .entry(item.id())
                .or_default()
                .insert(item.text().trim().to_owned());
        }
        let (shown, mut kept) = (texts(&timeline), self.scraper.kept_texts());
        kept.extend(self.scraper.rolling_texts().cloned());
        if let Some(missing) = self
            .shown
            .intersection(&kept)
            .find(|text| !shown.contains(*text))
        {
            self.fail(&format!("missing: {missing}"));
        }
        self.shown = shown;
    }

    /// Compares what is followed with a fresh load.
    pub(super) fn compare(&self) {
        let fresh = load_all(&WatchSettings {
            paths: vec![self.folder.path().join("dumps")],
            ..WatchSettings::default()
        });
        let (mut followed, fresh) = (items(&self.store.timeline()), items(&fresh.timeline));
        followed.retain(|fact| !fact.what.2.has(ItemFlags::GONE));
        let differs = |(followed, fresh): (&Fact, &Fact)| {
            followed.what != fresh.what || (followed.id != fresh.id && !self.was_reworded(followed))
        };
        if followed.len() != fresh.len() {
            self.fail(&format!(
                "followed has {} items, a fresh load {}",
                followed.len(),
                fresh.len()
            ));
        }
        if let Some(different) = followed.iter().zip(&fresh).find(|pair| differs(*pair)) {
            self.fail(&format!("followed is not fresh: {different:#?}"));
        }
        let expected = self.scraper.texts();
        let texts = present_texts(&self.store.timeline());
        if texts != expected {
            self.fail(&format!("not what was written:\n{texts:#?}\n{expected:#?}"));
        }
    }

    /// Whether an item keeps the id of an earlier text. Two names of a file may have shown one text each, so that no dump
    /// had both.
    fn was_reworded(&self, fact: &Fact) -> bool {
        fact.revised
            || (self.is_disturbed()
                && self
                    .wordings
                    .get(&fact.id)
                    .is_some_and(|texts| texts.len() > 1))
    }
}

fn texts(timeline: &Timeline) -> BTreeSet<String> {
    let texts = tests::texts(timeline).into_iter();
    texts.map(|text| unixlike(&text)).collect()
}

/// The text as the scraper knows it.
pub(super) fn unixlike(text: &str) -> String {
    text.trim().replace("\r\n", "\n")
}

/// The texts of the items that a dump still has.
fn present_texts(timeline: &Timeline) -> BTreeSet<String> {
    let items = timeline.days().iter().flat_map(|day| day.items());
    let present = items.filter(|item| !item.is_gone());
    present.map(|item| unixlike(item.text())).collect()
}

/// Returns the first duplicate.
fn duplicate<T: Ord + Clone>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut known = BTreeSet::new();
    all.into_iter().find(|one| !known.insert(one.clone()))
}

/// What a followed item and a freshly loaded one have in common.
#[derive(Debug)]
struct Fact {
    what: (Stamp, String, ItemFlags),
    id: ItemId,
    /// Whether it had other texts before.
    revised: bool,
}

fn items(timeline: &Timeline) -> Vec<Fact> {
    let items = timeline.days().iter().flat_map(|day| day.items());
    items
        .map(|item| Fact {
            what: (item.stamp(), item.text().to_owned(), item.flags()),
            id: item.id(),
            revised: item.revision() > 0,
        })
        .collect()
}
