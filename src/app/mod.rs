//! The model of the screen: `update(&mut App, Message) -> Vec<Effect>`.
//!
//! A plain function without terminal, file, clock or thread: time comes in a message, and what is to be done outside
//! goes out as an effect. Selection, scroll anchor and marks hold an [`crate::item::ItemId`], never a row number.
//!
//! ```text
//!   message ─ update ┬ keys ─ act ─┬ moving   the selection, scrolling   ┐
//!                    │             ├ jumping  days, sessions             │
//!                    │             └ outward  copy, open, edit           ├ selection, geometry, list, shown:
//!                    ├ prompt ─┬ filtering  the filter while one types   │ what stands on which line
//!                    │         ├ finding    matches, and from one to the │
//!                    │         │            next                         │
//!                    │         └ goto       a time or a date             │
//!                    ├ mouse     wheel, click, divider, scroll bars      │
//!                    ├ arrivals  the timeline changed                    │
//!                    └ clock     a minute has passed                     │
//!                    └ naming    names of stocks are learnt        ┘
//! ```
//!
//! # How it is driven
//!
//! Whoever owns the terminal repeats:
//!
//! 1. Take messages in, keys first, each with [`Message::Now`] before it if the second has changed: what a key says
//!    vanishes some seconds after the clock as it was last told. Run the effects of each message before the next one: a
//!    pass starts with the matcher and the timeline that the model holds at that moment.
//! 2. If [`App::version`] has grown since the last frame: lay out, tell [`Message::Measured`] if the metrics are others
//!    than [`App::metrics`], lay out again then (the model may have changed its focus), draw.
//! 3. Tell [`Message::Drawn`] when the frame is out. It raises the version where something new was on screen, since the
//!    counts of new items are then drawn once more, and leaves it where nothing was.
//!
//! Filter and find each have a worker of their own, and share the numbers of their passes.
//!
//! # Costs
//!
//! A key costs a binary search over days and a walk over the items of one screen. A change of the timeline, or a message of
//! a pass, costs a walk over the days, and over the items of a day that changed where some that stood there are gone.

mod act;
mod arrivals;
#[cfg(test)]
pub(crate) mod bench;
mod clock;
mod filtering;
mod finding;
mod fresh;
mod geometry;
mod goto;
mod jumping;
mod keys;
mod list;
mod message;
mod mode;
mod mouse;
mod moving;
mod naming;
mod notice;
mod outward;
mod page;
mod prompt;
mod screen;
mod search;
mod selection;
mod session;
mod setting;
mod shown;
#[cfg(test)]
mod tests;
mod update;
mod wording;

use std::sync::Arc;

use crossterm::event::KeyEvent;

pub use clock::{age, newest};
pub use fresh::Fresh;
pub use goto::goal;
pub use keys::scope;
pub use list::{List, Slot, waiting_label};
pub use message::{Copied, Effect, Message, Notice, WorkerKind};
pub use mode::{Before, Mode, Page, PageKind, Prompt, PromptError, PromptKind};
pub use screen::{Arrangement, Density, Divider, Focus, Metrics, Split};
pub use search::{FilterState, FindState, Pass};
pub use session::Session;
pub use setting::{Line, Setting, begins};
pub use shown::{Position, Shown, ShownDay, Spot};
pub use update::update;

use crate::config::Config;
use crate::item::Stamp;
use crate::knowledge::Knowledge;
use crate::timeline::{ItemRef, Timeline};
use crate::watch;

/// The whole state of the reader.
#[derive(Debug)]
pub struct App {
    /// What was settled before the start; order and theme can change while it runs.
    pub config: Config,
    /// The clock, as last told.
    pub now: Stamp,
    /// The timeline as it is now.
    pub timeline: Arc<Timeline>,
    /// What is known beside the timeline.
    pub knowledge: Arc<Knowledge>,
    /// How it stands with the sources.
    pub status: watch::WatchStatus,
    /// Whether that was told yet: before, nobody knows whether there is anything to read.
    pub told: bool,
    /// What the list holds: the timeline, or what the filter left of it.
    pub shown: Shown,
    /// Selection, scroll anchor and density of the list.
    pub list: List,
    /// How many lines of the detail are scrolled away above.
    pub detail_scroll: u16,
    /// Which earlier wording of the selected item the detail shows, from 0 for the oldest; `None` for the present one.
    pub wording: Option<usize>,
    /// Which pane takes the keys.
    pub focus: Focus,
    /// How list and detail stand to each other.
    pub arrangement: Arrangement,
    /// The list's share of the screen.
    pub split: Split,
    /// What takes the keys apart from the panes.
    pub mode: Mode,
    /// The filter.
    pub filter: FilterState,
    /// Find in place.
    pub find: FindState,
    /// Keys typed that are the beginning of an action.
    pub pending: Vec<KeyEvent>,
    /// The count typed before an action.
    pub count: Option<u32>,
    /// Items that arrived: those that have not been on screen, and those still marked.
    pub fresh: Fresh,
    /// What is told at the moment, and until when.
    pub notice: Option<(Notice, Stamp)>,
    /// What the layout gave to reckon with.
    pub metrics: Metrics,
    /// How many items the timeline holds.
    pub total: usize,
    learning: naming::Learning,
    /// What the mouse holds.
    drag: Option<mouse::Drag>,
    history: prompt::History,
    /// The number of the last pass; filter and find share the count.
    passes: u64,
    version: u64,
}

impl App {
    /// A reader with nothing in it yet.
    pub fn new(config: Config, now: Stamp) -> Self {
        Self {
            config,
            now,
            timeline: Arc::default(),
            knowledge: Arc::default(),
            status: watch::WatchStatus::default(),
            told: false,
            shown: Shown::default(),
            list: List {
                following: true,
                ..List::default()
            },
            detail_scroll: 0,
            wording: None,
            focus: Focus::default(),
            arrangement: Arrangement::default(),
            split: Split::default(),
            mode: Mode::default(),
            filter: FilterState::default(),
            find: FindState::default(),
            pending: Vec::new(),
            count: None,
            fresh: Fresh::default(),
            notice: None,
            metrics: Metrics::default(),
            total: 0,
            learning: naming::Learning::default(),
            drag: None,
            history: prompt::History::default(),
            passes: 0,
            version: 0,
        }
    }

    /// Where the selected item stands in the list.
    pub fn selected_spot(&self) -> Option<Spot> {
        self.shown.find(self.list.selected?, self.list.hint)
    }

    /// The selected item.
    pub fn selected(&self) -> Option<ItemRef<'_>> {
        self.shown.item(self.selected_spot()?)
    }

    /// Grows whenever something that is drawn may have changed: while it stands still, nothing need be drawn.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// Whether the list holds less than the timeline.
    pub const fn is_filtered(&self) -> bool {
        self.filter.on && self.filter.matcher.is_some()
    }

    /// The most lines of the detail that can be scrolled away.
    pub const fn detail_most(&self) -> u16 {
        self.metrics
            .detail_lines
            .saturating_sub(self.metrics.detail.1)
    }

    fn next_pass(&mut self) -> u64 {
        self.passes += 1;
        self.passes
    }
}
