//! What the model is told, and what it asks to be done outside.

use std::path::PathBuf;

use crossterm::event::{KeyEvent, MouseEvent};

use super::Metrics;
use crate::feed::FeedEvent;
use crate::filter;
use crate::item::{NewsDay, Stamp};
use crate::knowledge::KnowledgePart;

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted, or committed by an input method.
    Paste(String),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// The screen was laid out anew; told before every frame whose layout changed.
    Measured(Metrics),
    /// A frame was drawn: what was in the list has now been on screen.
    Drawn,
    /// A filter to begin with, as `--query` gives it.
    Filter(String),
    /// The feed published something.
    Feed(FeedEvent),
    /// The filter's pass found something.
    Hits(filter::PassProgress),
    /// Find's pass found something.
    FindHits(filter::PassProgress),
    /// A worker has learnt something.
    Knowledge(KnowledgePart),
    /// A worker panicked, and goes on without what it was doing.
    WorkerPanicked(WorkerKind),
    /// The clock: a moment the model asked to be told of has come, or the minute changed.
    Now(Stamp),
    /// Something outside has come to an end, well or not, and the user should know.
    Notice(Notice),
}

/// A worker whose panics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkerKind {
    /// Searches days for the filter or for find.
    Filter,
    /// Learns the names of stocks.
    StockNames,
}

/// Something to be done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Run the filter's pass with this number over the timeline; the matcher and what it may start from are in
    /// [`super::FilterState`].
    StartFilter(u64),
    /// Look at these days again for the filter's pass.
    RefreshFilter(u64, Vec<NewsDay>),
    /// End the filter's pass.
    CancelFilter,
    /// Run find's pass with this number over the timeline; the matcher is in [`super::FindState`].
    StartFind(u64),
    /// Look at these days again for find's pass.
    RefreshFind(u64, Vec<NewsDay>),
    /// End find's pass.
    CancelFind,
    /// Put a text into the clipboard, and tell how that went.
    Copy(Copied, String),
    /// Open this link.
    OpenLink(String),
    /// Open this file at this line in an editor.
    Edit(PathBuf, u32),
    /// Learn names of stocks from the timeline, and tell [`Message::Knowledge`].
    LearnNames,
    /// Suspend the process.
    Suspend,
    /// Clear the terminal and draw everything.
    Redraw,
    /// Leave.
    Quit,
    /// Tell [`Message::Now`] at this moment (a notice is to vanish then).
    WakeAt(Stamp),
}

/// What of an item is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// The whole text.
    Text,
    /// The title.
    Title,
    /// The link.
    Link,
    /// `file:line`, where there is no link.
    Place,
}

/// A line told to the user for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What is told.
    pub text: String,
    /// Whether it is about something that failed.
    pub error: bool,
}

impl Notice {
    /// Something to know.
    pub fn info(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            error: false,
        }
    }

    /// Something that failed.
    pub fn error(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            error: true,
        }
    }
}
