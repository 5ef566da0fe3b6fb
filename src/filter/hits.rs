//! What a pass finds and publishes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::item::NewsDay;
use crate::query::{HitKind, Matcher};
use crate::timeline::Day;

/// A complete pass. A narrower query over the same timeline searches only its hits.
#[derive(Clone, Debug)]
pub struct PreviousPass {
    /// Its matcher.
    pub matcher: Matcher,
    /// The rows that match, ascending, of every day that has any.
    pub rows: BTreeMap<NewsDay, Arc<[u32]>>,
}

/// The hits of a day.
#[derive(Clone, Debug)]
pub struct DayHits {
    /// The day that was searched. The rows are rows of this one, even once the timeline has a newer one.
    pub day: Arc<Day>,
    /// The rows that match, ascending.
    pub rows: Arc<[u32]>,
    /// How many of them match as pinyin only.
    pub pinyin: PinyinHits,
}

/// How many hits match as pinyin only. The others hold the letters as they were typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PinyinHits {
    /// They name a stock whose name begins so.
    pub names: usize,
    /// They have characters that read so.
    pub readings: usize,
}

impl PinyinHits {
    /// Whether every hit holds the letters as they were typed.
    pub const fn is_empty(self) -> bool {
        self.names == 0 && self.readings == 0
    }

    /// Adds a hit of this kind.
    pub(super) const fn count(&mut self, kind: HitKind) {
        match kind {
            HitKind::Literal => {}
            HitKind::Name => self.names += 1,
            HitKind::Reading => self.readings += 1,
        }
    }
}

/// What a pass publishes.
#[derive(Clone, Debug)]
pub struct PassProgress {
    /// The number that the pass was started with.
    pub pass: u64,
    /// The hits found since the last message. A day that was searched again is here even without hits.
    pub found: Vec<DayHits>,
    /// The matcher with the names of stocks that its words stand for, ready to light hits; once a pass, and only if it has so
    /// many words that no key waits for that.
    pub prepared: Option<Matcher>,
    /// The oldest day such that it and all newer days were searched; `None` for days that were searched again.
    pub reached: Option<NewsDay>,
    /// Whether the whole timeline was searched. Stays true for days that are searched again later.
    pub complete: bool,
}
