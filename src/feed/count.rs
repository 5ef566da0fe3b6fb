//! Counting everything once, in parallel, without keeping any of it: an archive that is counted may be larger than memory.
//!
//! A day is known once all its dumps are read, and only their names tell which these are. Names can be wrong: days of which
//! dumps were found that were not read together are read again in the end, with all of these.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::identity;
use std::sync::Arc;

use super::load::{Batch, Load};
use super::once::{Loaded, begin, each_batch, load};
use super::order;
use crate::dump::Dump;
use crate::item::NewsDay;
use crate::path::FilePath;
use crate::timeline::{Day, Store, Timeline};
use crate::watch::{Found, Moment, Opinion, Settings, Status, is_stdin};

/// Reads everything, and keeps nothing but the sum of what `items` says of each day. The status tells what could not be
/// read, and nothing of what could. Standard input is kept, and what is read beside it.
pub fn count(settings: &Settings, items: impl Fn(&Day) -> usize + Sync) -> (usize, Status) {
    if settings.paths.iter().any(|path| is_stdin(path)) {
        let Loaded { timeline, status, .. } = load(settings);
        return (timeline.days().iter().map(|day| items(day)).sum(), status);
    }
    let (mut watcher, candidates) = begin(settings);
    let load = Load::passing(order::newest_first(candidates), settings.options, settings.limits);
    let mut counts = Counts::default();
    let count = |batch| Counted::of(batch, settings, &items);
    each_batch(&load, count, |counted| {
        counts.add(counted.days);
        counted.troubles.into_iter().for_each(|found| watcher.loaded(found, Moment::now()));
    });
    (counts.sum(settings, items), watcher.status())
}

/// The days of these files.
fn again(files: BTreeSet<FilePath>, settings: &Settings) -> Arc<Timeline> {
    let jobs = order::newest_first(files.into_iter().collect());
    let mut store = Store::default();
    each_batch(&Load::new(jobs, settings.options, settings.limits), identity, |batch| {
        store.adopt(batch.dumps, batch.days);
    });
    store.timeline()
}

/// What is known of a day of a batch: how many items count, and the files it was made of.
type Part = (usize, Vec<FilePath>);

/// What is left of a batch.
struct Counted {
    days: BTreeMap<NewsDay, Part>,
    /// Files with which something is wrong.
    troubles: Vec<Found>,
}

impl Counted {
    fn of(batch: Batch, settings: &Settings, items: impl Fn(&Day) -> usize) -> Self {
        let mut days: BTreeMap<NewsDay, Part> =
            batch.days.iter().map(|day| (day.day(), (items(day), Vec::new()))).collect();
        let files = batch.found.iter().flat_map(|found| found.what.dumps().iter().map(|_| &found.path));
        for (file, dated) in files.zip(&batch.dumps) {
            for day in dated.days() {
                days.entry(day).or_default().1.push(file.clone());
            }
        }
        let troubles = batch.found.into_iter().filter_map(|found| trouble(found, settings)).collect();
        Self { days, troubles }
    }
}

/// What has to be told of a file, without the items in it.
fn trouble(found: Found, settings: &Settings) -> Option<Found> {
    // Of dumps without items those are told that were named.
    let is_told = |dump: &Dump| dump.records.is_empty() && settings.paths.iter().any(|path| *path == *found.path);
    let what = match found.what {
        Opinion::Dump(_, dump) if !is_told(&dump) => return None,
        Opinion::Packed(seen, mut packed) => {
            packed.dumps.retain(|dump| is_told(dump));
            Opinion::Packed(seen, packed)
        }
        what => what,
    };
    Some(Found { what, ..found })
}

/// What was counted of all batches.
#[derive(Default)]
struct Counts {
    days: BTreeMap<NewsDay, Part>,
    /// The days of which several batches have something.
    scattered: BTreeSet<NewsDay>,
}

impl Counts {
    fn add(&mut self, days: BTreeMap<NewsDay, Part>) {
        for (day, (items, files)) in days {
            let known = self.days.entry(day).or_default();
            if !known.1.is_empty() {
                self.scattered.insert(day);
            }
            known.0 += items;
            known.1.extend(files);
        }
    }

    /// The sum over all days; those that are scattered are built of all the files that have some of them.
    fn sum(self, settings: &Settings, items: impl Fn(&Day) -> usize) -> usize {
        let (mut sum, mut files) = (0, BTreeSet::new());
        for (day, (items, from)) in self.days {
            if self.scattered.contains(&day) {
                files.extend(from);
            } else {
                sum += items;
            }
        }
        if !files.is_empty() {
            let timeline = again(files, settings);
            sum += self.scattered.iter().filter_map(|day| timeline.day(*day)).map(|day| items(day)).sum::<usize>();
        }
        sum
    }
}
