//! Where news waits for whoever shows it: however much comes, it is one update and one status.
//!
//! An update holds a timeline, and a timeline the text of every dump as it was read. Whoever kept them all while an editor
//! is open or a pipe is full would run out of memory. Two updates become one that says the same to whoever saw neither.

use std::collections::{HashMap, HashSet};
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};

use super::News;
use crate::item::{ItemId, NewsDay};
use crate::timeline::Update;
use crate::watch::WatchStatus;

/// A mailbox: where news is put, and where it is taken from.
pub fn mailbox() -> (Post, Mail) {
    let slot = Arc::new(Mutex::default());
    let (ring, bell) = bounded(1);
    (
        Post {
            slot: Arc::clone(&slot),
            ring: ring.clone(),
        },
        Mail {
            slot,
            bell,
            _ring: ring,
        },
    )
}

/// What waits.
#[derive(Debug, Default)]
struct Slot {
    update: Option<Update>,
    status: Option<WatchStatus>,
    clock: bool,
    fault: bool,
    /// Nothing more will come.
    closed: bool,
}

/// Where news is put. Nothing more comes once it is dropped.
#[derive(Debug)]
pub struct Post {
    slot: Arc<Mutex<Slot>>,
    ring: Sender<()>,
}

/// Where news is taken from.
#[derive(Debug)]
pub struct Mail {
    slot: Arc<Mutex<Slot>>,
    bell: Receiver<()>,
    /// Without it the bell would ring for ever once nothing more comes.
    _ring: Sender<()>,
}

impl Post {
    /// Puts news in; never waits.
    pub fn put(&self, news: News) {
        lock(&self.slot).put(news);
        // A bell that rings already rings for this as well.
        let _ = self.ring.try_send(());
    }
}

impl Drop for Post {
    fn drop(&mut self) {
        lock(&self.slot).closed = true;
        let _ = self.ring.try_send(());
    }
}

impl Mail {
    /// Rings once something was put in; there may be nothing any more by then.
    pub const fn bell(&self) -> &Receiver<()> {
        &self.bell
    }

    /// What waits: first the update, then the status that came with or after it.
    pub fn take(&self) -> Option<News> {
        lock(&self.slot).take()
    }

    /// Waits for news; `None` once nothing more comes.
    pub fn next(&self) -> Option<News> {
        self.wait_by(|bell| bell.recv().map_err(RecvTimeoutError::from))
            .ok()
    }

    /// Waits for news, but not for longer than this.
    pub fn wait(&self, longest: Duration) -> Result<News, RecvTimeoutError> {
        let deadline = Instant::now() + longest;
        self.wait_by(|bell| bell.recv_deadline(deadline))
    }

    fn wait_by(
        &self,
        listen: impl Fn(&Receiver<()>) -> Result<(), RecvTimeoutError>,
    ) -> Result<News, RecvTimeoutError> {
        loop {
            let mut slot = lock(&self.slot);
            if let Some(news) = slot.take() {
                return Ok(news);
            }
            if slot.closed {
                return Err(RecvTimeoutError::Disconnected);
            }
            drop(slot);
            listen(&self.bell)?;
        }
    }
}

impl Slot {
    fn put(&mut self, news: News) {
        match news {
            News::Update(later) => match &mut self.update {
                Some(update) => add(update, later),
                None => self.update = Some(later),
            },
            News::Status(status) => self.status = Some(status),
            News::Clock => self.clock = true,
            News::Fault => self.fault = true,
        }
    }

    fn take(&mut self) -> Option<News> {
        let update = self.update.take().map(News::Update);
        let status = || self.status.take().map(News::Status);
        let told = |flag: &mut bool, news| mem::take(flag).then_some(news);
        let update = update
            .or_else(status)
            .or_else(|| told(&mut self.clock, News::Clock));
        update.or_else(|| told(&mut self.fault, News::Fault))
    }
}

/// Makes one update of two in a row.
pub fn add(update: &mut Update, later: Update) {
    let Update {
        timeline,
        changed,
        arrived,
        moved,
        renamed,
    } = later;
    rename(update, renamed);
    if moved {
        // What is gone again before anybody saw it has not arrived.
        let touched: HashSet<NewsDay> = changed.iter().copied().collect();
        update.arrived.retain(|item| {
            !touched.contains(&item.day) || timeline.item(item.day, item.id).is_some()
        });
    }
    update.timeline = timeline;
    update.arrived.extend(arrived);
    update.moved |= moved;
    update.changed.extend(changed);
    update.changed.sort_unstable();
    update.changed.dedup();
}

/// What became another, and then another again, goes straight to the last.
fn rename(update: &mut Update, renamed: Vec<(ItemId, ItemId)>) {
    if renamed.is_empty() {
        return;
    }
    let newer: HashMap<ItemId, ItemId> = renamed.iter().copied().collect();
    let olds = update.renamed.iter_mut().map(|(_, new)| new);
    for id in olds.chain(update.arrived.iter_mut().map(|item| &mut item.id)) {
        *id = newer.get(id).copied().unwrap_or(*id);
    }
    update.renamed.extend(renamed);
    let mut known = HashSet::new();
    update
        .renamed
        .retain(|&(old, new)| old != new && known.insert((old, new)));
}

/// What the lock guards is whole between statements, so that a panic elsewhere leaves nothing to be afraid of.
fn lock(slot: &Mutex<Slot>) -> MutexGuard<'_, Slot> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
