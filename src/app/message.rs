//! What the model is sent.

use std::sync::Arc;

use crossterm::event::{KeyEvent, MouseEvent};

use super::{Notice, ScreenMetrics, SearchKind};
use crate::feed::FeedEvent;
use crate::filter::PassProgress;
use crate::item::{NewsDay, Stamp};
use crate::knowledge::KnowledgePart;
use crate::rules::RulesNews;
use crate::state::StateEvent;
use crate::tally::Tally;
use crate::watchlist::ListChange;

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted, or committed by an input method.
    Paste(String),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// The terminal got the focus, lost it, or it is not known whether it has it.
    Focus(Option<bool>),
    /// The screen was laid out; sent before a frame whose layout differs from the last one.
    Measured(ScreenMetrics),
    /// A frame was drawn: the items in view were on screen.
    Drawn,
    /// A filter to start with, from `--query`.
    Filter(String),
    /// The feed published something.
    Feed(FeedEvent),
    /// A search made progress.
    Hits(SearchKind, PassProgress),
    /// A worker learnt something.
    Knowledge(KnowledgePart),
    /// The file of rules has changed.
    RulesChanged,
    /// Rules were read, or what they hit was found.
    Rules(RulesNews),
    /// Days have marked stories that the timeline does not have.
    LostMarks(Vec<NewsDay>),
    /// The state file was opened, or changed.
    State(StateEvent),
    /// The examples of the page of help were counted.
    Tally(Tally),
    /// A watchlist was changed, or could not be.
    ListChange(ListChange),
    /// The program of a rule ended, well or not.
    ProgramEnded {
        /// The rule.
        rule: Arc<str>,
        /// Why it failed; `None` if it did not.
        why: Option<String>,
    },
    /// A worker panicked. It goes on without the work it was doing.
    WorkerPanicked(WorkerKind),
    /// The time: at a moment of [`super::Effect::WakeAt`], and when the second changed.
    Now(Stamp),
    /// The reader ends.
    Ending,
    /// Something outside ended, well or not, and the user should know.
    Notice(Notice),
}

/// A worker whose panics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkerKind {
    /// Searches days for the filter or find.
    Filter,
    /// Learns stock names.
    StockNames,
    /// Collects and counts what prompts and pages show.
    Survey,
    /// Reads the rules, and finds what they hit.
    Rules,
    /// Reads and writes watchlists.
    Lists,
    /// Runs the programs of alerts.
    Alerts,
}
