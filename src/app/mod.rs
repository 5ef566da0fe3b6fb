//! The model of the screen: `update(&mut App, Message) -> Vec<Effect>`.
//!
//! A plain function without terminal, file, clock or thread: time comes in a message, and what is to be done outside
//! goes out as an effect. Selection, scroll anchor and marks hold an [`ItemId`], never a row number.

mod list;
mod shown;

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use crossterm::event::{KeyEvent, MouseEvent};
use tui_input::Input;

pub use list::{List, Slot};
pub use shown::{Position, Shown};

use crate::config::Config;
use crate::filter;
use crate::item::{ItemId, Stamp};
use crate::query::{Matcher, QueryError};
use crate::timeline::{Timeline, Update};
use crate::watch;

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
    /// The timeline changed.
    Update(Update),
    /// Sources or counts changed.
    Status(watch::Status),
    /// A filter pass found something.
    Hits(filter::Progress),
    /// A moment the model asked to be told of has come, or the clock of the header moved on.
    Now(Stamp),
    /// Something outside has come to an end, well or not, and the user should know.
    Notice(Notice),
}

/// Something to be done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Run the filter with this number over the timeline; the matcher and what it may start from are in [`App::filter`].
    StartFilter(u64),
    /// End the filter pass that is running.
    CancelFilter,
    /// Put this text into the clipboard.
    Copy(String),
    /// Open this link.
    OpenLink(String),
    /// Open this file at this line in an editor.
    Edit(PathBuf, u32),
    /// Suspend the process.
    Suspend,
    /// Clear the terminal and draw everything.
    Redraw,
    /// Leave.
    Quit,
    /// Tell [`Message::Now`] at this moment (a notice is to vanish then).
    WakeAt(Stamp),
}

/// A line told to the user for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What is told.
    pub text: String,
    /// Whether it is about something that failed.
    pub error: bool,
}

/// What the layout of the screen gives the model to reckon with, in columns and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Metrics {
    /// Size of the list's inner area.
    pub list: (u16, u16),
    /// Left upper corner of the list's inner area on the screen.
    pub list_at: (u16, u16),
    /// Size of the detail's inner area; 0 where there is none.
    pub detail: (u16, u16),
    /// Left upper corner of the detail's inner area on the screen.
    pub detail_at: (u16, u16),
    /// Where the divider between list and detail stands: a column when side by side, a row when stacked.
    pub divider: Option<Divider>,
    /// How many lines the detail's text has when set.
    pub detail_lines: u16,
    /// How many lines the page (help, problems) has, and how many of them fit.
    pub page: (u16, u16),
    /// Size of the whole screen.
    pub screen: (u16, u16),
}

/// The line between list and detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Divider {
    /// A column of the screen: list left, detail right.
    Column(u16),
    /// A row of the screen: list above, detail below.
    Row(u16),
}

/// Which pane takes the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    /// The list.
    #[default]
    List,
    /// The detail.
    Detail,
    /// The detail, alone on the screen.
    Zen,
}

/// How list and detail stand to each other; what does not fit falls back to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Arrangement {
    /// As fits the size of the screen.
    #[default]
    Auto,
    /// Detail beside the list.
    SideBySide,
    /// Detail below the list.
    Stacked,
    /// No detail.
    ListAlone,
}

/// How much of an item the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    /// One line: the title, or the body of an untitled flash.
    #[default]
    Headline,
    /// Two lines: the headline, and the beginning of the body.
    TwoLines,
    /// The whole text.
    Full,
}

/// What takes the keys apart from the panes.
#[derive(Debug, Clone, Default)]
pub enum Mode {
    /// Nothing does.
    #[default]
    Normal,
    /// A prompt in the last line.
    Prompt(Prompt),
    /// A page of text over the list and detail.
    Page(Page),
}

/// A line that is being typed.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What it asks for.
    pub kind: PromptKind,
    /// What was typed, and where the cursor stands.
    pub input: Input,
    /// What is wrong with it.
    pub error: Option<QueryError>,
    /// Where list and filter stood when it was opened, so that Esc can go back there.
    pub before: Box<Before>,
}

/// What a prompt asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromptKind {
    /// Words to find in place.
    Find,
    /// A filter.
    Filter,
    /// A time or a date.
    GoTo,
}

/// What Esc in a prompt goes back to.
#[derive(Debug, Clone, Default)]
pub struct Before {
    /// The list.
    pub list: List,
    /// The filter.
    pub filter: FilterState,
    /// The find.
    pub find: FindState,
}

/// A page of text that covers list and detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// What it shows.
    pub kind: PageKind,
    /// How many lines are scrolled away above.
    pub scroll: u16,
}

/// What a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageKind {
    /// The keys.
    Help,
    /// The problems found in the dumps.
    Problems,
}

/// The filter: what it is and how far its pass has come.
#[derive(Debug, Clone, Default)]
pub struct FilterState {
    /// As it was typed; empty for none.
    pub source: String,
    /// What it means; the last valid one while one types.
    pub matcher: Option<Matcher>,
    /// Whether it is in force; `\` turns it off and on.
    pub on: bool,
    /// The number of the pass.
    pub pass: u64,
    /// Whether the pass has come to its end.
    pub complete: bool,
    /// The hits of an older, complete pass that this one may start from.
    pub within: Option<filter::Hits>,
}

/// Find in place: what is lit.
#[derive(Debug, Clone, Default)]
pub struct FindState {
    /// As it was typed; empty for none.
    pub source: String,
    /// What it means.
    pub matcher: Option<Matcher>,
}

/// The whole state of the reader.
#[derive(Debug)]
pub struct App {
    /// What was settled before the start; order and theme can change while it runs.
    pub config: Config,
    /// The clock, as last told.
    pub now: Stamp,
    /// The timeline as it is now.
    pub timeline: Arc<Timeline>,
    /// How it stands with the sources.
    pub status: watch::Status,
    /// What the list holds: the timeline, or what the filter left of it.
    pub shown: Shown,
    /// Selection, scroll anchor and density of the list.
    pub list: List,
    /// How many lines of the detail are scrolled away above.
    pub detail_scroll: u16,
    /// Which pane takes the keys.
    pub focus: Focus,
    /// How list and detail stand to each other.
    pub arrangement: Arrangement,
    /// The list's share of the screen, in percent.
    pub split: u16,
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
    /// Items that arrived and have not been on screen.
    pub fresh: HashSet<ItemId>,
    /// What is told at the moment, and until when.
    pub notice: Option<(Notice, Stamp)>,
    /// What the layout gave to reckon with.
    pub metrics: Metrics,
}

/// Takes a message in; what comes back is to be done outside, in this order.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    let _ = (app, message);
    todo!("app helper")
}
