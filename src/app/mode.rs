//! What takes the keys instead of the panes: a prompt in the last line, or a page over everything.

use std::sync::Arc;

use super::jumps::Place;
use super::list_source::ListSource;
use super::listed_stocks::Listing;
use super::muting::Muting;
use super::page::Page;
use super::rule_draft::RuleDraft;
use super::{ActionPalette, PromptLine, Search};
use crate::state::KeptStory;

/// What takes the keys instead of the panes.
#[derive(Debug, Default)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one, and it is not moved around"
)]
pub enum Mode {
    /// Nothing: the panes take the keys.
    #[default]
    Normal,
    /// A prompt in the last line.
    Prompt(Prompt),
    /// A page over list and detail.
    Page(Page),
}

/// An open prompt.
#[derive(Debug)]
pub struct Prompt {
    /// The line that is typed.
    pub line: PromptLine,
    /// The list of actions above it; only for [`super::PromptKind::Action`].
    pub palette: Option<ActionPalette>,
    /// The story that a note is about; only for [`super::PromptKind::Note`].
    pub(super) noted: Option<Arc<KeptStory>>,
    /// The rule that it is about; only for prompts of the page of rules.
    pub(super) rule: RuleDraft,
    /// What `w` asks about.
    pub(super) listing: Listing,
    /// What `x` and `X` ask about.
    pub(super) muting: Muting,
    /// The page that a note is written on, or whose rule is edited. It stays on screen, and is there again afterwards.
    pub(super) page: Option<Page>,
    /// What Esc returns to.
    pub(super) before: Box<PromptSnapshot>,
    /// What Esc returns to while candidates are listed.
    pub(super) before_completion: Option<Box<PromptSnapshot>>,
}

impl Prompt {
    /// The page below it.
    pub(super) fn page(&self) -> Option<Page> {
        let below_actions = || self.palette.as_ref()?.page();
        self.page.or_else(below_actions)
    }
}

/// The state when a prompt, or its list of candidates, was opened.
#[derive(Debug)]
pub(super) struct PromptSnapshot {
    pub place: Place,
    pub filter: Search,
    pub list_source: ListSource,
    pub find: Search,
}
