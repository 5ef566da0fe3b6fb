//! One of the scraper's dumps: what stands in it, what is being done to it, and how long a reader had to see it.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use super::piece::Piece;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Story {
    pub(super) minute: usize,
    pub(super) text: String,
}

#[derive(Debug)]
pub(super) struct Dump {
    pub(super) path: PathBuf,
    pub(super) channel: &'static str,
    pub(super) exists: bool,
    pub(super) stories: Vec<Story>,
    /// What stood in it before the work under way.
    pub(super) before: Vec<Story>,
    pub(super) work: VecDeque<Piece>,
    /// Bytes are written over old ones: in between it reads as nobody ever wrote it.
    pub(super) overlaid: bool,
    pub(super) idle: Duration,
    /// For how long it was in the making since it last stood still.
    pub(super) making: Duration,
    /// For how long nobody can be sure to have seen it whole.
    pub(super) unseen: Duration,
    /// Where it was surely seen last.
    pub(super) place: PathBuf,
}

/// A dump that was in the making for so long …
const LONG: Duration = Duration::from_secs(1);
/// … stands still for so long before it is written anew: what nobody can have seen has not stood there.
const SEEN: Duration = Duration::from_millis(300);
/// Where it was moved without an event it is found by a tick of the sweep alone, of which one comes by within that time.
const FOUND: Duration = Duration::from_millis(2800);
/// Nothing is unseen for longer than that, however slowly it is written and wherever it stood: it is believed lost then.
const MISSED: Duration = Duration::from_millis(2400);

impl Dump {
    pub(super) fn new(path: PathBuf, channel: &'static str) -> Self {
        Self {
            place: path.clone(),
            path,
            channel,
            exists: true,
            stories: Vec::new(),
            before: Vec::new(),
            work: VecDeque::new(),
            overlaid: false,
            idle: Duration::ZERO,
            making: Duration::ZERO,
            unseen: Duration::ZERO,
        }
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let Self {
            channel, stories, ..
        } = self;
        let mut text = format!(
            "# 财联社【{channel}】电报 - 2026-01-06\n> 统计周期：2026-01-06 05:30 至次日 05:30\n\n---\n"
        );
        for Story {
            minute,
            text: story,
        } in stories
        {
            write!(
                text,
                "\n**[{:02}:{:02}]** {story}\n",
                9 + minute / 60,
                minute % 60
            )
            .unwrap();
        }
        text.into_bytes()
    }

    /// How long it may pause at this moment without being taken for finished.
    pub(super) fn patience(&self) -> Duration {
        let most = match (self.work.is_empty(), self.overlaid) {
            (true, _) => Duration::from_secs(60),
            (false, true) => Duration::from_millis(40),
            (false, false) => Duration::from_millis(400),
        };
        let left = if self.work.is_empty() {
            Duration::MAX
        } else {
            MISSED.saturating_sub(self.unseen)
        };
        most.saturating_sub(self.idle).min(left)
    }

    /// Whether it has to be seen before it is written anew.
    pub(super) fn has_to_stand(&self) -> bool {
        self.making >= LONG || self.unseen >= MISSED
    }

    /// Whether it was seen whole where it stands. Bytes that are written over it are told from new ones by what stood there
    /// alone: what was seen of it elsewhere, under another name, says nothing of them.
    pub(super) fn was_whole_here(&self) -> bool {
        self.path == self.place || self.making.is_zero()
    }

    pub(super) fn wait(&mut self, passed: Duration) {
        self.idle += passed;
        self.unseen += passed;
        if !self.work.is_empty() {
            self.making += passed;
            return;
        }
        if self.idle >= SEEN {
            self.making = Duration::ZERO;
        }
        if self.idle >= if self.path == self.place { SEEN } else { FOUND } {
            self.unseen = Duration::ZERO;
            self.place.clone_from(&self.path);
        }
    }
}
