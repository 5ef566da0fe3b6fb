//! A dump of the simulated scraper: its stories, the work on it, and how long a reader had to see it.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use super::disk_action::DiskAction;
use super::dump_coding::DumpCoding;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SimulatedStory {
    pub(super) minute: usize,
    pub(super) text: String,
}

#[derive(Debug)]
pub(super) struct SimulatedDump {
    pub(super) path: PathBuf,
    pub(super) channel: &'static str,
    pub(super) coding: DumpCoding,
    pub(super) exists: bool,
    pub(super) stories: Vec<SimulatedStory>,
    /// Its stories before the current work.
    pub(super) before: Vec<SimulatedStory>,
    pub(super) work: VecDeque<DiskAction>,
    /// New bytes are written over old ones. Halfway it reads as nobody wrote it.
    pub(super) overlaid: bool,
    /// Whether it had not rested before that.
    pub(super) overlaid_unseen: bool,
    pub(super) idle: Duration,
    /// How long it was being written since it last rested.
    pub(super) writing: Duration,
    /// How long no reader is sure to have seen it whole.
    pub(super) unseen: Duration,
    /// How long it was away, until a reader has surely seen it again.
    pub(super) was_away: Duration,
    /// Where a reader surely saw it last.
    pub(super) seen_at: PathBuf,
    /// The stories that a reader surely shows of it.
    pub(super) shown: Vec<SimulatedStory>,
}

/// A dump that was being written for longer rests before it is written again, so that a reader can see it.
const LONG_WRITE: Duration = Duration::from_secs(1);
/// How long it rests then.
const REST: Duration = Duration::from_millis(300);
/// If it was moved without an event, only a tick finds it, within this time.
const TICK_REST: Duration = Duration::from_millis(2800);
/// A dump is never unseen for longer, however slowly it is written. The reader would drop its entries.
pub(super) const MAX_UNSEEN: Duration = Duration::from_millis(2400);

impl SimulatedDump {
    pub(super) fn new(path: PathBuf, channel: &'static str) -> Self {
        Self {
            seen_at: path.clone(),
            path,
            channel,
            coding: DumpCoding::Utf8,
            exists: true,
            stories: Vec::new(),
            before: Vec::new(),
            work: VecDeque::new(),
            overlaid: false,
            overlaid_unseen: false,
            idle: Duration::ZERO,
            writing: Duration::ZERO,
            unseen: Duration::ZERO,
            was_away: Duration::ZERO,
            shown: Vec::new(),
        }
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let Self {
            channel,
            stories,
            coding,
            ..
        } = self;
        let mut text = format!(
            "# 财联社【{channel}】电报 - 2026-01-06\n> 统计周期：2026-01-06 05:30 至次日 05:30\n\n---\n"
        );
        for SimulatedStory {
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
        coding.encode(&text)
    }

    /// How long the current work may pause.
    pub(super) fn time_left(&self) -> Duration {
        let most = match (self.work.is_empty(), self.overlaid) {
            (true, _) => Duration::from_secs(60),
            (false, true) => Duration::from_millis(40),
            (false, false) => Duration::from_millis(400),
        };
        let left = if self.work.is_empty() {
            Duration::MAX
        } else {
            MAX_UNSEEN.saturating_sub(self.unseen)
        };
        most.saturating_sub(self.idle).min(left)
    }

    /// Whether a reader surely saw it as it is.
    pub(super) fn has_rested(&self) -> bool {
        self.work.is_empty() && self.idle >= TICK_REST
    }

    /// Whether a reader has to see it before it is written again.
    pub(super) fn must_be_seen(&self) -> bool {
        self.writing >= LONG_WRITE || self.unseen >= MAX_UNSEEN
    }

    /// Whether a reader saw it whole at this path. Only then does it know old bytes from new ones that are written over them.
    fn was_whole_here(&self) -> bool {
        self.path == self.seen_at || self.writing.is_zero()
    }

    /// Whether new bytes may be written over old ones. A dump that no reader has shown yet is shown as it reads halfway.
    pub(super) fn may_be_overlaid(&self) -> bool {
        self.was_whole_here() && !self.shown.is_empty() && !self.coding.is_packed()
    }

    /// How many stories come before the first place where new bytes may be written over old ones. A story that no reader has
    /// shown yet is shown as it reads halfway: under the time of the story that is inserted before it.
    pub(super) fn first_overlay(&self) -> usize {
        let is_unseen = |story| !self.shown.contains(story);
        self.stories
            .iter()
            .rposition(is_unseen)
            .map_or(0, |last| last + 1)
    }

    /// Notes that it is back, after so long.
    pub(super) fn come_back(&mut self, gone: Duration) {
        self.exists = true;
        (self.unseen, self.was_away, self.idle) = (gone, gone, Duration::ZERO);
    }

    /// Whether it was away for so long that a reader may drop its stories before it sees them again.
    pub(super) fn may_be_dropped(&self) -> bool {
        self.was_away >= MAX_UNSEEN
    }

    pub(super) fn wait(&mut self, passed: Duration) {
        self.idle += passed;
        self.unseen += passed;
        if !self.work.is_empty() {
            self.writing += passed;
            return;
        }
        if self.idle >= REST {
            self.writing = Duration::ZERO;
        }
        if self.idle >= TICK_REST {
            self.shown.clone_from(&self.stories);
        }
        if self.idle
            >= if self.path == self.seen_at {
                REST
            } else {
                TICK_REST
            }
        {
            self.unseen = Duration::ZERO;
            self.was_away = Duration::ZERO;
            self.seen_at.clone_from(&self.path);
        }
    }
}
