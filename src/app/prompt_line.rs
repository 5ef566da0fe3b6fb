//! The line in a prompt: editing, pasting, and recall of earlier lines.

mod completing;
mod recall;

use std::mem;
use std::ops::Range;

use tui_input::{Input, InputRequest};
use unicode_segmentation::UnicodeSegmentation;

use super::completion::Completion;
use crate::text::sanitise_line;

/// Characters of a line, with pasted text.
pub(super) const MAX_CHARACTERS: usize = 8_000;

/// What a prompt is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromptKind {
    /// Words to find in place.
    Find,
    /// A filter.
    Filter,
    /// A time or a date.
    GoTo,
    /// An action to run.
    Action,
    /// A note about an item.
    Note,
    /// The stock of an item to put into a list.
    Stock,
    /// The list to put a stock into.
    List,
    /// What of an item to mute.
    Mute,
    /// For how long.
    MuteTime,
    /// The query of a rule.
    RuleQuery,
    /// The name of a rule.
    RuleName,
    /// How the items of a rule look.
    RuleStyle,
}

impl PromptKind {
    /// The number of kinds.
    pub(super) const COUNT: usize = Self::List as usize + 1;

    /// Whether its line is a query.
    pub(super) const fn takes_query(self) -> bool {
        match self {
            Self::Find | Self::Filter | Self::RuleQuery => true,
            Self::GoTo
            | Self::Action
            | Self::Note
            | Self::Stock
            | Self::List
            | Self::Mute
            | Self::MuteTime
            | Self::RuleName
            | Self::RuleStyle => false,
        }
    }

    /// Whether it is about a rule.
    pub(super) const fn is_about_rule(self) -> bool {
        match self {
            Self::RuleQuery | Self::RuleName | Self::RuleStyle => true,
            Self::Find
            | Self::Filter
            | Self::GoTo
            | Self::Action
            | Self::Note
            | Self::Stock
            | Self::List
            | Self::Mute
            | Self::MuteTime => false,
        }
    }
}

/// Why a line is not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromptError {
    /// The wrong bytes of the line; empty if something is missing there.
    pub at: Range<usize>,
    /// What was expected, in the interface's language.
    pub text: String,
}

/// A paste would make a line longer than [`MAX_CHARACTERS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PasteTooLong;

/// The line in a prompt.
#[derive(Debug, Clone)]
pub struct PromptLine {
    kind: PromptKind,
    input: Input,
    is_selected: bool,
    error: Option<PromptError>,
    recalled: Option<Recalled>,
    completion: Option<Completion>,
}

/// A line of the history that is in the prompt.
#[derive(Debug, Clone)]
struct Recalled {
    /// Its index, from the oldest.
    index: usize,
    /// What was typed before.
    typed: String,
    /// What every recalled line begins with.
    prefix: String,
}

impl PromptLine {
    /// A line that holds `text`, selected.
    pub(super) fn new(kind: PromptKind, text: &str) -> Self {
        Self {
            kind,
            input: Input::new(text.to_owned()),
            is_selected: !text.is_empty(),
            error: None,
            recalled: None,
            completion: None,
        }
    }

    /// A line that holds `text`, to be continued.
    pub(super) fn continuing(kind: PromptKind, text: &str) -> Self {
        let mut line = Self::new(kind, text);
        line.is_selected = false;
        line
    }

    /// What the prompt is for.
    pub const fn kind(&self) -> PromptKind {
        self.kind
    }

    /// The text of the line.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// The number of characters before the cursor.
    pub fn cursor(&self) -> usize {
        self.input.cursor()
    }

    /// Whether the next typed character replaces the line; keys that move the cursor keep it.
    pub const fn is_selected(&self) -> bool {
        self.is_selected
    }

    /// Why the line is not accepted.
    pub const fn error(&self) -> Option<&PromptError> {
        self.error.as_ref()
    }

    /// Shows why the line is not accepted.
    pub(super) fn set_error(&mut self, at: Range<usize>, text: String) {
        self.error = Some(PromptError { at, text });
    }

    /// The candidates to complete the line with, if Tab was pressed.
    pub const fn completion(&self) -> Option<&Completion> {
        self.completion.as_ref()
    }

    /// Applies an edit; false if the text stays the same.
    pub(super) fn edit(&mut self, request: InputRequest) -> bool {
        let before = self.input.value().to_owned();
        if mem::take(&mut self.is_selected) && matches!(request, InputRequest::InsertChar(_)) {
            self.input = Input::default();
        }
        self.input.handle(request);
        self.changed_from(&before)
    }

    /// Deletes back to white space, as Ctrl-W does in a shell: text without spaces counts as one word.
    pub(super) fn delete_word(&mut self) -> bool {
        let before = self.input.value().to_owned();
        let left: String = before.chars().take(self.input.cursor()).collect();
        let kept = left
            .trim_end()
            .trim_end_matches(|letter: char| !letter.is_whitespace());
        let word = left.strip_prefix(kept).unwrap_or_default();
        self.is_selected = false;
        for _ in word.graphemes(true) {
            self.input.handle(InputRequest::DeletePrevChar);
        }
        self.changed_from(&before)
    }

    /// Inserts pasted text as one line, whatever line breaks the terminal sends; returns whether the text changed. An error
    /// if the line would exceed [`MAX_CHARACTERS`].
    pub(super) fn paste(&mut self, text: &str) -> Result<bool, PasteTooLong> {
        let words = text.split(['\r', '\n']).map(str::trim);
        let words: Vec<_> = words.filter(|line| !line.is_empty()).collect();
        let joined = words.join(" ");
        let pasted = sanitise_line(&joined);
        let pasted = pasted.as_str();
        let before = if self.is_selected {
            ""
        } else {
            self.input.value()
        };
        let (old, added) = (before.chars().count(), pasted.chars().count());
        if old + added > MAX_CHARACTERS {
            return Err(PasteTooLong);
        }
        if added == 0 {
            return Ok(false);
        }
        let mut line: Vec<char> = before.chars().collect();
        let cursor = self.input.cursor().min(line.len());
        line.splice(cursor..cursor, pasted.chars());
        self.input = mem::take(&mut self.input)
            .with_value(line.into_iter().collect())
            .with_cursor(cursor + added);
        self.is_selected = false;
        self.forget_what_it_was();
        Ok(true)
    }

    fn changed_from(&mut self, before: &str) -> bool {
        let changed = self.input.value() != before;
        if changed {
            self.forget_what_it_was();
        }
        changed
    }

    /// Forgets what belongs to the text before a change.
    fn forget_what_it_was(&mut self) {
        (self.error, self.recalled, self.completion) = (None, None, None);
    }
}
