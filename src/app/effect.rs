//! What the model wants done outside.

use std::path::PathBuf;

use super::{Derived, SearchKind};
use crate::alert::AlertRun;
use crate::item::{NewsDay, Stamp};
use crate::lang::UiText;
use crate::rules::RuleRequest;
use crate::state::Change;
use crate::text::Printable;
use crate::watchlist::{AddedLine, Addition, Removal, RemovedLines};

/// Something to do outside of the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Start a search's pass over the timeline. [`super::App::search`] has its number, its matcher and what it may reuse.
    StartSearch(SearchKind),
    /// Search these days again for a search's pass.
    RefreshSearch(SearchKind, Vec<NewsDay>),
    /// Let a complete pass of an earlier time be the running one of a search again. [`super::App::search`] has its number.
    ResumeSearch(SearchKind),
    /// End a search's pass.
    CancelSearch(SearchKind),
    /// Copy a text to the clipboard, and say so with a notice.
    Copy(String, UiText),
    /// Open a link.
    OpenLink(String),
    /// Open a file at a line in an editor.
    Edit(PathBuf, u32),
    /// Derive something from the timeline, and send it.
    Derive(Derived),
    /// Read the file of rules, and send [`super::Message::Rules`].
    ReadRules,
    /// Change the file of rules, and send [`super::Message::Rules`].
    WriteRules(RuleRequest),
    /// Find what the rules hit, and send [`super::Message::Rules`].
    FindRuleHits,
    /// Ring the bell of the terminal, or let it show a notification.
    Ring {
        /// Whether the bell rings.
        bell: bool,
        /// The text of the notification.
        notification: Option<Printable<'static>>,
    },
    /// Start the program of an alert, without a shell.
    RunProgram(AlertRun),
    /// Keep these changes of marks in the state file.
    Remember(Vec<Change>),
    /// Find the days that have marked stories which the timeline does not have, and send [`super::Message::LostMarks`].
    FindLostMarks,
    /// Read the marked stories of a day, and send [`super::Message::State`].
    ReadStories(NewsDay),
    /// Read the two stories that were starred last, and send [`super::Message::State`].
    ReadLastStarred,
    /// Write a text to a file in the working folder, and say so with a notice. One that exists is replaced only if this reader
    /// wrote it and nobody changed it since.
    Save {
        /// The name of the file; a number is added if it exists.
        name: String,
        /// The text.
        text: String,
    },
    /// Put a stock into a watchlist, and send [`super::Message::ListChange`].
    AddToList(Addition),
    /// Put a line into a watchlist again, and send [`super::Message::ListChange`].
    AddToListAgain(AddedLine),
    /// Take a line out of a watchlist, and send [`super::Message::ListChange`].
    RemoveFromList(AddedLine),
    /// Take a stock out of a watchlist, and send [`super::Message::ListChange`].
    TakeOutOfList(Removal),
    /// Take a stock out of a watchlist again, and send [`super::Message::ListChange`].
    TakeOutAgain(RemovedLines),
    /// Put lines back that were taken out of a watchlist, and send [`super::Message::ListChange`].
    PutBackInList(RemovedLines),
    /// Keep the session in the state file.
    KeepSession(String),
    /// Suspend the process.
    Suspend,
    /// Clear the terminal and draw everything.
    Redraw,
    /// Leave.
    Quit,
    /// Send [`super::Message::Now`] at this moment.
    WakeAt(Stamp),
}
