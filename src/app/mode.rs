//! What takes the keys apart from the panes: a prompt in the last line, or a page of text over everything.

use std::ops::Range;

use tui_input::Input;

use super::list::Anchor;
use super::{FilterState, FindState, List};

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
    /// Whether it is an older line that the next character takes the place of; keys that move in it keep it.
    pub selected: bool,
    /// What is wrong with it.
    pub error: Option<PromptError>,
    /// Where list, filter and find stood when it was opened, so that Esc can go back there.
    pub before: Box<Before>,
    pub(super) recalled: Option<Recalled>,
}

/// A line of the history that stands in a prompt.
#[derive(Debug, Clone)]
pub(super) struct Recalled {
    /// Which one, from the oldest.
    pub index: usize,
    /// What was typed before it was asked for.
    pub typed: String,
}

/// What is wrong with what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromptError {
    /// Where, in bytes of what was typed; empty where something is missing.
    pub at: Range<usize>,
    /// What was expected there, in the interface's language.
    pub text: String,
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
    /// What was selected.
    pub(super) anchor: Option<Anchor>,
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
